// SPDX-License-Identifier: GPL-3.0-or-later
// What a setting may be, as it is told to who wrote it.
#include "core/config/SettingsFile.h"
#include "tests/core/config/IniFiles.h"

#include <QSettings>
#include <QTest>

using namespace hakgal;

class tst_SettingFields : public QObject, hakgal::test::IniFiles
{
    Q_OBJECT
private Q_SLOTS:
    void theDefaultsAreValid() { QCOMPARE(described(validate(Settings())), QString()); }

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
        QVERIFY(error.args.size() >= 3);
        QCOMPARE(error.args[0], key);
        if (!line.contains('\\'))
            QCOMPARE(error.args[1], value);
        QVERIFY2(filled(error.args.mid(2)).contains(expected), qPrintable(filled(error.args.mid(2))));
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

QTEST_GUILESS_MAIN(tst_SettingFields)
#include "tst_SettingFields.moc"
