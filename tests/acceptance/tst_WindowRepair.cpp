// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Desktop.h"
#include "tests/support/Programs.h"
#include "ui/Card.h"
#include "ui/FindingTableModel.h"
#include "ui/Theme.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QProcess>
#include <QTableView>
#include <QTest>

using namespace hakgal;
using namespace support;

namespace {

constexpr int kPatience = 120'000;

/// A base with that many facts.
QString makeBase(const Home &home, int facts)
{
    const QString base = home.path(QStringLiteral("kb.db"));
    if (ctl(home, {QStringLiteral("create"), base}).exitCode != 0)
        qFatal("the test cannot make its base");
    Writer writer(base);
    if (!writer.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
                        QByteArray::number(facts) +
                        ") INSERT INTO facts(statement) SELECT 'Fact('||i||', Thing).' FROM n") ||
        writer.integer("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        qFatal("the test cannot fill its base");
    return base;
}

/// Zeroes the page that this query names. Nobody has the file open.
void zeroPage(const QString &base, const QByteArray &query)
{
    qint64 page = 0;
    qint64 size = 0;
    {
        Writer writer(base);
        page = writer.integer(query);
        size = writer.integer("PRAGMA page_size");
    }
    QFile file(base);
    if (page < 2 || !file.open(QIODevice::ReadWrite) || !file.seek((page - 1) * size) ||
        file.write(QByteArray(qsizetype(size), '\0')) != size)
        qFatal("the test cannot damage its base");
}

void breakIndexAndAudit(const QString &base)
{
    {
        Writer writer(base);
        if (!writer.execute("DROP TABLE audit_log") || writer.integer("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            qFatal("the test cannot break its base");
    }
    zeroPage(base, "SELECT rootpage FROM sqlite_master WHERE name='idx_predicate'");
}

/// The whole program in this process: window, engine, and hakgalctl for the jobs.
struct Desk
{
    Theme theme{ThemeMode::Light};
    MainWindow window{theme, Catalogue(Catalogue::Language::User), {}};
    Desktop desktop;

    Desk(const QString &base, const QString &ini)
        : desktop(window, SettingsFile(ini), settings(base, ini), false)
    {
        window.show();
        desktop.start();
    }
    static Settings settings(const QString &base, const QString &ini)
    {
        Settings settings = SettingsFile(ini).load().settings;
        settings.databasePath = base;
        return settings;
    }
    template<typename T>
    T *find(const char *name) const
    {
        return window.findChild<T *>(QLatin1String(name));
    }
    void click(const char *name) const { find<QAbstractButton>(name)->click(); }
    bool enabled(const char *name) const
    {
        auto *button = find<QAbstractButton>(name);
        return button && button->isEnabled();
    }
    QAbstractItemModel *findings() const { return find<QTableView>("findingsTable")->model(); }
    int rowOf(const char *id) const
    {
        for (int row = 0; row < findings()->rowCount(); ++row) {
            if (findings()->index(row, 0).data(FindingTableModel::IdRole).toString() == QLatin1String(id))
                return row;
        }
        return -1;
    }
    void tick(int row) const
    {
        findings()->setData(findings()->index(row, FindingTableModel::TickColumn), int(Qt::Checked),
                            Qt::CheckStateRole);
    }
    QString results() const
    {
        const QAbstractItemModel *model = find<QTableView>("appliedTable")->model();
        QStringList results;
        for (int row = 0; row < model->rowCount(); ++row)
            results << model->index(row, 0).data().toString();
        return results.join(QLatin1Char(' '));
    }
    QString everything() const
    {
        QStringList rows;
        for (const char *name : {"findingsTable", "appliedTable", "ledgerTable"}) {
            const QAbstractItemModel *model = find<QTableView>(name)->model();
            for (int row = 0; row < model->rowCount(); ++row) {
                QStringList cells;
                for (int column = 0; column < model->columnCount(); ++column)
                    cells << model->index(row, column).data().toString();
                rows << cells.join(QStringLiteral(" | "));
            }
        }
        return rows.join(QLatin1Char('\n')) + QLatin1Char('\n') + find<QLabel>("jobOutcome")->text();
    }
};

} // namespace

/// From a broken base to one that is OPERATIONAL, by what the operator does in the window.
class tst_WindowRepair : public QObject
{
    Q_OBJECT

private:
    /// Shows the Repair page and waits for a full check.
    void checkFully(Desk &desk)
    {
        QVERIFY(desk.window.showPage(QStringLiteral("repair")));
        QTRY_VERIFY_WITH_TIMEOUT(desk.enabled("diagnoseAgain") && desk.enabled("fullCheck") &&
                                     desk.findings()->rowCount() > 0,
                                 kPatience);
        desk.click("fullCheck");
        QTRY_VERIFY_WITH_TIMEOUT(!desk.enabled("fullCheck"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.enabled("fullCheck"), kPatience);
    }
    void agree(Desk &desk)
    {
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QMessageBox>("confirmRepair"), kPatience);
        desk.click("confirmApply");
    }
    void waitForTheEnd(Desk &desk)
    {
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QWidget>("appliedCard")->isVisible() && desk.enabled("fullCheck"),
                                 kPatience);
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_home = std::make_unique<Home>();
        const QProcessEnvironment environment = m_home->environment();
        for (const QString &name : environment.keys()) {
            if (name.startsWith(QLatin1String("XDG_")))
                qputenv(name.toUtf8().constData(), environment.value(name).toUtf8());
        }
        m_ini = m_home->writeSettings("listen=none\n[alert_thresholds]\nhold_ticks=3600\n");
    }

    void aBrokenBaseIsOperationalAgain()
    {
        const QString base = makeBase(*m_home, 500);
        breakIndexAndAudit(base);
        Desk desk(base, m_ini);
        checkFully(desk);
        QVERIFY2(desk.rowOf("schema.audit_log_missing") >= 0, qPrintable(desk.everything()));
        QVERIFY2(desk.rowOf("index.damaged:idx_predicate") >= 0, qPrintable(desk.everything()));
        QCOMPARE(desk.find<QAbstractButton>("repairStatus")->text(), QStringLiteral("Poor"));

        for (const char *id : {"schema.audit_log_missing", "index.damaged:idx_predicate"})
            desk.tick(desk.rowOf(id));
        desk.click("applyRepairs");
        agree(desk);
        waitForTheEnd(desk);
        QVERIFY2(!desk.results().contains(QStringLiteral("Failed")), qPrintable(desk.everything()));
        QCOMPARE(desk.rowOf("schema.audit_log_missing"), -1);
        QCOMPARE(desk.rowOf("index.damaged:idx_predicate"), -1);
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QAbstractButton>("repairStatus")->text(),
                                  QStringLiteral("Operational"), kPatience);
        Writer writer(base);
        QCOMPARE(writer.integer("SELECT count(*) FROM facts WHERE predicate='Fact'"), 500);
        QVERIFY(writer.integer("SELECT count(*) FROM audit_log") >= 1);
    }

    void cancelInTheMiddleLeavesTheBaseAsItWas()
    {
        const QString base = makeBase(*m_home, 60'000);
        breakIndexAndAudit(base);
        Desk desk(base, m_ini);
        checkFully(desk);
        desk.click("applyRepairs");
        agree(desk);
        QTRY_VERIFY_WITH_TIMEOUT(desk.enabled("jobCancel"), kPatience);
        desk.click("jobCancel");
        QTRY_VERIFY_WITH_TIMEOUT(desk.enabled("fullCheck"), kPatience);
        QVERIFY2(desk.find<QLabel>("jobOutcome")->text().contains(QStringLiteral("Cancelled")),
                 qPrintable(desk.everything()));
        QTRY_VERIFY_WITH_TIMEOUT(desk.enabled("diagnoseAgain"), kPatience); // it was looked at again
        QVERIFY(desk.rowOf("schema.audit_log_missing") >= 0);
        Writer writer(base);
        QCOMPARE(writer.integer("SELECT count(*) FROM facts NOT INDEXED"), 60'000);
    }

    void damagedPagesAreSalvagedAfterTheLedgerWasSeen()
    {
        const QString base = makeBase(*m_home, 2'000);
        zeroPage(base, "SELECT max(pageno) FROM dbstat WHERE name='facts' AND pagetype='leaf'");
        Desk desk(base, m_ini);
        checkFully(desk);
        const int row = desk.rowOf("integrity.damaged");
        QVERIFY2(row >= 0, qPrintable(desk.everything()));
        desk.tick(row);
        desk.click("applyRepairs");
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QMessageBox>("confirmRepair"), kPatience);
        QVERIFY(desk.find<QWidget>("ledgerView")->isVisible());
        QVERIFY(desk.find<QTableView>("ledgerTable")->model()->rowCount() >= 6);
        agree(desk);
        waitForTheEnd(desk);
        QVERIFY2(!desk.results().contains(QStringLiteral("Failed")), qPrintable(desk.everything()));
        QVERIFY(desk.find<QWidget>("ledgerView")->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QAbstractButton>("repairStatus")->text(),
                                  QStringLiteral("Operational"), kPatience);
        Writer writer(base);
        // The statements of the lost page stand in the index over them.
        QCOMPARE(writer.integer("SELECT count(*) FROM facts"), 2'000);
    }

#ifdef Q_OS_LINUX
    void aHeaderlessFileThatOthersHaveOpenIsRefused()
    {
        const QString base = makeBase(*m_home, 500);
        {
            QFile file(base);
            QVERIFY(file.open(QIODevice::ReadWrite));
            QCOMPARE(file.write(QByteArray(100, '\0')), 100);
        }
        QProcess other;
        other.start(QStringLiteral("sh"),
                    {QStringLiteral("-c"), QStringLiteral("exec 3<\"$1\"; echo open; read line"),
                     QStringLiteral("sh"), base});
        QVERIFY(other.waitForReadyRead(20'000));
        Desk desk(base, m_ini);
        checkFully(desk);
        int row = -1;
        for (int i = 0; i < desk.findings()->rowCount() && row < 0; ++i) {
            if (desk.findings()->index(i, 0).data(FindingTableModel::HasRemedyRole).toBool() &&
                !desk.findings()->index(i, 0).data(FindingTableModel::RiskRole).toString().isEmpty())
                row = i;
        }
        if (row >= 0) {
            desk.tick(row);
            desk.click("applyRepairs");
            agree(desk);
            waitForTheEnd(desk);
            QVERIFY2(desk.results().contains(QStringLiteral("Failed")), qPrintable(desk.everything()));
        }
        QVERIFY2(desk.findings()->rowCount() > 0, qPrintable(desk.everything()));
        QFile file(base);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(100), QByteArray(100, '\0')); // it is the same file
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished());
    }
#endif

private:
    std::unique_ptr<Home> m_home;
    QString m_ini;
};

QTEST_MAIN(tst_WindowRepair)
#include "tst_WindowRepair.moc"
