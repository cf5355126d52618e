// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryDatabase.h"
#include "tests/core/history/Files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace hakgal;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kStart = 1'700'006'400'000; // a whole hour and day

RecordedTick tickAt(qint64 atMs, double value)
{
    return {atMs, {{MetricId::SystemCpu, value}, {MetricId::Facts, std::floor(value * 100)}}};
}

std::unique_ptr<HistoryDatabase> recorderOf(const QString &file)
{
    auto opened = HistoryDatabase::open(file, HistoryDatabase::Access::Record);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().detail));
    return std::move(opened).value();
}

/// Writes, and goes on until nothing is left to roll up or to drop. The number of slices.
int writeAll(HistoryDatabase &database, const std::vector<RecordedTick> &ticks, qint64 newestMs,
             const HistoryRetention &keep = {})
{
    Result<bool> done = database.write(ticks, {}, newestMs, keep);
    int slices = 1;
    for (; done && !*done; ++slices)
        done = database.write({}, {}, newestMs, keep);
    if (!done)
        qFatal("%s", qPrintable(done.error().detail));
    return slices;
}

/// Rows of a tier that are not what their source amounts to, and those that are missing: none, if each minute
/// was counted once. Only as far as it is rolled up and the source is whole.
qint64 wrongRows(const QString &file, bool hours = false)
{
    const QString source =
        hours
            ? QStringLiteral("SELECT metric, timestamp - timestamp % 3600000 AS start, min(low) AS low, "
                             "sum(mean * ticks) / sum(ticks) AS mean, max(high) AS high, sum(ticks) AS ticks "
                             "FROM performance_minutes GROUP BY 1, 2")
            : QStringLiteral("SELECT n.id AS metric, timestamp - timestamp % 60000 AS start, "
                             "min(metric_value) AS low, avg(metric_value) AS mean, max(metric_value) AS "
                             "high, count(*) AS ticks FROM performance_metrics JOIN metric_names n ON "
                             "n.name = metric_name GROUP BY 1, 2");
    const QString table = hours ? QStringLiteral("performance_hours") : QStringLiteral("performance_minutes");
    return numberOn(
        file, QStringLiteral(
                  "WITH source AS (%1), done AS (SELECT done_until FROM rollup WHERE tier='%3') "
                  "SELECT (SELECT count(*) FROM source s LEFT JOIN %2 t ON t.metric = s.metric AND "
                  "t.timestamp = s.start WHERE s.start < (SELECT * FROM done) AND NOT coalesce(t.low = s.low "
                  "AND t.high = s.high AND t.ticks = s.ticks AND abs(t.mean - s.mean) < 1e-9 * (1 + "
                  "abs(s.mean)), 0)) "
                  "+ (SELECT count(*) FROM %2 t WHERE NOT EXISTS (SELECT 1 FROM source s WHERE s.metric = "
                  "t.metric AND s.start = t.timestamp))")
                  .arg(source, table, hours ? QStringLiteral("hour") : QStringLiteral("minute")));
}

qint64 rows(const QString &file, const char *table)
{
    return numberOn(file, QStringLiteral("SELECT count(*) FROM ") + QLatin1String(table));
}

constexpr const char *kVersion1[] = {
    "CREATE TABLE performance_metrics(id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, "
    "metric_name TEXT NOT NULL, metric_value REAL NOT NULL)",
    "CREATE INDEX performance_metrics_timestamp ON performance_metrics(timestamp)",
    "CREATE TABLE alerts(id INTEGER PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, "
    "started_at INTEGER NOT NULL, ended_at INTEGER, value REAL NOT NULL, worst REAL NOT NULL, "
    "limit_value REAL NOT NULL, snoozed_until INTEGER NOT NULL DEFAULT 0, context TEXT NOT NULL)",
    "CREATE UNIQUE INDEX alerts_firing ON alerts(rule) WHERE ended_at IS NULL",
    "CREATE INDEX alerts_started ON alerts(started_at)",
    "CREATE TABLE journal(id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, operation TEXT NOT NULL, "
    "details TEXT)",
    "INSERT INTO alerts(rule, severity, started_at, value, worst, limit_value, context) "
    "VALUES('cpu', 'warning', 1700006400000, 91, 99, 80, '{}')",
    "INSERT INTO journal(timestamp, operation, details) VALUES(1700006400000, 'backup', '{}')",
    "WITH n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n WHERE i<7199) INSERT INTO "
    "performance_metrics(timestamp, metric_name, metric_value) SELECT 1700006400000 + i * 1000, "
    "'facts_count', i FROM n",
    "PRAGMA user_version=1",
};

void makeVersion1(const QString &file)
{
    QStringList statements{QStringLiteral("PRAGMA journal_mode=WAL"), QStringLiteral("BEGIN")};
    for (const char *statement : kVersion1)
        statements += QString::fromLatin1(statement);
    statements += QStringLiteral("COMMIT");
    sqlOn(file, statements);
}

/// A recorder that is to be killed in the midst of its work: seven seconds of ticks a batch, as fast as it
/// can.
int recordUntilKilled(const QString &file)
{
    const auto database = recorderOf(file);
    qint64 at = std::max(kStart, numberOn(file, QStringLiteral("SELECT coalesce(max(timestamp), 0) + 1000 "
                                                               "FROM performance_metrics")));
    for (int batch = 0;; ++batch) {
        std::vector<RecordedTick> ticks;
        for (int i = 0; i < 7; ++i, at += 1000)
            ticks.push_back(tickAt(at, std::sin(static_cast<double>(at))));
        const auto done = database->write(ticks, {}, at - 1000);
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
        if (batch == 20) {
            std::puts("going");
            std::fflush(stdout);
        }
    }
}

} // namespace

class tst_HistoryTiers : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString newFile() { return m_folder.filePath(QStringLiteral("history-%1.db").arg(++m_number)); }

private Q_SLOTS:
    void minutesAndHoursAreWhatTheirTicksAmountTo()
    {
        const QString file = newFile();
        QRandomGenerator random(7);
        auto database = recorderOf(file);
        std::vector<RecordedTick> batch;
        int restarts = 0;
        for (qint64 at = kStart; at < kStart + 3 * kHour; at += 1000) {
            const bool away = at >= kStart + 40 * kMinute && at < kStart + 95 * kMinute;
            if (!away && random.bounded(20) != 0)
                batch.push_back(tickAt(at + random.bounded(900), random.generateDouble()));
            if (at % 60'000 == 10'000 && !batch.empty()) {
                QVERIFY(database->write(batch, {}, batch.back().atMs));
                batch.clear();
            }
            if (at % (17 * kMinute) == 0) { // in the midst of a minute's batch or not
                database.reset();
                database = recorderOf(file);
                ++restarts;
            }
        }
        QVERIFY(restarts > 5);
        writeAll(*database, {}, kStart + 3 * kHour);
        QCOMPARE(wrongRows(file), 0);
        QCOMPARE(wrongRows(file, true), 0);
        // Nobody measured from 0:40 to 1:35: there are no rows, not empty ones.
        QCOMPARE(rows(file, "performance_minutes"), 2 * (180 - 55));
        QCOMPARE(rows(file, "performance_hours"), 2 * 3);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT sum(ticks) FROM performance_hours")),
                 numberOn(file, QStringLiteral("SELECT sum(ticks) FROM performance_minutes")));
    }

    void aMinuteIsRolledUpOnlyWhenItIsOver()
    {
        const QString file = newFile();
        const auto database = recorderOf(file);
        QVERIFY(database->write({tickAt(kStart, 1), tickAt(kStart + 59'999, 3)}, {}, kStart + 59'999));
        QCOMPARE(rows(file, "performance_minutes"), 0);
        QVERIFY(database->write({tickAt(kStart + 60'000, 9)}, {}, kStart + 60'000));
        QCOMPARE(sqlOn(file, {QStringLiteral("SELECT timestamp, low, mean, high, ticks FROM "
                                             "performance_minutes WHERE metric = (SELECT id FROM "
                                             "metric_names WHERE name='system_cpu_percent')")}),
                 (QList<QVariantList>{{kStart, 1.0, 2.0, 3.0, 2}}));
        QCOMPARE(*database->rolledUntil(HistoryTier::Minute), kStart + 60'000);
    }

    void aKilledRecorderCountsNoMinuteTwiceAndLeavesNoneOut()
    {
        const QString file = newFile();
        for (int life = 0; life < 4; ++life) {
            QProcess process;
            process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--record"), file});
            QVERIFY(QTest::qWaitFor(
                [&] { return process.canReadLine() || process.state() == QProcess::NotRunning; }, 60'000));
            QCOMPARE(process.readLine().trimmed(), QByteArray("going"));
            process.kill();
            QVERIFY(process.waitForFinished());
            QCOMPARE(wrongRows(file), 0);
            QCOMPARE(wrongRows(file, true), 0);
        }
        const qint64 newest =
            numberOn(file, QStringLiteral("SELECT max(timestamp) FROM performance_metrics"));
        writeAll(*recorderOf(file), {}, newest + 2 * kHour);
        QCOMPARE(wrongRows(file), 0);
        QCOMPARE(wrongRows(file, true), 0);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT sum(ticks) FROM performance_hours")),
                 rows(file, "performance_metrics"));
    }

    void whatWasLeftBehindIsCaughtUpInSlices()
    {
        const QString file = newFile();
        {
            const auto database = recorderOf(file);
            std::vector<RecordedTick> ticks;
            for (qint64 at = kStart; at < kStart + 5 * kHour; at += 10'000)
                ticks.push_back(tickAt(at, static_cast<double>(at % 7000)));
            QVERIFY(database->write(ticks, {}, ticks.back().atMs));
            QCOMPARE(rows(file, "performance_minutes"), 2 * HistoryDatabase::kRollUpMinutes);
        }
        // 40 days later, at once: the pause costs no slices, and old ticks are dropped only after their turn.
        const auto database = recorderOf(file);
        const qint64 now = kStart + 40 * kDay;
        const int slices = writeAll(*database, {tickAt(now, 1)}, now);
        QVERIFY2(slices < 40, qPrintable(QString::number(slices)));
        QCOMPARE(rows(file, "performance_metrics"), 2);
        QCOMPARE(rows(file, "performance_minutes"), 0); // they are older than 30 days …
        QCOMPARE(rows(file, "performance_hours"), 2 * 5);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT sum(ticks) FROM performance_hours")), 2 * 5 * 360);
    }

    void ticksFromAClockThatWasSetBackGoIntoTheirMinute()
    {
        const QString file = newFile();
        const auto database = recorderOf(file);
        std::vector<RecordedTick> ticks;
        for (qint64 at = kStart; at < kStart + 3 * kHour; at += 10'000)
            ticks.push_back(tickAt(at, 5));
        writeAll(*database, ticks, ticks.back().atMs);
        QVERIFY(*database->rolledUntil(HistoryTier::Hour) >= kStart + 2 * kHour);
        for (int i = 0; i < 30; ++i) { // ninety seconds of an hour that is told already
            const qint64 at = kStart + 30 * kMinute + 1 + i * 3000;
            QVERIFY(database->write({tickAt(at, 50 + i)}, {}, at));
        }
        writeAll(*database, {}, kStart + 4 * kHour);
        QCOMPARE(wrongRows(file), 0);
        QCOMPARE(wrongRows(file, true), 0);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT max(high) FROM performance_hours WHERE metric=(SELECT "
                                               "id FROM metric_names WHERE name='system_cpu_percent')")),
                 79);
    }

    void aTickOfTheDistantPastDestroysNothing()
    {
        const QString file = newFile();
        const auto database = recorderOf(file);
        std::vector<RecordedTick> ticks;
        for (qint64 at = kStart; at < kStart + 2 * kHour; at += 10'000)
            ticks.push_back(tickAt(at, 5));
        writeAll(*database, ticks, ticks.back().atMs);
        writeAll(*database, {tickAt(kStart + 3 * kDay, 5)}, kStart + 3 * kDay);
        QCOMPARE(rows(file, "performance_metrics"), 2); // the ticks behind those minutes are gone
        // The clock goes back into one of those minutes: one new tick does not replace six.
        QVERIFY(database->write({tickAt(kStart + 5 * kMinute, 99)}, {}, kStart + 5 * kMinute));
        QCOMPARE(numberOn(file, QStringLiteral("SELECT max(high) FROM performance_minutes WHERE metric="
                                               "(SELECT id FROM metric_names WHERE name="
                                               "'system_cpu_percent')")),
                 5);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT sum(ticks) FROM performance_hours")), 2 * 720);
    }

    void twoYearsAndMoreAreKeptAsPromised()
    {
        const QString file = newFile();
        const auto database = recorderOf(file);
        // A tick every two hours for 800 days.
        constexpr int kDays = 800;
        qint64 bytesBefore = 0;
        qint64 newest = 0;
        for (int day = 0; day < kDays; ++day) {
            std::vector<RecordedTick> ticks;
            for (int i = 0; i < 12; ++i)
                ticks.push_back(tickAt(kStart + day * kDay + i * 2 * kHour, day));
            newest = ticks.back().atMs;
            writeAll(*database, ticks, newest);
            if (day == 760)
                bytesBefore = QFileInfo(file).size();
        }
        const auto kept = [&](const char *table) {
            const QVariantList row =
                sqlOn(file,
                      {QStringLiteral("SELECT min(timestamp), max(timestamp), count(DISTINCT timestamp), "
                                      "count(*) FROM ") +
                       QLatin1String(table)})
                    .at(0);
            return QList<qint64>{newest - row.at(0).toLongLong(), newest - row.at(1).toLongLong(),
                                 row.at(2).toLongLong(), row.at(3).toLongLong()};
        };
        // oldest, newest, moments, rows; the newest minute and hour are not over yet
        QCOMPARE(kept("performance_metrics"), (QList<qint64>{kDay, 0, 13, 26}));
        QCOMPARE(kept("performance_minutes"), (QList<qint64>{30 * kDay, 2 * kHour, 360, 720}));
        QCOMPARE(kept("performance_hours"), (QList<qint64>{730 * kDay, 2 * kHour, 8760, 17'520}));
        // What was dropped makes room for what comes.
        QVERIFY2(QFileInfo(file).size() <= bytesBefore + 100'000,
                 qPrintable(QString::number(QFileInfo(file).size())));
    }

    void withShortIntervalsFewerThanADayOfTicksIsKept()
    {
        const QString file = newFile();
        const auto database = recorderOf(file);
        HistoryRetention keep;
        keep.rawRows = 1000;
        std::vector<RecordedTick> ticks;
        for (qint64 at = kStart; at < kStart + kHour; at += 1000)
            ticks.push_back(tickAt(at, 1));
        writeAll(*database, ticks, ticks.back().atMs, keep);
        QCOMPARE(rows(file, "performance_metrics"), 1000);
        QCOMPARE(rows(file, "performance_minutes"), 2 * 59);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT sum(ticks) FROM performance_minutes")), 2 * 59 * 60);
    }

    void aFileOfVersion1IsCopiedAndBroughtForward()
    {
        const QString file = newFile();
        makeVersion1(file);
        const auto database = recorderOf(file);
        QCOMPARE(numberOn(file, QStringLiteral("PRAGMA user_version")), 2);
        const QString copy = HistoryDatabase::copyBeforeMigration(file, 1);
        QVERIFY(copy.endsWith(QLatin1String(".v1.db")));
        for (const QString &each : {file, copy}) {
            QCOMPARE(rows(each, "performance_metrics"), 7200);
            QCOMPARE(rows(each, "alerts"), 1);
            QCOMPARE(rows(each, "journal"), 1);
        }
        QCOMPARE(numberOn(copy, QStringLiteral("PRAGMA user_version")), 1);
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*.part")}), QStringList());
        writeAll(*database, {}, kStart + 2 * kHour);
        QCOMPARE(wrongRows(file), 0);
        QCOMPARE(rows(file, "performance_hours"), 2);
        QCOMPARE(database->firingAlerts()->size(), std::size_t(1));
    }

    void onlyTheRecorderBringsAFileForward()
    {
        const QString file = newFile();
        makeVersion1(file);
        {
            const auto reader = HistoryDatabase::open(file, HistoryDatabase::Access::Read);
            QVERIFY(reader && *reader);
            QCOMPARE(*(*reader)->rolledUntil(HistoryTier::Minute), 0);
            QVERIFY(!(*reader)->extent(HistoryTier::Minute)->has_value());
            QCOMPARE((*reader)->extent(HistoryTier::Raw)->value().first, kStart);
            const auto writer = HistoryDatabase::open(file, HistoryDatabase::Access::Write);
            QVERIFY(writer && *writer);
            QVERIFY((*writer)->note(kStart, QStringLiteral("optimize"), QStringLiteral("{}")));
        }
        QCOMPARE(numberOn(file, QStringLiteral("PRAGMA user_version")), 1);
        QCOMPARE(rows(file, "journal"), 2);
        QVERIFY(!QFileInfo::exists(HistoryDatabase::copyBeforeMigration(file, 1)));
    }

    void withoutItsCopyAFileIsNotBroughtForward()
    {
        const QString file = newFile();
        makeVersion1(file);
        const QString copy = HistoryDatabase::copyBeforeMigration(file, 1);
        QVERIFY(QDir().mkpath(copy + QStringLiteral("/in the way")));
        const auto opened = HistoryDatabase::open(file, HistoryDatabase::Access::Record);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::HistoryUnavailable);
        QVERIFY2(opened.error().detail.contains(QLatin1String("copied")), qPrintable(opened.error().detail));
        QCOMPARE(numberOn(file, QStringLiteral("PRAGMA user_version")), 1);
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*.part")}), QStringList());
        // Out of the way, it goes on.
        QVERIFY(QDir(copy).removeRecursively());
        QVERIFY(HistoryDatabase::open(file, HistoryDatabase::Access::Record));
    }

    void pointsAreReadInTheOrderOfTimeEachMomentOnce()
    {
        const QString file = newFile();
        const auto database = recorderOf(file);
        // Two ticks at the same millisecond, and one from a clock that was set back.
        QVERIFY(database->write({tickAt(kStart + 2000, 4), tickAt(kStart + 2000, 6), tickAt(kStart, 1)}, {},
                                kStart + 2000));
        const std::array metrics{MetricId::SystemMemory, MetricId::SystemCpu};
        std::vector<std::pair<std::size_t, HistoryPoint>> read;
        QVERIFY(database->readPoints(
            HistoryTier::Raw, metrics, 0, kStart + kDay,
            [&](std::size_t place, const HistoryPoint &point) { read.emplace_back(place, point); }));
        const std::vector<std::pair<std::size_t, HistoryPoint>> expected{{1, {kStart, 1, 1, 1, 1}},
                                                                         {1, {kStart + 2000, 4, 5, 6, 2}}};
        QVERIFY(read == expected);
        const auto ticks = database->newestTicks(1);
        QCOMPARE(ticks->size(), std::size_t(1));
        QCOMPARE(ticks->front().atMs, kStart + 2000);
    }

    void eachTierTellsItsSize()
    {
        const QString file = newFile();
        const auto database = recorderOf(file);
        std::vector<RecordedTick> ticks;
        for (qint64 at = kStart; at < kStart + kHour; at += 1000)
            ticks.push_back(tickAt(at, 1));
        writeAll(*database, ticks, ticks.back().atMs);
        const auto bytes = database->tierBytes();
        QVERIFY(bytes);
        if (bytes->front() == -1)
            QSKIP("this SQLite does not tell");
        QVERIFY((*bytes)[0] > 7200 * 20);
        QVERIFY((*bytes)[1] > 0 && (*bytes)[1] < (*bytes)[0]);
        QVERIFY((*bytes)[2] > 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--record") == 0)
        return recordUntilKilled(QFile::decodeName(argv[2]));
    tst_HistoryTiers test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_HistoryTiers.moc"
