// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ExportDialog.h"
#include "ui/ImportDialog.h"
#include "ui/JobText.h"
#include "ui/Theme.h"

#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

JobReport preview(const QString &format)
{
    JobReport answer;
    answer.state = JobState::Succeeded;
    answer.exitCode = 1;
    answer.result = {
        {u"format"_s, format},
        {u"whole"_s, false},
        {u"looked_at"_s, 20'000},
        {u"facts"_s, 19'990},
        {u"repeated"_s, 4},
        {u"blank"_s, 5},
        {u"rejected"_s, 1},
        {u"estimated_rows"_s, 1'000'000},
        {u"estimated_seconds"_s, 33.0},
        {u"columns"_s,
         QJsonArray{QJsonObject{{u"name"_s, u"source"_s}, {u"stored_as"_s, u"source"_s}},
                    QJsonObject{{u"name"_s, u"<b>colour</b>"_s}, {u"stored_as"_s, QJsonValue()}}}},
        {u"rows"_s, QJsonArray{QJsonObject{{u"line"_s, 1},
                                           {u"statement"_s, u"HasPart(Computer, CPU)."_s},
                                           {u"predicate"_s, u"HasPart"_s},
                                           {u"subject"_s, u"Computer"_s}}}},
        {u"rejects"_s, QJsonArray{QJsonObject{{u"line"_s, 7}, {u"why"_s, 0}, {u"text"_s, u"bad"_s}}}}};
    return answer;
}

} // namespace

class tst_ImportDialog : public QObject
{
    Q_OBJECT

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};

private Q_SLOTS:
    void aFileIsPreviewedBeforeItIsImported()
    {
        ImportDialog dialog(m_theme, m_catalogue);
        QSignalSpy asked(&dialog, &ImportDialog::queryRequested);
        QSignalSpy started(&dialog, &ImportDialog::jobRequested);
        auto *import = dialog.findChild<QPushButton *>(u"importStart"_s);
        QVERIFY(!import->isEnabled());
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"facts.jsonl"_s);
        dialog.setFile(file);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().at(0).toString(), ImportDialog::topic());
        QCOMPARE(asked.front().at(1).toStringList(), (QStringList{u"import"_s, file, u"--preview"_s}));
        QVERIFY(!import->isEnabled());

        dialog.showAnswer(u"another"_s, preview(u"csv"_s));
        QVERIFY(!import->isEnabled());
        dialog.showAnswer(ImportDialog::topic(), preview(u"jsonl"_s));
        QVERIFY(import->isEnabled());
        const QString words = dialog.findChild<QLabel *>(u"importMessage"_s)->text();
        QVERIFY2(words.contains(u"JSON Lines"_s) && words.contains(u"20000"_s) && !words.contains(u'%'),
                 qPrintable(words));
        const auto *columns = dialog.findChild<QLabel *>(u"importColumns"_s);
        QVERIFY(columns->text().contains(u"<b>colour</b>"_s));
        QCOMPARE(columns->textFormat(), Qt::PlainText);
        const auto *facts = dialog.findChild<QTableView *>(u"importFacts"_s)->model();
        QCOMPARE(facts->index(0, 3).data().toString(), u"Computer"_s);
        QCOMPARE(dialog.findChild<QTableView *>(u"importRejected"_s)->model()->rowCount(), 1);

        dialog.findChild<QLineEdit *>(u"importSource"_s)->setText(u"me"_s);
        import->click();
        QCOMPARE(started.count(), 1);
        QCOMPARE(started.front().at(0).toStringList(),
                 (QStringList{u"import"_s, file, u"--source"_s, u"me"_s, u"--rejects"_s,
                              file + u".rejects.jsonl"_s}));
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void aTypedPathIsPreviewedAndUntilThenNothingCanBeImported()
    {
        ImportDialog dialog(m_theme, m_catalogue);
        dialog.show();
        const QTemporaryDir folder;
        const QString first = folder.filePath(u"first.txt"_s);
        const QString second = folder.filePath(u"second.txt"_s);
        dialog.setFile(first);
        dialog.showAnswer(ImportDialog::topic(), preview(u"statements"_s));
        const auto *import = dialog.findChild<QPushButton *>(u"importStart"_s);
        QVERIFY(import->isEnabled());
        QSignalSpy asked(&dialog, &ImportDialog::queryRequested);
        auto *path = dialog.findChild<QLineEdit *>(u"importPath"_s);
        path->selectAll();
        QTest::keyClicks(path, u"second.txt"_s); // beside the one before
        QVERIFY(!import->isEnabled());
        dialog.showAnswer(ImportDialog::topic(), preview(u"statements"_s)); // late, and of the first
        QVERIFY(!import->isEnabled());
        QTest::keyClick(path, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().at(1).toStringList(), (QStringList{u"import"_s, second, u"--preview"_s}));
        QVERIFY(dialog.isVisible());
        dialog.showAnswer(ImportDialog::topic(), preview(u"statements"_s));
        QVERIFY(import->isEnabled());

        path->selectAll();
        QTest::keyClick(path, Qt::Key_Delete);
        QTest::keyClick(path, Qt::Key_Return); // none: the one before stays
        QVERIFY(dialog.isVisible());
        QCOMPARE(dialog.file(), second);
        QCOMPARE(path->text(), QDir::toNativeSeparators(second));
    }

    void anotherFormatIsPreviewedAnew()
    {
        ImportDialog dialog(m_theme, m_catalogue);
        dialog.setFile(u"/nowhere/facts.txt"_s);
        dialog.showAnswer(ImportDialog::topic(), preview(u"statements"_s));
        QSignalSpy asked(&dialog, &ImportDialog::queryRequested);
        dialog.findChild<QComboBox *>(u"importFormat"_s)->setCurrentIndex(3);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().at(1).toStringList(), (QStringList{u"import"_s, u"/nowhere/facts.txt"_s,
                                                                  u"--format"_s, u"csv"_s, u"--preview"_s}));
        QVERIFY(!dialog.findChild<QPushButton *>(u"importStart"_s)->isEnabled());
    }

    void whatHindersIsSaid()
    {
        ImportDialog dialog(m_theme, m_catalogue);
        dialog.setFile(u"/nowhere/facts.txt"_s);
        dialog.setHindrance(u"A backup is being made."_s);
        dialog.showAnswer(ImportDialog::topic(), preview(u"statements"_s));
        const auto *import = dialog.findChild<QPushButton *>(u"importStart"_s);
        QVERIFY(!import->isEnabled());
        QVERIFY(import->toolTip().contains(u"backup"_s));
        dialog.setHindrance({});
        QVERIFY(import->isEnabled());
    }

    void aFileThatCannotBeReadIsSaid()
    {
        ImportDialog dialog(m_theme, m_catalogue);
        dialog.setFile(u"/nowhere/facts.txt"_s);
        JobReport answer;
        answer.state = JobState::Failed;
        answer.error = {ErrorCode::FileMissing, {u"/nowhere/facts.txt"_s}, {}, 0};
        dialog.showAnswer(ImportDialog::topic(), answer);
        QCOMPARE(dialog.findChild<QLabel *>(u"importMessage"_s)->text(), m_catalogue.error(answer.error));
        QVERIFY(!dialog.findChild<QPushButton *>(u"importStart"_s)->isEnabled());
    }

    void closingCancelsThePreview()
    {
        ImportDialog dialog(m_theme, m_catalogue);
        QSignalSpy cancelled(&dialog, &ImportDialog::queryCancelRequested);
        dialog.setFile(u"/nowhere/facts.txt"_s);
        dialog.reject();
        QCOMPARE(cancelled.count(), 1);
    }

    void filesOfFactsAreTakenByTheirNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("taken");
        for (const char *name : {"a.txt", "a.JSONL", "a.ndjson", "a.csv"})
            QTest::newRow(name) << QString::fromLatin1(name) << true;
        for (const char *name : {"a.db", "a.sqlite", "a", ""})
            QTest::newRow(name) << QString::fromLatin1(name) << false;
    }
    void filesOfFactsAreTakenByTheirNames()
    {
        QFETCH(QString, name);
        QTEST(ImportDialog::takes(name), "taken");
    }

    void theExportSaysWhatEachFormatCarries()
    {
        ExportDialog dialog(m_theme, u"/data/kb.db"_s);
        const auto *words = dialog.findChild<QLabel *>(u"exportWords"_s);
        const QString lines = words->text();
        dialog.findChild<QAbstractButton *>(u"exportFormat.2"_s)->click();
        QVERIFY(words->text() != lines);
        const QString csv = words->text();
        auto *sheet = dialog.findChild<QAbstractButton *>(u"exportSpreadsheet"_s);
        QVERIFY(sheet->isEnabled());
        sheet->click();
        QVERIFY(words->text() != csv);
        dialog.setHindrance(u"A backup is being made."_s);
        QVERIFY(!dialog.findChild<QPushButton *>(u"exportStart"_s)->isEnabled());
    }

    void theEndOfAnImportIsToldInPlainWords()
    {
        JobReport report;
        report.state = JobState::Succeeded;
        report.result = {{u"read"_s, 1000},  {u"stored"_s, 990}, {u"duplicates"_s, 7},
                         {u"rejected"_s, 2}, {u"blank"_s, 1},    {u"rejects_file"_s, u"/tmp/r.csv"_s}};
        const QString words = JobText(m_catalogue).outcome(u"import"_s, report);
        for (const char *part : {"1000", "990", "7", "2", "1", "/tmp/r.csv"})
            QVERIFY2(words.contains(QLatin1String(part)), qPrintable(words));
        report.state = JobState::Cancelled;
        QVERIFY(JobText(m_catalogue).outcome(u"import"_s, report) !=
                JobText(m_catalogue).outcome(u"backup"_s, report));
    }
};

QTEST_MAIN(tst_ImportDialog)
#include "tst_ImportDialog.moc"
