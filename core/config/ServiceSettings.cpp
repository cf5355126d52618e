// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ServiceSettings.h"

#include <QFileInfo>
#include <QProcess>
#include <QSettings>
#include <QUrl>

#include <algorithm>
#include <array>
#include <map>

namespace hakgal {

namespace {

const QLatin1String kGroup("services/");
constexpr std::array<const char *, 6> kFields{"name", "kind", "target", "expected", "restart", "automatic"};
constexpr std::array<const char *, 3> kKinds{"url", "tcp", "command"};
constexpr qsizetype kLongestName = 64;

QString keyOf(int number, const char *field)
{
    return kGroup + QString::number(number) + u'/' + QLatin1String(field);
}

/// `expected` is a text of the catalogue.
Error invalid(const QString &key, const QString &value, const char *expected)
{
    return {ErrorCode::SettingInvalid, QStringList{key, value} + phraseOf(expected), {}, 0};
}

bool isWholeNumber(const QString &text, int min, int max)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    return ok && number >= min && number <= max;
}

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= kLongestName && name == name.trimmed() &&
           std::none_of(name.begin(), name.end(),
                        [](QChar c) { return c == u',' || c.category() == QChar::Other_Control; });
}

bool isHostAndPort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const QString host = text.left(colon);
    const bool plain = !host.contains(u':') || (host.startsWith(u'[') && host.endsWith(u']'));
    return colon > 0 && plain && isWholeNumber(text.mid(colon + 1), 1, 65535) && !host.contains(u'/') &&
           !host.contains(u' ');
}

bool isUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

bool isCommand(const QString &text)
{
    const QStringList words = QProcess::splitCommand(text);
    return !words.isEmpty() && !words.first().isEmpty();
}

void checkOne(const Service &service, int number, std::vector<Error> &errors)
{
    const auto complain = [&](const char *field, const QString &value, const char *expected) {
        errors.push_back(invalid(keyOf(number, field), value, expected));
    };
    if (!isName(service.name))
        complain("name", service.name,
                 QT_TRANSLATE_NOOP("hakgal", "a name of 1 to 64 characters without commas"));
    switch (service.kind) {
    case Service::Kind::Url:
        if (!isUrl(service.target))
            complain("target", service.target,
                     QT_TRANSLATE_NOOP("hakgal", "an address that begins with http:// or https://"));
        if (!service.expected.isEmpty() && !isWholeNumber(service.expected, 100, 599))
            complain("expected", service.expected,
                     QT_TRANSLATE_NOOP("hakgal", "an HTTP status from 100 to 599, or nothing"));
        break;
    case Service::Kind::Tcp:
        if (!isHostAndPort(service.target))
            complain("target", service.target,
                     QT_TRANSLATE_NOOP("hakgal", "host:port, for example 127.0.0.1:9000"));
        if (!service.expected.isEmpty())
            complain("expected", service.expected,
                     QT_TRANSLATE_NOOP("hakgal", "nothing, for this kind of service"));
        break;
    case Service::Kind::Command:
        if (!isCommand(service.target))
            complain("target", service.target, QT_TRANSLATE_NOOP("hakgal", "a command line"));
        if (!service.expected.isEmpty() && !isWholeNumber(service.expected, 0, 255))
            complain("expected", service.expected,
                     QT_TRANSLATE_NOOP("hakgal", "an exit code from 0 to 255, or nothing"));
        break;
    }
    if (!service.restart.isEmpty() && !isCommand(service.restart))
        complain("restart", service.restart, QT_TRANSLATE_NOOP("hakgal", "a command line, or nothing"));
    if (service.automatic && service.restart.isEmpty())
        complain("automatic", QStringLiteral("true"),
                 QT_TRANSLATE_NOOP("hakgal", "false, where there is no restart command"));
}

void checkAll(const std::vector<std::pair<int, Service>> &services, std::vector<Error> &errors)
{
    for (std::size_t i = 0; i < services.size(); ++i) {
        checkOne(services[i].second, services[i].first, errors);
        const bool again =
            std::any_of(services.begin(), services.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const auto &other) { return other.second.name == services[i].second.name; });
        if (again)
            errors.push_back(invalid(keyOf(services[i].first, "name"), services[i].second.name,
                                     QT_TRANSLATE_NOOP("hakgal", "a name that no other service has")));
    }
}

bool runsCommands(const Service &service)
{
    return service.kind == Service::Kind::Command || !service.restart.isEmpty();
}

/// What one field says; complains where it is of the wrong form.
void take(Service &service, const QString &key, const QString &field, const QVariant &stored,
          std::vector<Error> &errors)
{
    if (stored.typeId() == QMetaType::QStringList) {
        errors.push_back(
            invalid(key, stored.toStringList().join(QLatin1String(", ")),
                    QT_TRANSLATE_NOOP("hakgal", "one text, in double quotes where it holds a comma")));
        return;
    }
    const QString text = stored.toString().trimmed();
    if (field == QLatin1String("name")) {
        service.name = text;
    } else if (field == QLatin1String("target")) {
        service.target = text;
    } else if (field == QLatin1String("expected")) {
        service.expected = text;
    } else if (field == QLatin1String("restart")) {
        service.restart = text;
    } else if (field == QLatin1String("kind")) {
        if (const auto kind = serviceKindByName(text))
            service.kind = *kind;
        else
            errors.push_back(invalid(key, text, QT_TRANSLATE_NOOP("hakgal", "url, tcp or command")));
    } else {
        const QString word = text.toLower();
        if (word != QLatin1String("true") && word != QLatin1String("false"))
            errors.push_back(invalid(key, text, QT_TRANSLATE_NOOP("hakgal", "true or false")));
        service.automatic = word == QLatin1String("true");
    }
}

} // namespace

const char *serviceKindName(Service::Kind kind)
{
    return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<Service::Kind> serviceKindByName(QStringView name)
{
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (name == QLatin1String(kKinds.at(i)))
            return static_cast<Service::Kind>(i);
    }
    return std::nullopt;
}

bool isServiceKey(const QString &key)
{
    return key.startsWith(kGroup);
}

std::vector<Service> readServices(const QSettings &file, const QString &path, std::vector<Error> &errors)
{
    std::map<int, Service> numbered;
    std::vector<Error> found;
    const QStringList keys = file.allKeys();
    for (const QString &key : keys) {
        if (!isServiceKey(key) || key == QLatin1String("services/size"))
            continue;
        const QString number = key.section(u'/', 1, 1);
        const QString field = key.section(u'/', 2);
        const bool known = isWholeNumber(number, 1, 100'000) &&
                           std::any_of(kFields.begin(), kFields.end(),
                                       [&](const char *name) { return field == QLatin1String(name); });
        if (known)
            take(numbered[number.toInt()], key, field, file.value(key), found);
        else
            found.push_back({ErrorCode::SettingUnknown, {key}, {}, 0});
    }
    const std::vector<std::pair<int, Service>> services(numbered.begin(), numbered.end());
    if (found.empty())
        checkAll(services, found);
    const QFile::Permissions foreign = QFile::WriteGroup | QFile::WriteOther;
    const bool commands = std::any_of(services.begin(), services.end(),
                                      [](const auto &service) { return runsCommands(service.second); });
#ifndef Q_OS_WIN // there a file of the user's own folder is the user's own; Qt does not look at its ACL
    if (commands && (QFileInfo(path).permissions() & foreign))
        found.push_back(invalid(QStringLiteral("services"), path,
                                QT_TRANSLATE_NOOP("hakgal", "a file that only its owner may write to, since "
                                                            "it names commands (chmod 600)")));
#else
    Q_UNUSED(path);
    Q_UNUSED(foreign);
    Q_UNUSED(commands);
#endif
    std::vector<Service> all;
    if (found.empty()) {
        for (const auto &service : services)
            all.push_back(service.second);
    }
    errors.insert(errors.end(), found.begin(), found.end());
    return all;
}

void writeServices(QSettings &file, const std::vector<Service> &services)
{
    file.remove(QStringLiteral("services"));
    int number = 0;
    for (const Service &service : services) {
        ++number;
        const auto set = [&](const char *field, const QString &text) {
            if (!text.isEmpty())
                file.setValue(keyOf(number, field), text);
        };
        set("name", service.name);
        set("kind", QLatin1String(serviceKindName(service.kind)));
        set("target", service.target);
        set("expected", service.expected);
        set("restart", service.restart);
        set("automatic", service.automatic ? QStringLiteral("true") : QString());
    }
}

std::vector<Error> validateServices(const std::vector<Service> &services)
{
    std::vector<std::pair<int, Service>> numbered;
    int number = 0;
    for (const Service &service : services)
        numbered.emplace_back(++number, service);
    std::vector<Error> errors;
    checkAll(numbered, errors);
    return errors;
}

} // namespace hakgal
