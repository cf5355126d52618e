// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"
#include "core/config/SettingsFile.h"
#include "core/text/DiagnosticsText.h"

#include <QTest>

using namespace hakgal;

namespace {

const QString kSecret = QStringLiteral("s3cr3t");

/// Something to be kept quiet in every setting that holds text.
Settings telling()
{
    Settings settings;
    for (QString Settings::*text :
         {&Settings::databasePath, &Settings::tlsCertificate, &Settings::tlsKey, &Settings::tokenFile,
          &Settings::backupDirectory, &Settings::notifyMailServer, &Settings::notifyMailUser,
          &Settings::notifyMailFrom, &Settings::notifyCaFile, &Settings::notifySecretsFile})
        settings.*text = QStringLiteral("/home/alice/") + kSecret;
    settings.allowedHosts = {kSecret};
    settings.notifyMailTo = {kSecret + QStringLiteral("@example.org")};
    Service service;
    service.name = kSecret;
    settings.services = {service};
    return settings;
}

Snapshot measured()
{
    Snapshot snapshot;
    snapshot.sample.database.path = QStringLiteral("/home/alice/") + kSecret;
    snapshot.sample.database.reach = DatabaseState::Reach::Reachable;
    snapshot.sample[MetricId::Facts] = Reading::of(4242);
    Holder holder;
    holder.name = kSecret;
    snapshot.sample.database.holders = {holder};
    Alert alert;
    alert.rule = RuleId::Cpu;
    snapshot.alerts = {alert};
    return snapshot;
}

} // namespace

class tst_DiagnosticsText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itTellsVersionsAndSystem()
    {
        const QString text = diagnosticsText({}, nullptr, {QStringLiteral("platform: offscreen")});
        for (const QString &part :
             {buildInfo().version, buildInfo().qtVersion, buildInfo().sqliteVersion, compilerName(),
              QStringLiteral("platform: offscreen"), QStringLiteral("nothing was measured yet")})
            QVERIFY2(text.contains(part), qPrintable(part));
    }

    void noSecretPathOrNameIsInIt()
    {
        const Snapshot snapshot = measured();
        const QString text = diagnosticsText(telling(), &snapshot);
        QVERIFY2(!text.contains(kSecret), qPrintable(text));
        QVERIFY(!text.contains(QLatin1String("alice")));
        QVERIFY(text.contains(QLatin1String("database_path = (set)")));
        QVERIFY(text.contains(QLatin1String("services: 1")));
    }

    void anUnreachableBaseIsToldByItsCodeAlone()
    {
        Snapshot snapshot = measured();
        snapshot.sample.database.reach = DatabaseState::Reach::Unreachable;
        snapshot.sample.database.error = {
            ErrorCode::FileMissing, {QStringLiteral("/home/alice/kb.db")}, kSecret, 0};
        const QString text = diagnosticsText(telling(), &snapshot);
        QVERIFY(text.contains(QLatin1String(errorName(ErrorCode::FileMissing))));
        QVERIFY(!text.contains(kSecret));
        QVERIFY(!text.contains(QLatin1String("alice")));
    }

    void figuresAlertsAndChangedSettingsAreInIt()
    {
        Settings settings;
        settings.cpuPercent = 77;
        const Snapshot snapshot = measured();
        const QString text = diagnosticsText(settings, &snapshot);
        QVERIFY(text.contains(QLatin1String("alert_thresholds/cpu_percent = 77   *")));
        QVERIFY(text.contains(QLatin1String("backup/keep = 10\n")));
        QVERIFY(text.contains(QLatin1String("alert: ") + QLatin1String(ruleName(RuleId::Cpu))));
        QVERIFY(text.contains(QLatin1String("\"facts_count\": 4242")));
    }

    void everySettingIsTold()
    {
        const QString text = diagnosticsText({}, nullptr);
        for (const SettingText &setting : settingTexts({}))
            QVERIFY2(text.contains(QLatin1Char('\n') + setting.key + QLatin1String(" = ")),
                     qPrintable(setting.key));
    }
};

QTEST_GUILESS_MAIN(tst_DiagnosticsText)
#include "tst_DiagnosticsText.moc"
