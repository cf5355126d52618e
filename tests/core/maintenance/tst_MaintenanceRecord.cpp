// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Backup.h"
#include "core/maintenance/Journal.h"
#include "core/maintenance/MaintenanceRecord.h"
#include "tests/support/LiveBase.h"

#include <QDateTime>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;
using namespace support;
using namespace Qt::StringLiterals;

class tst_MaintenanceRecord : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MaintenanceRecord> m_record;
    MaintenanceFactsPtr m_facts;
    std::vector<AuditEntry> m_rows;
    std::optional<Error> m_error;
    int m_told = 0;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    void note(const QString &operation, const QJsonObject &details)
    {
        QVERIFY(Journal::add(kb(), operation, details));
    }
    void fail(const QString &operation, ErrorCode code)
    {
        QVERIFY(Journal::addFailure(kb(), operation, {code, {kb(), u"5"_s}, u"why"_s, 0}));
    }
    MaintenanceFacts now()
    {
        m_record->openFor(kb(), {});
        return m_facts ? *m_facts : MaintenanceFacts();
    }
    static QJsonObject checked() { return {{u"integrity"_s, u"ok"_s}}; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
        makeBase(kb(), 10);
        m_facts.reset();
        m_told = 0;
        m_record = std::make_unique<MaintenanceRecord>();
        connect(m_record.get(), &MaintenanceRecord::changed, this, [this](const MaintenanceFactsPtr &facts) {
            m_facts = facts;
            ++m_told;
        });
        connect(m_record.get(), &MaintenanceRecord::auditFound, this,
                [this](int, const std::vector<AuditEntry> &rows, const std::optional<Error> &error) {
                    m_rows = rows;
                    m_error = error;
                });
    }

    void withoutAJournalNothingIsKnown()
    {
        const auto facts = now();
        QCOMPARE(m_told, 1);
        QCOMPARE(facts.databasePath, kb());
        QCOMPARE(facts.lastBackupMs, 0);
        QCOMPARE(facts.lastIntegrityMs, 0);
        QVERIFY(!facts.backupFailure);
        QVERIFY(facts.finished.empty());
        m_record->refresh();
        QCOMPARE(m_told, 1); // only what has changed is told
    }

    void theNewestVerifiedBackupThatIsThereCounts()
    {
        JobContext context({}, nullptr);
        const auto first = Backup::make(kb(), {}, context);
        QVERIFY(first);
        QCOMPARE(now().lastBackupMs, first->file.takenMs);
        QVERIFY(first->file.takenMs > 0);
        Backup::Options elsewhere;
        elsewhere.folder = at("elsewhere");
        const auto second = Backup::make(kb(), elsewhere, context);
        QVERIFY(second);
        QCOMPARE(now().lastBackupMs, first->file.takenMs);
        m_record->openFor(kb(), elsewhere.folder);
        QCOMPARE(m_facts->lastBackupMs, std::max(first->file.takenMs, second->file.takenMs));
        QVERIFY(QFile::remove(first->file.path));
        QVERIFY(QFile::remove(second->file.path));
        QCOMPARE(now().lastBackupMs, 0);
    }

    void whatAnotherProgramDidIsFoundByLookingAgain()
    {
        MaintenanceRecord record(nullptr, std::chrono::milliseconds(10));
        MaintenanceFactsPtr facts;
        connect(&record, &MaintenanceRecord::changed, this,
                [&facts](const MaintenanceFactsPtr &told) { facts = told; });
        record.openFor(kb(), {});
        QCOMPARE(facts->lastBackupMs, 0);
        JobContext context({}, nullptr);
        const auto made = Backup::make(kb(), {}, context);
        QVERIFY(made);
        QTRY_COMPARE(facts->lastBackupMs, made->file.takenMs);
    }

    void aFullCheckIsRememberedThoughQuickOnesFollow()
    {
        note(u"diagnose"_s, checked());
        const qint64 full = now().lastIntegrityMs;
        QVERIFY(full > 0);
        note(u"diagnose"_s, {});
        fail(u"diagnose"_s, ErrorCode::Interrupted);
        QCOMPARE(now().lastIntegrityMs, full);
        QVERIFY(m_facts->lastRuns.at(u"diagnose"_s) >= full);
    }

    void aFailedBackupIsToldUntilAGoodOne_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("failure");
        QTest::newRow("no space") << int(ErrorCode::NoSpace) << true;
        QTest::newRow("locked") << int(ErrorCode::Locked) << true;
        QTest::newRow("crashed") << int(ErrorCode::JobCrashed) << true;
        QTest::newRow("cancelled") << int(ErrorCode::Interrupted) << false;
        QTest::newRow("another job") << int(ErrorCode::JobRunning) << false;
    }
    void aFailedBackupIsToldUntilAGoodOne()
    {
        QFETCH(int, code);
        QFETCH(bool, failure);
        fail(u"backup"_s, static_cast<ErrorCode>(code));
        const auto facts = now();
        QCOMPARE(facts.backupFailure.has_value(), failure);
        QVERIFY(facts.finished.empty());
        if (failure) {
            QCOMPARE(int(facts.backupFailure->error.code), code);
            QCOMPARE(facts.backupFailure->error.args, QStringList({kb(), u"5"_s}));
            QCOMPARE(facts.backupFailure->error.detail, u"why"_s);
        }
        QTest::qWait(2); // another millisecond
        note(u"backup"_s, checked());
        QVERIFY(!now().backupFailure);
    }

    void aFailureOfAnotherJobIsNoneOfTheBackup()
    {
        fail(u"restore"_s, ErrorCode::Locked);
        QVERIFY(!now().backupFailure);
    }

    void jobsThatEndedWellAreToldNewestFirst()
    {
        note(u"backup"_s, checked());
        fail(u"optimize"_s, ErrorCode::Locked);
        note(u"restore"_s, {});
        const auto facts = now();
        QCOMPARE(facts.finished.size(), std::size_t(2));
        QCOMPARE(facts.finished.front().operation, u"restore"_s);
        QCOMPARE(facts.finished.back().operation, u"backup"_s);
        QVERIFY(facts.lastRuns.contains(u"optimize"_s));
    }

    void aJobThatDiedIsNoted()
    {
        m_record->openFor(kb(), {});
        const qint64 startedMs = QDateTime::currentMSecsSinceEpoch();
        m_record->jobEnded(u"backup"_s, startedMs, {}, Error{ErrorCode::JobCrashed, {u"backup"_s}, {}, 0});
        QVERIFY(m_facts->backupFailure);
        QCOMPARE(m_facts->backupFailure->error.code, ErrorCode::JobCrashed);
        // It has a row now; another one would say nothing new.
        m_record->jobEnded(u"backup"_s, startedMs, {}, Error{ErrorCode::Locked, {}, {}, 0});
        QCOMPARE(m_facts->backupFailure->error.code, ErrorCode::JobCrashed);
        m_record->jobEnded(u"diagnose"_s, startedMs, checked(), std::nullopt);
        QVERIFY(m_facts->lastIntegrityMs >= startedMs);
    }

    void schedulesAreRemembered()
    {
        m_record->openFor(kb(), {});
        m_record->note(u"schedule_backup"_s, {{u"when"_s, u"daily 03:15"_s}});
        m_record->note(u"schedule_backup"_s, {{u"when"_s, u"every 6h"_s}});
        QCOMPARE(m_facts->schedules.size(), std::size_t(1));
        QCOMPARE(m_facts->schedules.at(u"backup"_s).when, u"every 6h"_s);
        QVERIFY(m_facts->schedules.at(u"backup"_s).sinceMs > 0);
        QVERIFY(m_facts->finished.empty());
        QVERIFY(m_facts->lastRuns.empty());
    }

    void anErrorThatIsOnlyACodeCounts()
    {
        note(u"backup"_s, {{u"error"_s, u"no_space"_s}});
        QVERIFY(now().backupFailure);
        QCOMPARE(m_facts->backupFailure->error.code, ErrorCode::NoSpace);
    }

    void theAuditShowsOursAndTheBasesTogether()
    {
        note(u"backup"_s, checked());
        fail(u"restore"_s, ErrorCode::Locked);
        const QByteArray future = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 60);
        QVERIFY(Plain(kb()).run("INSERT INTO audit_log(timestamp, operation, details) VALUES"
                                "(100, 'add', 'x'), (" +
                                future + ", 'late', 'y')"));
        m_record->openFor(kb(), {});
        m_record->findAudit(7, {});
        QVERIFY(!m_error);
        QCOMPARE(m_rows.size(), std::size_t(4));
        QCOMPARE(m_rows[0].operation, u"late"_s);
        QCOMPARE(m_rows[0].source, AuditEntry::Source::Base);
        QCOMPARE(m_rows[1].operation, u"restore"_s);
        QVERIFY(m_rows[1].failed);
        QVERIFY(m_rows[1].details.contains(u"\"code\":\"locked\""_s));
        QCOMPARE(m_rows[2].operation, u"backup"_s);
        QVERIFY(!m_rows[2].failed);
        QCOMPARE(m_rows[3].atMs, 100'000);
        AuditQuery query;
        query.sinceMs = 200'000;
        query.limit = 1;
        m_record->findAudit(8, query);
        QCOMPARE(m_rows.size(), std::size_t(2));
        QCOMPARE(m_rows[1].operation, u"restore"_s);
    }

    void whereTheBaseCannotBeReadOurRowsStayAndTheReasonIsTold()
    {
        note(u"backup"_s, checked());
        QVERIFY(QFile::remove(kb()));
        m_record->openFor(kb(), {});
        m_record->findAudit(1, {});
        QCOMPARE(m_rows.size(), std::size_t(1));
        QVERIFY(m_error);
        QCOMPARE(m_error->code, ErrorCode::FileMissing);
        QVERIFY(!QFile::exists(kb()));
    }
};

QTEST_GUILESS_MAIN(tst_MaintenanceRecord)
#include "tst_MaintenanceRecord.moc"
