// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryDrawing.h"

#include "History.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hakgal;
using namespace hakgal::madeup;

namespace {

constexpr qint64 kNow = 1'758'027'600'000;

int distance(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

} // namespace

class tst_HistoryDrawing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_drawing = {};
        m_drawing.metric = MetricId::SystemCpu;
        m_drawing.span = {kNow - 365 * kDayMs, kNow};
        m_drawing.scale = {0, 100, 4};
        m_drawing.nowMs = kNow;
    }

    void aGapIsEmpty()
    {
        std::vector<HistoryColumn> columns =
            columnsOf(MetricId::SystemCpu, m_drawing.span.fromMs, m_drawing.span.toMs, 500);
        const qint64 from = kNow - 200 * kDayMs;
        const qint64 to = kNow - 150 * kDayMs;
        std::erase_if(columns,
                      [&](const HistoryColumn &column) { return column.toMs > from && column.fromMs < to; });
        for (HistoryColumn &column : columns) {
            if (column.fromMs >= to) {
                column.gapBefore = true;
                break;
            }
        }
        const QImage image = draw(columns);
        const HistoryPlace place = this->place();
        // Only the grid is drawn there, which is faint; beside it stands the line.
        const auto strongest = [&](qint64 a, qint64 b) {
            int most = 0;
            for (int x = int(place.x(a)) + 3; x < int(place.x(b)) - 3; ++x) {
                for (int y = int(place.plot().top()); y < int(place.plot().bottom()); ++y)
                    most = std::max(most, distance(image.pixelColor(x, y), m_colors.card));
            }
            return most;
        };
        QVERIFY2(strongest(from, to) < 80, qPrintable(QString::number(strongest(from, to))));
        QVERIFY(strongest(from - 40 * kDayMs, from) > 150);
        QVERIFY(strongest(to, to + 40 * kDayMs) > 150);
    }

    void aSingleMinuteInAYearIsSeen()
    {
        std::vector<HistoryColumn> columns =
            columnsOf(MetricId::SystemCpu, m_drawing.span.fromMs, m_drawing.span.toMs, 540);
        for (HistoryColumn &column : columns) {
            column.low = 10;
            column.mean = 10;
            column.high = 10;
        }
        HistoryColumn &spike = columns[270];
        spike.high = 95; // one minute of the many thousand of this column: its mean does not move
        const QImage image = draw(columns);
        const HistoryPlace place = this->place();
        const int y = int(place.y(70));
        int seen = 0;
        for (int x = int(place.plot().left()); x < int(place.plot().right()); ++x)
            seen += distance(image.pixelColor(x, y), m_colors.card) > 60 ? 1 : 0;
        QVERIFY2(seen >= 1 && seen <= 3, qPrintable(QString::number(seen)));
    }

    void aValueAloneBetweenTwoGapsIsSeen()
    {
        HistoryColumn lone;
        lone.fromMs = lone.toMs = kNow - 100 * kDayMs;
        lone.low = lone.mean = lone.high = 60;
        lone.ticks = 1;
        const QImage image = draw({lone});
        const HistoryPlace place = this->place();
        QVERIFY(distance(image.pixelColor(int(place.x(lone.fromMs)), int(place.y(60))), m_colors.card) > 60);
    }

    void theCursorFindsTheColumnOfItsMoment()
    {
        std::vector<HistoryColumn> columns(4);
        for (int i = 0; i < 4; ++i) {
            columns[std::size_t(i)].fromMs = i * 100;
            columns[std::size_t(i)].toMs = i * 100 + 40;
        }
        columns[2].gapBefore = true;
        QCOMPARE(columnAt(columns, -1), nullptr);
        QCOMPARE(columnAt(columns, 0), &columns[0]);
        QCOMPARE(columnAt(columns, 40), &columns[0]);
        QCOMPARE(columnAt(columns, 60), &columns[0]); // the nearer one of those that belong together
        QCOMPARE(columnAt(columns, 90), &columns[1]);
        QCOMPARE(columnAt(columns, 160), nullptr); // a gap
        QCOMPARE(columnAt(columns, 210), &columns[2]);
        QCOMPARE(columnAt(columns, 341), nullptr);
        QCOMPARE(columnAt({}, 0), nullptr);
    }

    void markersAreFoundUnderThePointer()
    {
        std::vector<HistoryMarker> markers(2);
        markers[0].kind = HistoryMarker::Kind::Alert;
        markers[0].alert.rule = RuleId::Cpu;
        markers[0].fromMs = kNow - 100 * kDayMs;
        markers[0].toMs = kNow - 60 * kDayMs;
        markers[1].operation = QStringLiteral("optimize");
        markers[1].fromMs = markers[1].toMs = kNow - 30 * kDayMs;
        std::vector<MetricId> about(std::size_t(RuleId::Count_), MetricId::Count_);
        about[std::size_t(RuleId::Cpu)] = MetricId::SystemCpu;
        m_drawing.markers = markers;
        m_drawing.alertMetrics = about;
        const HistoryPlace place = this->place();
        const auto at = [&](qint64 ms, double y) {
            return markerAt(place, m_drawing, QPointF(place.x(ms), place.plot().top() + y));
        };
        QCOMPARE(at(kNow - 30 * kDayMs, 50), &markers[1]);
        QCOMPARE(at(kNow - 80 * kDayMs, 2), &markers[0]);
        QCOMPARE(at(kNow - 80 * kDayMs, 50), &markers[0]); // this chart is what the alert is about
        QCOMPARE(at(kNow - 150 * kDayMs, 2), nullptr);
        m_drawing.metric = MetricId::SystemMemory;
        QCOMPARE(at(kNow - 80 * kDayMs, 50), nullptr);
        QCOMPARE(at(kNow - 80 * kDayMs, 2), &markers[0]);
    }

    void theLimitIsALineOrIsSaid()
    {
        m_drawing.limit = 80;
        const QImage with = draw({});
        m_drawing.limit.reset();
        const QImage without = draw({});
        const int y = int(std::floor(place().y(80)));
        int changed = 0;
        for (int x = 0; x < with.width(); ++x)
            changed += with.pixel(x, y) != without.pixel(x, y) ? 1 : 0;
        QVERIFY2(changed > with.width() / 3 && changed < with.width() * 3 / 4 + 60,
                 qPrintable(QString::number(changed)));
        m_drawing.limit = 200;
        QVERIFY(draw({}) != without);
    }

private:
    HistoryPlace place() const { return HistoryPlace(m_area, m_drawing.span, m_drawing.scale); }
    QImage draw(const std::vector<HistoryColumn> &columns)
    {
        m_drawing.columns = columns;
        QImage image(m_area.size().toSize(), QImage::Format_RGB32);
        image.fill(m_colors.card);
        QPainter painter(&image);
        drawHistory(painter, m_area, m_drawing, m_colors, Format(QLocale::c()));
        return image;
    }

    const Colors &m_colors = Theme::colorsOf(false);
    const QRectF m_area{0, 0, 600, 200};
    HistoryDrawing m_drawing;
};

QTEST_MAIN(tst_HistoryDrawing)
#include "tst_HistoryDrawing.moc"
