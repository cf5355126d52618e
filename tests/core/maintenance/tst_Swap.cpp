// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Swap.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/IntentLog.h"
#include "tests/support/LiveBase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace hakgal;
using namespace support;

// The swap beside writers that come in between. tst_Restore has it as a restore uses it, tst_MaintenanceKills
// and tst_MaintenanceCrowd have it killed and in a crowd.

class tst_Swap : public QObject
{
    Q_OBJECT
    using Prepare = std::function<Result<void>(const Swap::Attempt &)>;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    bool nothingIsOpen() const
    {
        return QDir(StatePaths(kb()).intentFolder()).isEmpty(QDir::Files | QDir::Hidden) &&
               QDir(StatePaths(kb()).folder() + QStringLiteral("/scratch"))
                   .isEmpty(QDir::Files | QDir::Hidden);
    }
    Result<Swap::Done> swap(const Prepare &prepare, bool finishLocked = false)
    {
        JobContext context({}, nullptr);
        return Swap::run({kb(), prepare, finishLocked}, context);
    }
    /// Five facts New(n) in a base of this form, made in the first try.
    static void makeNew(const Swap::Attempt &attempt, BaseForm form)
    {
        form.name = "New";
        if (attempt.number == 1)
            makeBase(attempt.target, 5, form);
    }
    static bool writeLate(Plain &program, int number)
    {
        return program.run("INSERT INTO facts(statement) VALUES('Late(" + QByteArray::number(number) +
                           ").')");
    }
    static void bothModes()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("WAL") << true;
        QTest::newRow("rollback") << false;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
    }

    void aWriterBetweenCopyAndSwapIsNoticed()
    {
        makeBase(kb(), 50);
        Plain other(kb());
        std::vector<int> attempts;
        const auto done = swap([&](const Swap::Attempt &attempt) -> Result<void> {
            attempts.push_back(attempt.number);
            makeNew(attempt, {});
            if (attempt.number < 3)
                writeLate(other, attempt.number);
            return {};
        });
        QVERIFY(done);
        QCOMPARE(attempts, (std::vector<int>{1, 2, 3}));
        QCOMPARE(countOf(kb(), "New"), 5);
    }

    void aWriterThatNeverPausesIsAskedToStop_data() { bothModes(); }
    void aWriterThatNeverPausesIsAskedToStop()
    {
        QFETCH(bool, wal);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 50, form);
        Plain other(kb());
        int written = 0;
        const auto done = swap([&](const Swap::Attempt &attempt) -> Result<void> {
            makeNew(attempt, form);
            writeLate(other, ++written);
            return {};
        });
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::ChangedMeanwhile);
        QCOMPARE(written, 3);
        QCOMPARE(countOf(kb(), "Late"), 3); // nothing of theirs is lost
        QCOMPARE(countOf(kb(), "Old"), 50);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QVERIFY(nothingIsOpen());
    }

    void underTheLockNobodyCommits_data() { bothModes(); }
    void underTheLockNobodyCommits()
    {
        QFETCH(bool, wal);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 50, form);
        Plain other(kb());
        other.run("PRAGMA busy_timeout=0");
        bool refused = false;
        const auto done = swap(
            [&](const Swap::Attempt &attempt) -> Result<void> {
                makeNew(attempt, form);
                const bool written = writeLate(other, attempt.number);
                if (attempt.locked)
                    refused = !written;
                return {};
            },
            true);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QVERIFY(refused);
        QCOMPARE(countOf(kb(), "New"), 5);
    }

    void aFailedPreparationChangesNothing()
    {
        makeBase(kb(), 50);
        QVERIFY(!swap([](const Swap::Attempt &) -> Result<void> {
            return Error{ErrorCode::VerifyFailed, {}, {}, 0};
        }));
        QCOMPARE(countOf(kb(), "Old"), 50);
        QVERIFY(nothingIsOpen());
    }

    void whatAnotherProgramPutThereMeanwhileStays()
    {
        // An open intent whose base somebody has replaced since.
        makeBase(kb(), 50);
        overwrite(at(".kb.db.new-x"), 0, "ours, half made");
        IntentLog log(kb());
        QVERIFY(log.add(QJsonObject{{QStringLiteral("kind"), QStringLiteral("swap")},
                                    {QStringLiteral("live"), kb()},
                                    {QStringLiteral("fresh"), at(".kb.db.new-x")},
                                    {QStringLiteral("kept"), at("kb.db.corrupt-x")},
                                    {QStringLiteral("original"), QStringLiteral("1:1")},
                                    {QStringLiteral("replacement"), QStringLiteral("1:2")}}));
        QCOMPARE(*Swap::recoverIntents(kb()), 1);
        QCOMPARE(countOf(kb(), "Old"), 50);
        QVERIFY(!QFileInfo::exists(at(".kb.db.new-x")));
        QVERIFY(nothingIsOpen());
    }

    void anIntentOfALaterVersionIsLeftAlone()
    {
        makeBase(kb(), 5);
        IntentLog log(kb());
        QVERIFY(log.add(QJsonObject{{QStringLiteral("kind"), QStringLiteral("something new")}}));
        QCOMPARE(*Swap::recoverIntents(kb()), 0);
        QCOMPARE(log.open().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(tst_Swap)
#include "tst_Swap.moc"
