// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Card.h"
#include "ui/FactsPage.h"
#include "ui/FactTableModel.h"

#include "MadeUp.h"
#include "Pictures.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

using Part = FactsRequest::Part;
const QString kBase = u"/data/hexagonal_kb.db"_s;

FactRow fact(qint64 id)
{
    FactRow row;
    row.id = id;
    row.key = {SqlValue::of(id)};
    row.predicate = u"HasPart"_s;
    row.subject = u"S%1"_s.arg(id);
    row.statement = u"HasPart(S%1, b)."_s.arg(id);
    row.source = u"import"_s;
    return row;
}

std::vector<FactRow> facts(qint64 from, int count)
{
    std::vector<FactRow> all;
    for (int i = 0; i < count; ++i)
        all.push_back(fact(from + i));
    return all;
}

} // namespace

class tst_FactsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_page = std::make_unique<FactsPage>(m_theme, m_catalogue);
        m_page->resize(1092, 760);
        m_asked = std::make_unique<QSignalSpy>(m_page.get(), &FactsPage::searchRequested);
        m_stopped = std::make_unique<QSignalSpy>(m_page.get(), &FactsPage::searchCancelled);
        m_described = std::make_unique<QSignalSpy>(m_page.get(), &FactsPage::describeRequested);
        m_table = child<QTableView>("factsTable");
    }
    void cleanup()
    {
        m_asked.reset();
        m_stopped.reset();
        m_described.reset();
        m_page.reset();
    }

    void nothingIsAskedBeforeThePageIsShownWithABase()
    {
        m_page->setDatabase(kBase);
        QCOMPARE(m_asked->count(), 0);
        m_page->show();
        QCOMPARE(m_asked->count(), 1);
        QCOMPARE(last().part, Part::First);
        QCOMPARE(last().path, kBase);
        QVERIFY(!last().query.narrows());
        m_page->hide();
        m_page->show();
        QCOMPARE(m_asked->count(), 1); // what was found is still there
    }

    void whatAJobChangedIsSearchedAnew_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<bool>("anew");
        QTest::newRow("import") << u"import"_s << true;
        QTest::newRow("restore") << u"restore"_s << true;
        QTest::newRow("repair") << u"repair"_s << true;
        QTest::newRow("backup") << u"backup"_s << false;
    }
    void whatAJobChangedIsSearchedAnew()
    {
        QFETCH(QString, verb);
        QFETCH(bool, anew);
        m_page->setDatabase(kBase);
        m_page->show();
        answer(facts(1, 3), true);
        JobReport report;
        report.state = JobState::Failed; // batches before the failure stay
        m_page->showJobReport(verb, report);
        QCOMPARE(m_asked->count(), anew ? 2 : 1);
        answer(facts(1, 4), true);
        m_page->hide();
        m_page->showJobReport(verb, report);
        QCOMPARE(m_asked->count(), anew ? 2 : 1); // when it is looked at again
        m_page->show();
        QCOMPARE(m_asked->count(), anew ? 3 : 1);
    }

    void theEmptyPageTellsWhy()
    {
        m_page->show();
        QVERIFY(emptyText().contains(u"No knowledge base"_s));
        m_page->setDatabase(kBase);
        QVERIFY(emptyText().contains(u"Searching"_s));
        answer({}, true);
        QVERIFY(emptyText().contains(u"no facts"_s));
        type("nothing like it");
        answer({}, true);
        QVERIFY(emptyText().contains(u"No fact fits"_s));
        QTest::mouseClick(child<QAbstractButton>("factsOnly.1"), Qt::LeftButton);
        answer({}, true);
        QVERIFY(emptyText().contains(u"twice"_s));
        m_page->showFailure(last().token, Error{ErrorCode::FileOtherOwner, {kBase, u"anna"_s}, {}, 0});
        QVERIFY(emptyText().contains(u"anna"_s));
    }

    void whatWasTypedIsUnderstoodAndAsked()
    {
        open();
        type("HasPart(Computer, ?)");
        QVERIFY(last().query.pattern.has_value());
        QCOMPARE(*last().query.pattern->predicate, u"HasPart"_s);
        const QString said = child<QLabel>("factsUnderstood")->text();
        QVERIFY2(said.contains(u"“HasPart”"_s) && said.contains(u"“Computer”"_s), qPrintable(said));

        const auto before = m_asked->count();
        type("HasPart(Computer");
        QCOMPARE(m_asked->count(), before); // not a pattern yet
        QVERIFY(child<QLabel>("factsUnderstood")->text().contains(u"brackets"_s));
        type("computer");
        QVERIFY(child<QLabel>("factsUnderstood")->text().contains(u"contain"_s));
        child<QLineEdit>("factsSubject")->setText(u"Car"_s);
        QTest::keyClick(child<QLineEdit>("factsSubject"), Qt::Key_Return);
        QCOMPARE(*last().query.subject, u"Car"_s);
        QTest::mouseClick(child<QAbstractButton>("factsOnly.2"), Qt::LeftButton);
        QCOMPARE(last().query.only, FactQuery::Only::Malformed);
        QTest::mouseClick(child<QPushButton>("clearFactsFilters"), Qt::LeftButton);
        QVERIFY(!last().query.narrows());
    }

    void typingAsksOnceWhenItPauses()
    {
        open();
        const auto before = m_asked->count();
        QTest::keyClicks(child<QLineEdit>("factsText"), u"engine"_s);
        QTRY_COMPARE(m_asked->count(), before + 1);
        QCOMPARE(last().query.pattern->text, u"engine"_s);
    }

    void answersToOlderQuestionsAreIgnored()
    {
        open();
        FactsAnswer old;
        old.token = last().token;
        type("x");
        old.rows = facts(1, 5);
        old.complete = old.atEnd = true;
        m_page->showRows(old);
        m_page->showFailure(old.token, Error{ErrorCode::Locked, {kBase}, {}, 0});
        answer(facts(7, 1), true);
        QCOMPARE(m_table->model()->rowCount(), 1);
        m_page->setDatabase(u"/data/other.db"_s);
        QCOMPARE(m_table->model()->rowCount(), 0);
        QVERIFY(m_stopped->count() > 0);
    }

    void scrollingFetchesRowsBothWaysAndKeepsWhatIsSeen()
    {
        m_page->setDatabase(kBase);
        m_page->show();
        answer(facts(1, 200), false);
        QCOMPARE(m_asked->count(), 1);
        qint64 next = 201;
        while (next < 3000) {
            m_table->scrollToBottom();
            QTRY_VERIFY(last().part == Part::Next && last().from == FactKey{SqlValue::of(next - 1)});
            const qint64 top = topId();
            answer(facts(next, 200), false);
            // At the very end the row at the top may have been cut in half.
            QVERIFY(topId() == top || topId() == top + 1);
            next += 200;
        }
        QCOMPARE(m_table->model()->rowCount(), FactTableModel::kMostRows);
        QVERIFY2(foot().contains(u"Rows 1001"_s), qPrintable(foot()));
        m_table->verticalScrollBar()->setValue(0);
        QTRY_COMPARE(last().part, Part::Previous);
        const qint64 first = last().from.front().integer;
        const qint64 top = topId();
        answer(facts(first - 200, 200), false);
        QCOMPARE(topId(), top);
        QVERIFY(first > 1 && top >= first);
    }

    void controlEndGoesToTheLastRows()
    {
        m_page->setDatabase(kBase);
        m_page->show();
        answer(facts(1, 200), false);
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(last().part, Part::Last);
        answer(facts(999'801, 200), false);
        QVERIFY(foot().contains(u"last 200"_s));
        QTest::keyClick(m_table, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(last().part, Part::First);
    }

    void headersSortWhereAnIndexHelps()
    {
        open();
        QHeaderView *header = m_table->horizontalHeader();
        const auto click = [&](int column) {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              QPoint(header->sectionViewportPosition(column) + 20, 10));
        };
        header->showSection(FactTableModel::PredicateColumn);
        auto before = m_asked->count();
        click(FactTableModel::SourceColumn);
        QCOMPARE(m_asked->count(), before);
        QVERIFY(foot().contains(u"no index"_s));
        click(FactTableModel::PredicateColumn);
        QCOMPARE(m_asked->count(), before + 1);
        QCOMPARE(*last().query.order, FactOrder::Predicate);
        QVERIFY(!last().query.descending);
        answer(facts(1, 3), true, FactOrder::Predicate);
        click(FactTableModel::PredicateColumn);
        QVERIFY(last().query.descending);
        QCOMPARE(header->sortIndicatorSection(), int(FactTableModel::PredicateColumn));
    }

    void aChosenPredicateFilters()
    {
        open();
        auto *predicates = child<QTableView>("predicateTable");
        m_page->showSnapshot(madeup::shared(madeup::healthy(1)));
        if (predicates->model()->rowCount() == 0)
            QSKIP("the made-up snapshot has no predicates");
        Q_EMIT predicates->clicked(predicates->model()->index(0, 0));
        QVERIFY(last().query.predicate.has_value());
        auto *chip = child<QPushButton>("factsPredicate");
        QVERIFY(chip->isVisible());
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(!last().query.predicate && !chip->isVisible());
    }

    void escapeStopsASearch()
    {
        open();
        type("rare");
        const int token = last().token;
        child<QLineEdit>("factsText")->setFocus();
        QTest::keyClick(child<QLineEdit>("factsText"), Qt::Key_Escape);
        QCOMPARE(m_stopped->count(), 2); // the first one came with the base
        QVERIFY(m_stopped->last().at(0).toInt() > token);
        FactsAnswer late;
        late.token = token;
        late.rows = facts(1, 1);
        m_page->showRows(late);
        QVERIFY(foot().contains(u"stopped"_s) || emptyText().contains(u"stopped"_s));
        type("rarer");
        answer(facts(1, 1), true);
        QCOMPARE(m_table->model()->rowCount(), 1);
    }

    void aLongSearchSaysHowFarItIs()
    {
        open();
        type("rare");
        FactsProgress progress{last().token, 0.25, 250'000, 3, false};
        m_page->showProgress(progress);
        QVERIFY(!child<QProgressBar>("factsBar")->isVisible()); // not within the first two seconds
        QTRY_VERIFY_WITH_TIMEOUT(
            (m_page->showProgress(progress), child<QProgressBar>("factsBar")->isVisibleTo(m_page.get())),
            10'000);
        QVERIFY2((foot() + emptyText()).contains(u"250000"_s), qPrintable(foot()));
        QVERIFY((foot() + emptyText()).contains(u"Esc"_s));
        answer({}, true);
        QVERIFY(!child<QProgressBar>("factsBar")->isVisible());
    }

    void theNumberOfMatchesIsTold()
    {
        open();
        type("x");
        answer(facts(1, 200), false);
        QVERIFY(caption().contains(u"counting"_s));
        m_page->showCount({last().token, 12'345, true});
        QCOMPARE(caption(), u"12345 found"_s);
        m_page->showCount({last().token, 99, false});
        QVERIFY(caption().contains(u"at least"_s));
    }

    void theDetailsAreThoseOfTheChosenRow()
    {
        open();
        m_table->setCurrentIndex(m_table->model()->index(1, 1));
        QCOMPARE(m_described->last().at(1).value<FactKey>(), (FactKey{SqlValue::of(qint64(2))}));
        FactDetails details;
        details.statement = u"HasPart(S2, b)."_s;
        details.reading = FactText::parse(details.statement);
        details.columns = {{u"id"_s, u"2"_s}, {u"<b>"_s, QString()}};
        m_page->showDetails(last().token, details);
        const QString text = child<QPlainTextEdit>("factsDetails")->toPlainText();
        QVERIFY(text.contains(u"Argument 1: S2"_s) && text.contains(u"id: 2"_s) &&
                text.contains(u"<b>: –"_s));
        m_page->showDetails(last().token, std::nullopt);
        QVERIFY(child<Card>("factsDetailsCard")->emptyText().contains(u"no longer"_s));
    }

    void rowsAreCopied()
    {
        open();
        m_table->selectAll();
        child<QAction>("copyStatements")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), u"HasPart(S1, b).\nHasPart(S2, b).\nHasPart(S3, b)."_s);
        child<QAction>("copyRows")->trigger();
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith(u"id\tstatement"_s));
        QCOMPARE(lines[2].section(u'\t', 0, 1), u"2\tHasPart(S2, b)."_s);
    }

    void aSelectionIsSavedInEveryFormat()
    {
        m_page->setDatabase(kBase);
        m_page->show();
        FactRow odd = fact(1);
        odd.statement = u"=cmd(\"a\", b)."_s;
        answer({odd, fact(2)}, true);
        QVERIFY(!child<QPushButton>("saveSelection")->isEnabled());
        m_table->selectAll();
        QVERIFY(child<QPushButton>("saveSelection")->isEnabled());
        using File = FactsText::FileFormat;
        const auto saved = [&](File as) {
            const QTemporaryDir folder;
            const QString path = folder.filePath(u"facts"_s);
            if (!m_page->exportSelected(path, as))
                return QByteArray("failed");
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
        };
        QCOMPARE(saved(File::Lines), QByteArray("=cmd(\"a\", b).\nHasPart(S2, b).\n"));
        QVERIFY(saved(File::JsonLines)
                    .startsWith("{\"source\":\"import\",\"statement\":\"=cmd(\\\"a\\\", b).\""));
        QVERIFY(saved(File::Csv).contains("\r\n\"=cmd(\"\"a\"\", b).\",import,\r\n"));
        QVERIFY(saved(File::Spreadsheet).contains("\"'=cmd("));
        QVERIFY(!m_page->exportSelected(kBase + u"-wal"_s, File::Csv).ok());

        odd.statement = u"P(a,\nb)."_s;
        QVERIFY(!FactsText::file({odd}, File::Lines).ok());
        QVERIFY(FactsText::file({odd}, File::JsonLines).ok());
        odd.cut = true;
        QVERIFY(!FactsText::file({odd}, File::JsonLines).ok());
    }

    void columnsAreRemembered()
    {
        open();
        QSignalSpy changed(m_page.get(), &FactsPage::columnsChanged);
        child<QAction>("factsColumn.5")->setChecked(true);
        child<QAction>("factsColumn.0")->setChecked(false);
        QVERIFY(changed.count() > 0);
        const QByteArray state = changed.last().at(0).toByteArray();
        FactsPage other(m_theme, m_catalogue);
        other.setColumns(state);
        auto *header = other.findChild<QTableView *>(u"factsTable"_s)->horizontalHeader();
        QVERIFY(header->isSectionHidden(FactTableModel::IdColumn));
        QVERIFY(!header->isSectionHidden(FactTableModel::TimeColumn));
        QVERIFY(!other.findChild<QAction *>(u"factsColumn.0"_s)->isChecked());
        other.setColumns("nonsense");
        QVERIFY(!header->isSectionHidden(FactTableModel::StatementColumn));
    }

    void everyControlHasAName()
    {
        for (const char *name : {"factsText", "factsSubject", "factsOnly", "factsTable", "factsDetails"})
            QVERIFY2(!child<QWidget>(name)->accessibleName().isEmpty(), name);
    }

    void picture()
    {
        open();
        m_page->showSnapshot(madeup::shared(madeup::healthy(1)));
        m_table->setCurrentIndex(m_table->model()->index(1, 1));
        savePictures(*m_page, m_theme, u"facts"_s);
    }

private:
    template<typename T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    FactsRequest last() const { return m_asked->last().at(0).value<FactsRequest>(); }
    QString emptyText() const { return child<Card>("factsCard")->emptyText(); }
    QString caption() const { return child<Card>("factsCard")->caption(); }
    QString foot() const { return child<QLabel>("factsFoot")->text(); }
    qint64 topId() const
    {
        const auto *model = static_cast<FactTableModel *>(m_table->model());
        return model->fact(m_table->rowAt(0)).id;
    }
    void answer(const std::vector<FactRow> &rows, bool atEnd, FactOrder order = FactOrder::Id)
    {
        FactsAnswer answer;
        answer.token = last().token;
        answer.part = last().part;
        answer.rows = rows;
        answer.complete = true;
        answer.atEnd = atEnd;
        answer.order = order;
        answer.orders = {FactOrder::Id, FactOrder::Statement, FactOrder::Predicate};
        m_page->showRows(answer);
        if (atEnd && answer.part == Part::First)
            m_page->showCount({answer.token, qint64(rows.size()), true});
    }
    void open()
    {
        m_page->setDatabase(kBase);
        m_page->show();
        answer(facts(1, 3), true);
    }
    void type(const char *text)
    {
        auto *edit = child<QLineEdit>("factsText");
        edit->setText(QString::fromUtf8(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    std::unique_ptr<FactsPage> m_page;
    std::unique_ptr<QSignalSpy> m_asked;
    std::unique_ptr<QSignalSpy> m_stopped;
    std::unique_ptr<QSignalSpy> m_described;
    QTableView *m_table = nullptr;
};

QTEST_MAIN(tst_FactsPage)
#include "tst_FactsPage.moc"
