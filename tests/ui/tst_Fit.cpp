// SPDX-License-Identifier: GPL-3.0-or-later
// Whether everything has room: every page at the least size of the window, in both languages, with text as
// usual and nearly twice as large. The same program runs with QT_SCALE_FACTOR=2, too.
#include "FilledWindow.h"
#include "Pictures.h"
#include "ui/FittedTable.h"
#include "ui/MetricTile.h"
#include "ui/PageHeader.h"
#include "ui/PageScroll.h"
#include "ui/TabularText.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QTableView>

#include <cmath>

using namespace hakgal;
using namespace hakgal::madeup;

namespace {

QString named(const QWidget *widget)
{
    QString name = widget->objectName();
    for (const QWidget *up = widget->parentWidget(); name.isEmpty() && up; up = up->parentWidget())
        name = up->objectName().isEmpty() ? QString() : QStringLiteral("in ") + up->objectName();
    return name;
}

void add(QStringList &wrong, const QWidget *widget, const QString &text, double needed, double there)
{
    wrong
        << QStringLiteral("%1 \"%2\": %3 of %4 px").arg(named(widget), text.left(60)).arg(there).arg(needed);
}

void checkLabel(const QLabel *label, QStringList &wrong)
{
    if (label->text().isEmpty())
        return;
    const QRect room = label->contentsRect();
    if (qobject_cast<const TabularLabel *>(label)) {
        // It ends in an ellipsis where it must, and then the tooltip has the whole.
        if (label->fontMetrics().height() > room.height() + 2)
            add(wrong, label, label->text() + QStringLiteral(" (height)"), label->fontMetrics().height(),
                room.height());
        return;
    }
    if (label->wordWrap()) {
        const int needed = label->heightForWidth(label->width());
        if (needed > label->height() + 1)
            add(wrong, label, label->text() + QStringLiteral(" (height)"), needed, label->height());
        return;
    }
    const QSize needed = label->fontMetrics().size(label->buddy() ? Qt::TextShowMnemonic : 0, label->text());
    if (needed.width() > room.width() + 1)
        add(wrong, label, label->text(), needed.width(), room.width());
    if (needed.height() > room.height() + 2)
        add(wrong, label, label->text() + QStringLiteral(" (height)"), needed.height(), room.height());
}

void checkEditor(const QAbstractSpinBox *box, QStringList &wrong)
{
    const auto *line = box->findChild<QLineEdit *>();
    const double needed = line->fontMetrics().horizontalAdvance(line->text()) + 4;
    if (needed > line->width())
        add(wrong, box, line->text(), needed, line->width());
}

void checkHeader(const QTableView *table, QStringList &wrong)
{
    const QHeaderView *header = table->horizontalHeader();
    for (int i = 0; i < header->count() && header->isVisible(); ++i) {
        const QString text = header->model()->headerData(i, Qt::Horizontal).toString();
        const double needed = header->fontMetrics().horizontalAdvance(text) + 16; // padding on both sides
        if (!header->isSectionHidden(i) && needed > header->sectionSize(i))
            add(wrong, table, text, needed, header->sectionSize(i));
    }
}

/// Rows of wrapped sentences are as high as these.
void checkRows(const FittedTable *table, QStringList &wrong)
{
    const QAbstractItemView *view = table; // where the question is a public one
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (view->sizeHintForRow(row) != table->rowHeight(row))
            add(wrong, table, QStringLiteral("row %1").arg(row), view->sizeHintForRow(row),
                table->rowHeight(row));
    }
}

/// What does not fit in what is visible of this page.
QStringList tooSmall(const MainWindow &window)
{
    QStringList wrong;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            checkLabel(label, wrong);
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            const QSize needed = button->sizeHint();
            const bool own = !button->text().isEmpty();
            if (own && needed.width() > button->width() + 1)
                add(wrong, button, button->text(), needed.width(), button->width());
            if (own && button->fontMetrics().height() > button->height() - 2)
                add(wrong, button, button->text() + QStringLiteral(" (height)"),
                    button->fontMetrics().height(), button->height() - 2);
        } else if (const auto *combo = qobject_cast<const QComboBox *>(widget)) {
            const double needed = combo->fontMetrics().horizontalAdvance(combo->currentText()) + 34;
            if (needed > combo->width() + 1)
                add(wrong, combo, combo->currentText(), needed, combo->width());
        } else if (const auto *box = qobject_cast<const QAbstractSpinBox *>(widget))
            checkEditor(box, wrong);
        else if (const auto *table = qobject_cast<const QTableView *>(widget)) {
            checkHeader(table, wrong);
            if (const auto *fitted = qobject_cast<const FittedTable *>(widget))
                checkRows(fitted, wrong);
        } else if (const auto *scroll = qobject_cast<const QScrollArea *>(widget)) {
            if (scroll->widget() && scroll->widget()->width() > scroll->viewport()->width())
                add(wrong, scroll, QStringLiteral("what it scrolls"), scroll->widget()->width(),
                    scroll->viewport()->width());
        }
        // Not squeezed by its neighbours.
        const QSize least = widget->minimumSizeHint();
        if (widget->layout() && !widget->isWindow() &&
            (least.width() > widget->width() + 1 || least.height() > widget->height() + 1))
            wrong << QStringLiteral("%1 is squeezed: %2 x %3 of %4 x %5")
                         .arg(named(widget))
                         .arg(widget->width())
                         .arg(widget->height())
                         .arg(least.width())
                         .arg(least.height());
    }
    const auto *rail = window.findChild<QListWidget *>(QStringLiteral("navigationRail"));
    const QFontMetrics strong(Theme::font(TextStyle::Strong));
    for (int i = 0; i < rail->count(); ++i) {
        const double needed = strong.horizontalAdvance(rail->item(i)->text()) + 40 + 30; // with a badge
        if (needed > rail->width())
            add(wrong, rail, rail->item(i)->text(), needed, rail->width());
    }
    wrong.removeDuplicates();
    return wrong;
}

} // namespace

class tst_Fit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingHasRoomAtTheLeastSizeOfTheWindow_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<double>("scale");
        for (const char *language : {"en", "de"}) {
            for (const double scale : {1.0, 1.8})
                QTest::addRow("%s, text %.1f times as large", language, scale)
                    << QString::fromLatin1(language) << scale;
        }
    }
    void everythingHasRoomAtTheLeastSizeOfTheWindow()
    {
        QFETCH(QString, language);
        QFETCH(double, scale);
        const Speaking speaking(language);
        QVERIFY(speaking.loaded());
        Theme theme(ThemeMode::Light, nullptr, scale);
        FilledWindow filled(theme);
        QStringList wrong;
        filled.window.resize(filled.window.minimumSize());
        const auto look = [&](const QString &page) {
            filled.show(page);
            QCOMPARE(filled.window.size(), filled.window.minimumSize());
            for (const QString &one : tooSmall(filled.window))
                wrong << page + QStringLiteral(": ") + one;
        };
        for (const QString &page : filled.window.pages())
            look(page);
        // What is told of an alert depends on the alert.
        auto *alerts = filled.window.findChild<QTableView *>(QStringLiteral("alertsTable"));
        auto *processes = filled.window.findChild<QTableView *>(QStringLiteral("alertProcesses"));
        bool told = false;
        filled.show(QStringLiteral("alerts"));
        filled.window.findChild<QAbstractButton *>(QStringLiteral("alertsRange.2"))->click(); // all time
        filled.show(QStringLiteral("alerts"));
        QVERIFY(alerts->model()->rowCount() > 1);
        for (int row = 0; row < alerts->model()->rowCount(); ++row) {
            alerts->selectRow(row);
            look(QStringLiteral("alerts"));
            told = told || processes->isVisible();
        }
        QVERIFY2(told, "one of them tells of processes");
        filled.window.showFirstRun();
        look(QStringLiteral("overview"));
        for (const QString &one : wrong)
            qWarning("%s", qPrintable(one));
        QCOMPARE(wrong.size(), 0);
    }

    void cardsEndWhereTheHeaderEndsWithAScrollBarOrWithoutOne()
    {
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        bool with = false;
        bool without = false;
        for (const int height : {layout::kLeastWindow.height(), 2400}) {
            filled.window.resize(1280, height);
            for (const QString &name : filled.window.pages()) {
                const QWidget *page = filled.show(name);
                const auto *scroll = page->findChild<PageScroll *>();
                if (!scroll)
                    continue;
                const auto *header = page->findChild<PageHeader *>();
                const auto edge = [page](const QWidget *widget) {
                    return widget->mapTo(page, QPoint(widget->width(), 0)).x();
                };
                for (const Card *card : scroll->findChildren<Card *>()) {
                    if (card->isVisible() && card->parentWidget() == scroll->widget())
                        QVERIFY2(edge(card) == edge(header), qPrintable(name + u' ' + card->objectName()));
                }
                (scroll->verticalScrollBar()->isVisible() ? with : without) = true;
            }
        }
        QVERIFY2(with && without, "both were to be seen");
    }

    void picturesForEyes_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<double>("scale");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("name");
        for (const char *language : {"en", "de"}) {
            const auto row = [language](const char *name, double scale, const QSize &size) {
                QTest::addRow("%s%s", language, name)
                    << QString::fromLatin1(language) << scale << size << QString::fromLatin1(name);
            };
            row("", 1, QSize(1280, 820));
            row("-small", 1, layout::kLeastWindow);
            row("-large-text", 1.5, layout::kLeastWindow * 1.5);
        }
    }
    void picturesForEyes()
    {
        QFETCH(QString, language);
        QFETCH(double, scale);
        QFETCH(QSize, size);
        QFETCH(QString, name);
        if (qEnvironmentVariableIsEmpty("HAKGAL_PICTURES"))
            QSKIP("only where someone wants to look: set HAKGAL_PICTURES");
        const Speaking speaking(language);
        Theme theme(ThemeMode::Light, nullptr, scale);
        FilledWindow filled(theme);
        filled.window.resize(size);
        for (const QString &page : filled.window.pages()) {
            filled.show(page);
            savePictures(filled.window, theme, QStringLiteral("page-%1-%2%3").arg(page, language, name));
        }
        filled.window.showFirstRun();
        filled.show(QStringLiteral("overview"));
        savePictures(filled.window, theme, QStringLiteral("page-first-run-%1%2").arg(language, name));
    }

    void largeFontsOfTheDesktopMakeLargeText_data()
    {
        QTest::addColumn<int>("pixels");
        QTest::addColumn<QSize>("screen");
        QTest::addColumn<double>("scale");
        const QSize large(3840, 2160);
        QTest::newRow("as usual") << 13 << large << 1.0;
        QTest::newRow("12 points, which some desktops have") << 16 << large << 1.0;
        QTest::newRow("18 points") << 24 << large << 1.8;
        QTest::newRow("no more than twice") << 60 << large << 2.0;
        QTest::newRow("as far as the window fits the screen") << 24 << QSize(1366, 744) << 1.2;
        QTest::newRow("never smaller on a small screen") << 24 << QSize(800, 600) << 1.0;
        QTest::newRow("never smaller for a small font") << 7 << large << 1.0;
    }
    void largeFontsOfTheDesktopMakeLargeText()
    {
        QFETCH(int, pixels);
        QFETCH(QSize, screen);
        QFETCH(double, scale);
        QCOMPARE(Theme::textScale(pixels, screen), scale);
    }

    void theSameRoomIsTakenWhateverTheFigure()
    {
        Theme theme(ThemeMode::Light, nullptr, 1.8);
        QCOMPARE(int(layout::kRow), 50);
        QCOMPARE(Theme::font(TextStyle::Body).pixelSize(), 23);
        QVERIFY(MetricTile(theme, QStringLiteral("Facts")).sizeHint().height() >= 147);
    }
};

QTEST_MAIN(tst_Fit)
#include "tst_Fit.moc"
