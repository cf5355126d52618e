// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/DiagnosticsText.h"

#include "core/alert/Alert.h"
#include "core/config/BuildInfo.h"
#include "core/config/SettingsFile.h"
#include "core/text/SnapshotJson.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QSysInfo>
#include <QThread>

#include <set>

namespace hakgal {

namespace {

/// Settings of text that tell nothing of a person or a place. Of all others only whether they are set.
bool mayBeTold(const QString &key)
{
    static const std::set<QString> told{
        QStringLiteral("language"),
        QStringLiteral("listen"),
        QStringLiteral("backup/schedule"),
        QStringLiteral("backup/check_schedule"),
        QStringLiteral("backup/optimize_schedule"),
        QStringLiteral("notify/desktop"),
        QStringLiteral("notify/webhook"),
        QStringLiteral("notify/webhook_form"),
        QStringLiteral("notify/mail"),
        QStringLiteral("notify/mail_security"),
    };
    return told.count(key) > 0;
}

void addSettings(QStringList &lines, const Settings &settings)
{
    for (const SettingText &setting : settingTexts(settings)) {
        QString value = setting.value;
        if (setting.isText && !mayBeTold(setting.key))
            value = value.isEmpty() ? QStringLiteral("(not set)") : QStringLiteral("(set)");
        lines << QStringLiteral("%1 = %2%3")
                     .arg(setting.key, value, setting.isDefault ? QString() : QStringLiteral("   *"));
    }
    lines << QStringLiteral("services: %1").arg(settings.services.size());
}

void addState(QStringList &lines, const Snapshot &snapshot)
{
    const DatabaseState &database = snapshot.sample.database;
    lines << QStringLiteral("status: %1").arg(QLatin1String(statusName(snapshot.status)));
    lines << QStringLiteral("recorder: %1")
                 .arg(snapshot.recorder ? QStringLiteral("yes") : QStringLiteral("no"));
    switch (database.reach) {
    case DatabaseState::Reach::Reachable:
        lines << QStringLiteral("database: reachable, %1, page size %2")
                     .arg(database.wal ? QStringLiteral("WAL") : QStringLiteral("no WAL"))
                     .arg(database.pageSize);
        break;
    case DatabaseState::Reach::Unreachable:
        lines
            << QStringLiteral("database: unreachable, %1").arg(QLatin1String(errorName(database.error.code)));
        break;
    case DatabaseState::Reach::None:
        lines << QStringLiteral("database: none");
        break;
    }
    for (const Alert &alert : snapshot.alerts)
        lines << QStringLiteral("alert: %1").arg(QLatin1String(ruleName(alert.rule)));
    for (const ListenerState &listener : snapshot.endpoint.listeners)
        lines << QStringLiteral("endpoint: port %1 %2")
                     .arg(listener.port)
                     .arg(listener.listening ? QStringLiteral("serves") : QStringLiteral("does not serve"));
    lines << QString::fromUtf8(QJsonDocument(historyJson(snapshot)).toJson()).trimmed();
}

} // namespace

QString compilerName()
{
#if defined(Q_CC_MSVC)
    return QStringLiteral("MSVC %1").arg(_MSC_VER);
#elif defined(__clang__)
    return QStringLiteral("Clang %1.%2.%3")
        .arg(__clang_major__)
        .arg(__clang_minor__)
        .arg(__clang_patchlevel__);
#elif defined(__GNUC__)
    return QStringLiteral("GCC %1.%2.%3").arg(__GNUC__).arg(__GNUC_MINOR__).arg(__GNUC_PATCHLEVEL__);
#else
    return QStringLiteral("unknown");
#endif
}

QString diagnosticsText(const Settings &settings, const Snapshot *snapshot, const QStringList &more)
{
    const BuildInfo &build = buildInfo();
    QStringList lines{
        QStringLiteral("HAK/GAL Optimizer %1 (%2)").arg(build.version, build.revision),
        QStringLiteral("taken: %1").arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate)),
        QString(),
        QStringLiteral("[versions]"),
        QStringLiteral("Qt: %1, built with %2").arg(build.qtVersion, QStringLiteral(QT_VERSION_STR)),
        QStringLiteral("SQLite: %1%2")
            .arg(build.sqliteVersion,
                 build.walResetDefect ? QStringLiteral(", has the WAL-reset defect") : QString()),
        QStringLiteral("compiler: %1").arg(compilerName()),
        QString(),
        QStringLiteral("[system]"),
        QStringLiteral("%1, kernel %2 %3, %4")
            .arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(),
                 QSysInfo::currentCpuArchitecture()),
        QStringLiteral("processors: %1").arg(QThread::idealThreadCount()),
    };
    lines << more;
    lines << QString() << QStringLiteral("[settings]   * differs from the default");
    addSettings(lines, settings);
    lines << QString() << QStringLiteral("[state]");
    if (snapshot)
        addState(lines, *snapshot);
    else
        lines << QStringLiteral("nothing was measured yet");
    return lines.join(u'\n') + u'\n';
}

} // namespace hakgal
