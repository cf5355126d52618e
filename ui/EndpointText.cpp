// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EndpointText.h"

#include <QCoreApplication>

namespace hakgal {

namespace {

using Trouble = ListenerState::Trouble;

QString say(const char *text)
{
    return QCoreApplication::translate("hakgal", text);
}

bool isEveryAddress(const ListenerState &listener)
{
    return listener.address == QLatin1String("0.0.0.0") || listener.address == QLatin1String("::");
}

QString hostAndPort(const ListenerState &listener, const QString &forEvery)
{
    const QString host = isEveryAddress(listener) ? forEvery : listener.address;
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(host, QString::number(listener.port));
}

} // namespace

QString EndpointText::word(const ListenerState &listener) const
{
    if (listener.listening)
        return say(QT_TRANSLATE_NOOP("hakgal", "Listening"));
    switch (listener.trouble) {
    case Trouble::Taken:
        return say(QT_TRANSLATE_NOOP("hakgal", "Taken"));
    case Trouble::Reserved:
        return say(QT_TRANSLATE_NOOP("hakgal", "Reserved"));
    case Trouble::NoPermission:
        return say(QT_TRANSLATE_NOOP("hakgal", "Not allowed"));
    case Trouble::NoSuchAddress:
        return say(QT_TRANSLATE_NOOP("hakgal", "No such address"));
    case Trouble::Unprotected:
        return say(QT_TRANSLATE_NOOP("hakgal", "Refused"));
    case Trouble::None:
    case Trouble::Other:
        break;
    }
    return say(QT_TRANSLATE_NOOP("hakgal", "Not open"));
}

QString EndpointText::sentence(const ListenerState &listener) const
{
    if (!listener.listening)
        return m_catalogue.listener(listener);
    if (listener.tls)
        return say(QT_TRANSLATE_NOOP("hakgal", "By HTTPS, for whoever sends the token."));
    return say(QT_TRANSLATE_NOOP("hakgal", "For programs on this computer."));
}

QString EndpointText::traffic(const EndpointState &state) const
{
    const Format &format = m_catalogue.format();
    QStringList parts;
    parts << say(QT_TRANSLATE_NOOP("hakgal", "%1 in all")).arg(format.count(qint64(state.scrapes)));
    parts << say(QT_TRANSLATE_NOOP("hakgal", "open connections: %1")).arg(format.count(state.connections));
    if (state.streams > 0)
        parts << say(QT_TRANSLATE_NOOP("hakgal", "live followers: %1")).arg(format.count(state.streams));
    if (state.refused > 0)
        parts << say(QT_TRANSLATE_NOOP("hakgal", "refused requests: %1"))
                     .arg(format.count(qint64(state.refused)));
    return parts.join(QStringLiteral(" · "));
}

QString EndpointText::url(const ListenerState &listener) const
{
    if (listener.port == 0) // an entry of the settings that is no address
        return {};
    return (listener.tls ? QStringLiteral("https://") : QStringLiteral("http://")) +
           hostAndPort(listener, QStringLiteral("127.0.0.1"));
}

QString scrapeConfig(const ListenerState &listener, const QString &computer)
{
    QString lines = QStringLiteral("scrape_configs:\n"
                                   "  - job_name: hakgal\n"
                                   "    static_configs:\n"
                                   "      - targets: ['%1']\n")
                        .arg(hostAndPort(listener, listener.tls ? computer : QStringLiteral("127.0.0.1")));
    if (listener.tls)
        lines +=
            QStringLiteral("    scheme: https\n"
                           "    tls_config:\n"
                           "      ca_file: hakgal-ca.pem # who signed the endpoint's certificate\n"
                           "    authorization:\n"
                           "      type: Bearer\n"
                           "      credentials_file: hakgal-token # the token, readable by Prometheus only\n");
    return lines;
}

QByteArray prometheusFile(const QByteArray &shipped, const QString &scrapeConfig)
{
    const qsizetype at = shipped.indexOf("\nscrape_configs:\n");
    return at < 0 ? QByteArray() : shipped.left(at + 1) + scrapeConfig.toUtf8();
}

} // namespace hakgal
