// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FirstRunPage.h"

#include "Pictures.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace hakgal;

class tst_FirstRunPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<FirstRunPage>(m_theme, m_catalogue);
        m_page->resize(1092, 760);
        m_page->show();
    }
    void cleanup() { m_page.reset(); }

    void theButtonsAskForAFileOrADemo()
    {
        QSignalSpy open(m_page.get(), &FirstRunPage::openRequested);
        QSignalSpy demo(m_page.get(), &FirstRunPage::demoRequested);
        QTest::mouseClick(button("openButton"), Qt::LeftButton);
        QCOMPARE(open.count(), 1);
        QTest::mouseClick(button("demoButton"), Qt::LeftButton);
        QCOMPARE(demo.count(), 1);
    }

    void recentFilesAreOffered()
    {
        QVERIFY(!child("recentFiles")->isVisible());
        QStringList files;
        for (int i = 0; i < 9; ++i)
            files << QStringLiteral("/srv/kb%1.db").arg(i);
        m_page->setRecentFiles(files);
        QVERIFY(child("recentFiles")->isVisible());
        QCOMPARE(child("recentFiles")
                     ->findChildren<QAbstractButton *>(QRegularExpression(QStringLiteral("^recent\\d")))
                     .size(),
                 int(FirstRunPage::kMostRecent));
        QSignalSpy chosen(m_page.get(), &FirstRunPage::fileChosen);
        QTest::mouseClick(button("recent2"), Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("/srv/kb2.db"));
        m_page->setRecentFiles({});
        QVERIFY(!child("recentFiles")->isVisible());
    }

    void theListMayChangeWhileARecentFileIsChosen()
    {
        m_page->setRecentFiles({QStringLiteral("/a.db"), QStringLiteral("/b.db")});
        connect(m_page.get(), &FirstRunPage::fileChosen, this,
                [this](const QString &path) { m_page->setRecentFiles({path}); });
        QTest::mouseClick(button("recent1"), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_COMPARE(child("recentFiles")->findChildren<QAbstractButton *>().size(), 1);
    }

    void theLastErrorIsSaidInPlainWords()
    {
        const Error error{ErrorCode::FileMissing, {QStringLiteral("/srv/<b>kb</b>.db")}, {}};
        m_page->setError(error);
        QVERIFY(child("firstRunProblem")->isVisible());
        const auto *text = m_page->findChild<QLabel *>(QStringLiteral("firstRunError"));
        QCOMPARE(text->text(), m_catalogue.error(error));
        QCOMPARE(text->textFormat(), Qt::PlainText);
        m_page->setError(std::nullopt);
        QVERIFY(!child("firstRunProblem")->isVisible());
    }

    void thatNothingWasChosenYetIsNoProblem()
    {
        m_page->setError(Error{ErrorCode::NothingConfigured, {}, {}});
        QVERIFY(!child("firstRunProblem")->isVisible());
    }

    void oneLocalFileCanBeDropped_data()
    {
        QTest::addColumn<QList<QUrl>>("urls");
        QTest::addColumn<QString>("path");
        QTest::newRow("a file") << QList<QUrl>{QUrl::fromLocalFile(QStringLiteral("/srv/kb.db"))}
                                << QStringLiteral("/srv/kb.db");
        QTest::newRow("two files") << QList<QUrl>{QUrl::fromLocalFile(QStringLiteral("/a")),
                                                  QUrl::fromLocalFile(QStringLiteral("/b"))}
                                   << QString();
        QTest::newRow("a page") << QList<QUrl>{QUrl(QStringLiteral("https://example.org/kb.db"))}
                                << QString();
        QTest::newRow("nothing") << QList<QUrl>() << QString();
    }
    void oneLocalFileCanBeDropped()
    {
        QFETCH(QList<QUrl>, urls);
        QFETCH(QString, path);
        QSignalSpy chosen(m_page.get(), &FirstRunPage::fileChosen);
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.setAccepted(false);
        QApplication::sendEvent(m_page.get(), &enter);
        QCOMPARE(enter.isAccepted(), !path.isEmpty());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &drop);
        QCOMPARE(chosen.count(), path.isEmpty() ? 0 : 1);
        if (!path.isEmpty())
            QCOMPARE(chosen[0][0].toString(), path);
    }

    void pictures()
    {
        savePictures(*m_page, m_theme, QStringLiteral("first-run"));
        m_page->setError(Error{ErrorCode::FileMissing, {QStringLiteral("/srv/kb/hexagonal_kb.db")}, {}});
        m_page->setRecentFiles({QStringLiteral("/srv/kb/hexagonal_kb.db"),
                                QStringLiteral("/home/op/Documents/knowledge/experiments/long/way/down/"
                                               "a_knowledge_base_with_a_very_long_name_indeed_2024.db"),
                                QStringLiteral("/tmp/demo.db")});
        savePictures(*m_page, m_theme, QStringLiteral("first-run-gone"));
    }

private:
    QWidget *child(const char *name) const { return m_page->findChild<QWidget *>(QLatin1String(name)); }
    QAbstractButton *button(const char *name) const
    {
        return m_page->findChild<QAbstractButton *>(QLatin1String(name));
    }

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    std::unique_ptr<FirstRunPage> m_page;
};

QTEST_MAIN(tst_FirstRunPage)
#include "tst_FirstRunPage.moc"
