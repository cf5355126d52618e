// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"

#include "core/config/ListenAddress.h"
#include "core/config/NotifySettings.h"
#include "core/config/ServiceSettings.h"
#include "core/config/SettingFields.h"
#include "core/maintenance/Schedule.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <optional>

namespace hakgal {

namespace {

using Field = SettingField;

/// What other rooms keep in the same file.
constexpr const char *kForeignGroups[] = {"window/", "recent/"};

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
std::optional<Phrase> parse(const Field &field, const QVariant &stored, Settings &settings)
{
    const bool list = stored.typeId() == QMetaType::QStringList;
    const QString text = stored.toString().trimmed();
    const auto into = [&](auto member) -> std::optional<Phrase> {
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
                           ? phraseOf(QT_TRANSLATE_NOOP("hakgal",
                                                        "one text, in double quotes where it holds a comma"))
                           : phraseOf(QT_TRANSLATE_NOOP(
                                 "hakgal",
                                 "one path, in double quotes where it holds a comma or a semicolon"));
            value = stored.toString();
        } else if constexpr (std::is_same_v<T, bool>) {
            const QString word = text.toLower();
            if (list || (word != u"true" && word != u"false"))
                return phraseOf(QT_TRANSLATE_NOOP("hakgal", "true or false"));
            value = word == u"true";
        } else {
            bool ok = false;
            T parsed{};
            if constexpr (std::is_same_v<T, int>)
                parsed = text.toInt(&ok);
            else
                parsed = text.toDouble(&ok);
            if (list)
                return settingRangeText(field);
            if (!ok || !std::isfinite(double(parsed)))
                return settingRangeText(field);
            value = parsed;
        }
        return std::nullopt;
    };
    return std::visit(into, field.member);
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
    for (const Field &field : settingFields()) {
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
        const Field *field = settingField(key);
        if (!field) {
            const QString meant = nearest(key);
            loaded.errors.push_back({ErrorCode::SettingUnknown,
                                     meant.isEmpty() ? QStringList{key} : QStringList{key, meant},
                                     {}});
            continue;
        }
        const QVariant stored = file.value(key);
        if (const std::optional<Phrase> expected = parse(*field, stored, loaded.settings)) {
            resetSetting(*field, loaded.settings);
            loaded.errors.push_back(
                settingInvalid(field->key, stored.toStringList().join(QStringLiteral(", ")), *expected));
        }
    }

    loaded.settings.services = readServices(file, m_path, loaded.errors);

    for (Error &error : checkSettingFields(loaded.settings)) {
        resetSetting(*settingField(error.args.at(0)), loaded.settings);
        loaded.errors.push_back(std::move(error));
    }
    for (Error &error : checkSettingPairs(loaded.settings)) {
        const QString critical = error.args.at(0);
        resetSetting(*settingField(settingWarningOf(critical)), loaded.settings);
        resetSetting(*settingField(critical), loaded.settings);
        loaded.errors.push_back(std::move(error));
    }
    for (Error &error : checkNotify(loaded.settings)) {
        resetSetting(*settingField(QStringLiteral("notify/mail")), loaded.settings);
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
        for (const Field &field : settingFields()) {
            const QString text = settingText(field, settings);
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

} // namespace hakgal
