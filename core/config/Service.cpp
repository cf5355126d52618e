// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/Service.h"

#include <QMetaType>
#include <QProcess>
#include <QSettings>
#include <QStringList>
#include <QUrl>

namespace hakgal {

namespace {

Error invalid(const QString &key, const QString &value, const QString &expected)
{
    return {ErrorCode::SettingInvalid, {key, value, expected}, {}, 0};
}

bool isAddress(const QString &text)
{
    const QUrl url(QStringLiteral("tcp://") + text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.port() > 0 && url.path().isEmpty();
}

bool isUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

/// What is expected instead; nullopt where the check is fine and was taken over.
std::optional<QString> takeCheck(const QString &text, Service &service)
{
    const QString word = text.section(u' ', 0, 0);
    service.target = text.section(u' ', 1).trimmed();
    if (word == QLatin1String("tcp")) {
        service.kind = Service::Kind::Tcp;
        if (isAddress(service.target))
            return std::nullopt;
    } else if (word == QLatin1String("url")) {
        service.kind = Service::Kind::Url;
        if (isUrl(service.target))
            return std::nullopt;
    } else if (word == QLatin1String("command")) {
        service.kind = Service::Kind::Command;
        if (!QProcess::splitCommand(service.target).isEmpty())
            return std::nullopt;
    }
    return QStringLiteral("tcp HOST:PORT, url http://HOST/PATH, or command PROGRAM ARGUMENTS");
}

} // namespace

std::vector<Service> readServices(QSettings &file, std::vector<Error> &errors)
{
    std::vector<Service> services;
    file.beginGroup(QStringLiteral("services"));
    const QStringList names = file.childGroups();
    for (const QString &key : file.childKeys())
        errors.push_back({ErrorCode::SettingUnknown, {QStringLiteral("services/") + key}, {}, 0});
    for (const QString &name : names) {
        const QString prefix = QStringLiteral("services/") + name + u'/';
        const std::size_t before = errors.size();
        Service service;
        service.name = name;
        file.beginGroup(name);
        bool checked = false;
        const QStringList keys = file.allKeys();
        for (const QString &key : keys) {
            const QVariant stored = file.value(key);
            const QString text = stored.toString().trimmed();
            if (stored.typeId() == QMetaType::QStringList) {
                errors.push_back(invalid(
                    prefix + key, stored.toStringList().join(QStringLiteral(", ")),
                    QStringLiteral("one text, in double quotes where it holds a comma or semicolon")));
            } else if (key == QLatin1String("check")) {
                checked = true;
                if (const auto expected = takeCheck(text, service))
                    errors.push_back(invalid(prefix + key, text, *expected));
            } else if (key == QLatin1String("restart")) {
                service.restart = text;
            } else if (key == QLatin1String("automatic")) {
                service.automatic = text == QLatin1String("true");
                if (!service.automatic && text != QLatin1String("false"))
                    errors.push_back(invalid(prefix + key, text, QStringLiteral("true or false")));
            } else {
                errors.push_back({ErrorCode::SettingUnknown, {prefix + key}, {}, 0});
            }
        }
        if (!checked && errors.size() == before)
            errors.push_back(invalid(prefix + QLatin1String("check"), QString(),
                                     QStringLiteral("tcp HOST:PORT, url http://HOST/PATH, or command …")));
        file.endGroup();
        if (errors.size() == before)
            services.push_back(std::move(service));
    }
    file.endGroup();
    return services;
}

} // namespace hakgal
