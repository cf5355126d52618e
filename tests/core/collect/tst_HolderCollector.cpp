// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemCollectors.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_UNIX
#include "tests/support/Fork.h"

#include <unistd.h>
#endif

using namespace hakgal;
using namespace std::chrono_literals;

namespace {

Sample sampleAt(std::chrono::milliseconds since, const QString &path,
                DatabaseState::Reach reach = DatabaseState::Reach::Unreachable)
{
    Sample sample;
    sample.at.steady = std::chrono::steady_clock::time_point(1000h) + since;
    sample.database.path = path;
    sample.database.reach = reach;
    return sample;
}

FileHolders told(std::vector<Holder> others, int own, bool complete)
{
    FileHolders holders;
    holders.others = std::move(others);
    holders.own = own;
    holders.complete = complete;
    return holders;
}

const QString kPath = QStringLiteral("/kb/facts.db");
const std::vector<Holder> kTwo{{11, QStringLiteral("a"), 2}, {12, QStringLiteral("b"), 1}};

} // namespace

class tst_HolderCollector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasFoundIsJudged_data()
    {
        QTest::addColumn<int>("own");
        QTest::addColumn<bool>("complete");
        QTest::addColumn<int>("reason");
        QTest::addColumn<bool>("reachable");
        QTest::addColumn<int>("known");
        QTest::addColumn<QString>("connections");
        const auto row = [](const char *name, int own, bool complete, Reason reason, bool reachable,
                            HoldersKnown known, const QString &connections) {
            QTest::newRow(name) << own << complete << static_cast<int>(reason) << reachable
                                << static_cast<int>(known) << connections;
        };
        const QString three = QStringLiteral("3");
        row("all", 1, true, Reason::None, true, HoldersKnown::All, three);
        row("own user", 1, false, Reason::None, true, HoldersKnown::OwnUser, three);
        row("without us", 0, true, Reason::None, true, HoldersKnown::Unknown, QStringLiteral("ReadFailed"));
        row("without us, not opened", 0, true, Reason::None, false, HoldersKnown::All, three);
        row("not found", 0, false, Reason::Unreachable, false, HoldersKnown::Unknown,
            QStringLiteral("Unreachable"));
        row("not told", 0, false, Reason::Unsupported, true, HoldersKnown::Unknown,
            QStringLiteral("Unsupported"));
    }

    void whatWasFoundIsJudged()
    {
        QFETCH(int, own);
        QFETCH(bool, complete);
        QFETCH(int, reason);
        QFETCH(bool, reachable);
        QFETCH(int, known);
        QFETCH(QString, connections);
        const auto collector = makeHolderCollector([&](const QString &) {
            FileHolders holders = told(reason ? std::vector<Holder>() : kTwo, own, complete);
            holders.reason = static_cast<Reason>(reason);
            return holders;
        });
        Sample sample = sampleAt(
            0s, kPath, reachable ? DatabaseState::Reach::Reachable : DatabaseState::Reach::Unreachable);
        collector->collect(sample);
        QCOMPARE(static_cast<int>(sample.database.holdersKnown), known);
        const Reading reading = sample[MetricId::Connections];
        if (reading.known()) {
            QCOMPARE(QString::number(reading.value), connections);
            QCOMPARE(sample.database.holders, kTwo);
        } else {
            const Reason expected = connections == QLatin1String("ReadFailed")    ? Reason::ReadFailed
                                    : connections == QLatin1String("Unreachable") ? Reason::Unreachable
                                                                                  : Reason::Unsupported;
            QCOMPARE(reading.reason, expected);
            QVERIFY(sample.database.holders.empty());
        }
    }

    void withoutADatabaseNobodyIsLookedFor()
    {
        int searches = 0;
        const auto collector = makeHolderCollector([&](const QString &) {
            ++searches;
            return FileHolders();
        });
        Sample sample = sampleAt(0s, QString(), DatabaseState::Reach::None);
        collector->collect(sample);
        QCOMPARE(searches, 0);
        QCOMPARE(sample[MetricId::Connections].reason, Reason::NoDatabase);
        QCOMPARE(sample.database.holdersKnown, HoldersKnown::Unknown);
    }

    void aSearchIsRepeatedWithinItsBudget()
    {
        std::chrono::milliseconds cost = 1ms;
        std::chrono::steady_clock::duration spent{};
        int searches = 0;
        const auto collector = makeHolderCollector(
            [&](const QString &) {
                ++searches;
                spent += cost;
                return told(kTwo, 0, true);
            },
            [&] { return spent; });
        const auto at = [&](std::chrono::milliseconds since, const QString &path) {
            Sample sample = sampleAt(since, path);
            collector->collect(sample);
            // in between the last value stays
            return sample[MetricId::Connections].value == 3 && sample.database.holders == kTwo &&
                   sample.database.holdersKnown == HoldersKnown::All;
        };
        QVERIFY(at(0s, kPath));
        QVERIFY(at(1999ms, kPath));
        QCOMPARE(searches, 1);
        cost = 30ms;
        QVERIFY(at(2s, kPath));
        QCOMPARE(searches, 2);
        QVERIFY(at(31s, kPath));
        QCOMPARE(searches, 2);
        cost = 0ms;
        QVERIFY(at(32s, kPath));
        QCOMPARE(searches, 3);
        QVERIFY(at(33s, QStringLiteral("/other.db"))); // another file: at once
        QCOMPARE(searches, 4);
    }

    void anotherProcessAppearsAndVanishes_data()
    {
        QTest::addColumn<QString>("openedAs");
        QTest::newRow("by its name") << QStringLiteral("kb.db");
        QTest::newRow("by a hard link") << QStringLiteral("hard.db");
        QTest::newRow("by a symbolic link") << QStringLiteral("soft.db");
    }

    void anotherProcessAppearsAndVanishes()
    {
#ifdef Q_OS_WIN
        QSKIP("started through a Unix shell");
#else
        QFETCH(QString, openedAs);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("kb.db"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(::link(QFile::encodeName(path).constData(),
                       QFile::encodeName(folder.filePath(QStringLiteral("hard.db"))).constData()) == 0);
        QVERIFY(QFile::link(path, folder.filePath(QStringLiteral("soft.db"))));

        const auto collector = makeHolderCollector();
        std::chrono::hours since{0};
        const auto search = [&] {
            Sample sample = sampleAt(since += 1h, path, DatabaseState::Reach::Reachable); // always due
            collector->collect(sample);
            return sample;
        };
        const Sample before = search();
        QVERIFY(before[MetricId::Connections].known()); // we hold it ourselves
        QCOMPARE(before[MetricId::Connections].value, 0.0);
        QVERIFY(before.database.holders.empty());

        QProcess other;
        other.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("exec 7<\"$0\" 8<\"$0\"; echo open; exec sleep 600"),
                     folder.filePath(openedAs)});
        QTRY_VERIFY(other.canReadLine());
        QTRY_COMPARE(search().database.holders,
                     (std::vector<Holder>{{other.processId(), QStringLiteral("sleep"), 2}}));
        QCOMPARE(search()[MetricId::Connections].value, 2.0);

        other.kill();
        QVERIFY(other.waitForFinished());
        const Sample after = search();
        QVERIFY(after.database.holders.empty());
        QCOMPARE(after[MetricId::Connections].value, 0.0);

        // Replaced by another file of that name we do not hold it any more, so nothing is known.
        QVERIFY(QFile::rename(path, folder.filePath(QStringLiteral("old.db"))));
        QFile fresh(path);
        QVERIFY(fresh.open(QIODevice::WriteOnly));
        fresh.close();
        const Sample replaced = search();
        QCOMPARE(replaced.database.holdersKnown, HoldersKnown::Unknown);
        QCOMPARE(replaced[MetricId::Connections].reason, Reason::ReadFailed);
#endif
    }

    void ourOwnHandlesAreCountedApart()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("kb.db"));
        QCOMPARE(findFileHolders(path).reason, Reason::Unreachable);
        QVERIFY(!QFile::exists(path));
        QFile first(path);
        QVERIFY(first.open(QIODevice::WriteOnly));
        QFile second(path);
        QVERIFY(second.open(QIODevice::ReadOnly));
        const FileHolders holders = findFileHolders(path);
        QCOMPARE(holders.reason, Reason::None);
#ifdef Q_OS_WIN
        QCOMPARE(holders.own, 1);
#else
        QCOMPARE(holders.own, 2);
#endif
        QVERIFY(holders.others.empty());
    }

    void processesOfOthersMakeTheListIncomplete()
    {
#ifdef Q_OS_WIN
        QSKIP("the Restart Manager sees all users");
#else
        QTemporaryDir folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7755)));
        const QString path = folder.filePath(QStringLiteral("kb.db"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.setPermissions(QFile::Permissions(0x6644)));

        const auto look = [&path] {
            const FileHolders holders = findFileHolders(path);
            if (holders.reason != Reason::None)
                return 1;
            if (holders.own != 1) // inherited
                return 2;
            return holders.complete ? 3 : 0;
        };
        QCOMPARE(::geteuid() == 0 ? test::asNobody(look) : test::inChild(look), 0);
#endif
    }
};

QTEST_GUILESS_MAIN(tst_HolderCollector)
#include "tst_HolderCollector.moc"
