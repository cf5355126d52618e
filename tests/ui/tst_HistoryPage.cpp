// SPDX-License-Identifier: GPL-3.0-or-later
#include "HistoryStage.h"
#include "Pictures.h"
#include "ui/Card.h"

#include <QAction>
#include <QClipboard>
#include <QDateTimeEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>

using namespace hakgal;
using namespace hakgal::test;

class tst_HistoryPage : public QObject, private HistoryStage
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void nothingIsAskedBeforeThePageIsShownWithABase()
    {
        m_page->setDatabase(kBase);
        QCOMPARE(m_asked->count(), 0);
        m_page->show();
        QVERIFY(m_asked->count() > 0);
        QCOMPARE(lastAsked().metrics, HistoryText::firstMetrics());
    }

    void aRangeEndsAtThePresentAndIsAskedForWithItsSurroundings_data()
    {
        QTest::addColumn<int>("range");
        QTest::addColumn<qint64>("length");
        QTest::newRow("hour") << 0 << kHourMs;
        QTest::newRow("day") << 1 << kDayMs;
        QTest::newRow("week") << 2 << 7 * kDayMs;
        QTest::newRow("month") << 3 << 30 * kDayMs;
        QTest::newRow("year") << 4 << 365 * kDayMs;
    }
    void aRangeEndsAtThePresentAndIsAskedForWithItsSurroundings()
    {
        QFETCH(int, range);
        QFETCH(qint64, length);
        open();
        child<QAbstractButton>(QStringLiteral("historyRange.%1").arg(range))->click();
        QCOMPARE(m_board->span(), (TimeSpan{kNow - length, kNow}));
        const HistoryRequest request = lastAsked();
        QVERIFY(request.fromMs < kNow - length && request.toMs > kNow);
        QVERIFY(request.columns >= m_board->columns());
    }
    void allBeginsWhereTheHistoryBegins()
    {
        open();
        m_page->setRange(HistoryPage::Range::All);
        answerLast();
        QCOMPARE(m_board->span(), (TimeSpan{kNow - 365 * kDayMs, kNow}));
    }
    void aSpanIsChosenByTypingItsEnds()
    {
        open();
        auto *from = child<QDateTimeEdit>(QStringLiteral("historyFrom"));
        auto *to = child<QDateTimeEdit>(QStringLiteral("historyTo"));
        const QDateTime begin = QDateTime::fromMSecsSinceEpoch(kNow - 5 * kDayMs);
        const QDateTime end = QDateTime::fromMSecsSinceEpoch(kNow - 4 * kDayMs);
        from->setDateTime(begin);
        to->setDateTime(end);
        QCOMPARE(m_board->span(), (TimeSpan{begin.toMSecsSinceEpoch(), end.toMSecsSinceEpoch()}));
        QVERIFY(child<QAbstractButton>(QStringLiteral("historyRange.6"))->isChecked());
        // The end before the beginning is marked and changes nothing.
        to->setDateTime(begin.addDays(-1));
        QVERIFY(to->property("invalid").toBool());
        QCOMPARE(m_board->span().fromMs, begin.toMSecsSinceEpoch());
    }
    void anAnswerIsDrawnAndSaidInWords()
    {
        open();
        QVERIFY(text("cardEmpty", m_board->charts().front()).contains(QStringLiteral("Reading")));
        answerLast();
        for (HistoryChart *chart : m_board->charts()) {
            QVERIFY(chart->emptyText().isEmpty());
            QVERIFY(chart->drawing().columns.size() > 10);
            QVERIFY(chart->value() != QStringLiteral("–"));
            QVERIFY2(chart->spokenDescription().contains(QStringLiteral("on average")),
                     qPrintable(chart->spokenDescription()));
        }
        QVERIFY(text("historyFoot").contains(QStringLiteral("minute")));
    }
    void theEndThatIsDrawnFinerIsNotToldOfTheWhole()
    {
        open();
        m_page->setRange(HistoryPage::Range::Year);
        auto view = answer(lastAsked(), m_now);
        view->tier = HistoryTier::Raw; // of the last minute, which is not rolled up yet
        m_page->showView(view);
        QVERIFY2(text("historyFoot").contains(QStringLiteral("each hour")), qPrintable(text("historyFoot")));
    }
    void anAnswerThatWasOvertakenOrIsAboutAnotherBaseIsIgnored()
    {
        open();
        const HistoryRequest first = lastAsked();
        m_page->setRange(HistoryPage::Range::Hour);
        const HistoryRequest second = lastAsked();
        QVERIFY(second.token > first.token);
        m_page->showView(answer(second, kNow));
        const HistoryViewPtr shown = m_board->view();
        m_page->showView(answer(first, kNow));
        QCOMPARE(m_board->view(), shown);
        HistoryRequest report = second;
        report.group = 1;
        report.token += 5;
        m_page->showView(answer(report, kNow));
        QCOMPARE(m_board->view(), shown);

        m_page->setDatabase(QStringLiteral("/data/other.db"));
        QVERIFY(!m_board->view());
        m_page->showView(answer(second, kNow));
        QVERIFY(!m_board->view());
        answerLast();
        QVERIFY(m_board->view());
    }
    void anOlderAnswerThanTheLastQuestionIsShownUntilThatOneComes()
    {
        open();
        const HistoryRequest first = lastAsked();
        m_board->zoom(0.5);
        QVERIFY(lastAsked().token > first.token);
        m_page->showView(answer(first, kNow));
        QVERIFY(m_board->view());
    }
    void whyThereIsNothingIsSaid()
    {
        m_page->show();
        QVERIFY(emptyText().contains(QStringLiteral("No knowledge base")));
        m_page->setDatabase(kBase);
        QVERIFY(emptyText().contains(QStringLiteral("Reading")));
        auto view = std::make_shared<HistoryView>();
        view->request = lastAsked();
        m_page->showView(view);
        QVERIFY(emptyText().contains(QStringLiteral("Nothing has been recorded")));
        m_board->zoom(0.5);
        view = std::make_shared<HistoryView>();
        view->request = lastAsked();
        view->error =
            Error{ErrorCode::HistoryUnavailable, {QStringLiteral("/x/hakgal_performance.db")}, {}, 0};
        m_page->showView(view);
        QVERIFY(emptyText().contains(QStringLiteral("/x/hakgal_performance.db")));
    }
    void itIsSaidWhereAnotherProcessRecordsOrTheHistoryCannotBeWritten()
    {
        open();
        const auto *notice = child<QLabel>(QStringLiteral("historyNotice"));
        QVERIFY(notice->isHidden());
        Snapshot snapshot = healthy(1);
        snapshot.recorder = false;
        m_page->showSnapshot(shared(snapshot));
        QVERIFY(notice->isHidden()); // it may just be opening
        m_now += 4000;
        m_page->showSnapshot(shared(snapshot));
        QVERIFY(!notice->isHidden());
        QVERIFY(notice->text().contains(QStringLiteral("Another process")));
        StatusReason reason;
        reason.kind = StatusReason::Kind::HistoryFailed;
        reason.args = {QStringLiteral("no space")};
        snapshot.reasons.push_back(reason);
        m_page->showSnapshot(shared(snapshot));
        QVERIFY(notice->text().contains(QStringLiteral("no space")));
        m_page->showSnapshot(shared(healthy(2)));
        QVERIFY(notice->isHidden());
    }
    void forecastsAreToldWithTheirIntervalOrWhyThereIsNone()
    {
        QSignalSpy asked(m_page.get(), &HistoryPage::forecastRequested);
        open();
        QCOMPARE(asked.count(), 0); // the picture comes first
        answerLast();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][1].toDouble(), 0.1);
        Forecast good;
        good.metric = MetricId::Facts;
        good.refusal = Forecast::Refusal::None;
        good.now = 18160;
        good.perDay = 120;
        good.expected = {{7, 19000, 18900, 19100}, {30, 21760, 21000, 22500}};
        good.errorPercent = 2.5;
        Forecast short_;
        short_.metric = MetricId::QueryP95;
        short_.refusal = Forecast::Refusal::TooShort;
        short_.hours = 7;
        const quint64 token = asked[0][0].toULongLong();
        m_page->showForecasts(token + 1, {good});
        QVERIFY(!m_page->findChild<QLabel *>(QStringLiteral("forecast.facts_count")));
        // Where each would say the same, it is said once.
        m_page->showForecasts(token, {short_, short_});
        const auto *card = m_page->findChild<Card *>(QStringLiteral("forecastCard"));
        QVERIFY2(card->emptyText().contains(QStringLiteral("48")), qPrintable(card->emptyText()));
        m_page->showForecasts(token, {good, short_});
        QVERIFY(card->emptyText().isEmpty());
        const QString words = text("forecast.facts_count");
        for (const char *part : {"21760", "21000", "22500", "2.5"})
            QVERIFY2(words.contains(QLatin1String(part)), qPrintable(words));
        QVERIFY2(text("forecast.query_p95_seconds").contains(QStringLiteral("48")),
                 qPrintable(text("forecast.query_p95_seconds")));
    }
    void sizesAreTold()
    {
        QSignalSpy asked(m_page.get(), &HistoryPage::sizesRequested);
        open();
        answerLast();
        HistorySizes sizes;
        sizes.fileBytes = 84'000'000;
        sizes.tiers[2] = {1'000'000, kNow - 400 * kDayMs, kNow};
        m_page->showSizes(asked[0][0].toULongLong(), sizes);
        QVERIFY2(text("historyFoot").contains(QStringLiteral("84.0 MB")), qPrintable(text("historyFoot")));
    }
    void theSpanThatIsShownIsExportedWithProgressAndCancel()
    {
        QSignalSpy exported(m_page.get(), &HistoryPage::exportRequested);
        QSignalSpy cancelled(m_page.get(), &HistoryPage::exportCancelRequested);
        open();
        answerLast();
        QVERIFY(!m_page->exportCsv(kBase));
        QCOMPARE(exported.count(), 0);
        QVERIFY(m_page->exportCsv(QStringLiteral("/tmp/x.csv")));
        const auto request = exported[0][0].value<HistoryExport>();
        QCOMPARE(request.fromMs, m_board->span().fromMs);
        QCOMPARE(request.toMs, m_board->span().toMs);
        QCOMPARE(request.metrics, m_board->metrics());
        QVERIFY(!m_page->exportCsv(QStringLiteral("/tmp/y.csv"))); // one at a time
        m_page->showExportProgress(request.token, 0.5);
        auto *cancel = child<QPushButton>(QStringLiteral("historyCancel"));
        QVERIFY(cancel->isVisible());
        cancel->click();
        QCOMPARE(cancelled.count(), 1);
        m_page->showExported(request.token, 0, Error{ErrorCode::Interrupted, {}, {}, 0});
        QVERIFY(!cancel->isVisible());
        QVERIFY(text("historyFoot").contains(QStringLiteral("cancelled")));
        QVERIFY(m_page->exportCsv(QStringLiteral("/tmp/y.csv")));
        m_page->showExported(exported.last()[0].value<HistoryExport>().token, 86'400, std::nullopt);
        QVERIFY(text("historyFoot").contains(QStringLiteral("86400")));
    }
    void aReportIsOrderedWhenAllItTakesIsAnswered()
    {
        QSignalSpy audits(m_page.get(), &HistoryPage::auditRequested);
        QSignalSpy ordered(m_page.get(), &HistoryPage::reportRequested);
        open();
        answerLast();
        const HistoryViewPtr shown = m_board->view();
        QVERIFY(!m_page->writeReport(kBase, ReportOrder::Form::Pdf));
        QVERIFY(m_page->writeReport(QStringLiteral("/tmp/r.html"), ReportOrder::Form::Html));
        const HistoryRequest request = lastAsked();
        QCOMPARE(request.metrics, reportMetrics());
        QCOMPARE(request.fromMs, m_board->span().fromMs);
        QVERIFY(request.toMs <= kNow);
        const int token = audits[0][0].toInt();
        QVERIFY(token < 0);
        m_page->showView(answer(request, kNow));
        QCOMPARE(m_board->view(), shown); // that of a report is not drawn
        QCOMPARE(ordered.count(), 0);
        AuditEntry ours{kNow - 1000, AuditEntry::Source::Journal, QStringLiteral("optimize"),
                        QStringLiteral("{}"), false};
        AuditEntry theirs{kNow - 2000, AuditEntry::Source::Base, QStringLiteral("insert"), QString(), false};
        m_page->showAudit(token, {ours, theirs}, std::nullopt);
        QCOMPARE(ordered.count(), 1);
        const auto order = ordered[0][0].value<ReportOrder>();
        QCOMPARE(order.file, QStringLiteral("/tmp/r.html"));
        QCOMPARE(order.input.work.size(), std::size_t(1));
        QVERIFY(order.input.view);
        QVERIFY(!m_page->writeReport(QStringLiteral("/tmp/s.html"), ReportOrder::Form::Html));
        m_page->showReportWritten(order.token, std::nullopt);
        QVERIFY(text("historyFoot").contains(QStringLiteral("/tmp/r.html")));
        QVERIFY(m_page->writeReport(QStringLiteral("/tmp/s.html"), ReportOrder::Form::Html));
        child<QPushButton>(QStringLiteral("historyCancel"))->click();
        QVERIFY(!child<QPushButton>(QStringLiteral("historyCancel"))->isVisible());
    }
    void thePictureIsSavedAndCopied()
    {
        open();
        answerLast();
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("h.png"));
        QVERIFY(m_page->savePicture(path));
        const QImage picture(path);
        QVERIFY(picture.width() >= 2 * m_board->width());
        QVERIFY(!m_page->savePicture(kBase));
        QVERIFY(!m_page->savePicture(folder.filePath(QStringLiteral("no/such/h.png"))));
        child<QAction>(QStringLiteral("action.copyPicture"))->trigger();
        QCOMPARE(QApplication::clipboard()->image().size(), picture.size());
    }
    void hiddenItDoesNothing()
    {
        open();
        answerLast();
        m_page->hide();
        const int asked = m_asked->count();
        m_now += kDayMs;
        m_page->showSnapshot(shared(healthy(1)));
        m_page->setRange(HistoryPage::Range::Week);
        QCOMPARE(m_asked->count(), asked);
    }
    void pictures()
    {
        open();
        m_page->setRange(HistoryPage::Range::Week);
        answerLast();
        savePictures(*m_page, m_theme, QStringLiteral("history"));
    }
};

QTEST_MAIN(tst_HistoryPage)
#include "tst_HistoryPage.moc"
