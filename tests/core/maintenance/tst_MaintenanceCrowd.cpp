// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Backup.h"
#include "core/maintenance/Swap.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace hakgal;
using namespace support;

// Backup and restore, again and again, while four other processes write without a pause. HAKGAL_ROUNDS is how
// often (5 where it is not set).

class tst_MaintenanceCrowd : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_rounds = 5;
    std::vector<std::unique_ptr<WriterProcess>> m_writers;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    void startWriters(int pauseMs = 0)
    {
        for (int id = 1; id <= 4; ++id)
            m_writers.push_back(std::make_unique<WriterProcess>(kb(), id, pauseMs));
        for (const auto &writer : m_writers)
            QVERIFY(writer->waitForMore());
    }
    QSet<QByteArray> acknowledged()
    {
        QSet<QByteArray> all;
        for (const auto &writer : m_writers)
            all.unite(writer->acknowledged());
        return all;
    }
    void finishWriters()
    {
        for (const auto &writer : m_writers)
            QVERIFY2(writer->finish(), writer->complaints().constData());
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

    void aBackupHoldsAllThatWasAcknowledgedBefore_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("WAL") << true;
        QTest::newRow("rollback") << false;
    }
    void aBackupHoldsAllThatWasAcknowledgedBefore()
    {
        QFETCH(bool, wal);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 5000, form);
        startWriters();
        for (int round = 0; round < m_rounds; ++round) {
            const auto before = acknowledged();
            JobContext context({}, nullptr);
            Backup::Options options;
            options.keep = 1000;
            const auto made = Backup::make(kb(), options, context);
            QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
            QVERIFY(made->file.verified);
            QCOMPARE(integrityOf(made->file.path), QByteArray("ok"));
            const auto held = Plain(made->file.path).statements();
            QVERIFY(held.contains(before));
            QCOMPARE(countOf(made->file.path, "Old"), 5000);
        }
        finishWriters();
        const auto all = acknowledged();
        QVERIFY(all.size() > 4 * m_rounds);
        QVERIFY(Plain(kb()).statements().contains(all));
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void aRestoreLosesNothingThatWasAcknowledged_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::addColumn<int>("pauseMs");
        QTest::newRow("WAL, no pause") << true << 0;
        QTest::newRow("WAL, now and then") << true << 300;
        QTest::newRow("rollback, no pause") << false << 0;
        QTest::newRow("rollback, now and then") << false << 300;
    }
    void aRestoreLosesNothingThatWasAcknowledged()
    {
        QFETCH(bool, wal);
        QFETCH(int, pauseMs);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 5000, form);
        form.name = "New";
        makeBase(at("new.db"), 300, form);
        startWriters(pauseMs);
        QSet<QByteArray> kept;
        int locked = 0;
        for (int round = 0; round < m_rounds; ++round) {
            JobContext context({}, nullptr);
            const auto restored = Backup::restore(kb(), at("new.db"), context);
            if (!restored && restored.error().code == ErrorCode::Locked) {
                ++locked; // four writers without a pause may keep a fifth out of a base in rollback mode
                continue;
            }
            QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
            QCOMPARE(integrityOf(restored->safetyCopy), QByteArray("ok"));
            kept.unite(Plain(restored->safetyCopy).statements());
            QVERIFY(restored->safetyCopy.endsWith(QStringLiteral(".db")));
            QCOMPARE(countOf(kb(), "Old"), 0);
            QCOMPARE(countOf(kb(), "New"), 300);
        }
        finishWriters();
        QVERIFY2(!wal || locked == 0, QByteArray::number(locked).constData());
        QVERIFY(locked < m_rounds);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        kept.unite(Plain(kb()).statements());
        const auto all = acknowledged();
        QVERIFY(all.size() > 4);
        const auto lost = all - kept;
        QVERIFY2(lost.isEmpty(),
                 (QByteArray::number(lost.size()) + " of " + QByteArray::number(all.size()) + " lost")
                     .constData());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (const auto code = runWriter(QCoreApplication::arguments()))
        return *code;
    tst_MaintenanceCrowd test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_MaintenanceCrowd.moc"
