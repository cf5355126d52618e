// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/SortedRuns.h"
#include "core/maintenance/transfer/StatementSorter.h"
#include "tests/support/Folder.h"

#include <QTest>
#include <QThread>

#include <map>
#include <memory>
#include <numeric>
#include <random>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

struct Sorted
{
    QByteArrayList items; ///< statement=rest
    qint64 duplicates = 0;
    bool ok = false;
};

Sorted sorted(const QByteArrayList &statements, const StatementSorter::Options &options)
{
    Sorted result;
    StatementSorter sorter(options);
    for (qsizetype i = 0; i < statements.size(); ++i) {
        if (!sorter.add(statements.at(i), QByteArray::number(i)))
            return result;
    }
    if (!sorter.finish())
        return result;
    StatementSorter::Item item;
    for (;;) {
        const auto more = sorter.next(item);
        if (!more)
            return result;
        if (!*more)
            break;
        result.items << item.statement.toByteArray() + '=' + item.rest.toByteArray();
    }
    result.duplicates = sorter.duplicates();
    result.ok = true;
    return result;
}

/// What must come out: of each statement the first, in the order of the bytes or of arrival.
QByteArrayList expected(const QByteArrayList &statements, bool byBytes)
{
    std::map<QByteArray, qsizetype> first;
    QByteArrayList inOrder;
    for (qsizetype i = 0; i < statements.size(); ++i) {
        if (first.emplace(statements.at(i), i).second)
            inOrder << statements.at(i) + '=' + QByteArray::number(i);
    }
    if (!byBytes)
        return inOrder;
    QByteArrayList all;
    for (const auto &[statement, i] : first) // QByteArray compares bytes, unsigned
        all << statement + '=' + QByteArray::number(i);
    return all;
}

/// Long and short ones with common beginnings, of any byte but NUL, every third repeated.
QByteArrayList generated(int count, unsigned seed)
{
    std::mt19937 random(seed);
    QByteArrayList all;
    for (int i = 0; i < count; ++i) {
        if (i > 0 && random() % 3 == 0) {
            all << all.at(static_cast<qsizetype>(random() % static_cast<unsigned>(all.size())));
            continue;
        }
        QByteArray text = QByteArray("HasPart(Computer").left(static_cast<qsizetype>(random() % 17));
        for (auto n = random() % 30; n > 0; --n)
            text += static_cast<char>(random() % 4 == 0 ? 1 + random() % 255 : 'a' + random() % 3);
        all << text;
    }
    return all;
}

/// Numbers in an order in which every pivot, the middle of nine, is nearly the largest of what is left.
QByteArrayList worstForPivots(int count)
{
    std::vector<int> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::vector<int> rank(order.size(), -1);
    int highest = count;
    for (std::size_t to = order.size(); to > 12;) {
        highest -= 5;
        for (std::size_t i = 4; i < 9; ++i)
            rank[static_cast<std::size_t>(order[i * (to / 9)])] = highest + static_cast<int>(i) - 4;
        std::size_t less = 0;
        std::size_t greater = to;
        const int pivot = rank[static_cast<std::size_t>(order[4 * (to / 9)])];
        for (std::size_t at = 0; at < greater;) {
            const int now = rank[static_cast<std::size_t>(order[at])];
            if (now < 0)
                std::swap(order[at++], order[less++]);
            else if (now > pivot)
                std::swap(order[at], order[--greater]);
            else
                ++at;
        }
        to = less;
    }
    QByteArrayList all;
    for (const int one : rank)
        all << QByteArray::number(one < 0 ? --highest : one).rightJustified(8, '0');
    return all;
}

} // namespace

class tst_StatementSorter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fewKeepTheirOrder()
    {
        const Folder folder;
        const QByteArrayList all = generated(2000, 1);
        const Sorted result = sorted(all, {folder.path()});
        QVERIFY(result.ok);
        QCOMPARE(result.items, expected(all, false));
        QCOMPARE(result.duplicates, all.size() - result.items.size());
        QVERIFY(sorted({}, {folder.path()}).items.isEmpty());
    }

    void manyAreSortedInBoundedMemory_data()
    {
        QTest::addColumn<qint64>("runBytes");
        QTest::addColumn<qint64>("memoryBytes");
        QTest::addColumn<int>("count");
        QTest::newRow("one run") << qint64(64 * 1024 * 1024) << qint64(96 * 1024 * 1024)
                                 << int(StatementSorter::kKeepsOrder) + 5000;
        QTest::newRow("runs in memory") << qint64(10'000) << qint64(96 * 1024 * 1024) << 4'000;
        QTest::newRow("runs on the disk") << qint64(5'000) << qint64(12'000) << 4'000;
        QTest::newRow("more files than are read at once") << qint64(100) << qint64(200) << 4'000;
    }
    void manyAreSortedInBoundedMemory()
    {
        QFETCH(qint64, runBytes);
        QFETCH(qint64, memoryBytes);
        QFETCH(int, count);
        const Folder folder;
        const QByteArrayList all = generated(count, 2);
        const Sorted result = sorted(all, {folder.path(), runBytes, memoryBytes});
        QVERIFY(result.ok);
        QCOMPARE(result.items.size(), expected(all, true).size());
        QCOMPARE(result.items, expected(all, true));
        QCOMPARE(result.duplicates, all.size() - result.items.size());
        QCOMPARE(folder.names(), QStringList()); // no temporary file is left
    }

    void equalAndOrderedOnesAreNoWorstCase()
    {
        const Folder folder;
        QByteArrayList all;
        for (int i = 0; i < 21'000; ++i)
            all << (i % 2 ? QByteArray(40, 'x') : QByteArray(40, 'x') + QByteArray::number(i + 100'000));
        const Sorted result = sorted(all, {folder.path()});
        QVERIFY(result.ok);
        QCOMPARE(result.items, expected(all, true));
    }

    void noInputNeedsADeepStack_data()
    {
        QTest::addColumn<QByteArrayList>("statements");
        QByteArrayList alike;
        for (int i = 0; i < 20; ++i)
            alike << QByteArray(64 * 1024, 'x') + QByteArray::number(100 - i);
        QTest::newRow("alike but for their ends") << alike;
        QTest::newRow("made against the choice of pivots") << worstForPivots(10'000);
    }
    void noInputNeedsADeepStack()
    {
        QFETCH(QByteArrayList, statements);
        sorting::Run run;
        for (const QByteArray &statement : statements) {
            run.offsets.push_back(run.bytes.size());
            sorting::appendTo(run.bytes, {statement, {}});
        }
        const std::unique_ptr<QThread> thread(QThread::create([&run] { run.sort(); }));
        thread->setStackSize(128 * 1024);
        thread->start();
        QVERIFY(thread->wait());
        std::sort(statements.begin(), statements.end());
        QCOMPARE(run.sorted.size(), static_cast<std::size_t>(statements.size()));
        for (std::size_t i = 0; i < run.sorted.size(); ++i)
            QCOMPARE(sorting::itemAt(run.sorted[i]).statement.toByteArray(),
                     statements.at(static_cast<qsizetype>(i)));
    }

    void whereNoFileCanBeMadeIsAnError()
    {
        const Folder folder;
        StatementSorter sorter({folder.file(u"no such folder"_s), 50'000, 50'000});
        Result<void> added;
        for (int i = 0; i < 100'000 && added; ++i)
            added = sorter.add(QByteArray(100, 'x') + QByteArray::number(i), {});
        QVERIFY(!added.ok());
        QCOMPARE(added.error().code, ErrorCode::WriteFailed);
    }
};

QTEST_GUILESS_MAIN(tst_StatementSorter)
#include "tst_StatementSorter.moc"
