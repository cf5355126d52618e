// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/Result.h"
#include "core/text/Catalogue.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QString>

namespace hakgal {

/// The place of a WriteFailed where what was to be read could not be written.
inline const QString kStandardOutput = QStringLiteral("Standard output");

/// What a verb says. With --json standard output gets one object at the end and nothing else; sentences for
/// people go to standard output otherwise, progress and warnings always to standard error.
class Output
{
public:
    /// `progressLines`: progress goes to standard error as JobProgress lines.
    Output(QString verb, bool json, QString database, bool progressLines = false);

    bool json() const { return m_json; }
    const Catalogue &catalogue() const { return m_catalogue; }

    /// A line for people; nothing with --json.
    void line(const QString &text);
    /// The same as exact bytes, for statements that need not be valid text.
    void bytes(const QByteArray &utf8);
    /// A line on standard error.
    void note(const QString &text);
    /// A question on standard error, without a line break.
    void ask(const QString &question);
    /// A line on a terminal's standard error that the next one overwrites; nothing elsewhere.
    void progress(const QString &text);
    void endProgress();
    /// How far a job is: a JobProgress line, or the same in words as progress() does.
    void progress(const JobProgress &progress);
    /// What a job tells its progress to, and where it looks whether it shall stop.
    JobContext job();

    /// A key of the JSON object.
    void set(const QString &key, const QJsonValue &value);
    void set(const QJsonObject &values);

    /// Ends the verb: prints the object. Returns the exit code to leave with; that of a failure where
    /// standard output did not take what was to be read (a full disk).
    int done(int exitCode = 0);
    int failed(const Error &error);

private:
    void print(bool ok, const QJsonValue &error);

    QJsonObject m_object;
    QString m_verb;
    QString m_database;
    bool m_json;
    bool m_progressLines;
    bool m_progressShown = false;
    Catalogue m_catalogue;
    QElapsedTimer m_timer;
};

} // namespace hakgal
