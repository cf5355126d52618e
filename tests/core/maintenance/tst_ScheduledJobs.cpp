// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/ScheduledJobs.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;

// This program is its own child: with --progress among the arguments it plays a job as PLAY says.

int play()
{
    const QByteArray how = qgetenv("PLAY");
    if (how == "full")
        std::puts(R"({"ok":false,"error":null,"full":true,"findings":[{"id":"disk.low"}]})");
    else if (how == "damaged")
        std::puts(R"({"ok":false,"error":null,"full":true,"findings":[{"id":"integrity.damaged"}]})");
    else if (how == "no space")
        std::puts(R"({"ok":false,"error":{"code":"no_space","message":"","args":["/x","2","1"]}})");
    else if (how == "lease")
        std::puts(R"({"ok":false,"error":{"code":"job_running","message":"","args":["optimize","7"]}})");
    else
        std::puts(R"({"ok":true,"error":null})");
    return how == "full" || how == "damaged" ? 1 : (how == "no space" ? 3 : (how == "lease" ? 4 : 0));
}

} // namespace

class tst_ScheduledJobs : public QObject
{
    Q_OBJECT
private:
    struct Ended
    {
        QString operation;
        qint64 startedMs;
        QJsonObject details;
        std::optional<Error> error;
    };
    qint64 m_now = 0;
    std::unique_ptr<ScheduledJobs> m_jobs;
    std::vector<Ended> m_ended;
    std::vector<QString> m_notes;
    Settings m_settings;
    MaintenanceFacts m_facts;

    void facts() { m_jobs->setFacts(std::make_shared<const MaintenanceFacts>(m_facts)); }
    void begin()
    {
        m_jobs->apply(m_settings, {});
        m_jobs->setRecorder(true);
        facts();
    }
    /// A run that was told to the journal and read back.
    void takeBack()
    {
        for (const Ended &ended : m_ended)
            m_facts.lastRuns[ended.operation] = ended.startedMs;
        facts();
    }

private Q_SLOTS:
    void init()
    {
        qputenv("PLAY", "");
        m_now = QDateTime(QDate(2026, 3, 10), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch(); // a Tuesday
        m_ended.clear();
        m_notes.clear();
        m_settings = Settings();
        m_settings.databasePath = u"/kb.db"_s;
        m_facts = MaintenanceFacts();
        m_facts.databasePath = u"/kb.db"_s;
        m_jobs = std::make_unique<ScheduledJobs>(QCoreApplication::applicationFilePath(),
                                                 [this] { return m_now; });
        connect(m_jobs.get(), &ScheduledJobs::jobEnded, this,
                [this](const QString &operation, qint64 startedMs, const QJsonObject &details,
                       const std::optional<Error> &error) {
                    m_ended.push_back({operation, startedMs, details, error});
                });
        connect(m_jobs.get(), &ScheduledJobs::noteRequested, this,
                [this](const QString &operation, const QJsonObject &details) {
                    m_notes.push_back(operation + u' ' + details.value("when"_L1).toString());
                });
    }
    void cleanup() { m_jobs.reset(); }

    void nothingRunsUnasked()
    {
        begin();
        m_now += 1000 * kHour;
        m_jobs->look();
        QVERIFY(!m_jobs->running());
        QVERIFY(m_notes.empty());
    }

    void anIntervalRunsAtOnceAndThenWhenItIsDue()
    {
        m_settings.backupSchedule = u"every 6h"_s;
        begin();
        QCOMPARE(m_notes, std::vector<QString>{u"schedule_backup every 6h"_s});
        QVERIFY(m_jobs->running());
        QTRY_COMPARE(m_ended.size(), std::size_t(1));
        QCOMPARE(m_ended[0].operation, u"backup"_s);
        QCOMPARE(m_ended[0].startedMs, m_now);
        QVERIFY(!m_ended[0].error);
        // Whether the journal knows of it yet or not.
        m_now += 6 * kHour - kMinute;
        m_jobs->look();
        QVERIFY(!m_jobs->running());
        takeBack();
        QVERIFY(!m_jobs->running());
        m_now += kMinute;
        m_jobs->look();
        QVERIFY(m_jobs->running());
        QTRY_COMPARE(m_ended.size(), std::size_t(2));
        QCOMPARE(m_notes.size(), std::size_t(1));
    }

    void onlyTheRecorderThatKnowsTheJournalRuns()
    {
        m_settings.backupSchedule = u"every 6h"_s;
        m_jobs->apply(m_settings, {});
        facts();
        QVERIFY(!m_jobs->running());
        m_jobs->apply(Settings(), {});
        m_jobs->apply(m_settings, {});
        m_jobs->setRecorder(true);
        QVERIFY(!m_jobs->running());
        m_facts.databasePath = u"/another.db"_s;
        facts();
        QVERIFY(!m_jobs->running());
        QVERIFY(m_notes.empty());
        m_facts.databasePath = u"/kb.db"_s;
        facts();
        QVERIFY(m_jobs->running());
        QTRY_COMPARE(m_ended.size(), std::size_t(1));
    }

    void aTimeThatPassedBeforeItWasSetIsNotCaughtUp()
    {
        m_settings.optimizeSchedule = u"weekly sunday 04:00"_s;
        begin();
        QVERIFY(!m_jobs->running());
        QCOMPARE(m_notes, std::vector<QString>{u"schedule_optimize weekly sunday 04:00"_s});
    }

    void aTimeThatWasMissedIsCaughtUpOnce()
    {
        m_settings.optimizeSchedule = u"weekly sunday 04:00"_s;
        m_facts.schedules[u"optimize"_s] = {u"weekly sunday 04:00"_s, m_now - 30 * 24 * kHour};
        begin();
        QVERIFY(m_jobs->running());
        QVERIFY(m_notes.empty());
        QTRY_COMPARE(m_ended.size(), std::size_t(1));
        QCOMPARE(m_ended[0].operation, u"optimize"_s);
        m_now += kHour;
        m_jobs->look();
        QVERIFY(!m_jobs->running());
    }

    void oneAfterTheOther()
    {
        m_settings.backupSchedule = u"every 6h"_s;
        m_settings.checkSchedule = u"every 1d"_s;
        m_settings.optimizeSchedule = u"every 7d"_s;
        begin();
        for (std::size_t i = 1; i <= 3; ++i) {
            QVERIFY(m_jobs->running());
            m_jobs->look(); // no second one
            QTRY_COMPARE(m_ended.size(), i);
            m_jobs->look();
        }
        QVERIFY(!m_jobs->running());
        QCOMPARE(m_ended[0].operation, u"backup"_s);
        QCOMPARE(m_ended[1].operation, u"diagnose"_s);
        QCOMPARE(m_ended[2].operation, u"optimize"_s);
    }

    void outcomesAreTold_data()
    {
        QTest::addColumn<QByteArray>("play");
        QTest::addColumn<bool>("failed");
        QTest::addColumn<bool>("sound");
        QTest::newRow("a finding that is none of integrity") << QByteArray("full") << false << true;
        QTest::newRow("damage") << QByteArray("damaged") << false << false;
        QTest::newRow("quick only") << QByteArray("") << false << false;
        QTest::newRow("failed") << QByteArray("no space") << true << false;
    }
    void outcomesAreTold()
    {
        QFETCH(QByteArray, play);
        QFETCH(bool, failed);
        QFETCH(bool, sound);
        qputenv("PLAY", play);
        m_settings.checkSchedule = u"every 1d"_s;
        begin();
        QTRY_COMPARE(m_ended.size(), std::size_t(1));
        QCOMPARE(m_ended[0].error.has_value(), failed);
        QCOMPARE(m_ended[0].details.value("integrity"_L1).toString() == "ok"_L1, sound);
        if (failed)
            QCOMPARE(m_ended[0].error->code, ErrorCode::NoSpace);
        m_jobs->look();
        QVERIFY(!m_jobs->running()); // it ran, well or not
    }

    void besideAnotherJobItIsPutOff()
    {
        qputenv("PLAY", "lease");
        m_settings.backupSchedule = u"every 6h"_s;
        begin();
        QVERIFY(m_jobs->running());
        QTRY_VERIFY(!m_jobs->running());
        QVERIFY(m_ended.empty());
        m_jobs->look();
        QVERIFY(!m_jobs->running()); // not at once again
    }

    void aClockThatWasSetBackStopsNothing()
    {
        m_settings.backupSchedule = u"every 6h"_s;
        m_facts.lastRuns[u"backup"_s] = m_now + 1000 * kHour;
        begin();
        QVERIFY(m_jobs->running());
        QTRY_COMPARE(m_ended.size(), std::size_t(1));
        m_now += kMinute;
        m_jobs->look(); // the journal could not be written
        QVERIFY(!m_jobs->running());
    }

    void aChangedScheduleIsNotedAndHolds()
    {
        m_settings.backupSchedule = u"daily 11:00"_s;
        m_facts.schedules[u"backup"_s] = {u"daily 10:00"_s, 1};
        m_facts.lastRuns[u"backup"_s] = m_now - 25 * kHour;
        begin();
        QCOMPARE(m_notes, std::vector<QString>{u"schedule_backup daily 11:00"_s});
        QVERIFY(!m_jobs->running());
        m_settings.backupSchedule.clear();
        m_jobs->apply(m_settings, {});
        QCOMPARE(m_notes.back(), u"schedule_backup off"_s);
        facts(); // the old ones, since the journal is read in another thread
        QCOMPARE(m_notes.size(), std::size_t(2));
    }
};

int main(int argc, char *argv[])
{
    qputenv("TZ", "UTC");
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().contains("--progress"_L1))
        return play();
    tst_ScheduledJobs test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ScheduledJobs.moc"
