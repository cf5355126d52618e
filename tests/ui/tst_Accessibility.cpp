// SPDX-License-Identifier: GPL-3.0-or-later
// What assistive tools and the keyboard find in the window: every page and every dialog, in both languages.
#include "FilledWindow.h"
#include "ui/ImportDialog.h"
#include "ui/MetricChart.h"
#include "ui/MetricTile.h"
#include "ui/NavigationRail.h"
#include "ui/SettingsPage.h"
#include "ui/StatusMark.h"
#include "ui/StatusPill.h"
#include "ui/WindowJobs.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

#include <map>

using namespace hakgal;
using namespace hakgal::madeup;

namespace {

/// What a person can use or read as a figure, and so must be able to tell apart.
bool needsName(const QAccessibleInterface &item)
{
    switch (item.role()) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::RadioButton:
    case QAccessible::CheckBox:
    case QAccessible::EditableText:
    case QAccessible::ComboBox:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::List:
    case QAccessible::ListItem:
    case QAccessible::Chart:
    case QAccessible::Graphic:
    case QAccessible::ProgressBar:
    case QAccessible::MenuItem:
    case QAccessible::PopupMenu:
    case QAccessible::Dialog:
    case QAccessible::AlertMessage:
        return true;
    default:
        return false;
    }
}

QString describe(const QAccessibleInterface &item)
{
    const QObject *object = item.object();
    QString chain;
    for (const QObject *up = object; up; up = up->parent())
        chain += QStringLiteral(" < %1 \"%2\"")
                     .arg(QLatin1String(up->metaObject()->className()), up->objectName());
    return QStringLiteral("role %1%2").arg(int(item.role()), 0, 16).arg(chain);
}

/// Walks what assistive tools walk; hidden parts are not there for them.
void collectNameless(QAccessibleInterface *item, QStringList &nameless, int &seen, int depth = 0)
{
    if (!item || !item->isValid() || depth > 40 || item->state().invisible)
        return;
    const auto *widget = qobject_cast<QWidget *>(item->object());
    if (widget && !widget->isVisible())
        return;
    // The field within an editor speaks with its editor's name, and scroll bars with their view's.
    const bool part = widget && widget->parentWidget() &&
                      (qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) ||
                       qobject_cast<QComboBox *>(widget->parentWidget()));
    // The sign of a message box only repeats what its words say.
    const bool sign = widget && widget->objectName() == QLatin1String("qt_msgboxex_icon_label");
    if (needsName(*item) && !part && !sign) {
        ++seen;
        if (item->text(QAccessible::Name).trimmed().isEmpty())
            nameless << describe(*item);
    }
    const bool control = widget && widget->focusPolicy() != Qt::NoFocus;
    if (control && !part && item->text(QAccessible::Name).trimmed().isEmpty())
        nameless << QStringLiteral("takes the focus: ") + describe(*item);
    // Cells of tables are read row by row from the model.
    if (item->tableInterface())
        return;
    for (int i = 0; i < item->childCount(); ++i)
        collectNameless(item->child(i), nameless, seen, depth + 1);
}

QStringList namelessIn(QWidget *widget, int *seen = nullptr)
{
    QStringList nameless;
    int count = 0;
    collectNameless(QAccessible::queryAccessibleInterface(widget), nameless, count);
    if (seen)
        *seen = count;
    nameless.removeDuplicates();
    return nameless;
}

/// The dialog of that name; a test that asks for one that is not there fails at once.
QWidget *dialog(const char *name)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible() && widget->objectName() == QLatin1String(name))
            return widget;
    }
    return nullptr;
}

bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus);
}

QRect placeIn(const QWidget *window, const QWidget *widget)
{
    return {widget->mapTo(window, QPoint()), widget->size()};
}

} // namespace

class tst_Accessibility : public QObject
{
    Q_OBJECT

    void languages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }

private Q_SLOTS:
    void everyControlOfEveryPageHasAName_data() { languages(); }
    void everyControlOfEveryPageHasAName()
    {
        QFETCH(QString, language);
        const Speaking speaking(language);
        QVERIFY(speaking.loaded());
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        QStringList wrong;
        for (const QString &page : filled.window.pages()) {
            filled.show(page);
            int seen = 0;
            const QStringList nameless = namelessIn(&filled.window, &seen);
            QVERIFY2(seen >= 6, qPrintable(page + QStringLiteral(": the walk found next to nothing")));
            for (const QString &one : nameless)
                wrong << page + QStringLiteral(": ") + one;
        }
        filled.window.showFirstRun();
        filled.show(QStringLiteral("overview"));
        for (const QString &one : namelessIn(&filled.window))
            wrong << QStringLiteral("first run: ") + one;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void everyControlOfEveryDialogHasAName_data() { languages(); }
    void everyControlOfEveryDialogHasAName()
    {
        QFETCH(QString, language);
        const Speaking speaking(language);
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        filled.show(QStringLiteral("overview"));
        QStringList wrong;
        const auto check = [&](const char *name) {
            QWidget *shown = dialog(name);
            if (!shown) {
                wrong << QStringLiteral("%1 was not shown").arg(QLatin1String(name));
                return;
            }
            int seen = 0;
            for (const QString &one : namelessIn(shown, &seen))
                wrong << QStringLiteral("%1: %2").arg(QLatin1String(name), one);
            if (seen == 0)
                wrong << QStringLiteral("%1: nothing was found in it").arg(QLatin1String(name));
            if (shown->windowTitle().isEmpty())
                wrong << QStringLiteral("%1 has no title").arg(QLatin1String(name));
            delete shown;
        };
        filled.window.showImport();
        check("importDialog");
        filled.window.showExport();
        check("exportDialog");
        filled.window.findChild<QAction *>(QStringLiteral("action.about"))->trigger();
        check(dialog("aboutDialog") ? "aboutDialog" : "messageBox");
        filled.window.findChild<QAction *>(QStringLiteral("action.open"))->trigger();
        check("openDialog");
        filled.window.showError({ErrorCode::FileMissing, {QStringLiteral("/data/kb.db")}, {}, 0});
        check("messageBox");
        filled.show(QStringLiteral("backups"));
        filled.window.findChild<QPushButton *>(QStringLiteral("restoreBackup"))->click();
        check("restoreQuestion");
        filled.window.jobs().showStarted(QStringLiteral("backup"));
        filled.window.jobs().holdsSession();
        check("jobQuestion");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void theQuestionAboutChangedSettingsHasNames()
    {
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        filled.show(QStringLiteral("settings"));
        auto *interval = filled.window.findChild<QDoubleSpinBox *>(QStringLiteral("monitoring_interval"));
        interval->setValue(interval->value() + 1);
        QStringList wrong{QStringLiteral("it was not asked")};
        QTimer::singleShot(0, &filled, [&wrong] {
            if (QWidget *box = dialog("unappliedSettings")) {
                wrong = namelessIn(box);
                box->close();
            }
        });
        filled.window.showPage(QStringLiteral("overview"));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void aChartTellsItsLatestValueItsLimitAndItsState()
    {
        const Speaking speaking(QStringLiteral("en"));
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        int charts = 0;
        for (const QString &page : {QStringLiteral("overview"), QStringLiteral("history")}) {
            filled.show(page);
            for (QWidget *widget : filled.window.findChildren<QWidget *>()) {
                QAccessibleInterface *item = QAccessible::queryAccessibleInterface(widget);
                if (!widget->isVisible() || !item || item->role() != QAccessible::Chart)
                    continue;
                ++charts;
                const QString words = item->text(QAccessible::Description);
                const QString value = item->text(QAccessible::Value);
                QVERIFY2(!item->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
                QVERIFY2(!value.isEmpty() && words.contains(value), qPrintable(value + u'\n' + words));
                // The facts have no limit on their axis.
                if (widget->objectName() != QLatin1String("history.facts_count"))
                    QVERIFY2(words.contains(QStringLiteral("imit of ")), qPrintable(words));
            }
        }
        QCOMPARE(charts, 8);
    }

    void figuresAreToldWhenAskedForAndOnlyAChangeOfStateIsAnnounced()
    {
        const Speaking speaking(QStringLiteral("en"));
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        filled.show(QStringLiteral("overview"));
        filled.tell(healthy(300));
        auto *chart = filled.window.findChild<MetricChart *>(QStringLiteral("chart.cpu"));
        QAccessibleInterface *item = QAccessible::queryAccessibleInterface(chart);
        const QString before = item->text(QAccessible::Description);

        // What is announced goes with this signal.
        QSignalSpy announced(chart, &MetricChart::stateChanged);
        for (int t = 301; t < 331; ++t)
            filled.tell(healthy(t));
        QVERIFY(item->text(QAccessible::Description) != before);
        QCOMPARE(announced.count(), 0);
        Snapshot busy = healthy(331);
        busy.sample[MetricId::SystemCpu] = Reading::of(93);
        filled.tell(busy);
        QCOMPARE(announced.count(), 1);
        QVERIFY(item->text(QAccessible::Description).contains(QStringLiteral("Above the limit of 80")));
        // Qt's own way of a description would be told at each change.
        QVERIFY(chart->accessibleDescription().isEmpty());
    }

    void tabGoesAsOneReadsAndComesRound_data()
    {
        QTest::addColumn<QString>("page");
        Theme theme(ThemeMode::Light);
        const Catalogue catalogue(Catalogue::Language::English);
        const MainWindow window(theme, catalogue, {});
        for (const QString &page : window.pages())
            QTest::newRow(qPrintable(page)) << page;
        QTest::newRow("first run") << QString();
    }
    void tabGoesAsOneReadsAndComesRound()
    {
        QFETCH(QString, page);
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        filled.window.resize(1280, 2200); // everything in view, so that places can be compared
        if (page.isEmpty())
            filled.window.showFirstRun();
        QWidget *shown = filled.show(page.isEmpty() ? QStringLiteral("overview") : page);
        filled.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&filled.window));
        auto *rail = filled.window.findChild<QListWidget *>(QStringLiteral("navigationRail"));
        rail->setFocus(Qt::TabFocusReason);

        // What a marked row makes possible comes on the way, and not all of it ahead of us.
        QList<QWidget *> stops;
        for (QWidget *widget : shown->findChildren<QWidget *>()) {
            if (takesTab(widget) && !widget->focusProxy())
                stops << widget;
        }
        constexpr int kTolerance = 12;
        QList<QWidget *> order;
        for (int i = 0; i < 400; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QWidget *now = QApplication::focusWidget();
            QVERIFY(now);
            if (now == rail)
                break;
            if (!order.isEmpty() && now == order.last() && qobject_cast<QDateTimeEdit *>(now))
                continue; // from day to month to year
            QVERIFY2(order.isEmpty() || now != order.last(),
                     qPrintable(QStringLiteral("Tab stays in ") + now->objectName()));
            QVERIFY2(!order.contains(now), qPrintable(now->objectName() + QStringLiteral(" comes twice")));
            if (!order.isEmpty()) {
                // Both as they lie now, since what gets the focus is scrolled into view.
                const QRect before = placeIn(&filled.window, order.last());
                const QRect after = placeIn(&filled.window, now);
                const bool sameLine = after.top() < before.bottom() - kTolerance / 2 &&
                                      after.bottom() > before.top() + kTolerance / 2;
                const bool onwards = sameLine ? after.left() >= before.left() - kTolerance
                                              // On, or up again at the head of the next column.
                                              : after.top() >= before.top() || after.left() >= before.right();
                QVERIFY2(onwards, qPrintable(QStringLiteral("%1 comes after %2")
                                                 .arg(now->objectName(), order.last()->objectName())));
            }
            order << now;
        }
        QVERIFY2(QApplication::focusWidget() == rail, "Tab does not come round");

        // Of buttons that exclude each other only the chosen one is a stop; arrow keys reach the others.
        for (QWidget *widget : stops) {
            if (takesTab(widget) && !order.contains(widget))
                QFAIL(qPrintable(QStringLiteral("%1 is never reached, but %2 others")
                                     .arg(widget->objectName())
                                     .arg(order.size())));
        }
    }

    void everyMenuGivesALetterOnce_data() { languages(); }
    void everyMenuGivesALetterOnce()
    {
        QFETCH(QString, language);
        const Speaking speaking(language);
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        for (const QString &page : filled.window.pages())
            filled.show(page);
        QStringList wrong;
        const auto check = [&wrong](const QString &where, const QList<QAction *> &actions) {
            std::map<QString, QString> taken;
            for (const QAction *action : actions) {
                const QString key = QKeySequence::mnemonic(action->text()).toString();
                if (key.isEmpty())
                    continue;
                const auto [at, fresh] = taken.emplace(key, action->text());
                if (!fresh)
                    wrong << QStringLiteral("%1: %2 and %3").arg(where, at->second, action->text());
            }
        };
        check(QStringLiteral("menu bar"), filled.window.menuBar()->actions());
        int menus = 0;
        for (const QMenu *menu : filled.window.findChildren<QMenu *>()) {
            if (menu->objectName() == QLatin1String("menu.recent"))
                continue; // file names
            ++menus;
            check(menu->title().isEmpty() ? menu->objectName() : menu->title(), menu->actions());
        }
        QVERIFY(menus >= 5);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void everyPageGivesALetterOnce_data() { languages(); }
    void everyPageGivesALetterOnce()
    {
        QFETCH(QString, language);
        const Speaking speaking(language);
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        filled.window.jobs().showStarted(QStringLiteral("backup")); // its Cancel is on many pages
        QStringList wrong;
        for (const QString &page : filled.window.pages()) {
            filled.show(page);
            std::map<QString, QString> taken;
            const auto take = [&](const QString &text) {
                const QString key = QKeySequence::mnemonic(text).toString();
                if (key.isEmpty())
                    return;
                const auto [at, fresh] = taken.emplace(key, text);
                if (!fresh) // the key would only move the focus from one to the other
                    wrong << QStringLiteral("%1: %2 and %3").arg(page, at->second, text);
            };
            for (const QAction *menu : filled.window.menuBar()->actions())
                take(menu->text());
            for (const QWidget *widget : filled.window.findChildren<QWidget *>()) {
                if (!widget->isVisible())
                    continue;
                if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                    take(button->text());
                else if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
                    take(label->text());
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void aStatusIsNeverToldByColourAlone()
    {
        const Speaking speaking(QStringLiteral("en"));
        Theme theme(ThemeMode::Light);
        FilledWindow filled(theme);
        filled.show(QStringLiteral("overview"));
        // Words …
        const auto *pill = filled.window.findChild<StatusPill *>(QStringLiteral("statusPill"));
        QCOMPARE(pill->text(), filled.catalogue.status(Status::Degraded));
        auto *rail = filled.window.findChild<QListWidget *>(QStringLiteral("navigationRail"));
        QVERIFY(rail->item(0)
                    ->data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(filled.catalogue.status(Status::Degraded)));
        const auto *tile = filled.window.findChild<MetricTile *>(QStringLiteral("tile.cache"));
        QVERIFY(tile->content().severity.has_value());
        QVERIFY(QAccessible::queryAccessibleInterface(const_cast<MetricTile *>(tile))
                    ->text(QAccessible::Description)
                    .contains(filled.catalogue.severity(Severity::Warning)));
        // … and shapes: in one colour the marks still differ.
        std::vector<QImage> marks;
        for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Critical}) {
            QImage mark(10, 10, QImage::Format_ARGB32);
            mark.fill(Qt::white);
            QPainter painter(&mark);
            painter.setBrush(Qt::black);
            drawMark(painter, QRectF(1, 1, 8, 8), severity);
            marks.push_back(mark);
        }
        QVERIFY(marks[0] != marks[1] && marks[1] != marks[2] && marks[0] != marks[2]);
    }
};

QTEST_MAIN(tst_Accessibility)
#include "tst_Accessibility.moc"
