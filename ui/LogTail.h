// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace hakgal {

enum class LogLevel : quint8 { Debug, Info, Warning, Critical, Fatal };

/// One line of the log file (LogFile.h describes it).
struct LogLine
{
    QString raw;  ///< the whole line, for the clipboard
    QString time; ///< local, with milliseconds; empty where the line has none
    LogLevel level = LogLevel::Info;
    QString source; ///< thread and category
    QString text;
    bool operator==(const LogLine &) const = default;
};

/// Takes a line apart; one that is not in the form of the log (a torn one) is all text. Pure.
LogLine parseLogLine(const QByteArray &line);

/// Reads the end of a log file that others keep writing and rotating. Lives in a thread of its own: call
/// read() by queued connection. Never reads more than the last kMostBytes.
class LogTail : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 kMostBytes = qint64{256} * 1024;

    using QObject::QObject;

public Q_SLOTS:
    /// Answers with exactly one of the signals. Whole lines only; a line still being written comes next time.
    void read(const QString &path);

Q_SIGNALS:
    /// What came since the last answer; `anew`: it replaces what was told before (first read, or the file was
    /// rotated). Often empty.
    void linesRead(const std::vector<hakgal::LogLine> &lines, bool anew);
    void failed(const hakgal::Error &error);

private:
    QString m_path;
    qint64 m_position = 0; ///< after the last whole line that was told
    QByteArray m_anchor;   ///< the bytes before it, to notice that the file is another one
};

} // namespace hakgal
