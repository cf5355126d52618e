// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"
#include "ui/AboutDialog.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace hakgal;

class tst_AboutDialog : public QObject
{
    Q_OBJECT

    Theme m_theme;

private Q_SLOTS:
    void itTellsTheVersionsThatRun()
    {
        const AboutDialog about{QString()};
        const auto text = [&](const char *name) {
            return about.findChild<QLabel *>(QLatin1String(name))->text();
        };
        QVERIFY(text("aboutName").contains(buildInfo().version));
        QCOMPARE(text("aboutRevision"), buildInfo().revision);
        QCOMPARE(text("aboutQt"), buildInfo().qtVersion);
        QVERIFY(text("aboutSqlite").startsWith(buildInfo().sqliteVersion));
        QVERIFY(!text("aboutCompiler").isEmpty());
        QVERIFY(!text("aboutSystem").isEmpty());
    }

    void everyPartHasTheTextOfItsLicence()
    {
        const AboutDialog about{QString()};
        auto *parts = about.findChild<QListWidget *>(QStringLiteral("licenceParts"));
        const auto *text = about.findChild<QPlainTextEdit *>(QStringLiteral("licenceText"));
        QVERIFY(parts->count() >= 6);
        QStringList texts;
        for (int row = 0; row < parts->count(); ++row) {
            parts->setCurrentRow(row);
            QVERIFY2(text->toPlainText().size() > 200, qPrintable(parts->item(row)->text()));
            QVERIFY(!texts.contains(text->toPlainText()));
            texts << text->toPlainText();
        }
        QVERIFY(texts.front().contains(QLatin1String("GNU GENERAL PUBLIC LICENSE")));
    }

    void diagnosticsAreCopiedAsTheyWereGiven()
    {
        const AboutDialog about(QStringLiteral("one\ntwo\n"));
        QApplication::clipboard()->clear();
        about.findChild<QPushButton *>(QStringLiteral("copyDiagnostics"))->click();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("one\ntwo\n"));
        QVERIFY(!about.findChild<QLabel *>(QStringLiteral("diagnosticsCopied"))->text().isEmpty());
    }
};

QTEST_MAIN(tst_AboutDialog)
#include "tst_AboutDialog.moc"
