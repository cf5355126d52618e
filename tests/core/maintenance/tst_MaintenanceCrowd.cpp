// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Backup.h"
#include "core/maintenance/Optimizer.h"
#include "core/maintenance/Swap.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace hakgal;
using namespace support;

// Backup, restore and optimize, fifty times each (HAKGAL_ROUNDS percent of that), while four other processes
// write. Each round begins when every one of them has written since the last one ended, so that there is
// always something to lose, however fast or slow the machine is.

class tst_MaintenanceCrowd : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_percent = 100;
    std::vector<std::unique_ptr<WriterProcess>> m_writers;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    void startWriters(int pauseMs)
    {
        for (int id = 1; id <= 4; ++id)
            m_writers.push_back(std::make_unique<WriterProcess>(kb(), id, pauseMs));
    }
    /// Waits until each of them has written once more.
    bool allWroteMore()
    {
        return std::all_of(m_writers.begin(), m_writers.end(), [](const auto &writer) {
            const bool more = writer->waitForMore();
            if (!more)
                qWarning("a writer is stuck: %s", writer->complaints().constData());
            return more;
        });
    }
    int rounds(int all) const { return std::max(1, all * m_percent / 100); }
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
            m_percent = qEnvironmentVariableIntValue("HAKGAL_ROUNDS");
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
        const int rounds = this->rounds(25);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 2000, form);
        startWriters(5);
        for (int round = 0; round < rounds; ++round) {
            QVERIFY(allWroteMore());
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
            QCOMPARE(countOf(made->file.path, "Old"), 2000);
        }
        finishWriters();
        const auto all = acknowledged();
        QVERIFY(all.size() >= 4 * rounds); // each writer wrote in each round
        QVERIFY(Plain(kb()).statements().contains(all));
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void optimizeLosesNothingThatWasAcknowledged_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::addColumn<int>("times");
        QTest::newRow("WAL") << true << 30;
        QTest::newRow("rollback") << false << 20;
    }
    void optimizeLosesNothingThatWasAcknowledged()
    {
        QFETCH(bool, wal);
        QFETCH(int, times);
        const int rounds = this->rounds(times);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 2000, form);
        startWriters(20);
        Settings settings;
        settings.databasePath = kb();
        int locked = 0;
        for (int round = 0; round < rounds; ++round) {
            QVERIFY(allWroteMore());
            // Something to do in each round: an index is gone, and there are holes.
            QVERIFY(Plain(kb()).run("DROP INDEX IF EXISTS idx_predicate_subject; CREATE TABLE IF NOT EXISTS "
                                    "ballast(a); INSERT INTO ballast VALUES(zeroblob(1000000)); DELETE FROM "
                                    "ballast"));
            OptimizeOptions options;
            options.keepBackups = 2;
            JobContext context({}, nullptr);
            const auto report = optimize(settings, options, context);
            const Error *error = !report ? &report.error() : report->failure ? &*report->failure : nullptr;
            if (error != nullptr && error->code == ErrorCode::Locked) {
                ++locked; // four busy writers may keep a fifth out
                continue;
            }
            QVERIFY2(error == nullptr,
                     error == nullptr
                         ? ""
                         : qPrintable(QLatin1String(errorName(error->code)) + QStringLiteral(": ") +
                                      error->args.join(QStringLiteral(", ")) + u' ' + error->detail));
            const auto compacted =
                std::find_if(report->steps.begin(), report->steps.end(),
                             [](const auto &ran) { return ran.step == OptimizeStep::Vacuum; });
            QVERIFY(compacted != report->steps.end());
        }
        finishWriters();
        QVERIFY2(locked <= rounds / 2, QByteArray::number(locked).constData());
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(countOf(kb(), "Old"), 2000);
        const auto all = acknowledged();
        QVERIFY(all.size() >= 4 * rounds); // each writer wrote in each round
        const auto lost = all - Plain(kb()).statements();
        QVERIFY2(lost.isEmpty(),
                 (QByteArray::number(lost.size()) + " of " + QByteArray::number(all.size()) + " lost")
                     .constData());
    }

    void aRestoreLosesNothingThatWasAcknowledged_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::addColumn<int>("pauseMs");
        QTest::addColumn<int>("times");
        // A fifth among four that hardly ever pause waits for seconds; few rounds show that it gets through.
        QTest::newRow("WAL, hardly a pause") << true << 1 << 3;
        QTest::newRow("WAL, short pauses") << true << 5 << 12;
        QTest::newRow("WAL, now and then") << true << 50 << 12;
        QTest::newRow("rollback, hardly a pause") << false << 1 << 2;
        QTest::newRow("rollback, short pauses") << false << 20 << 9;
        QTest::newRow("rollback, now and then") << false << 50 << 12;
    }
    void aRestoreLosesNothingThatWasAcknowledged()
    {
        QFETCH(bool, wal);
        QFETCH(int, pauseMs);
        QFETCH(int, times);
        const int rounds = this->rounds(times);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 2000, form);
        form.name = "New";
        makeBase(at("new.db"), 300, form);
        startWriters(pauseMs);
        QSet<QByteArray> kept;
        int locked = 0;
        for (int round = 0; round < rounds; ++round) {
            QVERIFY(allWroteMore());
            JobContext context({}, nullptr);
            const auto restored = Backup::restore(kb(), at("new.db"), context);
            if (!restored && restored.error().code == ErrorCode::Locked) {
                ++locked; // four busy writers may keep a fifth out; nothing was changed then
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
        QVERIFY2(pauseMs == 1 || locked <= rounds / 2, QByteArray::number(locked).constData());
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        kept.unite(Plain(kb()).statements());
        const auto all = acknowledged();
        QVERIFY(all.size() >= 4 * rounds); // each writer wrote in each round
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
