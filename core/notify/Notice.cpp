// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Notice.h"

#include "core/alert/SeverityName.h"
#include "core/config/StatePaths.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <utility>

namespace hakgal {

namespace {

QString translated(const char *source)
{
    return QCoreApplication::translate("hakgal", source);
}

QString isoTime(qint64 wallMs)
{
    return QDateTime::fromMSecsSinceEpoch(wallMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue number(double value)
{
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

const char *eventWord(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Raised:
        return "raised";
    case Notice::Kind::Resolved:
        return "resolved";
    case Notice::Kind::Test:
        break;
    }
    return "test";
}

/// Slack reads these three as markup.
QString slackText(QString text)
{
    return text.replace(u'&', QLatin1String("&amp;"))
        .replace(u'<', QLatin1String("&lt;"))
        .replace(u'>', QLatin1String("&gt;"));
}

const char *slackColour(Notice::Kind kind, Severity severity)
{
    if (kind == Notice::Kind::Resolved)
        return "good";
    if (kind == Notice::Kind::Test)
        return "#5b6b7f";
    return severity == Severity::Critical ? "danger" : "warning";
}

/// A header's text as RFC 2047 wants it: words of at most 75 characters, none cut inside a character.
QByteArray encodedHeader(const QString &text)
{
    constexpr qsizetype kMostBytes = 42; // 56 in Base64, and the brackets around them
    QByteArray header;
    QByteArray piece;
    const auto flush = [&] {
        if (!header.isEmpty())
            header += "\r\n ";
        header += "=?UTF-8?B?" + piece.toBase64() + "?=";
        piece.clear();
    };
    const auto points = text.toUcs4();
    for (const uint point : points) {
        const char32_t one[] = {point};
        const QByteArray bytes = QString::fromUcs4(one, 1).toUtf8();
        if (piece.size() + bytes.size() > kMostBytes)
            flush();
        piece += bytes;
    }
    flush();
    return header;
}

QByteArray folded(const QByteArray &base64)
{
    QByteArray lines;
    for (qsizetype at = 0; at < base64.size(); at += 76)
        lines += base64.mid(at, 76) + "\r\n";
    return lines;
}

} // namespace

Notice::Notice(Kind kind, Alert alert, const QString &base, QString host, qint64 nowMs)
    : m_kind(kind),
      m_alert(std::move(alert)),
      m_base(plainName(QFileInfo(base).fileName(), 120)),
      m_host(plainName(host, 120)),
      m_key(base.isEmpty() ? QString() : StatePaths(base).key()),
      m_nowMs(nowMs)
{
    for (QString &arg : m_alert.error.args) {
        if (QDir::isAbsolutePath(arg))
            arg = QFileInfo(arg).fileName();
    }
}

QString Notice::identity() const
{
    if (m_kind == Kind::Test)
        return QStringLiteral("test-%1").arg(m_nowMs);
    return QStringLiteral("%1-%2-%3")
        .arg(QLatin1String(ruleName(m_alert.rule)), m_key)
        .arg(m_alert.startedMs);
}

QString Notice::title(const Catalogue &catalogue) const
{
    switch (m_kind) {
    case Kind::Raised:
        return QStringLiteral("%1: %2").arg(catalogue.severity(m_alert.severity),
                                            catalogue.alertTitle(m_alert));
    case Kind::Resolved:
        return translated(QT_TRANSLATE_NOOP("hakgal", "Resolved: %1")).arg(catalogue.alertTitle(m_alert));
    case Kind::Test:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("hakgal", "Test of the notifications"));
}

QString Notice::text(const Catalogue &catalogue) const
{
    const QString where =
        m_base.isEmpty()
            ? translated(QT_TRANSLATE_NOOP("hakgal", "Computer: %1")).arg(m_host)
            : translated(QT_TRANSLATE_NOOP("hakgal", "Knowledge base: %1 on %2")).arg(m_base, m_host);
    if (m_kind == Kind::Test)
        return translated(QT_TRANSLATE_NOOP("hakgal",
                                            "Somebody asked for this message to see whether it arrives.")) +
               u'\n' + where;
    QStringList lines{catalogue.alertDetail(m_alert, m_nowMs), where,
                      translated(QT_TRANSLATE_NOOP("hakgal", "Since %1"))
                          .arg(catalogue.format().dateTime(m_alert.startedMs))};
    if (!m_alert.firing())
        lines += translated(QT_TRANSLATE_NOOP("hakgal", "Until %1"))
                     .arg(catalogue.format().dateTime(m_alert.endedMs));
    return lines.join(u'\n');
}

QByteArray Notice::json() const
{
    const Catalogue english(Catalogue::Language::English);
    const bool test = m_kind == Kind::Test;
    const auto time = [](qint64 wallMs) {
        return wallMs > 0 ? QJsonValue(isoTime(wallMs)) : QJsonValue(QJsonValue::Null);
    };
    const QJsonValue null(QJsonValue::Null);
    const QJsonObject object{
        {QStringLiteral("schema"), 1},
        {QStringLiteral("event"), QLatin1String(eventWord(m_kind))},
        {QStringLiteral("id"), identity()},
        {QStringLiteral("rule"), test ? null : QJsonValue(QLatin1String(ruleName(m_alert.rule)))},
        {QStringLiteral("severity"), QLatin1String(severityName(test ? Severity::Info : m_alert.severity))},
        {QStringLiteral("title"),
         test ? QStringLiteral("Test of the notifications") : english.alertTitle(m_alert)},
        {QStringLiteral("detail"), test ? QString() : english.alertDetail(m_alert, m_nowMs)},
        {QStringLiteral("database"), m_base.isEmpty() ? null : QJsonValue(m_base)},
        {QStringLiteral("host"), m_host},
        {QStringLiteral("time"), isoTime(m_nowMs)},
        {QStringLiteral("started"), test ? null : time(m_alert.startedMs)},
        {QStringLiteral("ended"), test ? null : time(m_alert.endedMs)},
        {QStringLiteral("value"), test ? null : number(m_alert.value)},
        {QStringLiteral("limit"), test ? null : number(m_alert.limit)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray Notice::slack(const Catalogue &catalogue) const
{
    const QString head = slackText(title(catalogue));
    const QString body = slackText(text(catalogue));
    const QJsonObject attachment{
        {QStringLiteral("color"), QLatin1String(slackColour(m_kind, m_alert.severity))},
        {QStringLiteral("fallback"), head},
        {QStringLiteral("text"), body},
    };
    const QJsonObject object{{QStringLiteral("text"), head},
                             {QStringLiteral("attachments"), QJsonArray{attachment}}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray Notice::mail(const Catalogue &catalogue, const QString &from, const QStringList &to) const
{
    const auto identityOf = [this](const char *part) {
        return QByteArray("<") + identity().toLatin1() + '.' + part + "@hakgal.invalid>";
    };
    const QString subject =
        QStringLiteral("[HAK/GAL] %1 (%2)").arg(title(catalogue), m_base.isEmpty() ? m_host : m_base);
    QByteArray message;
    message += "From: HAK/GAL Optimizer <" + from.toLatin1() + ">\r\n";
    message += "To: " + to.join(QLatin1String(",\r\n ")).toLatin1() + "\r\n";
    message += "Subject: " + encodedHeader(subject) + "\r\n";
    message +=
        "Date: " + QDateTime::fromMSecsSinceEpoch(m_nowMs, Qt::UTC).toString(Qt::RFC2822Date).toLatin1() +
        "\r\n";
    message += "Message-ID: " + identityOf(eventWord(m_kind)) + "\r\n";
    if (m_kind == Kind::Resolved)
        message +=
            "In-Reply-To: " + identityOf("raised") + "\r\nReferences: " + identityOf("raised") + "\r\n";
    message += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
               "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n";
    message += folded(text(catalogue).replace(u'\n', QLatin1String("\r\n")).toUtf8().toBase64());
    return message;
}

} // namespace hakgal
