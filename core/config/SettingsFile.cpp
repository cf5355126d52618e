// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"

#include "core/config/ListenAddress.h"
#include "core/config/NotifySettings.h"
#include "core/config/ServiceSettings.h"
#include "core/maintenance/Schedule.h"
#include "core/text/Language.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>

namespace hakgal {

namespace {

using Member = std::variant<QString Settings::*, double Settings::*, int Settings::*, bool Settings::*,
                            QStringList Settings::*>;

/// One setting. Its default is the one of a fresh Settings.
struct Field
{
    const char *key;
    Member member;
    double min = 0;
    double max = 0;
};

/// THE list of settings: loading, saving, checking and the settings form are made from it.
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

/// What other rooms keep in the same file.
constexpr const char *kForeignGroups[] = {"window/", "recent/"};

const Field *fieldOf(const QString &key)
{
    const auto found = std::find_if(std::begin(kFields), std::end(kFields),
                                    [&key](const Field &field) { return key == QLatin1String(field.key); });
    return found == std::end(kFields) ? nullptr : found;
}

/// A text that says when, not a path.
bool isSchedule(const Field &field)
{
    return QLatin1String(field.key).endsWith(QLatin1String("schedule"));
}

QString numberText(double value)
{
    constexpr double kExactlyWhole = 1e15; // 'g' would write 100000 as 1e+05
    if (value == std::trunc(value) && std::abs(value) < kExactlyWhole)
        return QString::number(static_cast<qint64>(value));
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

/// The value as it stands in the file.
QString textOf(const Field &field, const Settings &settings)
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

Error invalid(const char *key, const QString &value, const QString &expected)
{
    return {ErrorCode::SettingInvalid, {QString::fromLatin1(key), value, expected}, {}};
}

// ---- checking values

QString rangeText(const Field &field)
{
    const bool whole = std::holds_alternative<int Settings::*>(field.member);
    return (whole ? QStringLiteral("a whole number from %1 to %2") : QStringLiteral("a number from %1 to %2"))
        .arg(numberText(field.min), numberText(field.max));
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
std::optional<QString> complaint(const Field &field, const Settings &settings)
{
    const auto check = [&](auto member) -> std::optional<QString> {
        using T = std::decay_t<decltype(settings.*member)>;
        const T &value = settings.*member;
        if constexpr (std::is_same_v<T, QString>) {
            if (const std::optional<QString> expected = notifyComplaint(field.key, value))
                return expected;
            if (QLatin1String(field.key) == QLatin1String("language"))
                return languages().contains(value) ? std::nullopt
                                                   : std::optional(languages().join(QStringLiteral(", ")));
            if (isSchedule(field))
                return Schedule::parse(value) ? std::nullopt : std::optional(Schedule::expected());
            const bool ours = QLatin1String(field.key) == QLatin1String("backup/directory");
            if (ours && !value.isEmpty() && QDir::isRelativePath(value))
                return QStringLiteral("an absolute path, or nothing for the folder of this program");
            if (QLatin1String(field.key).startsWith(QLatin1String("endpoint/")) && !value.isEmpty() &&
                QDir::isRelativePath(value))
                return QStringLiteral("an absolute path, or nothing");
            if (looksDamaged(value))
                return QStringLiteral(
                    "a path written with forward slashes (a backslash is lost in this file)");
        } else if constexpr (std::is_same_v<T, QStringList>) {
            if (QLatin1String(field.key) == QLatin1String("listen"))
                return listenComplaint(value, !settings.tlsCertificate.isEmpty() &&
                                                  !settings.tlsKey.isEmpty() &&
                                                  !settings.tokenFile.isEmpty());
            if (QLatin1String(field.key) == QLatin1String("notify/mail_to"))
                return mailAddressesComplaint(value);
            if (!std::all_of(value.begin(), value.end(), isHostName))
                return QStringLiteral("host names separated by commas, without scheme or path");
        } else if constexpr (!std::is_same_v<T, bool>) {
            if (!(value >= field.min && value <= field.max)) // so that NaN fails
                return rangeText(field);
        }
        return std::nullopt;
    };
    return std::visit(check, field.member);
}

double number(const Field &field, const Settings &settings)
{
    return settings.*std::get<double Settings::*>(field.member);
}

std::vector<Error> checkFields(const Settings &settings)
{
    std::vector<Error> errors;
    for (const Field &field : kFields) {
        if (const std::optional<QString> expected = complaint(field, settings))
            errors.push_back(invalid(field.key, textOf(field, settings), *expected));
    }
    return errors;
}

std::vector<Error> checkPairs(const Settings &settings)
{
    std::vector<Error> errors;
    for (const Pair &pair : kPairs) {
        const Field &warning = *fieldOf(QString::fromLatin1(pair.warning));
        const Field &critical = *fieldOf(QString::fromLatin1(pair.critical));
        const double low = number(warning, settings);
        const double high = number(critical, settings);
        if (pair.above ? high <= low : high >= low)
            errors.push_back(invalid(pair.critical, textOf(critical, settings),
                                     (pair.above ? QStringLiteral("a number above %1 (%2)")
                                                 : QStringLiteral("a number below %1 (%2)"))
                                         .arg(QLatin1String(pair.warning), numberText(low))));
    }
    return errors;
}

// ---- reading

/// Entries of a list that QSettings split at commas, or that stands quoted as one text.
QStringList entries(const QVariant &value)
{
    QStringList result;
    for (const QString &part : value.toStringList().join(u',').split(u','))
        result.append(part.trimmed());
    while (!result.isEmpty() && result.last().isEmpty())
        result.removeLast();
    return result;
}

/// Stores what the file says; returns what is expected where it has another type.
std::optional<QString> parse(const Field &field, const QVariant &stored, Settings &settings)
{
    const bool list = stored.typeId() == QMetaType::QStringList;
    const QString text = stored.toString().trimmed();
    const auto into = [&](auto member) -> std::optional<QString> {
        auto &value = settings.*member;
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, QStringList>) {
            value = entries(stored);
            if (value == QStringList{QStringLiteral("none")} &&
                QLatin1String(field.key) == QLatin1String("listen"))
                value.clear();
            else if (value.isEmpty() && QLatin1String(field.key) == QLatin1String("listen"))
                return listenExpected();
        } else if constexpr (std::is_same_v<T, QString>) {
            if (isSchedule(field)) {
                const auto schedule = list ? std::nullopt : Schedule::parse(text);
                if (!schedule)
                    return Schedule::expected();
                value = schedule->off() ? QString() : schedule->text();
                return std::nullopt;
            }
            if (list)
                return QLatin1String(field.key).startsWith(QLatin1String("notify/"))
                           ? QStringLiteral("one text, in double quotes where it holds a comma")
                           : QStringLiteral(
                                 "one path, in double quotes where it holds a comma or a semicolon");
            value = stored.toString();
        } else if constexpr (std::is_same_v<T, bool>) {
            const QString word = text.toLower();
            if (list || (word != u"true" && word != u"false"))
                return QStringLiteral("true or false");
            value = word == u"true";
        } else {
            bool ok = false;
            T parsed{};
            if constexpr (std::is_same_v<T, int>)
                parsed = text.toInt(&ok);
            else
                parsed = text.toDouble(&ok);
            if (list)
                return rangeText(field) + QStringLiteral(", written with a decimal point");
            if (!ok || !std::isfinite(double(parsed)))
                return rangeText(field);
            value = parsed;
        }
        return std::nullopt;
    };
    return std::visit(into, field.member);
}

void reset(const Field &field, Settings &settings)
{
    static const Settings defaults;
    std::visit([&](auto member) { settings.*member = defaults.*member; }, field.member);
}

/// Steps from one word to the other (Levenshtein).
qsizetype distance(QStringView a, QStringView b)
{
    std::vector<qsizetype> row(std::size_t(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = qsizetype(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = std::size_t(j);
            const qsizetype above = row[at];
            row[at] = std::min({above + 1, row[at - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

QStringView lastPart(QStringView key)
{
    return key.mid(key.lastIndexOf(u'/') + 1);
}

/// The setting that was probably meant; empty where none is near.
QString nearest(const QString &key)
{
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(2, lastPart(key).size() / 4) + 1;
    for (const Field &field : kFields) {
        const QString candidate = QString::fromLatin1(field.key);
        // In the wrong section counts as near.
        const qsizetype d = distance(lastPart(key.toLower()), lastPart(candidate));
        if (d < bestDistance) {
            best = candidate;
            bestDistance = d;
        }
    }
    return best;
}

bool isForeign(const QString &key)
{
    return std::any_of(std::begin(kForeignGroups), std::end(kForeignGroups),
                       [&key](const char *group) { return key.startsWith(QLatin1String(group)); });
}

} // namespace

std::vector<SettingText> settingTexts(const Settings &settings)
{
    const Settings defaults;
    std::vector<SettingText> texts;
    for (const Field &field : kFields) {
        const QString value = textOf(field, settings);
        const bool isText = std::holds_alternative<QString Settings::*>(field.member) ||
                            std::holds_alternative<QStringList Settings::*>(field.member);
        texts.push_back({QLatin1String(field.key), value, isText, value == textOf(field, defaults)});
    }
    return texts;
}

QString SettingsFile::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/hakgal/hakgal.ini");
}

SettingsFile::SettingsFile(QString path) : m_path(std::move(path)) {}

SettingsFile::Loaded SettingsFile::load() const
{
    Loaded loaded;
    const QFileInfo info(m_path);
    if (!info.exists())
        return loaded;
    if (!info.isFile() || !info.isReadable()) {
        loaded.errors.push_back({ErrorCode::ReadFailed, {m_path}, {}});
        return loaded;
    }
    const QSettings file(m_path, QSettings::IniFormat);
    const QStringList keys = file.allKeys();
    if (file.status() != QSettings::NoError)
        loaded.errors.push_back(
            {ErrorCode::ReadFailed,
             {m_path},
             QStringLiteral("a line is neither `[section]` nor `key=value`; a comment begins with `;`")});

    for (const QString &key : keys) {
        if (isForeign(key) || isServiceKey(key))
            continue;
        const Field *field = fieldOf(key);
        if (!field) {
            const QString meant = nearest(key);
            loaded.errors.push_back({ErrorCode::SettingUnknown,
                                     meant.isEmpty() ? QStringList{key} : QStringList{key, meant},
                                     {}});
            continue;
        }
        const QVariant stored = file.value(key);
        if (const std::optional<QString> expected = parse(*field, stored, loaded.settings)) {
            reset(*field, loaded.settings);
            loaded.errors.push_back(
                invalid(field->key, stored.toStringList().join(QStringLiteral(", ")), *expected));
        }
    }

    loaded.settings.services = readServices(file, m_path, loaded.errors);

    for (Error &error : checkFields(loaded.settings)) {
        reset(*fieldOf(error.args.at(0)), loaded.settings);
        loaded.errors.push_back(std::move(error));
    }
    for (Error &error : checkPairs(loaded.settings)) {
        const auto pair = std::find_if(std::begin(kPairs), std::end(kPairs), [&error](const Pair &candidate) {
            return error.args.at(0) == QLatin1String(candidate.critical);
        });
        reset(*fieldOf(QString::fromLatin1(pair->warning)), loaded.settings);
        reset(*fieldOf(QString::fromLatin1(pair->critical)), loaded.settings);
        loaded.errors.push_back(std::move(error));
    }
    for (Error &error : checkNotify(loaded.settings)) {
        reset(*fieldOf(QStringLiteral("notify/mail")), loaded.settings);
        loaded.errors.push_back(std::move(error));
    }
    return loaded;
}

Result<void> SettingsFile::save(const Settings &settings) const
{
    if (const std::vector<Error> errors = validate(settings); !errors.empty())
        return errors.front();

    const auto failure = [this](const QString &why) { return Error{ErrorCode::WriteFailed, {m_path}, why}; };
    // QSettings works on a private copy, so that the file itself is replaced as a whole or not at all.
    const QTemporaryDir work;
    if (!work.isValid())
        return failure(work.errorString());
    const QString copy = work.filePath(QStringLiteral("settings.ini"));
    if (QFile before(m_path); before.exists() && !before.copy(copy))
        return failure(before.errorString());
    {
        QSettings file(copy, QSettings::IniFormat);
        if (file.status() != QSettings::NoError)
            return failure(QStringLiteral("the present file has lines that would be lost; correct it first"));
        for (const Field &field : kFields) {
            const QString text = textOf(field, settings);
            const bool nothing = text.isEmpty() && QLatin1String(field.key) == QLatin1String("listen");
            file.setValue(QLatin1String(field.key), nothing ? QStringLiteral("none") : text);
        }
        writeServices(file, settings.services);
        file.sync();
        if (file.status() != QSettings::NoError)
            return failure(QStringLiteral("QSettings could not write"));
    }
    QFile written(copy);
    if (!written.open(QIODevice::ReadOnly))
        return failure(written.errorString());

    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile target(m_path);
    if (!target.open(QIODevice::WriteOnly))
        return failure(target.errorString());
    target.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    target.write(written.readAll());
    if (!target.commit())
        return failure(target.errorString());
    return {};
}

std::vector<Error> validate(const Settings &settings)
{
    std::vector<Error> errors = checkFields(settings);
    const std::vector<Error> pairs = checkPairs(settings);
    errors.insert(errors.end(), pairs.begin(), pairs.end());
    for (const std::vector<Error> &more : {validateServices(settings.services), checkNotify(settings)})
        errors.insert(errors.end(), more.begin(), more.end());
    return errors;
}

SettingRange settingRange(const char *key)
{
    const Field *field = fieldOf(QString::fromLatin1(key));
    return field ? SettingRange{field->key, field->min, field->max} : SettingRange{key, 0, 0};
}

} // namespace hakgal
