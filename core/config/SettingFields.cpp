// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingFields.h"

#include "core/config/ListenAddress.h"
#include "core/config/NotifySettings.h"
#include "core/config/ServiceSettings.h"
#include "core/config/SettingsFile.h"
#include "core/maintenance/Schedule.h"
#include "core/text/Language.h"

#include <QDir>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

using Field = SettingField;

constexpr Field kFields[] = {
    {"database_path", &Settings::databasePath},
    {"monitoring_interval", &Settings::monitoringInterval, 0.2, 60},
    {"max_history_size", &Settings::maxHistorySize, 1, 100000},
    {"max_query_samples", &Settings::maxQuerySamples, 10, 100000},
    {"listen", &Settings::listen},
    {"allowed_hosts", &Settings::allowedHosts},
    {"legacy_metric_names", &Settings::legacyMetricNames},
    {"language", &Settings::language},
    {"endpoint/tls_certificate", &Settings::tlsCertificate},
    {"endpoint/tls_key", &Settings::tlsKey},
    {"endpoint/token_file", &Settings::tokenFile},
    {"probe_cache_mb", &Settings::probeCacheMb, 1, 1024},
    {"alert_thresholds/query_latency_ms", &Settings::queryLatencyMs, 0.01, 600000},
    {"alert_thresholds/critical_query_latency_ms", &Settings::criticalQueryLatencyMs, 0.01, 600000},
    {"alert_thresholds/cache_hit_rate_percent", &Settings::cacheHitRatePercent, 0, 100},
    {"alert_thresholds/critical_cache_hit_rate_percent", &Settings::criticalCacheHitRatePercent, 0, 100},
    {"alert_thresholds/cpu_percent", &Settings::cpuPercent, 1, 100},
    {"alert_thresholds/critical_cpu_percent", &Settings::criticalCpuPercent, 1, 100},
    {"alert_thresholds/memory_percent", &Settings::memoryPercent, 1, 100},
    {"alert_thresholds/critical_memory_percent", &Settings::criticalMemoryPercent, 1, 100},
    {"alert_thresholds/disk_percent", &Settings::diskPercent, 1, 100},
    {"alert_thresholds/critical_disk_percent", &Settings::criticalDiskPercent, 1, 100},
    {"alert_thresholds/wal_size_mb", &Settings::walSizeMb, 0, 1000000},
    {"alert_thresholds/facts_stalled_minutes", &Settings::factsStalledMinutes, 0, 525600},
    {"alert_thresholds/hold_ticks", &Settings::holdTicks, 1, 3600},
    {"backup/directory", &Settings::backupDirectory},
    {"backup/keep", &Settings::backupKeep, 1, 10000},
    {"backup/schedule", &Settings::backupSchedule},
    {"backup/check_schedule", &Settings::checkSchedule},
    {"backup/optimize_schedule", &Settings::optimizeSchedule},
    {"backup/memory_limit_mb", &Settings::memoryLimitMb, 64, 1048576},
    {"notify/desktop", &Settings::notifyDesktop},
    {"notify/webhook", &Settings::notifyWebhook},
    {"notify/webhook_form", &Settings::notifyWebhookForm},
    {"notify/mail", &Settings::notifyMail},
    {"notify/mail_server", &Settings::notifyMailServer},
    {"notify/mail_security", &Settings::notifyMailSecurity},
    {"notify/mail_user", &Settings::notifyMailUser},
    {"notify/mail_from", &Settings::notifyMailFrom},
    {"notify/mail_to", &Settings::notifyMailTo},
    {"notify/ca_file", &Settings::notifyCaFile},
    {"notify/secrets_file", &Settings::notifySecretsFile},
    {"notify/close_to_tray", &Settings::closeToTray},
};

/// A critical limit lies beyond the warning it belongs to.
struct Pair
{
    const char *warning;
    const char *critical;
    bool above;
};
constexpr Pair kPairs[] = {
    {"alert_thresholds/query_latency_ms", "alert_thresholds/critical_query_latency_ms", true},
    {"alert_thresholds/cache_hit_rate_percent", "alert_thresholds/critical_cache_hit_rate_percent", false},
    {"alert_thresholds/cpu_percent", "alert_thresholds/critical_cpu_percent", true},
    {"alert_thresholds/memory_percent", "alert_thresholds/critical_memory_percent", true},
    {"alert_thresholds/disk_percent", "alert_thresholds/critical_disk_percent", true},
};

QString numberText(double value)
{
    constexpr double kExactlyWhole = 1e15; // 'g' would write 100000 as 1e+05
    if (value == std::trunc(value) && std::abs(value) < kExactlyWhole)
        return QString::number(static_cast<qint64>(value));
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

/// A path that went through an INI file with backslashes in it: some were eaten (`C:kbfacts.db`), others
/// became control characters (`\n` of `C:\new`).
bool looksDamaged(const QString &path)
{
    if (std::any_of(path.begin(), path.end(),
                    [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; }))
        return true;
    const bool drive = path.size() > 2 && path[1] == u':' && path[0].unicode() < 0x80 && path[0].isLetter();
    return drive && path[2] != u'/' && path[2] != u'\\';
}

bool isHostName(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_' ||
                                      c == u':' || c == u'[' || c == u']');
    });
}

/// What is expected instead; nullopt where the value is fine.
std::optional<Phrase> complaint(const Field &field, const Settings &settings)
{
    const auto check = [&](auto member) -> std::optional<Phrase> {
        using T = std::decay_t<decltype(settings.*member)>;
        const T &value = settings.*member;
        if constexpr (std::is_same_v<T, QString>) {
            if (std::optional<Phrase> expected = notifyComplaint(field.key, value))
                return expected;
            if (QLatin1String(field.key) == QLatin1String("language"))
                return languages().contains(value)
                           ? std::nullopt
                           : std::optional(phraseOf(QT_TRANSLATE_NOOP("hakgal", "one of %1"),
                                                    {languages().join(QStringLiteral(", "))}));
            if (isSchedule(field))
                return Schedule::parse(value) ? std::nullopt : std::optional(Schedule::expected());
            const bool ours = QLatin1String(field.key) == QLatin1String("backup/directory");
            if (ours && !value.isEmpty() && QDir::isRelativePath(value))
                return phraseOf(QT_TRANSLATE_NOOP(
                    "hakgal", "an absolute path, or nothing for the folder of this program"));
            if (QLatin1String(field.key).startsWith(QLatin1String("endpoint/")) && !value.isEmpty() &&
                QDir::isRelativePath(value))
                return phraseOf(QT_TRANSLATE_NOOP("hakgal", "an absolute path, or nothing"));
            if (looksDamaged(value))
                return phraseOf(QT_TRANSLATE_NOOP(
                    "hakgal", "a path written with forward slashes (a backslash is lost in this file)"));
        } else if constexpr (std::is_same_v<T, QStringList>) {
            if (QLatin1String(field.key) == QLatin1String("listen"))
                return listenComplaint(value, !settings.tlsCertificate.isEmpty() &&
                                                  !settings.tlsKey.isEmpty() &&
                                                  !settings.tokenFile.isEmpty());
            if (QLatin1String(field.key) == QLatin1String("notify/mail_to"))
                return mailAddressesComplaint(value);
            if (!std::all_of(value.begin(), value.end(), isHostName))
                return phraseOf(
                    QT_TRANSLATE_NOOP("hakgal", "host names separated by commas, without scheme or path"));
        } else if constexpr (!std::is_same_v<T, bool>) {
            if (!(value >= field.min && value <= field.max)) // so that NaN fails
                return settingRangeText(field);
        }
        return std::nullopt;
    };
    return std::visit(check, field.member);
}

double number(const Field &field, const Settings &settings)
{
    return settings.*std::get<double Settings::*>(field.member);
}

} // namespace

std::span<const SettingField> settingFields()
{
    return kFields;
}

const SettingField *settingField(const QString &key)
{
    const auto found = std::find_if(std::begin(kFields), std::end(kFields),
                                    [&key](const Field &field) { return key == QLatin1String(field.key); });
    return found == std::end(kFields) ? nullptr : found;
}

bool isSchedule(const Field &field)
{
    return QLatin1String(field.key).endsWith(QLatin1String("schedule"));
}

QString settingText(const Field &field, const Settings &settings)
{
    const auto text = [&](auto member) -> QString {
        using T = std::decay_t<decltype(settings.*member)>;
        const T &value = settings.*member;
        if constexpr (std::is_same_v<T, QString>)
            return value.isEmpty() && isSchedule(field) ? QStringLiteral("off") : value;
        else if constexpr (std::is_same_v<T, QStringList>)
            return value.join(u',');
        else if constexpr (std::is_same_v<T, bool>)
            return value ? QStringLiteral("true") : QStringLiteral("false");
        else
            return numberText(value);
    };
    return std::visit(text, field.member);
}

Error settingInvalid(const char *key, const QString &value, const Phrase &expected)
{
    return {ErrorCode::SettingInvalid, QStringList{QString::fromLatin1(key), value} + expected, {}, 0};
}

Phrase settingRangeText(const Field &field)
{
    const bool whole = std::holds_alternative<int Settings::*>(field.member);
    return phraseOf(whole
                        ? QT_TRANSLATE_NOOP("hakgal", "a whole number from %1 to %2")
                        : QT_TRANSLATE_NOOP("hakgal", "a number from %1 to %2, written with a decimal point"),
                    {numberText(field.min), numberText(field.max)});
}

void resetSetting(const Field &field, Settings &settings)
{
    static const Settings defaults;
    std::visit([&](auto member) { settings.*member = defaults.*member; }, field.member);
}

std::vector<Error> checkSettingFields(const Settings &settings)
{
    std::vector<Error> errors;
    for (const Field &field : kFields) {
        if (const std::optional<Phrase> expected = complaint(field, settings))
            errors.push_back(settingInvalid(field.key, settingText(field, settings), *expected));
    }
    return errors;
}

std::vector<Error> checkSettingPairs(const Settings &settings)
{
    std::vector<Error> errors;
    for (const Pair &pair : kPairs) {
        const Field &warning = *settingField(QString::fromLatin1(pair.warning));
        const Field &critical = *settingField(QString::fromLatin1(pair.critical));
        const double low = number(warning, settings);
        const double high = number(critical, settings);
        if (pair.above ? high <= low : high >= low)
            errors.push_back(
                settingInvalid(pair.critical, settingText(critical, settings),
                               phraseOf(pair.above ? QT_TRANSLATE_NOOP("hakgal", "a number above %1 (%2)")
                                                   : QT_TRANSLATE_NOOP("hakgal", "a number below %1 (%2)"),
                                        {QLatin1String(pair.warning), numberText(low)})));
    }
    return errors;
}

QString settingWarningOf(const QString &criticalKey)
{
    const auto pair =
        std::find_if(std::begin(kPairs), std::end(kPairs), [&criticalKey](const Pair &candidate) {
            return criticalKey == QLatin1String(candidate.critical);
        });
    return pair == std::end(kPairs) ? QString() : QLatin1String(pair->warning);
}

std::vector<Error> validate(const Settings &settings)
{
    std::vector<Error> errors = checkSettingFields(settings);
    const std::vector<Error> pairs = checkSettingPairs(settings);
    errors.insert(errors.end(), pairs.begin(), pairs.end());
    for (const std::vector<Error> &more : {validateServices(settings.services), checkNotify(settings)})
        errors.insert(errors.end(), more.begin(), more.end());
    return errors;
}

SettingRange settingRange(const char *key)
{
    const Field *field = settingField(QString::fromLatin1(key));
    return field ? SettingRange{field->key, field->min, field->max} : SettingRange{key, 0, 0};
}

std::vector<SettingText> settingTexts(const Settings &settings)
{
    const Settings defaults;
    std::vector<SettingText> texts;
    for (const Field &field : kFields) {
        const QString value = settingText(field, settings);
        const bool isText = std::holds_alternative<QString Settings::*>(field.member) ||
                            std::holds_alternative<QStringList Settings::*>(field.member);
        texts.push_back({QLatin1String(field.key), value, isText, value == settingText(field, defaults)});
    }
    return texts;
}

} // namespace hakgal
