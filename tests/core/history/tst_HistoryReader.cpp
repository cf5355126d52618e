// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryReader.h"

#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"
#include "core/monitor/WorkerThread.h"
#include "tests/core/history/Files.h"
#include "tests/support/Python.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace hakgal;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kStart = 1'700'006'400'000; // a whole hour and day

/// A base with a recorder of its history, written without a monitor.
struct Recorded
{
    explicit Recorded(const QString &base) : file(StatePaths(base).historyFile())
    {
        if (!StatePaths(base).create())
            qFatal("no state folder");
        auto opened = HistoryDatabase::open(file, HistoryDatabase::Access::Record);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        database = std::move(opened).value();
    }
    /// Ticks from `fromMs` to `toMs`, of which each tells how many steps after kStart it is.
    void tick(qint64 fromMs, qint64 toMs, qint64 stepMs)
    {
        std::vector<RecordedTick> ticks;
        for (qint64 at = fromMs; at < toMs; at += stepMs)
            ticks.push_back({at,
                             {{MetricId::Facts, static_cast<double>((at - kStart) / stepMs)},
                              {MetricId::SystemDisk, 50}}});
        auto done = database->write(ticks, {}, ticks.back().atMs);
        while (done && !*done)
            done = database->write({}, {}, ticks.back().atMs);
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
    }

    QString file;
    std::unique_ptr<HistoryDatabase> database;
};

HistoryExport exportOf(const QString &file, std::vector<MetricId> metrics, qint64 fromMs, qint64 toMs)
{
    return {5, file, std::move(metrics), fromMs, toMs, std::nullopt};
}

HistoryRequest requestOf(quint64 token, qint64 fromMs, qint64 toMs, int columns = 600, int group = 0)
{
    HistoryRequest request;
    request.token = token;
    request.group = group;
    request.metrics = {MetricId::Facts};
    request.fromMs = fromMs;
    request.toMs = toMs;
    request.columns = columns;
    return request;
}

} // namespace

class tst_HistoryReader : public QObject
{
    Q_OBJECT

    Bases m_bases;

    static HistoryViewPtr read(HistoryReader &reader, const HistoryRequest &request)
    {
        QSignalSpy spy(&reader, &HistoryReader::viewReady);
        reader.read(request);
        if (!QTest::qWaitFor([&] { return spy.size() == 1; }, 30'000))
            qFatal("no answer");
        return spy.at(0).at(0).value<HistoryViewPtr>();
    }

private Q_SLOTS:
    void withoutAHistoryTheAnswerIsEmptyAndNothingIsMade()
    {
        const QString base = m_bases.add();
        HistoryReader reader;
        reader.openFor(base);
        const auto view = read(reader, requestOf(1, kStart, kStart + kHour));
        QVERIFY(!view->error.has_value());
        QCOMPARE(view->oldestMs, 0);
        QCOMPARE(view->lines.size(), std::size_t(1));
        QVERIFY(view->lines[0].columns.empty());
        QVERIFY(!view->lines[0].totals.has_value());
        QVERIFY(!QFile::exists(StatePaths(base).historyFile()));
        // As soon as somebody records, it is seen.
        Recorded recorded(base);
        recorded.tick(kStart, kStart + kHour, 10'000);
        const auto later = read(reader, requestOf(2, kStart, kStart + kHour));
        QCOMPARE(later->lines[0].totals->ticks, quint64(360));
    }

    void everyRangeIsDrawnFromTheTierThatFits_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("points"); // columns that have something
        QTest::newRow("ten minutes of ticks") << 47 * kHour << 47 * kHour + 10 * kMinute << 600 << 60;
        QTest::newRow("the last day in minutes") << kDay << 2 * kDay << 800 << 800;
        QTest::newRow("a narrow look at the day before, of which ticks are gone")
            << 2 * kHour << 2 * kHour + 10 * kMinute << 600 << 10;
        QTest::newRow("two days in few columns: hours") << qint64(0) << 2 * kDay << 40 << 40;
        QTest::newRow("to the very end") << 2 * kDay - 10 * kMinute << 2 * kDay << 600 << 60;
    }
    void everyRangeIsDrawnFromTheTierThatFits()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        QFETCH(int, columns);
        QFETCH(int, points);
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + 2 * kDay, 10'000);
        HistoryReader reader;
        reader.openFor(base);
        const auto view = read(reader, requestOf(1, kStart + from, kStart + to, columns));
        QVERIFY(!view->error.has_value());
        const HistoryLine &line = view->lines[0];
        int within = 0;
        for (std::size_t i = 0; i < line.columns.size(); ++i) {
            const HistoryColumn &column = line.columns[i];
            within += column.fromMs >= kStart + from && column.fromMs < kStart + to ? 1 : 0;
            QVERIFY2(!column.gapBefore, qPrintable(QString::number(i)));
            // Every value says at which moment it was measured.
            QVERIFY(column.low >= static_cast<double>((column.fromMs - kStart) / 10'000));
            QVERIFY(column.high <= static_cast<double>((column.toMs - kStart) / 10'000));
        }
        QVERIFY2(std::abs(within - points) <= std::max(1, points / 20), qPrintable(QString::number(within)));
        QVERIFY(line.totals.has_value());
        // Nothing is counted twice and nothing is left out, whichever tiers it was put together from.
        QCOMPARE(line.totals->ticks, quint64((to - from) / 10'000));
        QCOMPARE(line.totals->low, static_cast<double>(from / 10'000));
        QCOMPARE(line.totals->high, static_cast<double>(to / 10'000 - 1));
        QCOMPARE(view->oldestMs, kStart);
        QCOMPARE(view->newestMs, kStart + 2 * kDay - 10'000);
    }

    void panningAndZoomingReadsWhatComesIntoView()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + 10 * kHour, 2000);
        HistoryReader reader;
        reader.openFor(base);
        quint64 token = 0;
        for (const qint64 from : {0, 1, 2, 3, 9, 8, 7, 4, 0, 5}) {
            const auto view = read(
                reader, requestOf(++token, kStart + from * kHour, kStart + from * kHour + 30 * kMinute, 900));
            QCOMPARE(view->lines[0].totals->ticks, quint64(900));
            QCOMPARE(view->lines[0].totals->first, static_cast<double>(from * 1800));
            // Another metric comes along later.
            HistoryRequest both =
                requestOf(++token, kStart + from * kHour, kStart + from * kHour + kHour, 900);
            both.metrics.push_back(MetricId::SystemDisk);
            const auto two = read(reader, both);
            for (const HistoryLine &line : two->lines)
                QCOMPARE(line.totals->ticks, quint64(1800));
        }
    }

    void whatIsRecordedMeanwhileIsSeen()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + 5 * kMinute, 1000);
        HistoryReader reader;
        reader.openFor(base);
        for (int i = 5; i < 130; i += 7) {
            const auto narrow = read(reader, requestOf(1, kStart, kStart + i * kMinute, 100'000));
            QCOMPARE(narrow->lines[0].totals->ticks, quint64(i * 60));
            const auto wide = read(reader, requestOf(1, kStart, kStart + 400 * kDay, 100));
            QCOMPARE(wide->lines[0].totals->ticks, quint64(i * 60));
            recorded.tick(kStart + i * kMinute, kStart + (i + 7) * kMinute, 1000);
        }
        // The clock is set back into what was read.
        recorded.tick(kStart + 100, kStart + kMinute, 1000);
        const auto view = read(reader, requestOf(1, kStart, kStart + kMinute, 1000));
        QCOMPARE(view->lines[0].totals->ticks, quint64(120));
    }

    void ofTheRequestsThatWaitOnlyTheLastOfEachGroupIsAnswered()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + kHour, 1000);
        auto *reader = new HistoryReader;
        QSignalSpy spy(reader, &HistoryReader::viewReady);
        const WorkerThread thread(QStringLiteral("reader"), reader);
        // All of them stand in the queue before the thread gets to the first.
        QMetaObject::invokeMethod(reader, [reader, base] {
            reader->openFor(base);
            for (quint64 token = 1; token <= 50; ++token) {
                QMetaObject::invokeMethod(
                    reader,
                    [reader, token] {
                        reader->read(requestOf(token, kStart, kStart + kHour, 600, token % 2 == 0 ? 0 : 1));
                    },
                    Qt::QueuedConnection);
            }
        });
        QTRY_COMPARE(spy.size(), 2);
        // Nothing else comes: what is asked now is the next answer.
        QMetaObject::invokeMethod(reader, [reader] { reader->read(requestOf(99, kStart, kStart + kHour)); });
        QTRY_COMPARE(spy.size(), 3);
        QList<quint64> tokens;
        for (const QVariantList &args : spy)
            tokens.append(args.at(0).value<HistoryViewPtr>()->request.token);
        QCOMPARE(tokens, (QList<quint64>{50, 49, 99}));
    }

    void operationsAndAlertsOfTheRangeAreMarked()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + kHour, 10'000);
        HistoryDatabase &database = *recorded.database;
        const auto alertOf = [](RuleId rule, qint64 startedMs, qint64 endedMs) {
            Alert alert;
            alert.rule = rule;
            alert.startedMs = startedMs;
            alert.endedMs = endedMs;
            return alert;
        };
        for (const Alert &alert :
             {alertOf(RuleId::Cpu, kStart - kHour, kStart - 1),
              alertOf(RuleId::Memory, kStart - kHour, kStart), alertOf(RuleId::Disk, kStart + 5, 0),
              alertOf(RuleId::WalSize, kStart + kHour, 0)}) {
            QVERIFY(database.raise(alert));
            if (alert.endedMs != 0)
                QVERIFY(database.resolve(alert));
        }
        QVERIFY(database.note(kStart - 1, QStringLiteral("backup"), QStringLiteral("{}")));
        QVERIFY(database.note(kStart, QStringLiteral("optimize"),
                              QStringLiteral(R"({"error":{"code":"disk_full"}})")));
        QVERIFY(database.note(kStart + 7, QStringLiteral("repair"), QStringLiteral("not JSON")));
        HistoryReader reader;
        reader.openFor(base);
        HistoryRequest request = requestOf(1, kStart, kStart + kHour);
        QStringList told;
        const auto view = read(reader, request);
        for (const HistoryMarker &marker : view->markers)
            told += marker.kind == HistoryMarker::Kind::Alert
                        ? QString::fromLatin1(ruleName(marker.alert.rule)) + QString::number(marker.toMs)
                        : marker.operation + (marker.failed ? QStringLiteral(" failed") : QString());
        QCOMPARE(told, (QStringList{QStringLiteral("memory%1").arg(kStart), QStringLiteral("optimize failed"),
                                    QStringLiteral("disk0"), QStringLiteral("repair")}));
        request.markers = false;
        QVERIFY(read(reader, request)->markers.empty());
    }

    void aHistoryThatIsReplacedIsReadAnew()
    {
#ifdef Q_OS_WIN
        QSKIP("an open file cannot be removed on Windows");
#else
        const QString base = m_bases.add();
        HistoryReader reader;
        reader.openFor(base);
        {
            Recorded recorded(base);
            recorded.tick(kStart, kStart + kHour, 1000);
        }
        QCOMPARE(read(reader, requestOf(1, kStart, kStart + kHour))->lines[0].totals->ticks, quint64(3600));
        const QString file = StatePaths(base).historyFile();
        QVERIFY(QFile::rename(file, file + QStringLiteral(".old")));
        QVERIFY(!read(reader, requestOf(2, kStart, kStart + kHour))->lines[0].totals.has_value());
        for (const char *suffix : {"-wal", "-shm"})
            QFile::remove(file + QLatin1String(suffix));
        Recorded recorded(base);
        recorded.tick(kStart, kStart + kMinute, 1000);
        QCOMPARE(read(reader, requestOf(3, kStart, kStart + kHour))->lines[0].totals->ticks, quint64(60));
#endif
    }

    void aFileThatIsNoHistoryIsTold()
    {
        const QString base = m_bases.add();
        QVERIFY(StatePaths(base).create());
        QFile file(StatePaths(base).historyFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("prose\n").repeated(1000));
        file.close();
        HistoryReader reader;
        reader.openFor(base);
        const auto view = read(reader, requestOf(7, kStart, kStart + kHour));
        QVERIFY(view->error.has_value());
        QCOMPARE(view->error->code, ErrorCode::HistoryUnavailable);
        QCOMPARE(view->request.token, quint64(7));
    }

    void aRangeIsExportedAsCsv_data()
    {
        QTest::addColumn<int>("tier"); // -1: whatever fits
        QTest::addColumn<qint64>("from");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<qint64>("rows");
        const QByteArray one = "time_utc,facts_count,system_cpu_percent";
        const QByteArray three =
            "time_utc,facts_count_min,facts_count_avg,facts_count_max,system_cpu_percent_"
            "min,system_cpu_percent_avg,system_cpu_percent_max";
        QTest::newRow("ticks, since they reach back far enough")
            << -1 << kHour << one << QByteArray("2023-11-15T01:00:00.000Z,360,") << qint64(360);
        QTest::newRow("minutes") << 1 << kHour << three
                                 << QByteArray("2023-11-15T01:00:00.000Z,360,362.5,365,,,") << qint64(60);
        QTest::newRow("minutes from the midst of one")
            << 1 << kHour + 30'000 << three << QByteArray("2023-11-15T01:00:00.000Z,360,362.5,365,,,")
            << qint64(60);
        QTest::newRow("hours") << 2 << qint64(0) << three
                               << QByteArray("2023-11-15T00:00:00.000Z,0,179.5,359,,,") << qint64(2);
    }
    void aRangeIsExportedAsCsv()
    {
        QFETCH(int, tier);
        QFETCH(qint64, from);
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + 3 * kHour, 10'000);
        HistoryReader reader;
        reader.openFor(base);
        QSignalSpy spy(&reader, &HistoryReader::exported);
        HistoryExport request =
            exportOf(m_bases.folder() + QStringLiteral("/out.csv"), {MetricId::Facts, MetricId::SystemCpu},
                     kStart + from, kStart + 2 * kHour);
        if (tier >= 0)
            request.tier = static_cast<HistoryTier>(tier);
        reader.exportCsv(request);
        QTRY_COMPARE(spy.size(), 1);
        QVERIFY(!spy.at(0).at(2).value<std::optional<Error>>().has_value());
        QTEST(spy.at(0).at(1).toLongLong(), "rows");
        QFile file(request.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), spy.at(0).at(1).toLongLong() + 2); // header, and nothing after the last
        QTEST(lines.at(0).trimmed(), "header");
        QTEST(lines.at(1).trimmed(), "first");
    }

    void otherReadersOpenTheCsv()
    {
        if (support::python().isEmpty())
            QSKIP("python3 is not here, so nothing reads the exported history but we ourselves");
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + 3 * kHour, 10'000);
        HistoryReader reader;
        reader.openFor(base);
        QSignalSpy spy(&reader, &HistoryReader::exported);
        HistoryExport request = exportOf(m_bases.folder() + QStringLiteral("/read.csv"),
                                         {MetricId::Facts, MetricId::SystemCpu}, kStart, kStart + 2 * kHour);
        request.tier = HistoryTier::Minute;
        reader.exportCsv(request);
        QTRY_COMPARE(spy.size(), 1);
        const auto said = support::runPython(
            "import csv, datetime, sys\n"
            "rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True))\n"
            "at = [datetime.datetime.strptime(r['time_utc'], '%Y-%m-%dT%H:%M:%S.%fZ') for r in rows]\n"
            "assert all((b - a).seconds == 60 for a, b in zip(at, at[1:])), at\n"
            "assert all(r['system_cpu_percent_avg'] == '' for r in rows), rows[0]\n"
            "assert all(None not in r and None not in r.values() for r in rows), rows[0]\n"
            "print(at[0].isoformat(), len(rows), sum(float(r['facts_count_avg']) for r in rows),\n"
            "      float(rows[0]['facts_count_min']), float(rows[-1]['facts_count_max']))\n",
            {request.file});
        QVERIFY2(said.exitCode == 0, said.err.constData());
        // The ticks count 0 … 719: each minute's average is 2.5 above its first.
        QCOMPARE(said.out.trimmed(), QByteArray("2023-11-15T00:00:00 120 43140.0 0.0 719.0"));
    }

    void anExportThatIsCancelledLeavesNothing()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + 20 * kHour, 10'000);
        HistoryReader reader;
        reader.openFor(base);
        QSignalSpy spy(&reader, &HistoryReader::exported);
        HistoryExport request = exportOf(m_bases.folder() + QStringLiteral("/cancelled.csv"),
                                         {MetricId::Facts}, kStart, kStart + kDay);
        bool progress = false;
        connect(&reader, &HistoryReader::exportProgress, &reader, [&](quint64 token, double done) {
            progress = true;
            if (done > 0.3)
                reader.cancelExport(token);
        });
        reader.exportCsv(request);
        QTRY_COMPARE(spy.size(), 1);
        QVERIFY(progress);
        QCOMPARE(spy.at(0).at(2).value<std::optional<Error>>()->code, ErrorCode::Interrupted);
        QCOMPARE(QDir(m_bases.folder()).entryList({QStringLiteral("cancelled*")}), QStringList());
        // The next one is served as ever.
        request.token = 6;
        disconnect(&reader, &HistoryReader::exportProgress, nullptr, nullptr);
        reader.exportCsv(request);
        QTRY_COMPARE(spy.size(), 2);
        QCOMPARE(spy.at(1).at(1).toLongLong(), 20 * 360);
    }

    void anExportNeverGoesOverADatabase()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + kMinute, 10'000);
        HistoryReader reader;
        reader.openFor(base);
        QSignalSpy spy(&reader, &HistoryReader::exported);
        for (const QString &file : {base, base + QStringLiteral("-wal"), recorded.file}) {
            reader.exportCsv(exportOf(file, {MetricId::Facts}, kStart, kStart + kMinute));
            QTRY_COMPARE(spy.size(), 1);
            QCOMPARE(spy.takeFirst().at(2).value<std::optional<Error>>()->code, ErrorCode::FileExists);
        }
    }

    void theNewestTicksAreEntriesOfTheEndpoint()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + kMinute, 1000);
        HistoryReader reader;
        reader.openFor(base);
        QSignalSpy spy(&reader, &HistoryReader::entriesReady);
        reader.readEntries(7);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.at(0).at(0).toString(), base);
        const auto entries = spy.at(0).at(1).value<std::vector<HistoryEntry>>();
        QCOMPARE(entries.size(), std::size_t(7));
        QCOMPARE(entries.back().atMs, kStart + 59'000);
        const QJsonObject entry = QJsonDocument::fromJson(entries.back().json).object();
        QCOMPARE(entry.keys(), historyJson(Snapshot()).keys());
        QCOMPARE(entry[QStringLiteral("facts_count")].toInt(), 59);
        QCOMPARE(entry[QStringLiteral("timestamp")].toString(), QStringLiteral("2023-11-15T00:00:59.000Z"));
        QVERIFY(entry[QStringLiteral("system_status")].isNull());
        QVERIFY(entry[QStringLiteral("uptime_seconds")].isNull());
    }

    void sizesAndForecastsAreTold()
    {
        const QString base = m_bases.add();
        Recorded recorded(base);
        recorded.tick(kStart, kStart + 5 * kDay, 10 * kMinute);
        HistoryReader reader;
        reader.openFor(base);
        QSignalSpy sizes(&reader, &HistoryReader::sizesMeasured);
        reader.measureSizes(3);
        QCOMPARE(sizes.size(), 1);
        const auto measured = sizes.at(0).at(1).value<HistorySizes>();
        QVERIFY(!measured.error.has_value());
        QCOMPARE(measured.file, recorded.file);
        QVERIFY(measured.fileBytes > 0);
        QCOMPARE(measured.tiers[2].oldestMs, kStart);

        QSignalSpy forecasts(&reader, &HistoryReader::forecastReady);
        reader.forecast(4, 0.1);
        QCOMPARE(forecasts.size(), 1);
        const auto made = forecasts.at(0).at(1).value<std::vector<Forecast>>();
        QCOMPARE(made.size(), std::size_t(4));
        QCOMPARE(made[0].metric, MetricId::Facts);
        QCOMPARE(made[0].refusal, Forecast::Refusal::None);
        QVERIFY(std::abs(made[0].perDay - 144) < 1e-6);     // one more each ten minutes
        QCOMPARE(made[2].refusal, Forecast::Refusal::None); // the disk, which stays as it is
        QVERIFY(!made[2].crossedMs.has_value());
        QCOMPARE(made[1].refusal, Forecast::Refusal::NotMeasured);
    }
};

QTEST_GUILESS_MAIN(tst_HistoryReader)
#include "tst_HistoryReader.moc"
