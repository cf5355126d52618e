// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HistoryRing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hakgal;

namespace {

HistoryEntry entry(int at)
{
    return {at, QByteArray::number(at)};
}

QList<int> sent(const HistoryRing &ring, std::size_t most = 1000)
{
    const QJsonObject body = QJsonDocument::fromJson(ring.body(most)).object();
    QList<int> values;
    const QJsonArray metrics = body.value(QStringLiteral("metrics")).toArray();
    for (const QJsonValue value : metrics)
        values.append(value.toInt());
    if (body.value(QStringLiteral("count")).toInt() != values.size())
        qFatal("count is not what is sent");
    return values;
}

} // namespace

class tst_HistoryRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestAreSentNewestLast()
    {
        HistoryRing ring;
        QCOMPARE(ring.body(10), QByteArray("{\"count\":0,\"metrics\":[]}"));
        ring.setLimit(3);
        for (int at = 1; at <= 5; ++at)
            ring.add(entry(at));
        QCOMPARE(sent(ring), (QList<int>{3, 4, 5}));
        QCOMPARE(sent(ring, 2), (QList<int>{4, 5}));
        ring.setLimit(1);
        QCOMPARE(sent(ring), (QList<int>{5}));
    }

    void whatTheHistoryHasStandsBeforeWhatWasMeasured_data()
    {
        QTest::addColumn<QList<int>>("measured");
        QTest::addColumn<QList<int>>("history");
        QTest::addColumn<QList<int>>("all");
        QTest::newRow("before the first round") << QList<int>{} << QList<int>{1, 2, 3} << QList<int>{1, 2, 3};
        QTest::newRow("after it") << QList<int>{4, 5} << QList<int>{1, 2, 3} << QList<int>{1, 2, 3, 4, 5};
        QTest::newRow("rounds that are in both")
            << QList<int>{3, 4} << QList<int>{1, 2, 3, 4} << QList<int>{1, 2, 3, 4};
        QTest::newRow("more than there is room for")
            << QList<int>{4, 5} << QList<int>{-1, 0, 1, 2, 3} << QList<int>{1, 2, 3, 4, 5};
        QTest::newRow("nothing") << QList<int>{4, 5} << QList<int>{} << QList<int>{4, 5};
    }
    void whatTheHistoryHasStandsBeforeWhatWasMeasured()
    {
        QFETCH(QList<int>, measured);
        QFETCH(QList<int>, history);
        HistoryRing ring;
        ring.setLimit(5);
        for (const int at : measured)
            ring.add(entry(at));
        std::vector<HistoryEntry> earlier;
        for (const int at : history)
            earlier.push_back(entry(at));
        ring.fill(earlier);
        ring.fill(earlier); // once more changes nothing
        QTEST(sent(ring), "all");
        ring.clear();
        QCOMPARE(ring.size(), std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(tst_HistoryRing)
#include "tst_HistoryRing.moc"
