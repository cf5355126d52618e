// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MainWindow.h"
#include "ui/NavigationRail.h"
#include "ui/Shortcuts.h"
#include "ui/Theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>

#include <map>

using namespace hakgal;
using Row = ShortcutGroup::Row;

namespace {

/// All actions of a menu and of the menus in it.
QList<QAction *> entriesOf(const QMenu &menu)
{
    QList<QAction *> entries;
    for (QAction *action : menu.actions()) {
        if (action->menu())
            entries << entriesOf(*action->menu());
        else if (!action->isSeparator())
            entries << action;
    }
    return entries;
}

/// A menu and the menus in it.
QList<const QMenu *> menusOf(const QMenu &menu)
{
    QList<const QMenu *> menus{&menu};
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            menus << menusOf(*action->menu());
    }
    return menus;
}

} // namespace

class tst_Shortcuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMenuTellsKeysOrTheWayThroughIt()
    {
        QMenu menu(QStringLiteral("&File"));
        menu.addAction(QStringLiteral("&Open…"))->setShortcut(QKeySequence(QStringLiteral("Ctrl+O")));
        menu.addSeparator();
        menu.addAction(QStringLiteral("Show &Log"));
        menu.addAction(QStringLiteral("Salt && &Pepper"))
            ->setShortcuts({QKeySequence(QStringLiteral("Ctrl+P")), QKeySequence(QStringLiteral("F2"))});
        const ShortcutGroup group = shortcutsOf(menu);
        QCOMPARE(group.title, QStringLiteral("File"));
        QCOMPARE(group.rows.size(), 3U);
        QCOMPARE(group.rows[0], (Row{QStringLiteral("Open"), QStringLiteral("Ctrl+O")}));
        QCOMPARE(group.rows[1], (Row{QStringLiteral("Show Log"), QStringLiteral("Alt+F, L")}));
        QCOMPARE(group.rows[2], (Row{QStringLiteral("Salt & Pepper"), QStringLiteral("Ctrl+P or F2")}));
    }

    void aPageTellsItsActionsAndButtons()
    {
        QWidget page;
        auto *action = new QAction(QStringLiteral("Zoom"), &page);
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+Z")));
        new QAction(QStringLiteral("without keys"), &page);
        new QPushButton(QStringLiteral("&Apply"), &page);
        new QPushButton(QStringLiteral("no letter"), &page);
        const ShortcutGroup group = shortcutsOf(QStringLiteral("&Page"), page);
        QCOMPARE(group.title, QStringLiteral("Page"));
        QCOMPARE(group.rows.size(), 2U);
        QCOMPARE(group.rows[0], (Row{QStringLiteral("Zoom"), QStringLiteral("Ctrl+Z")}));
        QCOMPARE(group.rows[1], (Row{QStringLiteral("Apply"), QStringLiteral("Alt+A")}));
    }

    void aMenuWithinAMenuIsListedByTheWayToItsEntries()
    {
        QMenu menu(QStringLiteral("&View"));
        QMenu *inner = menu.addMenu(QStringLiteral("&Theme"));
        inner->addAction(QStringLiteral("&Dark"));
        const ShortcutGroup group = shortcutsOf(menu);
        QCOMPARE(group.rows.size(), 1U);
        QCOMPARE(group.rows[0], (Row{QStringLiteral("Theme: Dark"), QStringLiteral("Alt+V, T, D")}));
    }

    void whatSeveralHaveIsToldOnce()
    {
        const Row copy{QStringLiteral("Copy"), QStringLiteral("Ctrl+C")};
        const Row own{QStringLiteral("Own"), QStringLiteral("F9")};
        const auto groups = withCommonGroup(
            {{QStringLiteral("a"), {copy, own}}, {QStringLiteral("b"), {copy}}}, QStringLiteral("both"));
        QCOMPARE(groups.size(), 2U);
        QCOMPARE(groups[0].title, QStringLiteral("both"));
        QVERIFY(groups[0].rows == std::vector<Row>{copy});
        QCOMPARE(groups[1].title, QStringLiteral("a"));
        QVERIFY(groups[1].rows == std::vector<Row>{own});
    }

    void everyEntryOfTheMenusIsReachableByKeys()
    {
        Theme theme;
        const MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        for (const QAction *action : window.menuBar()->actions()) {
            QVERIFY2(!QKeySequence::mnemonic(action->text()).isEmpty(), qPrintable(action->text()));
            for (const QMenu *menu : menusOf(*action->menu())) {
                std::map<QString, QString> letters;
                for (const QAction *entry : menu->actions()) {
                    if (entry->isSeparator())
                        continue;
                    const QString letter = QKeySequence::mnemonic(entry->text()).toString();
                    QVERIFY2(!letter.isEmpty() || !entry->shortcut().isEmpty(), qPrintable(entry->text()));
                    if (letter.isEmpty())
                        continue;
                    QVERIFY2(letters.count(letter) == 0,
                             qPrintable(entry->text() + QLatin1String(" and ") + letters[letter]));
                    letters[letter] = entry->text();
                }
            }
        }
    }

    void noKeysOfTheMenusMeanTwoThings()
    {
        Theme theme;
        const MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        std::map<QString, QString> taken;
        for (const QAction *menu : window.menuBar()->actions()) {
            for (const QAction *entry : entriesOf(*menu->menu())) {
                for (const QKeySequence &keys : entry->shortcuts()) {
                    const QString name = keys.toString();
                    QVERIFY2(taken.count(name) == 0, qPrintable(name + QLatin1Char(' ') + taken[name]));
                    taken[name] = entry->text();
                }
            }
        }
    }

    void theLettersOfTheMenusAreTheirsAloneAndNoTwoButtonsShareOne()
    {
        Theme theme;
        MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        window.show();
        QStringList menus;
        for (const QAction *menu : window.menuBar()->actions())
            menus << QKeySequence::mnemonic(menu->text()).toString();
        for (const QString &id : window.pages()) {
            QVERIFY(window.showPage(id));
            std::map<QString, QString> taken;
            for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
                const QString keys = QKeySequence::mnemonic(button->text()).toString();
                if (keys.isEmpty() || !button->isVisible())
                    continue;
                const QString name = id + QLatin1Char(' ') + button->text();
                QVERIFY2(!menus.contains(keys), qPrintable(name));
                QVERIFY2(taken.count(keys) == 0, qPrintable(name + QLatin1String(" and ") + taken[keys]));
                taken[keys] = button->text();
            }
        }
    }

    void everyPageIsReachableByItsKeys()
    {
        Theme theme;
        MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        for (const QString &page : window.pages()) {
            const auto *action = window.findChild<QAction *>(QStringLiteral("action.page.") + page);
            QVERIFY2(action && !action->shortcut().isEmpty(), qPrintable(page));
            QTest::keySequence(&window, action->shortcut());
            QCOMPARE(window.currentPage(), page);
        }
    }

    void theDialogIsMadeOfTheWindowsOwnActions()
    {
        Theme theme;
        MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        window.show();
        window.findChild<QAction *>(QStringLiteral("action.shortcuts"))->trigger();
        const auto shown = [&window] {
            return window.findChild<QDialog *>(QStringLiteral("shortcutsDialog"));
        };
        QTRY_VERIFY(shown() && shown()->isVisible()); // once every page has told its keys
        const QDialog *dialog = shown();
        QStringList words;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            words << label->text();
        for (const char *expected :
             {"Ctrl+O", "F1", "Ctrl+1", "Show less time", "Cancel the job", "Copy picture"})
            QVERIFY2(words.contains(QLatin1String(expected)), expected);
        QCOMPARE(words.count(QStringLiteral("Copy picture")), 1);
    }
};

QTEST_MAIN(tst_Shortcuts)
#include "tst_Shortcuts.moc"
