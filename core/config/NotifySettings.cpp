// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/NotifySettings.h"

#include "core/alert/SeverityName.h"
#include "core/config/ListenAddress.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace hakgal {

namespace {

/// Texts that are one of a few words.
struct Words
{
    const char *key;
    QStringList words;
};

const std::vector<Words> &choices()
{
    static const QStringList severities{QStringLiteral("off"), QStringLiteral("info"),
                                        QStringLiteral("warning"), QStringLiteral("critical")};
    static const std::vector<Words> all{
        {"notify/desktop", severities},
        {"notify/webhook", severities},
        {"notify/mail", severities},
        {"notify/webhook_form", {QStringLiteral("json"), QStringLiteral("slack")}},
        {"notify/mail_security", {QStringLiteral("starttls"), QStringLiteral("tls"), QStringLiteral("none")}},
    };
    return all;
}

/// Nothing that could end a line of SMTP or a header, or begin a second address.
bool isMailAddress(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}\\z"));
    return form.match(text).hasMatch();
}

bool isServer(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A(?:[A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]+\\]):([0-9]{1,5})\\z"));
    const QRegularExpressionMatch match = form.match(text);
    const int port = match.captured(1).toInt();
    return match.hasMatch() && port >= 1 && port <= 65535;
}

Error invalid(const char *key, const QString &value, const char *expected)
{
    return {ErrorCode::SettingInvalid, QStringList{QLatin1String(key), value} + phraseOf(expected), {}, 0};
}

} // namespace

std::optional<Phrase> notifyComplaint(const char *key, const QString &value)
{
    const QLatin1String name(key);
    const auto choice = std::find_if(choices().begin(), choices().end(),
                                     [name](const Words &words) { return name == QLatin1String(words.key); });
    if (choice != choices().end())
        return choice->words.contains(value)
                   ? std::nullopt
                   : std::optional(phraseOf(QT_TRANSLATE_NOOP("hakgal", "one of %1"),
                                            {choice->words.join(QLatin1String(", "))}));
    if (name == QLatin1String("notify/mail_server") && !value.isEmpty() && !isServer(value))
        return phraseOf(QT_TRANSLATE_NOOP("hakgal", "host:port, for example smtp.example.org:587"));
    if (name == QLatin1String("notify/mail_from") && !value.isEmpty() && !isMailAddress(value))
        return phraseOf(QT_TRANSLATE_NOOP("hakgal", "one address, for example hakgal@example.org"));
    const bool path = name == QLatin1String("notify/ca_file") || name == QLatin1String("notify/secrets_file");
    if (path && !value.isEmpty() && QDir::isRelativePath(value))
        return phraseOf(QT_TRANSLATE_NOOP("hakgal", "an absolute path, or nothing"));
    return std::nullopt;
}

std::optional<Phrase> mailAddressesComplaint(const QStringList &addresses)
{
    if (std::all_of(addresses.begin(), addresses.end(), isMailAddress))
        return std::nullopt;
    return phraseOf(QT_TRANSLATE_NOOP("hakgal", "mail addresses separated by commas, without names"));
}

std::vector<Error> checkNotify(const Settings &settings)
{
    std::vector<Error> errors;
    if (!severityByName(settings.notifyMail))
        return errors;
    if (settings.notifyMailServer.isEmpty())
        errors.push_back(invalid(
            "notify/mail_server", {},
            QT_TRANSLATE_NOOP("hakgal", "host:port, since mail is on; for example smtp.example.org:587")));
    else if (settings.notifyMailSecurity == QLatin1String("none") &&
             !isLoopbackServer(settings.notifyMailServer))
        errors.push_back(invalid(
            "notify/mail_security", settings.notifyMailSecurity,
            QT_TRANSLATE_NOOP("hakgal", "starttls or tls; none is only for a server on this computer")));
    if (settings.notifyMailFrom.isEmpty())
        errors.push_back(
            invalid("notify/mail_from", {}, QT_TRANSLATE_NOOP("hakgal", "one address, since mail is on")));
    if (settings.notifyMailTo.isEmpty())
        errors.push_back(invalid("notify/mail_to", {},
                                 QT_TRANSLATE_NOOP("hakgal", "at least one address, since mail is on")));
    return errors;
}

bool isLoopbackServer(const QString &server)
{
    if (const auto address = ListenAddress::parse(server))
        return address->loopback;
    return server.section(u':', 0, 0).compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0;
}

QString secretsPath(const Settings &settings, const QString &settingsPath)
{
    if (!settings.notifySecretsFile.isEmpty())
        return settings.notifySecretsFile;
    if (settingsPath.isEmpty())
        return {};
    return QFileInfo(settingsPath).absolutePath() + QLatin1String("/secrets");
}

} // namespace hakgal
