// SPDX-License-Identifier: GPL-3.0-or-later
#include "MadeUp.h"
#include "ui/ChartCard.h"
#include "ui/MainWindow.h"
#include "ui/MetricChart.h"
#include "ui/TableActions.h"
#include "ui/TableColumns.h"
#include "ui/Theme.h"
#include "ui/WindowState.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

namespace {

/// Three columns, the second with plain numbers behind the words, and a tick.
struct Table
{
    QStandardItemModel model{3, 4};
    QTableView view;

    Table()
    {
        model.setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Facts"),
                                         QStringLiteral("Hidden"), QStringLiteral("Chosen")});
        for (int row = 0; row < 3; ++row) {
            model.setItem(row, 0, new QStandardItem(QStringLiteral("row %1").arg(row)));
            auto *number = new QStandardItem(QStringLiteral("%1.000").arg(row));
            number->setData(row == 2 ? QVariant(2e6) : QVariant(row * 1000), tables::kPlainRole);
            model.setItem(row, 1, number);
            auto *tick = new QStandardItem;
            tick->setCheckable(true);
            tick->setCheckState(row == 1 ? Qt::Checked : Qt::Unchecked);
            model.setItem(row, 3, tick);
        }
        Theme::style(&view);
        view.setModel(&model);
        view.hideColumn(2);
        tables::complete(&view, Catalogue(Catalogue::Language::User), {});
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QApplication::clipboard()->clear();
        QTest::keyClick(&view, key, modifiers);
    }
};

QAction *actionOf(const QWidget *widget, const QKeySequence &keys)
{
    for (QAction *action : widget->actions()) {
        if (action->shortcuts().contains(keys))
            return action;
    }
    return nullptr;
}

} // namespace

class tst_TakeAway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); }

    void ctrlCCopiesTheChosenRowsElseAll()
    {
        Table table;
        table.view.setSelectionMode(QAbstractItemView::ExtendedSelection);
        table.view.show();
        QVERIFY(QTest::qWaitForWindowActive(&table.view));
        table.view.setFocus();
        table.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("row 0\t0.000\tno\nrow 1\t1.000\tyes\nrow 2\t2.000\tno\n"));
        table.view.selectRow(2);
        table.view.selectionModel()->select(table.model.index(1, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        table.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("Name\tFacts\tChosen\nrow 1\t1.000\tyes\nrow 2\t2.000\tno\n"));
    }

    void aLineBreakInACellDoesNotBreakTheRow()
    {
        Table table;
        table.model.item(0, 0)->setText(QStringLiteral("a\tb\nc"));
        table.view.selectRow(0);
        QCOMPARE(tables::text(table.view, false), QStringLiteral("a b c\t0.000\tno\n"));
    }

    void csvHasPlainNumbersAndAllRows()
    {
        Table table;
        table.model.item(2, 0)->setText(QStringLiteral("=1+1,\"x\""));
        table.view.selectRow(0);
        QCOMPARE(tables::csv(table.view),
                 QByteArray("\xEF\xBB\xBFName,Facts,Chosen\r\nrow 0,0,no\r\nrow 1,1000,yes\r\n"
                            "\"'=1+1,\"\"x\"\"\",2000000,no\r\n"));
    }

    void tabShowsWhichRowTheKeysGoTo()
    {
        Table table;
        tables::complete(&table.view, Catalogue(Catalogue::Language::User), {});
        table.view.show();
        table.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&table.view));
        table.view.clearFocus();
        table.view.setFocus(Qt::MouseFocusReason); // a click marks what it hits
        QVERIFY(!table.view.selectionModel()->hasSelection());
        table.view.clearFocus();
        table.view.setFocus(Qt::TabFocusReason);
        QVERIFY(table.view.selectionModel()->isRowSelected(0));
        table.view.selectRow(2);
        table.view.clearFocus();
        table.view.setFocus(Qt::BacktabFocusReason); // where one was stays
        QVERIFY(table.view.selectionModel()->isRowSelected(2));
    }

    void whatAPageDoesBetterStays()
    {
        QTableView view;
        int calls = 0;
        connect(tables::own(&view, tables::Does::Copy), &QAction::triggered, this, [&] { ++calls; });
        tables::complete(&view, Catalogue(Catalogue::Language::User), {});
        QCOMPARE(view.actions().size(), 3);
        actionOf(&view, QKeySequence::Copy)->trigger();
        QCOMPARE(calls, 1);
    }

    void everyTableAndChartOfEveryPageCanBeTakenAway()
    {
        Theme theme;
        MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        window.show();
        window.showSnapshot(madeup::shared(madeup::healthy(60)));
        int found = 0;
        for (const QString &page : window.pages()) {
            QVERIFY(window.showPage(page));
            for (const QTableView *table : window.findChildren<QTableView *>()) {
                ++found;
                const QString name = page + QLatin1Char('/') + table->objectName();
                QVERIFY2(actionOf(table, QKeySequence::Copy), qPrintable(name));
                QVERIFY2(actionOf(table, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)), qPrintable(name));
                QVERIFY2(actionOf(table, QKeySequence::Save), qPrintable(name));
                QVERIFY2(table->focusPolicy() & Qt::TabFocus, qPrintable(name));
                QVERIFY2(table->contextMenuPolicy() == Qt::ActionsContextMenu, qPrintable(name));
                QVERIFY2(!table->objectName().isEmpty(), qPrintable(name));
            }
        }
        QVERIFY2(found > 20, qPrintable(QString::number(found)));
        const QList<ChartCard *> charts = window.findChildren<ChartCard *>();
        QCOMPARE(charts.size(), 6); // four on the overview, two of the scale test
        for (const ChartCard *chart : charts) {
            QVERIFY(actionOf(chart, QKeySequence::Copy));
            QVERIFY(actionOf(chart, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)));
            QVERIFY(actionOf(chart, QKeySequence::Save));
            QVERIFY(chart->focusPolicy() & Qt::TabFocus);
        }
        // The charts of the history go through its page and its menu.
        QCOMPARE(window.findChild<QWidget *>(QStringLiteral("historyBoard"))->actions().isEmpty(), false);
    }

    void aChartGivesItsPictureAndItsValues()
    {
        Theme theme{ThemeMode::Light};
        MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (int second = 0; second < 10; ++second)
            window.showSnapshot(madeup::shared(madeup::healthy(second)));
        auto *chart = window.findChild<MetricChart *>(QStringLiteral("chart.latency"));
        chart->setFocus();
        QApplication::clipboard()->clear();
        QTest::keyClick(chart, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->image().size(), chart->size() * 2);

        QTest::keyClick(chart, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.first(), QStringLiteral("time\tline\tms"));
        QVERIFY(lines.last().isEmpty());
        const QStringList cells = lines.at(1).split(QLatin1Char('\t'));
        QCOMPARE(cells.size(), 3);
        const QDateTime at = QDateTime::fromString(cells[0], Qt::ISODateWithMs);
        QCOMPARE(at.toMSecsSinceEpoch(), madeup::at(0).wallMs);
        bool ok = false;
        cells[2].toDouble(&ok); // in the C locale, whatever the window speaks
        QVERIFY2(ok, qPrintable(cells[2]));
        const double p95 = madeup::healthy(9).sample[MetricId::QueryP95].value * 1000;
        const auto newest = std::find_if(lines.rbegin(), lines.rend(), [&](const QString &line) {
            return line.contains(lines.at(1).section(QLatin1Char('\t'), 1, 1));
        });
        QVERIFY(std::abs(newest->section(QLatin1Char('\t'), 2).toDouble() - p95) < p95 * 1e-6);
    }

    void columnsComeBackAsTheyWereLeft()
    {
        Table first;
        first.view.setSortingEnabled(true);
        first.view.sortByColumn(1, Qt::DescendingOrder);
        first.view.horizontalHeader()->resizeSection(0, 222);
        const QString kept = columnsOf(first.view);
        QCOMPARE(kept.section(QLatin1Char(','), 0, 0), QStringLiteral("222"));
        Table second;
        second.view.setSortingEnabled(true);
        setColumns(second.view, kept);
        QCOMPARE(columnsOf(second.view), kept);
        QCOMPARE(second.view.horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void columnsThatMakeNoSenseChangeNothing_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::newRow("nothing") << QString();
        QTest::newRow("fewer") << QStringLiteral("100,100");
        QTest::newRow("words") << QStringLiteral("a,b,c,d;x");
        QTest::newRow("a column that is not there") << QStringLiteral("*,*,*,*;9-");
    }

    void columnsThatMakeNoSenseChangeNothing()
    {
        QFETCH(QString, columns);
        Table table;
        table.view.setSortingEnabled(true);
        const QString before = columnsOf(table.view);
        setColumns(table.view, columns);
        QCOMPARE(columnsOf(table.view), before);
    }

    void absurdWidthsStayOnTheScreen()
    {
        Table table;
        setColumns(table.view, QStringLiteral("1,99999,*,*"));
        QCOMPARE(table.view.columnWidth(0),
                 std::max(24, table.view.horizontalHeader()->minimumSectionSize()));
        QCOMPARE(table.view.columnWidth(1), 2000);
    }

    void theWindowRemembersColumnsSplittersAndTheLog()
    {
        QTemporaryDir folder;
        const QString ini = folder.filePath(QStringLiteral("hakgal.ini"));
        WindowState state;
        state.columns.insert(QStringLiteral("alertsTable"), QStringLiteral("150,*,96;2-"));
        state.splitters.insert(QStringLiteral("alertsSplitter"), QByteArray("\x00\x01,;\xFF", 5));
        state.logGeometry = QByteArray("geometry");
        state.save(ini);
        QCOMPARE(WindowState::load(ini), state);
    }

    void aWidthChangedByHandIsThereAfterARestart()
    {
        QTemporaryDir folder;
        const QString ini = folder.filePath(QStringLiteral("hakgal.ini"));
        for (const bool again : {false, true}) {
            Theme theme;
            MainWindow window(theme, Catalogue(Catalogue::Language::User), ini);
            window.show();
            QVERIFY(window.showPage(QStringLiteral("audit")));
            QHeaderView *header =
                window.findChild<QTableView *>(QStringLiteral("auditTable"))->horizontalHeader();
            auto *splitter = window.findChild<QSplitter *>(QStringLiteral("auditSplitter"));
            QVERIFY(splitter);
            if (!again) {
                header->resizeSection(0, 251);
                window.remember();
            } else {
                QCOMPARE(header->sectionSize(0), 251);
            }
        }
    }
};

QTEST_MAIN(tst_TakeAway)
#include "tst_TakeAway.moc"
