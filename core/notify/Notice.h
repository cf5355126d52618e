// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/text/Catalogue.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace hakgal {

/// One message about an alert, in the forms that others take. It goes to services of others, so it holds no
/// path, only the name of the file. Pure; any thread.
class Notice
{
public:
    enum class Kind : quint8 { Raised, Resolved, Test };

    /// `alert` is ignored for a test. `base`: path of the knowledge base; `host`: name of this computer.
    Notice(Kind kind, Alert alert, const QString &base, QString host, qint64 nowMs);

    Kind kind() const { return m_kind; }
    const Alert &alert() const { return m_alert; }
    /// "Critical: CPU above 95 %", "Resolved: CPU above 95 %", for people.
    QString title(const Catalogue &catalogue) const;
    /// What was measured, where, since when.
    QString text(const Catalogue &catalogue) const;

    /// {"schema": 1, "event": "raised|resolved|test", "id", "rule", "severity", "title", "detail",
    /// "database", "host", "time", "started", "ended", "value", "limit"}: English, times in ISO 8601 UTC,
    /// null where there is none. `id` is the same for the raise and the resolve of one incident, and in every
    /// try.
    QByteArray json() const;
    /// For an incoming webhook of Slack (and those that take its form).
    QByteArray slack(const Catalogue &catalogue) const;
    /// A whole message of RFC 5322 with CRLF lines. The resolve is an answer to the raise.
    QByteArray mail(const Catalogue &catalogue, const QString &from, const QStringList &to) const;

private:
    QString identity() const;

    Kind m_kind;
    Alert m_alert;
    QString m_base; ///< name of the file
    QString m_host;
    QString m_key; ///< tells bases of one name apart
    qint64 m_nowMs;
};

} // namespace hakgal
