// SPDX-License-Identifier: GPL-3.0-or-later
#include "HistoryStage.h"

#include <QAction>
#include <QPushButton>
#include <QWheelEvent>

using namespace hakgal;
using namespace hakgal::test;

class tst_HistoryBoard : public QObject, private HistoryStage
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void theWheelZoomsAroundThePointer()
    {
        open();
        answerLast();
        HistoryChart *chart = m_board->charts().front();
        const HistoryPlace before = chart->place();
        const QPointF at(before.plot().left() + before.plot().width() * 0.25, before.plot().center().y());
        const qint64 moment = before.timeAt(at.x());
        const int asked = m_asked->count();
        QWheelEvent wheel(at, chart->plot()->mapToGlobal(at), {}, QPoint(0, 120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(chart->plot(), &wheel);
        QVERIFY(m_board->span().lengthMs() < kDayMs);
        QVERIFY(std::abs(chart->place().x(moment) - at.x()) < 1);
        QCOMPARE(m_asked->count(), asked + 1);
        // All charts show it, and at once: the picture is that of the view before.
        for (HistoryChart *other : m_board->charts())
            QCOMPARE(other->drawing().span, m_board->span());
        QVERIFY(m_board->view());
        child<QPushButton>(QStringLiteral("historyBack"))->click();
        QCOMPARE(m_board->span(), (TimeSpan{kNow - kDayMs, kNow}));
        QVERIFY(!child<QPushButton>(QStringLiteral("historyBack"))->isEnabled());
    }

    void draggingMovesTheTimeUnderThePointer()
    {
        open();
        answerLast();
        HistoryChart *chart = m_board->charts().back();
        const QPoint from = chart->place().plot().center().toPoint();
        const qint64 moment = chart->place().timeAt(from.x());
        QTest::mousePress(chart->plot(), Qt::LeftButton, {}, from);
        move(chart->plot(), from + QPoint(60, 0));
        QVERIFY(std::abs(chart->place().x(moment) - (from.x() + 60)) < 1);
        move(chart->plot(), from + QPoint(100, 0));
        QVERIFY(std::abs(chart->place().x(moment) - (from.x() + 100)) < 1);
        QTest::mouseRelease(chart->plot(), Qt::LeftButton, {}, from + QPoint(100, 0));
        QCOMPARE(m_board->span().lengthMs(), kDayMs);
        QVERIFY(m_board->span().toMs < kNow);
    }

    void shiftAndDragFramesAStretch()
    {
        open();
        answerLast();
        HistoryChart *chart = m_board->charts().front();
        const QRectF plot = chart->place().plot();
        const QPoint from(int(plot.left() + plot.width() / 4), int(plot.center().y()));
        const QPoint to(int(plot.left() + plot.width() / 2), from.y());
        const TimeSpan framed{chart->place().timeAt(from.x()), chart->place().timeAt(to.x())};
        QTest::mousePress(chart->plot(), Qt::LeftButton, Qt::ShiftModifier, from);
        move(chart->plot(), to);
        QTest::mouseRelease(chart->plot(), Qt::LeftButton, Qt::ShiftModifier, to);
        QCOMPARE(m_board->span(), framed);
    }

    void keysPanZoomAndMoveTheCursor()
    {
        open();
        answerLast();
        m_board->setFocus();
        const TimeSpan day = m_board->span();
        QTest::keyClick(m_board, Qt::Key_Left);
        QCOMPARE(m_board->span(), panned(day, -kDayMs / 10));
        QTest::keyClick(m_board, Qt::Key_Right);
        QCOMPARE(m_board->span(), day);
        QTest::keyClick(m_board, Qt::Key_Plus);
        QVERIFY(m_board->span().lengthMs() < kDayMs);
        QTest::keyClick(m_board, Qt::Key_Minus);
        QCOMPARE(m_board->span().lengthMs(), kDayMs);
        QTest::keyClick(m_board, Qt::Key_Home);
        QCOMPARE(m_board->span().fromMs, kNow - 365 * kDayMs);
        QTest::keyClick(m_board, Qt::Key_End);
        QCOMPARE(m_board->span().toMs, kNow);
        QTest::keyClick(m_board, Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(m_board->cursor());
        const qint64 first = *m_board->cursor();
        QTest::keyClick(m_board, Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(*m_board->cursor() < first);
        QTest::keyClick(m_board, Qt::Key_Escape);
        QVERIFY(!m_board->cursor());
    }

    void theCursorTellsItsMomentAndTheValuesOfAllCharts()
    {
        open();
        answerLast();
        const int asked = m_asked->count();
        const qint64 moment = kNow - 6 * kHourMs;
        m_board->setCursor(moment);
        QCOMPARE(text("historyCursor"), m_catalogue.format().dateTime(moment));
        for (HistoryChart *chart : m_board->charts()) {
            const HistoryColumn *column = columnAt(chart->drawing().columns, moment);
            QVERIFY(column);
            QCOMPARE(chart->value(), HistoryText(m_catalogue).value(chart->metric(), column));
        }
        m_board->setCursor(std::nullopt);
        QVERIFY(text("historyCursor").isEmpty());
        QCOMPARE(m_asked->count(), asked); // a cursor costs no question
    }

    void aGapHasNoValueUnderTheCursor()
    {
        open();
        auto view = answer(lastAsked(), kNow);
        for (HistoryLine &line : view->lines) {
            std::erase_if(line.columns, [](const HistoryColumn &column) {
                return column.toMs > kNow - 6 * kHourMs && column.fromMs < kNow - 4 * kHourMs;
            });
            for (HistoryColumn &column : line.columns) {
                if (column.fromMs >= kNow - 4 * kHourMs) {
                    column.gapBefore = true;
                    break;
                }
            }
        }
        m_page->showView(view);
        m_board->setCursor(kNow - 5 * kHourMs);
        for (HistoryChart *chart : m_board->charts())
            QCOMPARE(chart->value(), QStringLiteral("–"));
    }

    void theRangeFollowsTheClockUntilSomeoneMoves()
    {
        open();
        answerLast();
        m_now += kDayMs / 100;
        m_page->showSnapshot(shared(healthy(1)));
        QCOMPARE(m_board->span().toMs, m_now);
        m_board->zoom(0.5);
        const TimeSpan span = m_board->span();
        m_now += kDayMs / 100;
        m_page->showSnapshot(shared(healthy(2)));
        QCOMPARE(m_board->span(), span);
    }

    void chartsAreChosenFromTheMenuAndAtLeastOneStays()
    {
        open();
        answerLast();
        QSignalSpy chosen(m_page.get(), &HistoryPage::chartsChosen);
        child<QAction>(QStringLiteral("action.history.wal_size_bytes"))->trigger();
        QCOMPARE(m_board->charts().size(), std::size_t(5));
        QVERIFY(chosen.last()[0].toStringList().contains(QStringLiteral("wal_size_bytes")));
        QVERIFY(lastAsked().metrics == m_board->metrics());
        m_page->setCharts({QStringLiteral("facts_count"), QStringLiteral("nonsense")});
        QCOMPARE(m_page->charts(), QStringList{QStringLiteral("facts_count")});
        child<QAction>(QStringLiteral("action.history.facts_count"))->trigger();
        QCOMPARE(m_board->metrics(), HistoryText::firstMetrics());
    }
};

QTEST_MAIN(tst_HistoryBoard)
#include "tst_HistoryBoard.moc"
