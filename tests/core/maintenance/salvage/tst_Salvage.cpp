// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Salvage.h"
#include "tests/core/maintenance/salvage/DamagedBase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hakgal;
using namespace support;

namespace {

/// Where the bytes of a text stand in a page of this kind; -1: nowhere. Pages count from 1.
qsizetype find(const Base &base, const QByteArray &text, quint8 pageType)
{
    for (qsizetype at = base.bytes.indexOf(text); at >= 0; at = base.bytes.indexOf(text, at + 1)) {
        if (static_cast<quint8>(base.bytes[at / base.spec.pageSize * base.spec.pageSize]) == pageType)
            return at;
    }
    return -1;
}

constexpr quint8 kTableLeaf = 13;
constexpr quint8 kIndexLeaf = 10;

/// A statement with brackets that stands on a leaf page of the table and of the statement index.
OracleRow someRow(const Base &base, qint64 *id)
{
    for (const auto &[rowid, row] : base.rows) {
        if (rowid > 50 && row.statement.contains('(') && find(base, row.statement, kTableLeaf) >= 0 &&
            find(base, row.statement, kIndexLeaf) >= 0) {
            *id = rowid;
            return row;
        }
    }
    return {};
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

} // namespace

class tst_Salvage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSoundBaseIsExactThroughout()
    {
        const Base &whole = base({});
        const Outcome outcome = salvaged(whole, whole.bytes, {});
        QVERIFY(outcome.ledger.ok());
        QCOMPARE(outcome.ledger->exact, qint64(300));
        QCOMPARE(outcome.ledger->found(), qint64(300));
        QCOMPARE(*outcome.ledger->lost(), qint64(0));
        QCOMPARE(outcome.userVersion, 7);
        QCOMPARE(outcome.auditRows, qint64(2)); // the one that was there, and ours
        for (const auto &[id, row] : whole.rows) {
            QCOMPARE(outcome.rows.at(id).statement, row.statement);
            QCOMPARE(outcome.rows.at(id).source, row.source);
            QCOMPARE(outcome.rows.at(id).timestamp, row.timestamp);
        }
    }

    void withoutAnyIndexSoundRowsAreIntact()
    {
        BaseSpec spec;
        spec.kind = BaseSpec::Bare;
        const Outcome outcome = salvaged(base(spec), base(spec).bytes, {});
        QCOMPARE(outcome.ledger->intact, qint64(300));
        QCOMPARE(outcome.ledger->exact, qint64(0));
    }

    void whatIsCommittedInTheLogOnlyComesToo()
    {
        BaseSpec spec;
        spec.wal = true;
        const Base &whole = base(spec);
        const Outcome with = salvaged(whole, whole.bytes, whole.wal);
        QCOMPARE(with.ledger->exact, qint64(300));
        QVERIFY(with.ledger->walFrames > 0);
        const Outcome without = salvaged(whole, whole.bytes, {});
        QCOMPARE(without.ledger->good(), qint64(270));
    }

    void anAlteredPredicateInTheRowIsDecidedByTheOtherIndices()
    {
        const Base &whole = base({});
        qint64 id = 0;
        const OracleRow row = someRow(whole, &id);
        QByteArray bytes = whole.bytes;
        bytes[find(whole, row.statement, kTableLeaf)] = '#';
        const Outcome outcome = salvaged(whole, bytes, {});
        QCOMPARE(outcome.ledger->partial, qint64(1));
        QCOMPARE(outcome.ledger->exact, qint64(299));
        QCOMPARE(outcome.rows.at(id).statement, row.statement);
        QVERIFY(outcome.rows.at(id).source.isEmpty());
    }

    void anAlteredPredicateInTheIndexLeavesTheRowExact()
    {
        const Base &whole = base({});
        qint64 id = 0;
        const OracleRow row = someRow(whole, &id);
        QByteArray bytes = whole.bytes;
        bytes[find(whole, row.statement, kIndexLeaf)] = '#';
        const Outcome outcome = salvaged(whole, bytes, {});
        QCOMPARE(outcome.ledger->exact, qint64(300));
        QCOMPARE(outcome.rows.at(id).source, row.source);
    }

    void whatNoThirdWitnessKnowsGoesToQuarantine()
    {
        const Base &whole = base({});
        qint64 id = 0;
        const OracleRow row = someRow(whole, &id);
        QByteArray bytes = whole.bytes;
        bytes[find(whole, row.statement, kTableLeaf) + row.statement.size() - 3] = '#';
        const Outcome outcome = salvaged(whole, bytes, {});
        QCOMPARE(outcome.ledger->doubtful, qint64(1));
        QCOMPARE(outcome.ledger->exact, qint64(299));
        QCOMPARE(outcome.facts.count(id), std::size_t(0));
        QCOMPARE(*outcome.ledger->lost(), qint64(0));
    }

    void theBackupDecidesBetweenTwoReadings()
    {
        const Base &whole = base({});
        qint64 id = 0;
        const OracleRow row = someRow(whole, &id);
        QByteArray bytes = whole.bytes;
        bytes[find(whole, row.statement, kTableLeaf) + row.statement.size() - 3] = '#';
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("good.db")), whole.bytes);
        const Outcome outcome = salvaged(whole, bytes, {}, folder.filePath(QStringLiteral("good.db")));
        QVERIFY2(outcome.ledger.ok(), outcome.ledger.ok() ? "" : qPrintable(outcome.ledger.error().detail));
        QCOMPARE(outcome.ledger->fromBackup, qint64(1));
        QCOMPARE(outcome.ledger->doubtful, qint64(0));
        QCOMPARE(outcome.rows.at(id).statement, row.statement);
        QCOMPARE(outcome.rows.at(id).source, row.source);
    }

    void theBackupBringsBackNothingThatWasDeleted()
    {
        BaseSpec spec;
        spec.facts = 2000;
        const Base &before = base(spec);
        spec.deletedPercent = 30;
        const Base &after = base(spec);
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("good.db")), before.bytes);
        for (quint32 seed = 1; seed < 6; ++seed) {
            QByteArray bytes = after.bytes;
            Random random(seed);
            zeroPages(bytes, 4096, 0.2, random);
            const Outcome outcome = salvaged(after, bytes, {}, folder.filePath(QStringLiteral("good.db")));
            const QString wrong = complaint(after, outcome);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            QVERIFY(outcome.ledger->fromBackup > 0);
        }
    }

    void theExpectationComesFromTheIndicesWhereNobodyTellsIt()
    {
        BaseSpec spec;
        spec.facts = 2000;
        const Base &whole = base(spec);
        QByteArray bytes = whole.bytes;
        Random random(3);
        zeroPages(bytes, 4096, 0.2, random);
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("damaged.db")), bytes);
        JobContext context(nullptr, nullptr);
        const auto ledger = Salvage::run(folder.filePath(QStringLiteral("damaged.db")),
                                         folder.filePath(QStringLiteral("new.db")), {}, context);
        QVERIFY(ledger.ok());
        QCOMPARE(*ledger->expected, qint64(2000));
        QCOMPARE(ledger->found() + *ledger->lost(), qint64(2000));
        QVERIFY(*ledger->lost() > 0);
    }

    void invalidTextIsNotAmongTheGood()
    {
        BaseSpec spec;
        spec.kind = BaseSpec::Bare;
        const Base &whole = base(spec);
        qsizetype at = -1;
        for (const auto &[id, row] : whole.rows) {
            if (row.statement.startsWith("HasPart"))
                at = find(whole, row.statement, kTableLeaf);
        }
        QByteArray bytes = whole.bytes;
        bytes[at + 2] = '\xff';
        const Outcome outcome = salvaged(whole, bytes, {});
        QCOMPARE(outcome.ledger->doubtful, qint64(1));
        QCOMPARE(outcome.ledger->intact, qint64(299));
    }

    void otherTablesComeAlong()
    {
        const Base &whole = base({});
        const Outcome outcome = salvaged(whole, whole.bytes, {});
        const auto &tables = outcome.ledger->tables;
        const auto notes = std::find_if(tables.begin(), tables.end(), [](const Ledger::TableCount &table) {
            return table.name == QLatin1String("notes");
        });
        QVERIFY(notes != tables.end());
        QCOMPARE(notes->rows, qint64(3));
    }

    void aTableThatWouldFillItselfIsNotMade()
    {
        const Base &whole = base({});
        const QByteArray honest = "CREATE TABLE notes(id INTEGER PRIMARY KEY, number REAL, body BLOB)";
        const QByteArray hostile = "CREATE TABLE notes AS SELECT a.id, b.id FROM facts a, facts b";
        QByteArray bytes = whole.bytes;
        QCOMPARE(bytes.count(honest), 1);
        bytes.replace(honest, hostile.leftJustified(honest.size(), ' '));
        const Outcome outcome = salvaged(whole, bytes, {});
        QVERIFY(outcome.ledger.ok());
        QCOMPARE(outcome.ledger->exact, qint64(300));
        for (const Ledger::TableCount &table : outcome.ledger->tables)
            QVERIFY(table.name != QLatin1String("notes"));
    }

    void nothingIsOverwrittenAndNothingLeftBehind()
    {
        QTemporaryDir folder;
        const QString damaged = folder.filePath(QStringLiteral("damaged.db"));
        const QString out = folder.filePath(QStringLiteral("new.db"));
        write(damaged, base({}).bytes);
        write(out, "mine");
        JobContext context(nullptr, nullptr);
        auto ledger = Salvage::run(damaged, out, {}, context);
        QVERIFY(!ledger.ok());
        QVERIFY(ledger.error().code == ErrorCode::FileExists);
        ledger = Salvage::run(damaged, damaged + QStringLiteral("-wal"), {}, context);
        QVERIFY(!ledger.ok());
        QVERIFY(ledger.error().code == ErrorCode::FileExists);
        write(damaged, QByteArray(100000, 'x'));
        ledger = Salvage::run(damaged, folder.filePath(QStringLiteral("other.db")), {}, context);
        QVERIFY(!ledger.ok());
        QVERIFY(ledger.error().code == ErrorCode::NotADatabase);
        std::atomic<bool> cancel(true);
        write(damaged, base({}).bytes);
        JobContext cancelled(nullptr, &cancel);
        ledger = Salvage::run(damaged, folder.filePath(QStringLiteral("other.db")), {}, cancelled);
        QVERIFY(!ledger.ok());
        QVERIFY(ledger.error().code == ErrorCode::Interrupted);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
                 QStringList({QStringLiteral("damaged.db"), QStringLiteral("new.db")}));
    }

    void whoMayNotReadTheDamagedFileMayNotReadTheNewOne()
    {
#ifdef Q_OS_WIN
        QSKIP("such permissions are Unix'");
#endif
        QTemporaryDir folder;
        const QString damaged = folder.filePath(QStringLiteral("damaged.db"));
        const QString out = folder.filePath(QStringLiteral("new.db"));
        write(damaged, base({}).bytes);
        const auto ours = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QVERIFY(QFile::setPermissions(damaged, ours));
        JobContext context(nullptr, nullptr);
        QVERIFY(Salvage::run(damaged, out, {}, context).ok());
        QCOMPARE(QFile::permissions(out), ours);
    }

    void progressNeverGoesBackAndEndsWhole()
    {
        QTemporaryDir folder;
        const QString damaged = folder.filePath(QStringLiteral("damaged.db"));
        write(damaged, base({}).bytes);
        std::vector<double> told;
        JobContext context([&](const JobProgress &progress) { told.push_back(progress.done); }, nullptr);
        QVERIFY(Salvage::run(damaged, folder.filePath(QStringLiteral("new.db")), {}, context).ok());
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QCOMPARE(told.back(), 1.0);
    }
};

QTEST_GUILESS_MAIN(tst_Salvage)
#include "tst_Salvage.moc"
