// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Repairer.h"

#include "core/maintenance/Lease.h"
#include "core/maintenance/repair/Remedies.h"
#include "tests/core/maintenance/repair/BrokenBase.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace hakgal;
using namespace support;

// Repair, again and again, while four other processes write. HAKGAL_ROUNDS is how often (5 where it is not
// set).

class tst_RepairCrowd : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_rounds = 5;
    std::vector<std::unique_ptr<WriterProcess>> m_writers;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }

    static bool mayFail(const std::optional<Error> &error, bool wal)
    {
        return error &&
               (error->code == ErrorCode::ChangedMeanwhile || (!wal && error->code == ErrorCode::Locked));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("HAKGAL_ROUNDS"))
            m_rounds = qEnvironmentVariableIntValue("HAKGAL_ROUNDS");
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
    }
    void cleanup() { m_writers.clear(); }

    void nothingAcknowledgedIsLost_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::addColumn<int>("pauseMs");
        QTest::newRow("WAL, no pause") << true << 0;
        QTest::newRow("WAL, now and then") << true << 1000;
        QTest::newRow("rollback, now and then") << false << 1000;
    }
    void nothingAcknowledgedIsLost()
    {
        QFETCH(bool, wal);
        QFETCH(int, pauseMs);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 2000, form);
        QVERIFY(Plain(kb()).run("CREATE INDEX idx_source ON facts(source)"));
        for (int id = 1; id <= 4; ++id)
            m_writers.push_back(std::make_unique<WriterProcess>(kb(), id, pauseMs));
        Settings settings;
        settings.databasePath = kb();
        const EndpointProbe nobody;
        const RemedyTask task{kb(), settings, {}, nobody};
        int repaired = 0;
        int rebuilt = 0;
        for (int round = 0; round < m_rounds; ++round) {
            for (const auto &writer : m_writers)
                QVERIFY2(writer->waitForMore(), writer->complaints().constData());
            QVERIFY(Plain(kb()).run("DROP TABLE IF EXISTS audit_log; DROP INDEX IF EXISTS idx_source"));
            const auto lease = Lease::take(kb(), QStringLiteral("repair"));
            QVERIFY(lease);
            JobContext context({}, nullptr);
            const auto report =
                repair(settings, {}, {QStringLiteral("schema.audit_log_missing")}, {}, context);
            QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
            const auto &applied = report->applied.front();
            QVERIFY2(report->ok() || mayFail(applied.error, wal), qPrintable(applied.message));
            repaired += report->ok() ? 1 : 0;

            JobContext other({}, nullptr);
            const auto index = createIndex(
                task,
                {QStringLiteral("idx_source"), QStringLiteral("CREATE INDEX idx_source ON facts(source)")},
                other);
            QVERIFY(index || mayFail(index.error(), wal));
            const auto anew = reindex(task, {QStringLiteral("idx_statement")}, other);
            QVERIFY(anew || mayFail(anew.error(), wal));
            const auto done = rebuild(task, other);
            QVERIFY2(done || mayFail(done.error(), wal), done ? "" : qPrintable(done.error().detail));
            rebuilt += done ? 1 : 0;
        }
        QSet<QByteArray> all;
        for (const auto &writer : m_writers) {
            QVERIFY2(writer->finish(), writer->complaints().constData());
            all.unite(writer->acknowledged());
        }
        qInfo("%d rounds: %d repaired, %d rebuilt, %lld acknowledged", m_rounds, repaired, rebuilt,
              static_cast<long long>(all.size()));
        QVERIFY(repaired > 0);
        QVERIFY(all.size() >= 4 * m_rounds);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(countOf(kb(), "Old"), 2000);
        const auto lost = all - Plain(kb()).statements();
        QVERIFY2(lost.isEmpty(), QByteArray::number(lost.size()).constData());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (const auto code = runWriter(QCoreApplication::arguments()))
        return *code;
    tst_RepairCrowd test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_RepairCrowd.moc"
