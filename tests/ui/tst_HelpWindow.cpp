// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HelpWindow.h"
#include "ui/MainWindow.h"
#include "ui/Theme.h"

#include <QAction>
#include <QDir>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

using namespace hakgal;

namespace {

const QStringList kLanguages{QStringLiteral("en"), QStringLiteral("de")};

QStringList filesOf(const QString &language)
{
    QStringList pages;
    for (const QString &file : QDir(QStringLiteral(":/hakgal/help/") + language).entryList(QDir::Files))
        pages << file.chopped(3);
    return pages;
}

} // namespace

class tst_HelpWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageOfTheWindowHasItsHelpInBothLanguages()
    {
        Theme theme;
        const MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        QVERIFY(window.pages().size() > 10);
        for (const QString &language : kLanguages) {
            for (const QString &page : window.pages())
                QVERIFY2(filesOf(language).contains(page), qPrintable(language + QLatin1Char('/') + page));
        }
    }

    void bothLanguagesHaveTheSamePagesAndEveryOneIsInTheContents()
    {
        QCOMPARE(filesOf(kLanguages[0]), filesOf(kLanguages[1]));
        for (const QString &language : kLanguages) {
            QStringList reachable = help::pages(language);
            reachable.sort();
            QCOMPARE(reachable, filesOf(language));
        }
        QCOMPARE(help::pages(kLanguages[0]), help::pages(kLanguages[1]));
    }

    void everyLinkLeadsToAPage()
    {
        for (const QString &language : kLanguages) {
            for (const QString &page : filesOf(language)) {
                const QString text = help::text(page, language);
                for (const QString &link : help::links(text))
                    QVERIFY2(filesOf(language).contains(link),
                             qPrintable(page + QLatin1String(" → ") + link));
            }
        }
    }

    void everyPageHasAHeadingAndIsShort()
    {
        for (const QString &language : kLanguages) {
            for (const QString &page : filesOf(language)) {
                const QString text = help::text(page, language);
                QVERIFY2(!help::title(text).isEmpty(), qPrintable(page));
                QVERIFY2(text.size() < 3000, qPrintable(page));
                QVERIFY2(!text.contains(QLatin1Char('<')), qPrintable(page)); // no HTML
            }
        }
    }

    void germanPagesAreGerman()
    {
        for (const QString &page : filesOf(QStringLiteral("de")))
            QVERIFY2(help::text(page, QStringLiteral("de")) != help::text(page, QStringLiteral("en")),
                     qPrintable(page));
        QCOMPARE(help::title(help::text(QStringLiteral("facts"), QStringLiteral("de"))),
                 QStringLiteral("Fakten"));
    }

    void anUnknownLanguageGetsEnglishAndAnUnknownPageNothing()
    {
        QCOMPARE(help::text(QStringLiteral("facts"), QStringLiteral("fr")),
                 help::text(QStringLiteral("facts"), QStringLiteral("en")));
        QVERIFY(help::text(QStringLiteral("nonsense"), QStringLiteral("en")).isEmpty());
        QVERIFY(help::text(QStringLiteral("../../demo/facts.txt"), QStringLiteral("en")).isEmpty());
    }

    void linksLeadFromPageToPageAndBackAgain()
    {
        Theme theme;
        HelpWindow window(theme, QStringLiteral("en"));
        auto *text = window.findChild<QTextBrowser *>(QStringLiteral("helpText"));
        auto *back = window.findChild<QPushButton *>(QStringLiteral("helpBack"));
        auto *list = window.findChild<QListWidget *>(QStringLiteral("helpPages"));
        QCOMPARE(window.page(), QStringLiteral("index"));
        QVERIFY(!back->isEnabled());
        Q_EMIT text->anchorClicked(QUrl(QStringLiteral("alerts.md")));
        QCOMPARE(window.page(), QStringLiteral("alerts"));
        QCOMPARE(list->currentItem()->text(), QStringLiteral("Alerts"));
        QVERIFY(text->toPlainText().startsWith(QLatin1String("Alerts\n")));
        list->setCurrentRow(1);
        QCOMPARE(window.page(), QStringLiteral("overview"));
        back->click();
        QCOMPARE(window.page(), QStringLiteral("alerts"));
        back->click();
        QCOMPARE(window.page(), QStringLiteral("index"));
        QVERIFY(!back->isEnabled());
    }

    void aLinkToElsewhereLeadsNowhere()
    {
        Theme theme;
        HelpWindow window(theme, QStringLiteral("en"));
        auto *text = window.findChild<QTextBrowser *>(QStringLiteral("helpText"));
        for (const char *link : {"https://example.org/alerts.md", "file:///etc/passwd", "nonsense.md"}) {
            Q_EMIT text->anchorClicked(QUrl(QLatin1String(link)));
            QCOMPARE(window.page(), QStringLiteral("index"));
        }
        QVERIFY(!text->loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/passwd")))
                     .isValid());
    }

    void f1ShowsThePageThatIsShown()
    {
        Theme theme;
        MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(window.showPage(QStringLiteral("backups")));
        QTest::keyClick(&window, Qt::Key_F1);
        const auto windows = QApplication::topLevelWidgets();
        const auto shown = std::find_if(windows.begin(), windows.end(), [](const QWidget *widget) {
            return widget->objectName() == QLatin1String("helpWindow") && widget->isVisible();
        });
        QVERIFY(shown != windows.end());
        QCOMPARE(static_cast<HelpWindow *>(*shown)->page(), QStringLiteral("backups"));
    }
};

QTEST_MAIN(tst_HelpWindow)
#include "tst_HelpWindow.moc"
