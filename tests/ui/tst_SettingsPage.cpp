// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"
#include "core/text/Language.h"
#include "ui/NumberBox.h"
#include "ui/SettingsPage.h"

#include "Pictures.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace hakgal;

class tst_SettingsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<SettingsPage>(m_theme, m_catalogue);
        m_page->resize(1092, 780);
        m_told = std::make_unique<QSignalSpy>(m_page.get(), &SettingsPage::settingsChanged);
        m_apply = button("applySettings");
        m_revert = button("revertSettings");
        m_page->show();
    }
    void cleanup()
    {
        m_told.reset();
        m_page.reset();
    }

    void everySettingHasAnEditorWithARange()
    {
        // The keys of the file, as the settings file lists them.
        const QStringList texts{QStringLiteral("database_path"), QStringLiteral("listen"),
                                QStringLiteral("allowed_hosts"), QStringLiteral("backup/directory"),
                                QStringLiteral("backup/schedule"), QStringLiteral("backup/check_schedule"),
                                QStringLiteral("backup/optimize_schedule"),
                                QStringLiteral("endpoint/tls_certificate"),
                                QStringLiteral("endpoint/tls_key"), QStringLiteral("endpoint/token_file"),
                                QStringLiteral("notify/mail_server"), QStringLiteral("notify/mail_user"),
                                QStringLiteral("notify/mail_from"), QStringLiteral("notify/mail_to"),
                                QStringLiteral("notify/ca_file"), QStringLiteral("notify/secrets_file"),
                                // of the card below, whose texts are no settings
                                QStringLiteral("webhookSecret"), QStringLiteral("passwordSecret")};
        for (const QString &key : texts)
            QVERIFY2(m_page->findChild<QLineEdit *>(key), qPrintable(key));
        for (const char *key : {"legacy_metric_names", "notify/close_to_tray"})
            QVERIFY2(m_page->findChild<QCheckBox *>(QLatin1String(key)), key);
        for (const char *key : {"language", "notify/desktop", "notify/webhook", "notify/webhook_form",
                                "notify/mail", "notify/mail_security"}) {
            const auto *box = m_page->findChild<QComboBox *>(QLatin1String(key));
            QVERIFY2(box, key);
            QVERIFY2(!box->accessibleName().isEmpty(), key);
        }
        const QStringList numbers{
            QStringLiteral("monitoring_interval"),
            QStringLiteral("max_history_size"),
            QStringLiteral("max_query_samples"),
            QStringLiteral("probe_cache_mb"),
            QStringLiteral("alert_thresholds/query_latency_ms"),
            QStringLiteral("alert_thresholds/critical_query_latency_ms"),
            QStringLiteral("alert_thresholds/cache_hit_rate_percent"),
            QStringLiteral("alert_thresholds/critical_cache_hit_rate_percent"),
            QStringLiteral("alert_thresholds/cpu_percent"),
            QStringLiteral("alert_thresholds/critical_cpu_percent"),
            QStringLiteral("alert_thresholds/memory_percent"),
            QStringLiteral("alert_thresholds/critical_memory_percent"),
            QStringLiteral("alert_thresholds/disk_percent"),
            QStringLiteral("alert_thresholds/critical_disk_percent"),
            QStringLiteral("alert_thresholds/wal_size_mb"),
            QStringLiteral("alert_thresholds/facts_stalled_minutes"),
            QStringLiteral("alert_thresholds/hold_ticks"),
            QStringLiteral("backup/keep"),
            QStringLiteral("backup/memory_limit_mb"),
        };
        for (const QString &key : numbers) {
            const auto *box = m_page->findChild<NumberBox *>(key);
            QVERIFY2(box, qPrintable(key));
            const SettingRange range = settingRange(key.toLatin1().constData());
            QVERIFY2(range.max > range.min, qPrintable(key));
            QCOMPARE(box->minimum(), range.min);
            QCOMPARE(box->maximum(), range.max);
            QVERIFY2(!box->accessibleName().isEmpty(), qPrintable(key));
        }
        QCOMPARE(m_page->findChildren<NumberBox *>().size(), numbers.size());
        int lines = 0;
        for (const QLineEdit *edit : m_page->findChildren<QLineEdit *>())
            lines += qobject_cast<NumberBox *>(edit->parentWidget()) ? 0 : 1;
        QCOMPARE(lines, int(texts.size()));
    }

    void freshItShowsTheDefaultsAndNothingIsToApply()
    {
        QVERIFY(!m_page->hasUnapplied());
        QVERIFY(!m_apply->isEnabled());
        QVERIFY(!m_revert->isEnabled());
        QCOMPARE(number("monitoring_interval")->value(), Settings().monitoringInterval);
        QCOMPARE(line("listen")->text(), Settings().listen.join(QStringLiteral(", ")));
    }

    void theLanguageOffersWhatTheSettingsFileTakes()
    {
        auto *language = m_page->findChild<QComboBox *>(QStringLiteral("language"));
        QCOMPARE(language->currentData().toString(), QStringLiteral("system"));
        Settings settings;
        for (int i = 0; i < language->count(); ++i) {
            settings.language = language->itemData(i).toString();
            QVERIFY2(validate(settings).empty(), qPrintable(settings.language));
        }
        QCOMPARE(language->count(), languages().size());
        language->setCurrentIndex(language->findData(QStringLiteral("de")));
        m_apply->click();
        QCOMPARE((*m_told)[0][0].value<Settings>().language, QStringLiteral("de"));
    }

    void mailThatIsOnAsksForWhatIsMissing()
    {
        auto *mail = m_page->findChild<QComboBox *>(QStringLiteral("notify/mail"));
        QCOMPARE(mail->currentData().toString(), QStringLiteral("off"));
        mail->setCurrentIndex(mail->findData(QStringLiteral("critical")));
        QVERIFY(m_page->hasUnapplied());
        QVERIFY(!m_apply->isEnabled());
        const auto *message = m_page->findChild<QLabel *>(QStringLiteral("notify/mail_server.message"));
        QVERIFY(message->text().contains(QLatin1String("host:port")));
        line("notify/mail_server")->setText(QStringLiteral("smtp.example.org:587"));
        line("notify/mail_from")->setText(QStringLiteral("hakgal@example.org"));
        line("notify/mail_to")->setText(QStringLiteral("a@example.org, b@example.org"));
        QVERIFY(m_apply->isEnabled());
        m_apply->click();
        const auto told = (*m_told)[0][0].value<Settings>();
        QCOMPARE(told.notifyMail, QStringLiteral("critical"));
        QCOMPARE(told.notifyMailTo.size(), 2);
    }

    void whatIsTypedIsMarkedAndAppliedAsAWhole()
    {
        number("alert_thresholds/cpu_percent")->setValue(70);
        line("allowed_hosts")->setText(QStringLiteral(" kb.example.org,proxy "));
        QVERIFY(m_page->hasUnapplied());
        QVERIFY(caption().startsWith(QLatin1Char('2')));
        QVERIFY(m_apply->isEnabled());
        QCOMPARE(m_told->count(), 0);
        QTest::mouseClick(m_apply, Qt::LeftButton);
        QCOMPARE(m_told->count(), 1);
        Settings expected;
        expected.cpuPercent = 70;
        expected.allowedHosts = {QStringLiteral("kb.example.org"), QStringLiteral("proxy")};
        QCOMPARE(m_told->at(0).at(0).value<Settings>(), expected);
        QVERIFY(!m_page->hasUnapplied());
        QVERIFY(!m_apply->isEnabled());
    }

    void everyFieldComesBackAsItWasSet()
    {
        Settings settings;
        settings.databasePath = QStringLiteral("/data/a;b,c.db");
        settings.monitoringInterval = 2.5;
        settings.maxHistorySize = 77;
        settings.maxQuerySamples = 123;
        settings.listen = {};
        settings.allowedHosts = {QStringLiteral("x")};
        settings.legacyMetricNames = true;
        settings.probeCacheMb = 9;
        settings.queryLatencyMs = 12.345678; // more digits than the field shows
        settings.criticalQueryLatencyMs = 600;
        settings.cacheHitRatePercent = 81;
        settings.criticalCacheHitRatePercent = 51;
        settings.cpuPercent = 71;
        settings.criticalCpuPercent = 91;
        settings.memoryPercent = 72;
        settings.criticalMemoryPercent = 92;
        settings.diskPercent = 73;
        settings.criticalDiskPercent = 93;
        settings.walSizeMb = 0;
        settings.factsStalledMinutes = 5;
        settings.holdTicks = 4;
        settings.backupDirectory = QStringLiteral("/mnt/b;c,d");
        settings.backupKeep = 3;
        settings.backupSchedule = QStringLiteral("every 6h");
        settings.checkSchedule = QStringLiteral("weekly sunday 04:00");
        settings.optimizeSchedule = QStringLiteral("daily 03:15");
        settings.memoryLimitMb = 512;
        m_page->applySettings(settings);
        QVERIFY(!m_page->hasUnapplied());
        number("alert_thresholds/hold_ticks")->setValue(6);
        settings.holdTicks = 6;
        QTest::mouseClick(m_apply, Qt::LeftButton);
        QCOMPARE(m_told->count(), 1);
        QCOMPARE(m_told->at(0).at(0).value<Settings>(), settings);
    }

    void wrongValuesAreExplainedBesideTheFieldAndNotApplied_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("typed");
        QTest::newRow("no port") << QStringLiteral("listen") << QStringLiteral("127.0.0.1");
        QTest::newRow("port too large") << QStringLiteral("listen") << QStringLiteral("127.0.0.1:99999");
        QTest::newRow("twice") << QStringLiteral("listen")
                               << QStringLiteral("127.0.0.1:8000, 127.0.0.1:8000");
        QTest::newRow("no schedule") << QStringLiteral("backup/schedule") << QStringLiteral("at night");
        QTest::newRow("folder somewhere") << QStringLiteral("backup/directory") << QStringLiteral("backups");
        QTest::newRow("url as host") << QStringLiteral("allowed_hosts")
                                     << QStringLiteral("http://example.org/x");
    }
    void wrongValuesAreExplainedBesideTheFieldAndNotApplied()
    {
        QFETCH(QString, key);
        QFETCH(QString, typed);
        QLabel *message = m_page->findChild<QLabel *>(key + QStringLiteral(".message"));
        QVERIFY(message);
        QVERIFY(!message->isVisible());
        auto *edit = m_page->findChild<QLineEdit *>(key);
        const QString good = edit->text();
        edit->setText(typed);
        QVERIFY(message->isVisible());
        QVERIFY(!message->text().isEmpty());
        QVERIFY(edit->property("invalid").toBool());
        QVERIFY(!m_apply->isEnabled());
        QCOMPARE(m_told->count(), 0);
        edit->setText(good);
        QVERIFY(!message->isVisible());
        QVERIFY(!edit->property("invalid").toBool());
    }

    void aCriticalLimitMustLieBeyondTheWarning_data()
    {
        QTest::addColumn<QString>("warning");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("word");
        QTest::newRow("above") << QStringLiteral("alert_thresholds/cpu_percent") << 96.0
                               << QStringLiteral("above");
        QTest::newRow("below") << QStringLiteral("alert_thresholds/cache_hit_rate_percent") << 40.0
                               << QStringLiteral("below");
    }
    void aCriticalLimitMustLieBeyondTheWarning()
    {
        QFETCH(QString, warning);
        QFETCH(double, value);
        QFETCH(QString, word);
        QString critical = warning;
        critical.replace(QLatin1Char('/'), QLatin1String("/critical_"));
        m_page->findChild<NumberBox *>(warning)->setValue(value);
        const QLabel *message = m_page->findChild<QLabel *>(critical + QStringLiteral(".message"));
        QVERIFY(message->isVisible());
        QVERIFY2(message->text().contains(word), qPrintable(message->text()));
        QVERIFY(!m_apply->isEnabled());
    }

    void revertingPutsBackWhatIsInForce()
    {
        Settings settings;
        settings.cpuPercent = 66;
        m_page->applySettings(settings);
        number("alert_thresholds/cpu_percent")->setValue(70);
        m_page->findChild<QCheckBox *>(QStringLiteral("legacy_metric_names"))->setChecked(true);
        QTest::mouseClick(m_revert, Qt::LeftButton);
        QCOMPARE(number("alert_thresholds/cpu_percent")->value(), 66.0);
        QVERIFY(!m_page->hasUnapplied());
        QCOMPARE(m_told->count(), 0);
    }

    void restoringDefaultsKeepsTheDatabaseAndWaitsForApply()
    {
        Settings settings;
        settings.databasePath = QStringLiteral("/data/kb.db");
        settings.cpuPercent = 66;
        settings.listen = {};
        m_page->applySettings(settings);
        QTest::mouseClick(button("restoreDefaults"), Qt::LeftButton);
        QCOMPARE(m_told->count(), 0);
        QVERIFY(m_page->hasUnapplied());
        QTest::mouseClick(m_apply, Qt::LeftButton);
        Settings expected;
        expected.databasePath = settings.databasePath;
        QCOMPARE(m_told->at(0).at(0).value<Settings>(), expected);
    }

    void settingsThatChangeElsewhereLeaveWhatIsTyped()
    {
        number("alert_thresholds/cpu_percent")->setValue(70);
        Settings settings;
        settings.databasePath = QStringLiteral("/data/other.db"); // chosen in the menu meanwhile
        m_page->applySettings(settings);
        QCOMPARE(number("alert_thresholds/cpu_percent")->value(), 70.0);
        QTest::mouseClick(m_apply, Qt::LeftButton);
        settings.cpuPercent = 70;
        QCOMPARE(m_told->at(0).at(0).value<Settings>(), settings);
    }

    void zeroIsOffWhereARuleCanBeOff()
    {
        QCOMPARE(number("alert_thresholds/facts_stalled_minutes")->text(), QStringLiteral("off"));
        number("alert_thresholds/wal_size_mb")->setValue(0);
        QCOMPARE(number("alert_thresholds/wal_size_mb")->text(), QStringLiteral("off"));
    }

    void theWheelScrollsThePageAndChangesNothing()
    {
        NumberBox *box = number("monitoring_interval");
        button("restoreDefaults")->setFocus();
        QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &wheel);
        QCOMPARE(box->value(), 1.0);
        QVERIFY(!wheel.isAccepted());
    }

    void leavingAsksOnlyWhenSomethingIsNotApplied()
    {
        QVERIFY(m_page->confirmLeave());
        number("alert_thresholds/cpu_percent")->setValue(70);

        QVERIFY(!leaveBy("stay"));
        QVERIFY(m_page->hasUnapplied());
        QCOMPARE(m_told->count(), 0);

        QVERIFY(leaveBy("applyAndLeave"));
        QCOMPARE(m_told->count(), 1);
        QVERIFY(!m_page->hasUnapplied());

        number("alert_thresholds/cpu_percent")->setValue(71);
        QVERIFY(leaveBy("discardAndLeave"));
        QCOMPARE(m_told->count(), 1);
        QCOMPARE(number("alert_thresholds/cpu_percent")->value(), 70.0);
    }

    void leavingWithWrongValuesCannotApply()
    {
        line("listen")->setText(QStringLiteral("nonsense"));
        bool enabled = true;
        QTimer::singleShot(0, this, [&] {
            QWidget *box = QApplication::activeModalWidget();
            enabled = box->findChild<QPushButton *>(QStringLiteral("applyAndLeave"))->isEnabled();
            QTest::mouseClick(box->findChild<QPushButton *>(QStringLiteral("stay")), Qt::LeftButton);
        });
        QVERIFY(!m_page->confirmLeave());
        QVERIFY(!enabled);
    }

    void errorsOfTheFileAreTold()
    {
        auto *problems = m_page->findChild<QWidget *>(QStringLiteral("settingsProblems"));
        QVERIFY(!problems->isVisible());
        m_page->setFileErrors({Error{ErrorCode::SettingUnknown, {QStringLiteral("<b>monitring</b>")}, {}}});
        QVERIFY(problems->isVisible());
        const auto *text = m_page->findChild<QLabel *>(QStringLiteral("settingsProblemText"));
        QVERIFY(text->text().contains(QStringLiteral("<b>monitring</b>")));
        QCOMPARE(text->textFormat(), Qt::PlainText);
        m_page->setFileErrors({});
        QVERIFY(!problems->isVisible());
    }

    void thousandsAreGroupedAsTheLocaleDoesAndCanBeTypedWithout()
    {
        NumberBox box;
        box.setLocale(QLocale(QLocale::German, QLocale::Germany));
        box.setDecimals(0);
        box.setRange(0, 1e6);
        box.setSuffix(QStringLiteral(" MB"));
        box.setValue(12000);
        QCOMPARE(box.text(), QStringLiteral("12.000 MB"));
        QCOMPARE(box.worded(12000), QStringLiteral("12.000\u00a0MB"));
        box.selectAll();
        QTest::keyClicks(&box, QStringLiteral("15000"));
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(box.value(), 15000.0);
        QCOMPARE(box.text(), QStringLiteral("15.000 MB"));
        box.setGroupSeparatorShown(false); // a seed is no quantity
        QCOMPARE(box.text(), QStringLiteral("15000 MB"));
    }

    void pictures()
    {
        m_page->setFile(QStringLiteral("/home/op/.config/hakgal/hakgal.ini"));
        Settings settings;
        settings.databasePath = QStringLiteral("/srv/kb/hexagonal_kb.db");
        m_page->applySettings(settings);
        savePictures(*m_page, m_theme, QStringLiteral("settings"));
        number("alert_thresholds/cpu_percent")->setValue(96);
        number("monitoring_interval")->setValue(2.5);
        line("listen")->setText(QStringLiteral("127.0.0.1"));
        m_page->resize(1092, 1400);
        savePictures(*m_page, m_theme, QStringLiteral("settings-wrong"));
        m_page->setFileErrors(
            {Error{ErrorCode::SettingUnknown, {QStringLiteral("alert_thresholds/cpu")}, {}}});
        m_page->resize(760, 600);
        savePictures(*m_page, m_theme, QStringLiteral("settings-small"));
    }

private:
    QPushButton *button(const char *name) const
    {
        return m_page->findChild<QPushButton *>(QLatin1String(name));
    }
    NumberBox *number(const char *key) const { return m_page->findChild<NumberBox *>(QLatin1String(key)); }
    QLineEdit *line(const char *key) const { return m_page->findChild<QLineEdit *>(QLatin1String(key)); }
    QString caption() const { return m_page->findChild<QLabel *>(QStringLiteral("pageCaption"))->text(); }
    bool leaveBy(const char *name)
    {
        QTimer::singleShot(0, this, [name] {
            auto *choice = QApplication::activeModalWidget()->findChild<QPushButton *>(QLatin1String(name));
            QTest::mouseClick(choice, Qt::LeftButton);
        });
        return m_page->confirmLeave();
    }

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    std::unique_ptr<SettingsPage> m_page;
    std::unique_ptr<QSignalSpy> m_told;
    QPushButton *m_apply = nullptr;
    QPushButton *m_revert = nullptr;
};

QTEST_MAIN(tst_SettingsPage)
#include "tst_SettingsPage.moc"
