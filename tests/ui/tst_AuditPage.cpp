// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AuditPage.h"
#include "ui/AuditText.h"
#include "ui/Card.h"

#include "Pictures.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

namespace {

constexpr qint64 kHour = 3'600'000;
constexpr qint64 kNow = 1'758'027'600'000; // 2025-09-16 13:00:00 UTC
const QString kBase = QStringLiteral("/data/hexagonal_kb.db");

AuditEntry ours(qint64 ago, const char *operation, const char *details, bool failed = false)
{
    return {kNow - ago, AuditEntry::Source::Journal, QLatin1String(operation), QString::fromUtf8(details),
            failed};
}

AuditEntry theirs(qint64 atMs, const char *operation, const char *details)
{
    return {atMs, AuditEntry::Source::Base, QLatin1String(operation), QString::fromUtf8(details), false};
}

std::vector<AuditEntry> rows()
{
    return {
        ours(1 * kHour, "backup",
             R"({"file":"/backups/kb-1.db","facts":18160,"verified":true,"sha256":"ab","integrity":"ok"})"),
        theirs(kNow - 2 * kHour, "=cmd|' /C calc'!A0", "added 12 facts\nby agent 7"),
        ours(3 * kHour, "restore", R"({"error":{"code":"interrupted","args":[],"message":"cancelled"}})",
             true),
        ours(4 * kHour, "optimize",
             R"({"error":{"code":"disk_full","args":["/data/hexagonal_kb.db"],"message":"no space"}})", true),
        ours(40 * 24 * kHour, "restore", R"({"backup":"/backups/kb-0.db","facts_after":4242})"),
        theirs(0, "import", R"({"rows":12,"source":"<b>bold</b>"})"),
    };
}

} // namespace

class tst_AuditPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<AuditPage>(m_theme, m_catalogue, [] {
            Instant at = Instant::now();
            at.wallMs = kNow;
            return at;
        });
        m_page->resize(1092, 760);
        m_asked = std::make_unique<QSignalSpy>(m_page.get(), &AuditPage::auditRequested);
        m_table = child<QTableView>("auditTable");
        QVERIFY(m_table);
        for (QAbstractItemModel *model : m_page->findChildren<QAbstractItemModel *>())
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                         model);
    }
    void cleanup()
    {
        m_asked.reset();
        m_page.reset();
    }

    void nothingIsAskedBeforeThePageIsShownWithABase()
    {
        m_page->setDatabase(kBase);
        QCOMPARE(m_asked->count(), 0);
        m_page->show();
        QCOMPARE(m_asked->count(), 1);
        const auto query = m_asked->at(0).at(1).value<AuditQuery>();
        QCOMPARE(query.limit, AuditPage::kMostRows);
        QVERIFY(query.sinceMs > kNow - 8 * 24 * kHour && query.sinceMs < kNow);
    }

    void theEmptyPageTellsWhy()
    {
        m_page->show();
        QVERIFY(emptyText().contains(QStringLiteral("No knowledge base")));
        m_page->setDatabase(kBase);
        QVERIFY(emptyText().contains(QStringLiteral("Reading")));
        answer({});
        QVERIFY(emptyText().contains(QStringLiteral("in this time")));
        child<QLineEdit>("auditText")->setText(QStringLiteral("xyz"));
        QVERIFY(emptyText().contains(QStringLiteral("filters")));
        click("clearAuditFilters");
        answer({});
        QVERIFY(emptyText().contains(QStringLiteral("yet")));
        m_page->setAudit(token(), {}, Error{ErrorCode::HistoryUnavailable, {QStringLiteral("/x")}, {}, 0});
        QVERIFY(emptyText().contains(QStringLiteral("/x")));
    }

    void jobsOfOursAreToldInWords_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("details");
        QTest::addColumn<QString>("what");
        QTest::newRow("import") << "import"
                                << R"({"blank":1,"duplicates":2,"read":9,"rejected":3,"stored":4})"
                                << "9 lines read: 4 stored, 2 already there, 1 blank, 3 rejected.";
        QTest::newRow("optimize")
            << "optimize"
            << R"({"before":{"p95_seconds":0.004},"after":{"p95_seconds":0.002},"steps":[)"
               R"({"step":"check","result":"done"},{"step":"vacuum","result":"skipped"},)"
               R"({"step":"analyze","result":"done"}]})"
            << "Check the file, Refresh statistics · p95 4.00 ms before, 2.00 ms after";
        QTest::newRow("diagnose, sound") << "diagnose"
                                         << R"({"integrity":"ok"})"
                                         << "The full check found no damage.";
        QTest::newRow("diagnose, damaged") << "diagnose"
                                           << R"({"integrity":"row 7 missing"})"
                                           << "The full check found damage: row 7 missing";
        QTest::newRow("of another version") << "optimize"
                                            << R"({"pages":12})"
                                            << "pages: 12";
    }
    void jobsOfOursAreToldInWords()
    {
        QFETCH(QString, operation);
        QFETCH(QString, details);
        const AuditText words{Catalogue(Catalogue::Language::English)};
        const AuditEntry entry = ours(0, qPrintable(operation), qPrintable(details));
        QTEST(words.what(entry).replace(QChar::Nbsp, u' '), "what");
    }

    void bothSourcesStandInOneListNewestFirst()
    {
        open();
        QCOMPARE(shown(AuditTableModel::OperationColumn),
                 QStringLiteral("backup|=cmd|' /C calc'!A0|restore|optimize|import"));
        QCOMPARE(shown(AuditTableModel::ResultColumn), QStringLiteral("Done|–|Cancelled|Failed|–"));
    }

    void jobsOfOursAreToldInSentencesAndFailuresWithTheirReason()
    {
        open();
        QVERIFY(what(0).contains(QStringLiteral("18160 facts")));
        QVERIFY(what(0).contains(QStringLiteral("verified")));
        QCOMPARE(what(3), m_catalogue.errorSummary(Error{ErrorCode::DiskFull, {kBase}, {}, 0}));
    }

    void textOfTheBaseStaysTextAndOnOneLine()
    {
        open();
        QVERIFY(!what(1).contains(QLatin1Char('\n')));
        QVERIFY(what(4).contains(QStringLiteral("<b>bold</b>")));
        QVERIFY(!m_table->model()
                     ->index(4, AuditTableModel::WhatColumn)
                     .data(Qt::ToolTipRole)
                     .toString()
                     .contains(QStringLiteral("<b>")));
    }

    void onlyTheAnswerToTheLastQuestionCounts()
    {
        open();
        const int old = token();
        m_page->refresh();
        m_page->setAudit(old, {}, {});
        QCOMPARE(m_table->model()->rowCount(), 5);
        m_page->setDatabase(QStringLiteral("/data/other.db"));
        QCOMPARE(m_table->model()->rowCount(), 0);
        m_page->setAudit(old + 1, rows(), {});
        QCOMPARE(m_table->model()->rowCount(), 0);
    }

    void filtersNarrowAndAreCleared()
    {
        open();
        click("auditSource.2");
        QCOMPARE(m_table->model()->rowCount(), 2);
        click("auditSource.1");
        QCOMPARE(m_table->model()->rowCount(), 3);
        auto *operation = child<QComboBox>("auditOperation");
        operation->setCurrentIndex(operation->findData(QStringLiteral("restore")));
        QCOMPARE(m_table->model()->rowCount(), 1);
        click("clearAuditFilters");
        answer(rows());
        QCOMPARE(m_table->model()->rowCount(), 6);
        child<QLineEdit>("auditText")->setText(QStringLiteral("AGENT 12"));
        QCOMPARE(shown(AuditTableModel::SourceColumn), QStringLiteral("Knowledge base"));
    }

    void theChosenOperationStaysChosenWhenRowsComeAnew()
    {
        open();
        auto *operation = child<QComboBox>("auditOperation");
        operation->setCurrentIndex(operation->findData(QStringLiteral("optimize")));
        answer({rows()[0]});
        QCOMPARE(operation->currentData().toString(), QStringLiteral("optimize"));
        QCOMPARE(m_table->model()->rowCount(), 0);
        answer(rows());
        QCOMPARE(m_table->model()->rowCount(), 1);
    }

    void theDetailsAreThoseOfTheChosenRow()
    {
        open();
        auto *details = child<QPlainTextEdit>("auditDetails");
        QVERIFY(details->isVisible());
        QVERIFY(details->toPlainText().contains(QStringLiteral("\"sha256\": \"ab\"")));
        m_table->setCurrentIndex(m_table->model()->index(1, 0));
        QCOMPARE(details->toPlainText(), QStringLiteral("added 12 facts\nby agent 7"));
        child<QLineEdit>("auditText")->setText(QStringLiteral("nothing like it"));
        QVERIFY(!details->isVisible());
    }

    void theSelectionSurvivesAnAnswerThatTellsNothingNew()
    {
        open();
        m_table->setCurrentIndex(m_table->model()->index(2, 0));
        answer(rows());
        QCOMPARE(m_table->currentIndex().row(), 2);
    }

    void rowsAreCopiedAsText()
    {
        open();
        m_table->setCurrentIndex(m_table->model()->index(2, 0));
        click("copyAudit");
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\t')), 4);
    }

    void theExportIsSafeForSpreadsheets()
    {
        open();
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.csv"));
        QVERIFY(m_page->exportTo(path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString csv = QString::fromUtf8(file.readAll());
        QVERIFY(csv.contains(QStringLiteral(",'=cmd|' /C calc'!A0,")));
        QCOMPARE(csv.count(QStringLiteral("\r\n")), 6);
        QVERIFY(!m_page->exportTo(kBase + QStringLiteral("-wal")).ok());
    }

    void picture()
    {
        open();
        savePictures(*m_page, m_theme, QStringLiteral("audit"));
    }

private:
    template<typename T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    void click(const char *name) { QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton); }
    QString emptyText() const { return child<Card>("auditTableCard")->emptyText(); }
    int token() const { return m_asked->last().at(0).toInt(); }
    void answer(const std::vector<AuditEntry> &entries) { m_page->setAudit(token(), entries, {}); }
    void open()
    {
        m_page->setDatabase(kBase);
        m_page->show();
        answer(rows());
    }
    QString what(int row) const
    {
        return m_table->model()->index(row, AuditTableModel::WhatColumn).data().toString();
    }
    QString shown(int column) const
    {
        QStringList cells;
        for (int row = 0; row < m_table->model()->rowCount(); ++row)
            cells << m_table->model()->index(row, column).data().toString();
        return cells.join(QLatin1Char('|'));
    }

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    std::unique_ptr<AuditPage> m_page;
    std::unique_ptr<QSignalSpy> m_asked;
    QTableView *m_table = nullptr;
};

QTEST_MAIN(tst_AuditPage)
#include "tst_AuditPage.moc"
