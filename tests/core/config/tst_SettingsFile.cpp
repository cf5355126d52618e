// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"
#include "tests/core/config/IniFiles.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTest>

#include <limits>

using namespace hakgal;

namespace {

Settings everythingChanged()
{
    Settings s;
    s.databasePath = QStringLiteral("/srv/kb/hexagonal_kb.db");
    s.monitoringInterval = 0.35;
    s.maxHistorySize = 2000;
    s.maxQuerySamples = 500;
    s.listen = QStringList{QStringLiteral("127.0.0.1:9000"), QStringLiteral("[::1]:9001")};
    s.allowedHosts = QStringList{QStringLiteral("kb.example.org"), QStringLiteral("localhost:8000")};
    s.legacyMetricNames = true;
    s.language = QStringLiteral("de");
    s.tlsCertificate = QStringLiteral("/etc/kb/cert, new.pem");
    s.tlsKey = QStringLiteral("/etc/kb/key.pem");
    s.tokenFile = QStringLiteral("/etc/kb/token");
    s.probeCacheMb = 64;
    s.queryLatencyMs = 12.5;
    s.criticalQueryLatencyMs = 1e5;
    s.cacheHitRatePercent = 90.1;
    s.criticalCacheHitRatePercent = 0.3;
    s.cpuPercent = 71;
    s.criticalCpuPercent = 99.9;
    s.memoryPercent = 72;
    s.criticalMemoryPercent = 98;
    s.diskPercent = 73;
    s.criticalDiskPercent = 99;
    s.walSizeMb = 0;
    s.factsStalledMinutes = 45;
    s.holdTicks = 5;
    s.backupDirectory = QStringLiteral("/mnt/b,c;d");
    s.backupKeep = 3;
    s.backupSchedule = QStringLiteral("every 6h");
    s.checkSchedule = QStringLiteral("daily 03:15");
    s.optimizeSchedule = QStringLiteral("weekly sunday 04:00");
    s.memoryLimitMb = 512;
    s.notifyDesktop = QStringLiteral("critical");
    s.notifyWebhook = QStringLiteral("info");
    s.notifyWebhookForm = QStringLiteral("slack");
    s.notifyMail = QStringLiteral("warning");
    s.notifyMailServer = QStringLiteral("[2001:db8::1]:465");
    s.notifyMailSecurity = QStringLiteral("tls");
    s.notifyMailUser = QStringLiteral("DOMAIN\\user, second;third");
    s.notifyMailFrom = QStringLiteral("hakgal@example.org");
    s.notifyMailTo = QStringList{QStringLiteral("ops@example.org"), QStringLiteral("a+b@example.org")};
    s.notifyCaFile = QStringLiteral("/etc/ssl/our,ca.pem");
    s.notifySecretsFile = QStringLiteral("/etc/hakgal/secrets");
    s.closeToTray = true;
    return s;
}

} // namespace

class tst_SettingsFile : public QObject, hakgal::test::IniFiles
{
    Q_OBJECT

private Q_SLOTS:
    void aMissingFileIsTheDefaultsAndIsNotMade()
    {
        const QString path = newPath();
        const auto loaded = SettingsFile(path).load();
        QVERIFY(loaded.errors.empty());
        QCOMPARE(loaded.settings, Settings());
        QVERIFY(!QFileInfo::exists(path));
    }

    void theDefaultPlaceFollowsThePlatform()
    {
#ifndef Q_OS_WIN
        const QByteArray before = qgetenv("XDG_CONFIG_HOME");
        const bool had = qEnvironmentVariableIsSet("XDG_CONFIG_HOME");
        qputenv("XDG_CONFIG_HOME", "/somewhere/config");
        QCOMPARE(SettingsFile::defaultPath(), QStringLiteral("/somewhere/config/hakgal/hakgal.ini"));
        had ? qputenv("XDG_CONFIG_HOME", before) : qunsetenv("XDG_CONFIG_HOME");
#endif
        QVERIFY(SettingsFile::defaultPath().endsWith(QStringLiteral("/hakgal/hakgal.ini")));
    }

    void everySettingComesBackAsItWasSaved()
    {
        const QString path = newPath();
        const SettingsFile file(path);
        const Settings settings = everythingChanged();
        const Result<void> saved = file.save(settings);
        QVERIFY2(saved.ok(), qPrintable(saved.ok() ? QString() : described({saved.error()})));
        const auto loaded = file.load();
        QCOMPARE(described(loaded.errors), QString());
        QCOMPARE(loaded.settings, settings);

        // Every key is in the file, and none of the values above is a default: no key can be left out unseen.
        const QString defaultsPath = newPath();
        QVERIFY(SettingsFile(defaultsPath).save(Settings()).ok());
        const QSettings changed(path, QSettings::IniFormat);
        const QSettings defaults(defaultsPath, QSettings::IniFormat);
        QCOMPARE(changed.allKeys().size(), 43);
        QCOMPARE(changed.allKeys(), defaults.allKeys());
        for (const QString &key : changed.allKeys())
            QVERIFY2(changed.value(key) != defaults.value(key), qPrintable(key));
    }

    void aPathComesBackAsItWasSaved_data()
    {
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const QString &path) { QTest::newRow(name) << path; };
        row("empty", QString());
        row("comma", QStringLiteral("/srv/a,b/kb, new.db"));
        row("semicolon", QStringLiteral("/srv/a;b/kb;.db"));
        row("percent", QStringLiteral("/srv/100%/%20%41.db"));
        row("backslash", QStringLiteral("/srv/back\\slash\\n.db"));
        row("Windows, backslashes", QStringLiteral("C:\\Users\\new\\kb.db"));
        row("Windows share", QStringLiteral("\\\\server\\share\\kb.db"));
        row("umlauts", QStringLiteral("/srv/Übergröße/日本語.db"));
        row("outside the BMP", QStringLiteral("/srv/\U0001F600.db"));
        row("blanks at both ends", QStringLiteral(" /srv/a  b/kb.db "));
        row("quotes", QStringLiteral("/srv/\"quoted\"/'kb'.db"));
        row("equals and brackets", QStringLiteral("/srv/[a]=b.db"));
        row("comment sign", QStringLiteral("#kb.db"));
        row("at", QStringLiteral("@kb.db"));
        row("at, looks like a type", QStringLiteral("@ByteArray(kb).db"));
        row("variant", QStringLiteral("@Variant(kb)"));
    }
    void aPathComesBackAsItWasSaved()
    {
        QFETCH(QString, path);
        Settings settings;
        settings.databasePath = path;
        const SettingsFile file(newPath());
        QVERIFY(file.save(settings).ok());
        const auto loaded = file.load();
        QCOMPARE(described(loaded.errors), QString());
        QCOMPARE(loaded.settings.databasePath, path);
    }

    void numbersComeBackExactly_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("whole") << 1.0;
        QTest::newRow("a third") << 1.0 / 3;
        QTest::newRow("smallest") << 0.2;
        QTest::newRow("largest") << 60.0;
        QTest::newRow("many digits") << 0.30000000000000004;
    }
    void numbersComeBackExactly()
    {
        QFETCH(double, value);
        Settings settings;
        settings.monitoringInterval = value;
        const SettingsFile file(newPath());
        QVERIFY(file.save(settings).ok());
        QCOMPARE(described(file.load().errors), QString());
        QVERIFY(file.load().settings.monitoringInterval == value); // not nearly
    }

    void noListenerIsTheWordNone()
    {
        Settings settings;
        settings.listen.clear();
        const QString path = newPath();
        QVERIFY(SettingsFile(path).save(settings).ok());
        QVERIFY(read(path).contains("listen=none"));
        const auto loaded = SettingsFile(path).load();
        QCOMPARE(described(loaded.errors), QString());
        QVERIFY(loaded.settings.listen.isEmpty());
    }

    void aHandWrittenFileIsRead()
    {
        const QString path = written("; a comment\n"
                                     "database_path = \"/srv/kb, new/Größe.db\"\n"
                                     "monitoring_interval=2\n"
                                     "listen=127.0.0.1:8000 , [::1]:8000\n"
                                     "allowed_hosts=\"a.example, b.example\"\n"
                                     "legacy_metric_names=TRUE\n"
                                     "\n"
                                     "[alert_thresholds]\n"
                                     "cpu_percent=70.5\n"
                                     "query_latency_ms=1e2\n");
        const auto loaded = SettingsFile(path).load();
        QCOMPARE(described(loaded.errors), QString());
        Settings expected;
        expected.databasePath = QStringLiteral("/srv/kb, new/Größe.db");
        expected.monitoringInterval = 2;
        expected.listen = QStringList{QStringLiteral("127.0.0.1:8000"), QStringLiteral("[::1]:8000")};
        expected.allowedHosts = QStringList{QStringLiteral("a.example"), QStringLiteral("b.example")};
        expected.legacyMetricNames = true;
        expected.cpuPercent = 70.5;
        QCOMPARE(loaded.settings, expected);
    }

    void anUnknownKeyIsToldWithTheNearestOne_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QStringList>("args");
        const auto row = [](const char *line, const QStringList &args) {
            QTest::newRow(QByteArray(line).replace('\n', ' ').constData()) << QByteArray(line) << args;
        };
        row("monitoring_intervall=2",
            {QStringLiteral("monitoring_intervall"), QStringLiteral("monitoring_interval")});
        row("Monitoring_Interval=2",
            {QStringLiteral("Monitoring_Interval"), QStringLiteral("monitoring_interval")});
        row("database-path=/a.db", {QStringLiteral("database-path"), QStringLiteral("database_path")});
        row("listen_=none", {QStringLiteral("listen_"), QStringLiteral("listen")});
        row("cpu_percent=70",
            {QStringLiteral("cpu_percent"), QStringLiteral("alert_thresholds/cpu_percent")});
        row("[alerts]\ncpu_percent=70",
            {QStringLiteral("alerts/cpu_percent"), QStringLiteral("alert_thresholds/cpu_percent")});
        row("colour=red", {QStringLiteral("colour")});
    }
    void anUnknownKeyIsToldWithTheNearestOne()
    {
        QFETCH(QByteArray, line);
        const auto loaded = SettingsFile(written(line + '\n')).load();
        QCOMPARE(int(loaded.errors.size()), 1);
        QCOMPARE(loaded.errors[0].code, ErrorCode::SettingUnknown);
        QTEST(loaded.errors[0].args, "args");
        QCOMPARE(loaded.settings, Settings());
    }

    void goodSettingsBesideBadOnesCount()
    {
        const auto loaded =
            SettingsFile(
                written("monitoring_interval=fast\nmax_history_size=77\nlegacy_metric_names=maybe\n"))
                .load();
        QCOMPARE(int(loaded.errors.size()), 2);
        QCOMPARE(loaded.settings.maxHistorySize, 77);
        QCOMPARE(loaded.settings.monitoringInterval, 1.0);
    }

    void whatIsNoSettingsFileIsAnError_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("a folder") << m_folder.path();
        QTest::newRow("a comment of another kind") << written("# not an INI comment\n");
        QTest::newRow("prose") << written("this is\nnot a settings file\n");
        QTest::newRow("section not closed") << written("[alert_thresholds\n");
    }
    void whatIsNoSettingsFileIsAnError()
    {
        QFETCH(QString, path);
        const auto loaded = SettingsFile(path).load();
        QVERIFY(!loaded.errors.empty());
        QCOMPARE(loaded.errors[0].code, ErrorCode::ReadFailed);
        QCOMPARE(loaded.errors[0].args, QStringList{path});
        QCOMPARE(loaded.settings, Settings());
    }

    void keysOfOthersSurviveSaving()
    {
        const QString path = written("monitoring_interval=2\n[window]\ngeometry=@ByteArray(\\0\\1)\n"
                                     "[recent]\nfiles=/a.db, /b.db\n");
        QCOMPARE(described(SettingsFile(path).load().errors), QString());
        QVERIFY(SettingsFile(path).save(everythingChanged()).ok());
        const QSettings after(path, QSettings::IniFormat);
        QCOMPARE(after.value(QStringLiteral("window/geometry")).toByteArray(), QByteArray("\0\1", 2));
        QCOMPARE(after.value(QStringLiteral("recent/files")).toStringList(),
                 (QStringList{QStringLiteral("/a.db"), QStringLiteral("/b.db")}));
        const auto loaded = SettingsFile(path).load();
        QCOMPARE(described(loaded.errors), QString());
        QCOMPARE(loaded.settings, everythingChanged());
    }

    void whatIsNotUnderstoodIsNotOverwritten()
    {
        const QByteArray text("monitoring_interval=2\nsome prose\n");
        const QString path = written(text);
        const Result<void> saved = SettingsFile(path).save(Settings());
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().code, ErrorCode::WriteFailed);
        QCOMPARE(read(path), text);
    }

    void invalidSettingsAreNotSaved()
    {
        const QString path = newPath();
        Settings settings;
        settings.monitoringInterval = std::numeric_limits<double>::quiet_NaN();
        const Result<void> saved = SettingsFile(path).save(settings);
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().code, ErrorCode::SettingInvalid);
        QCOMPARE(saved.error().args.at(0), QStringLiteral("monitoring_interval"));
        QVERIFY(!QFileInfo::exists(path));
    }

    void theFileIsForItsOwnerOnlyAndItsFolderIsMade()
    {
        const QString path = m_folder.filePath(QStringLiteral("new/deep/hakgal.ini"));
        QVERIFY(SettingsFile(path).save(Settings()).ok());
#ifndef Q_OS_WIN
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(SettingsFile(path).save(everythingChanged()).ok());
        QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
#endif
        QCOMPARE(QFileInfo(path).dir().entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("hakgal.ini")});
    }

    void aLinkToTheFileStaysALink()
    {
#ifdef Q_OS_WIN
        QSKIP("symbolic links need a privilege on Windows");
#endif
        const QString real = newPath();
        const QString link = newPath();
        QVERIFY(SettingsFile(real).save(Settings()).ok());
        QVERIFY(QFile::link(real, link));
        QVERIFY(SettingsFile(link).save(everythingChanged()).ok());
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(SettingsFile(real).load().settings, everythingChanged());
    }

    void whereNothingCanBeWrittenSavingFails()
    {
        const QString file = written("");
        const Result<void> saved = SettingsFile(file + QStringLiteral("/hakgal.ini")).save(Settings());
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().code, ErrorCode::WriteFailed);
    }
};

QTEST_GUILESS_MAIN(tst_SettingsFile)
#include "tst_SettingsFile.moc"
