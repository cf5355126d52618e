// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
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
    s.tlsCertificate = QStringLiteral("/etc/hakgal/cert.pem");
    s.tlsKey = QStringLiteral("/etc/hakgal/key.pem");
    s.tokenFile = QStringLiteral("/etc/hakgal/token");
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

QString described(const std::vector<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines.append(QString::number(int(error.code)) + u' ' + error.args.join(QStringLiteral(" | ")) + u' ' +
                     error.detail);
    return lines.join(u'\n');
}

} // namespace

class tst_SettingsFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString newPath() { return m_folder.filePath(QStringLiteral("settings-%1.ini").arg(++m_number)); }

    QString written(const QByteArray &text)
    {
        const QString path = newPath();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test's own file");
        return path;
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
    }

private Q_SLOTS:
    void aMissingFileIsTheDefaultsAndIsNotMade()
    {
        const QString path = newPath();
        const auto loaded = SettingsFile(path).load();
        QVERIFY(loaded.errors.empty());
        QCOMPARE(loaded.settings, Settings());
        QVERIFY(!QFileInfo::exists(path));
    }

    void theDefaultsAreValid() { QCOMPARE(described(validate(Settings())), QString()); }

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

    void anErrorIsToldAndLeavesTheDefault_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected"); ///< part of what is expected
        const auto row = [](const char *line, const char *key, const char *value, const char *expected) {
            QTest::newRow(QByteArray(line).replace('\n', ' ').constData())
                << QByteArray(line) << QString::fromUtf8(key) << QString::fromUtf8(value)
                << QString::fromUtf8(expected);
        };
        row("monitoring_interval=fast", "monitoring_interval", "fast", "a number from 0.2 to 60");
        row("monitoring_interval=", "monitoring_interval", "", "a number from 0.2 to 60");
        row("monitoring_interval=0,5", "monitoring_interval", "0, 5", "decimal point");
        row("monitoring_interval=\"0,5\"", "monitoring_interval", "0,5", "a number from 0.2 to 60");
        row("monitoring_interval=1s", "monitoring_interval", "1s", "a number");
        row("monitoring_interval=0.19", "monitoring_interval", "0.19", "from 0.2 to 60");
        row("monitoring_interval=60.01", "monitoring_interval", "60.01", "from 0.2 to 60");
        row("monitoring_interval=-1", "monitoring_interval", "-1", "from 0.2 to 60");
        row("monitoring_interval=nan", "monitoring_interval", "nan", "a number");
        row("monitoring_interval=inf", "monitoring_interval", "inf", "a number");
        row("monitoring_interval=1e999", "monitoring_interval", "1e999", "a number");
        row("max_history_size=0", "max_history_size", "0", "a whole number from 1 to 100000");
        row("max_history_size=100001", "max_history_size", "100001", "from 1 to 100000");
        row("max_history_size=10.5", "max_history_size", "10.5", "a whole number");
        row("max_history_size=99999999999", "max_history_size", "99999999999", "a whole number");
        row("max_query_samples=9", "max_query_samples", "9", "from 10 to 100000");
        row("probe_cache_mb=1025", "probe_cache_mb", "1025", "from 1 to 1024");
        row("language=klingon", "language", "klingon", "system, en, de");
        row("legacy_metric_names=maybe", "legacy_metric_names", "maybe", "true or false");
        row("legacy_metric_names=", "legacy_metric_names", "", "true or false");
        row("legacy_metric_names=true,false", "legacy_metric_names", "true, false", "true or false");
        row("database_path=/srv/a,b.db", "database_path", "/srv/a, b.db", "in double quotes");
        row("database_path=C:\\kb\\facts.db", "database_path", "", "forward slashes");
        row("database_path=C:\\new\\facts.db", "database_path", "", "forward slashes");
        row("listen=", "listen", "", "the word none");
        row("listen=8000", "listen", "8000", "127.0.0.1:8000");
        row("listen=127.0.0.1", "listen", "127.0.0.1", "addresses with ports");
        row("listen=127.0.0.1:65537", "listen", "127.0.0.1:65537", "addresses with ports");
        row("listen=127.0.0.1:8000,none", "listen", "127.0.0.1:8000,none", "addresses with ports");
        row("listen=127.0.0.1:8000,,127.0.0.1:5000", "listen", "127.0.0.1:8000,,127.0.0.1:5000",
            "addresses with ports");
        row("listen=0.0.0.0:8000", "listen", "0.0.0.0:8000", "endpoint/token_file");
        row("listen=127.0.0.1:8000,[::]:8000", "listen", "127.0.0.1:8000,[::]:8000", "TLS and a token");
        row("listen=127.0.0.1:8000,127.0.0.1:8000", "listen", "127.0.0.1:8000,127.0.0.1:8000", "there twice");
        row("allowed_hosts=http://kb.example", "allowed_hosts", "http://kb.example", "host names");
        row("[alert_thresholds]\ncpu_percent=101", "alert_thresholds/cpu_percent", "101", "from 1 to 100");
        row("[alert_thresholds]\nwal_size_mb=-1", "alert_thresholds/wal_size_mb", "-1", "from 0 to");
        row("[endpoint]\ntls_key=a.key", "endpoint/tls_key", "a.key", "an absolute path");
        row("[endpoint]\ntoken_file=/a,/b", "endpoint/token_file", "/a, /b", "one path");
        row("[backup]\nkeep=0", "backup/keep", "0", "from 1 to 10000");
        row("[backup]\nmemory_limit_mb=63", "backup/memory_limit_mb", "63", "from 64 to 1048576");
        row("[backup]\ndirectory=backups", "backup/directory", "backups", "an absolute path");
        row("[backup]\ndirectory=/a,/b", "backup/directory", "/a, /b", "one path");
        row("[backup]\nschedule=sometimes", "backup/schedule", "sometimes", "every 6h");
        row("[backup]\nschedule=daily 03:15, 15:15", "backup/schedule", "daily 03:15, 15:15", "daily 03:15");
        row("[backup]\ncheck_schedule=6", "backup/check_schedule", "6", "every 6h");
        row("[backup]\noptimize_schedule=weekly someday 04:00", "backup/optimize_schedule",
            "weekly someday 04:00", "weekly sunday 04:00");
        row("[notify]\ndesktop=sometimes", "notify/desktop", "sometimes", "off, info, warning, critical");
        row("[notify]\nwebhook=", "notify/webhook", "", "off, info, warning, critical");
        row("[notify]\nmail=warning,critical", "notify/mail", "warning, critical", "one text");
        row("[notify]\nwebhook_form=xml", "notify/webhook_form", "xml", "json, slack");
        row("[notify]\nmail_security=ssl", "notify/mail_security", "ssl", "starttls, tls, none");
        row("[notify]\nmail_server=smtp.example.org", "notify/mail_server", "smtp.example.org", "host:port");
        row("[notify]\nmail_server=smtp.example.org:0", "notify/mail_server", "smtp.example.org:0",
            "host:port");
        row("[notify]\nmail_from=Ops <ops@example.org>", "notify/mail_from", "Ops <ops@example.org>",
            "one address");
        row("[notify]\nmail_to=ops@example.org,nobody", "notify/mail_to", "ops@example.org,nobody",
            "mail addresses");
        row("[notify]\nca_file=ca.pem", "notify/ca_file", "ca.pem", "an absolute path");
        row("[notify]\nsecrets_file=secrets", "notify/secrets_file", "secrets", "an absolute path");
        row("[notify]\nclose_to_tray=1", "notify/close_to_tray", "1", "true or false");
        row("[alert_thresholds]\nhold_ticks=0", "alert_thresholds/hold_ticks", "0", "from 1 to 3600");
        row("[alert_thresholds]\ncpu_percent=97", "alert_thresholds/critical_cpu_percent", "95",
            "above alert_thresholds/cpu_percent (97)");
        row("[alert_thresholds]\ncritical_cpu_percent=80", "alert_thresholds/critical_cpu_percent", "80",
            "above alert_thresholds/cpu_percent (80)");
        row("[alert_thresholds]\ncritical_cache_hit_rate_percent=80",
            "alert_thresholds/critical_cache_hit_rate_percent", "80", "below");
        row("[alert_thresholds]\nquery_latency_ms=600", "alert_thresholds/critical_query_latency_ms", "500",
            "above");
        row("[alert_thresholds]\nmemory_percent=95", "alert_thresholds/critical_memory_percent", "95",
            "above");
        row("[alert_thresholds]\ncritical_disk_percent=50", "alert_thresholds/critical_disk_percent", "50",
            "above");
    }
    void anErrorIsToldAndLeavesTheDefault()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        const auto loaded = SettingsFile(written("probe_cache_mb_ok=1\n" + line + '\n')).load();
        // The first line's unknown key is told as well: all errors are, not only the first.
        QVERIFY2(loaded.errors.size() == 2, qPrintable(described(loaded.errors)));
        const Error &error =
            loaded.errors[0].code == ErrorCode::SettingUnknown ? loaded.errors[1] : loaded.errors[0];
        QCOMPARE(error.code, ErrorCode::SettingInvalid);
        QCOMPARE(error.args.size(), 3);
        QCOMPARE(error.args[0], key);
        if (!line.contains('\\'))
            QCOMPARE(error.args[1], value);
        QVERIFY2(error.args[2].contains(expected), qPrintable(error.args[2]));
        QCOMPARE(loaded.settings, Settings());
    }

    void anAddressBeyondThisComputerNamesWhatIsMissing()
    {
        const auto loaded =
            SettingsFile(written("listen=0.0.0.0:8000\n[endpoint]\ntls_certificate=/a.pem\ntls_key=/a.key\n"))
                .load();
        QCOMPARE(loaded.errors.size(), std::size_t(1));
        QCOMPARE(loaded.errors[0].args.at(0), QStringLiteral("listen"));
        QVERIFY(loaded.errors[0].args.at(2).contains(QLatin1String("endpoint/token_file")));
        QCOMPARE(loaded.settings.listen, Settings().listen);
    }

    void mailThatIsOnNeedsAllItTakes_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("security");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("wrong"); ///< key; empty: nothing
        const auto row = [](const char *name, const char *server, const char *security, const char *from,
                            const char *to, const char *wrong) {
            QTest::newRow(name) << QString::fromLatin1(server) << QString::fromLatin1(security)
                                << QString::fromLatin1(from) << QString::fromLatin1(to)
                                << QString::fromLatin1(wrong);
        };
        row("all there", "smtp.example.org:587", "starttls", "a@b.c", "d@e.f", "");
        row("no server", "", "starttls", "a@b.c", "d@e.f", "notify/mail_server");
        row("no sender", "smtp.example.org:587", "starttls", "", "d@e.f", "notify/mail_from");
        row("no receiver", "smtp.example.org:587", "starttls", "a@b.c", "", "notify/mail_to");
        row("in the clear to another computer", "smtp.example.org:25", "none", "a@b.c", "d@e.f",
            "notify/mail_security");
        row("in the clear to a name that begins alike", "localhost.example.org:25", "none", "a@b.c", "d@e.f",
            "notify/mail_security");
        row("in the clear to this computer", "localhost:25", "none", "a@b.c", "d@e.f", "");
        row("by its address", "127.0.0.1:25", "none", "a@b.c", "d@e.f", "");
        row("by its newer address", "[::1]:25", "none", "a@b.c", "d@e.f", "");
    }
    void mailThatIsOnNeedsAllItTakes()
    {
        QFETCH(QString, server);
        QFETCH(QString, security);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, wrong);
        Settings settings;
        settings.notifyMailServer = server;
        settings.notifyMailSecurity = security;
        settings.notifyMailFrom = from;
        settings.notifyMailTo = to.split(u',', Qt::SkipEmptyParts);
        QCOMPARE(described(validate(settings)), QString()); // while it is off
        settings.notifyMail = QStringLiteral("warning");
        const std::vector<Error> errors = validate(settings);
        QCOMPARE(errors.size(), wrong.isEmpty() ? std::size_t(0) : std::size_t(1));
        if (!wrong.isEmpty())
            QCOMPARE(errors.front().args.at(0), wrong);
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

    void rangesAreKnownByKey()
    {
        const SettingRange interval = settingRange("monitoring_interval");
        QCOMPARE(interval.min, 0.2);
        QCOMPARE(interval.max, 60.0);
        const SettingRange hold = settingRange("alert_thresholds/hold_ticks");
        QCOMPARE(hold.min, 1.0);
        QCOMPARE(hold.max, 3600.0);
        QCOMPARE(settingRange("database_path").max, 0.0);
        QCOMPARE(settingRange("no_such_key").max, 0.0);
    }

    void everyRangeIsHeldAtBothEnds_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("valid");
        const QString path = newPath();
        QVERIFY(SettingsFile(path).save(Settings()).ok());
        const QSettings file(path, QSettings::IniFormat);
        int numbers = 0;
        for (const QString &key : file.allKeys()) {
            const SettingRange range = settingRange(key.toLatin1().constData());
            if (range.min == range.max)
                continue;
            ++numbers;
            const auto row = [&](const char *name, double value, bool valid) {
                QTest::addRow("%s %s", qPrintable(key), name) << key << value << valid;
            };
            row("min", range.min, true);
            row("max", range.max, true);
            row("below", range.min - 1, false);
            row("above", range.max + 1, false);
        }
        QCOMPARE(numbers, 19);
    }
    void everyRangeIsHeldAtBothEnds()
    {
        QFETCH(QString, key);
        QFETCH(double, value);
        QFETCH(bool, valid);
        // Through the file, since only it knows keys. Relations between two limits are another matter.
        const auto loaded = SettingsFile(written(QStringLiteral("%1=%2\n")
                                                     .arg(key, QString::number(value, 'g', 17))
                                                     .replace(QStringLiteral("alert_thresholds/"),
                                                              QStringLiteral("[alert_thresholds]\n"))
                                                     .toUtf8()))
                                .load();
        bool outOfRange = false;
        for (const Error &error : loaded.errors)
            outOfRange = outOfRange ||
                         (error.args.at(0) == key && error.args.at(2).contains(QStringLiteral(" from ")));
        QCOMPARE(!outOfRange, valid);
    }
};

QTEST_GUILESS_MAIN(tst_SettingsFile)
#include "tst_SettingsFile.moc"
