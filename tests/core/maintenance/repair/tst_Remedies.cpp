// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/repair/Remedies.h"

#include "core/config/SettingsFile.h"
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/store/OpenPolicy.h"
#include "tests/core/maintenance/repair/BrokenBase.h"
#include "tests/support/OtherProgram.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

using namespace hakgal;
using namespace support;
using hakgal::test::OtherProgram;

// Each remedy by itself, from really broken to gone. Rebuild has tst_Rebuild.

class tst_Remedies : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Settings m_settings;
    EndpointProbe m_probe;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    RemedyTask task() const { return {kb(), m_settings, at("hakgal.ini"), m_probe}; }
    template<typename... Args>
    Result<Remedied> apply(Result<Remedied> (*remedy)(const RemedyTask &, Args...), const QStringList &args)
    {
        JobContext context({}, nullptr);
        return remedy(task(), args, context);
    }
    Result<Remedied> apply(Result<Remedied> (*remedy)(const RemedyTask &, JobContext &))
    {
        JobContext context({}, nullptr);
        return remedy(task(), context);
    }
    static QByteArray why(const Result<Remedied> &result)
    {
        return result ? QByteArray()
                      : QByteArray(errorName(result.error().code)) + ' ' + result.error().detail.toUtf8();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
        m_settings = Settings();
        m_settings.databasePath = kb();
    }

    void aMissingAuditLogIsCreated_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("WAL") << true;
        QTest::newRow("rollback") << false;
    }
    void aMissingAuditLogIsCreated()
    {
        QFETCH(bool, wal);
        BaseForm form;
        form.wal = wal;
        form.audit = false;
        makeBase(kb(), 10, form);
        OtherProgram other(kb()); // has it open all the while
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        const auto done = apply(&createAuditLog);
        QVERIFY2(done, why(done).constData());
        QVERIFY(other.run("SELECT operation || details FROM audit_log"));
        QVERIFY(other.value().startsWith("repair"));
        QVERIFY(other.value().contains("create_audit_log"));
        QVERIFY(other.run("INSERT INTO audit_log(timestamp, operation, details) VALUES('', 'x', '{}')"));
        QVERIFY(apply(&createAuditLog)); // again: nothing happens
        QVERIFY(other.run("SELECT count(*) FROM audit_log"));
        QCOMPARE(other.value(), QByteArray("2"));
    }

    void whatHasItsNameIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<bool>("ok");
        QTest::newRow("another form") << QByteArray("CREATE TABLE AUDIT_LOG(x)") << true;
        QTest::newRow("a view") << QByteArray("CREATE VIEW audit_log AS SELECT 1") << false;
        QTest::newRow("an index") << QByteArray("CREATE INDEX audit_log ON facts(source)") << false;
    }
    void whatHasItsNameIsLeftAlone()
    {
        QFETCH(QByteArray, sql);
        QFETCH(bool, ok);
        BaseForm form;
        form.audit = false;
        makeBase(kb(), 10, form);
        QVERIFY(Plain(kb()).run(sql));
        const auto before = contentOf(kb());
        QCOMPARE(apply(&createAuditLog).ok(), ok);
        QCOMPARE(contentOf(kb()), before);
    }

    void aTriggerOnTheAuditLogIsNotPassedOver()
    {
        makeBase(kb(), 10);
        QVERIFY(Plain(kb()).run("CREATE TRIGGER t AFTER INSERT ON audit_log BEGIN DELETE FROM facts; END"));
        const auto done = apply(&createIndex, {QStringLiteral("idx_source"),
                                               QStringLiteral("CREATE INDEX idx_source ON facts(source)")});
        QVERIFY2(done, why(done).constData());
        Plain base(kb());
        QCOMPARE(base.integer("SELECT count(*) FROM facts"), 10);
        QCOMPARE(base.integer("SELECT count(*) FROM audit_log"), 0);
        QCOMPARE(base.integer("SELECT count(*) FROM sqlite_master WHERE name='idx_source'"), 1);
    }

    void aMissingIndexIsCreated()
    {
        makeBase(kb(), 3000);
        const QStringList args{QStringLiteral("idx \"odd"),
                               QStringLiteral("CREATE INDEX \"idx \"\"odd\" ON facts(source, statement)")};
        const auto done = apply(&createIndex, args);
        QVERIFY2(done, why(done).constData());
        QVERIFY(
            Plain(kb()).text("EXPLAIN QUERY PLAN SELECT 1 FROM facts WHERE source='x' AND statement='y'") !=
            QByteArray());
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM sqlite_master WHERE name='idx \"odd'"), 1);
        QVERIFY(Plain(kb()).text("SELECT details FROM audit_log").contains("create_index"));
        QVERIFY(apply(&createIndex, args)); // again: nothing happens
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM audit_log"), 1);
    }

    void nothingButAnIndexIsCreated_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("another statement") << QStringLiteral("DROP TABLE facts");
        QTest::newRow("a table") << QStringLiteral("CREATE TABLE i(x)");
        QTest::newRow("no table of that name") << QStringLiteral("CREATE INDEX i ON nowhere(x)");
        QTest::newRow("a view") << QStringLiteral("CREATE INDEX i ON v(x)");
    }
    void nothingButAnIndexIsCreated()
    {
        QFETCH(QString, sql);
        makeBase(kb(), 10);
        QVERIFY(Plain(kb()).run("CREATE VIEW v AS SELECT 1 AS x"));
        const auto before = contentOf(kb());
        QVERIFY(!apply(&createIndex, {QStringLiteral("i"), sql}));
        QCOMPARE(contentOf(kb()), before);
    }

    void wrongIndexEntriesAreWrittenAnew_data()
    {
        QTest::addColumn<QByteArray>("index");
        QTest::addColumn<QByteArray>("change");
        const QByteArray odd = "[x]\"; DROP TABLE facts;--";
        QTest::newRow("entries are missing")
            << QByteArray("idx_source")
            << QByteArray("INSERT INTO facts(statement, source) VALUES('New(1).','n'),('New(2).','n')");
        QTest::newRow("entries are left over")
            << QByteArray("idx_source") << QByteArray("DELETE FROM facts WHERE id > 3900");
        QTest::newRow("entries differ")
            << QByteArray("idx_source") << QByteArray("UPDATE facts SET source='changed' WHERE id%7=0");
        QTest::newRow("named like SQL") << odd << QByteArray("UPDATE facts SET source='changed' WHERE id=9");
        QTest::newRow("named like a collation")
            << QByteArray("NOCASE") << QByteArray("UPDATE facts SET source='changed' WHERE id=9");
    }
    void wrongIndexEntriesAreWrittenAnew()
    {
        QFETCH(QByteArray, index);
        QFETCH(QByteArray, change);
        makeBase(kb(), 4000);
        QVERIFY(Plain(kb()).run("CREATE INDEX " + quoted(index) + " ON facts(source)"));
        dropEntries(kb(), index, change);
        QVERIFY(integrityOf(kb()) != "ok");
        const auto before = contentOf(kb());
        const auto done = apply(&reindex, {QString::fromUtf8(index)});
        QVERIFY2(done, why(done).constData());
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(contentOf(kb()), before);
    }

    void unreadableIndexPagesAreToldApart()
    {
        makeBase(kb(), 4000);
        breakIndex(kb(), "idx_statement", Break::Zeroed);
        const QByteArray bytes = bytesOf(kb());
        const auto done = apply(&reindex, {QStringLiteral("idx_statement")});
        QVERIFY(!done);
        QCOMPARE(errorName(done.error().code), errorName(ErrorCode::Damaged));
        QCOMPARE(bytesOf(kb()), bytes);
    }

    void aCancelledRemedyChangesNothing()
    {
        makeBase(kb(), 100'000);
        const auto before = contentOf(kb());
        const std::atomic<bool> cancel{true};
        JobContext context({}, &cancel);
        const auto done = createIndex(
            task(),
            {QStringLiteral("idx_source"), QStringLiteral("CREATE INDEX idx_source ON facts(source)")},
            context);
        QVERIFY(!done);
        QCOMPARE(errorName(done.error().code), errorName(ErrorCode::Interrupted));
        QCOMPARE(contentOf(kb()), before);
    }

    void aLockOfOthersIsToldAndNothingChanges()
    {
        BaseForm form;
        form.audit = false;
        makeBase(kb(), 10, form);
        OtherProgram other(kb());
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        const auto done = apply(&createAuditLog);
        QVERIFY(!done);
        QCOMPARE(errorName(done.error().code), errorName(ErrorCode::Locked));
        QVERIFY(other.run("COMMIT"));
        QVERIFY(apply(&createAuditLog));
    }

    void aWalThatWasLeftBehindIsFoldedIn()
    {
        makeBase(kb(), 10);
        {
            OtherProgram other(kb());
            QVERIFY(other.run("INSERT INTO facts(statement) VALUES('Left(behind).')"));
            other.crash();
        }
        QVERIFY(statFile(kb() + QStringLiteral("-wal")).bytes > 0);
        const auto done = apply(&foldWal);
        QVERIFY2(done, why(done).constData());
        QCOMPARE(statFile(kb() + QStringLiteral("-wal")).bytes, 0);
        QCOMPARE(countOf(kb(), "Left"), 1);
    }

    void aWalInUseIsLeft()
    {
        makeBase(kb(), 10);
        OtherProgram other(kb());
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('In(use).')"));
        QVERIFY(other.run("BEGIN; SELECT count(*) FROM facts"));
        const auto done = apply(&foldWal);
        QVERIFY(!done);
        QCOMPARE(errorName(done.error().code), errorName(ErrorCode::OthersPresent));
        QVERIFY(other.run("COMMIT"));
        QCOMPARE(countOf(kb(), "In"), 1);
    }

    void aBackupIsMadeAndBroughtBack()
    {
        makeBase(kb(), 10);
        QVERIFY(apply(&makeBackup));
        const auto backups = Backup::list(kb());
        QCOMPARE(backups.size(), std::size_t(1));
        QVERIFY(Plain(kb()).run("DELETE FROM facts"));
        const auto done = apply(&restoreBackup, {backups.front().path});
        QVERIFY2(done, why(done).constData());
        QCOMPARE(countOf(kb(), "Old"), 10);
        QVERIFY(QFileInfo::exists(done->safetyCopy));
    }

    void aBackupGoesWhereTheSettingsSayAndKeepsAsMany()
    {
        makeBase(kb(), 10);
        m_settings.backupDirectory = at("elsewhere");
        m_settings.backupKeep = 1;
        QVERIFY(apply(&makeBackup));
        QVERIFY(apply(&makeBackup));
        QCOMPARE(Backup::list(kb(), m_settings.backupDirectory).size(), std::size_t(1));
        QVERIFY(Backup::list(kb()).empty());
    }

    void anEndpointMovesInTheSettingsFile()
    {
        {
            QFile file(at("hakgal.ini"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("listen=127.0.0.1:8000,127.0.0.1:5000\nmonitoring_interval=3\n[window]\nx=1\n");
        }
        const auto done =
            apply(&moveEndpoint, {QStringLiteral("127.0.0.1:8000"), QStringLiteral("127.0.0.1:8001")});
        QVERIFY2(done, why(done).constData());
        const auto loaded = SettingsFile(at("hakgal.ini")).load();
        QVERIFY(loaded.errors.empty());
        QCOMPARE(loaded.settings.listen,
                 QStringList({QStringLiteral("127.0.0.1:8001"), QStringLiteral("127.0.0.1:5000")}));
        QCOMPARE(loaded.settings.monitoringInterval, 3.0);
        QVERIFY(loaded.settings.databasePath.isEmpty()); // not what the command line said
        QVERIFY(bytesOf(at("hakgal.ini")).contains("[window]"));
    }

    void anEndpointThatCannotMoveIsLeft_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<QString>("taken");
        QTest::addColumn<QString>("offered");
        const QString port = QStringLiteral("127.0.0.1:8000");
        QTest::newRow("an invalid file")
            << QByteArray("monitoring_interval=soon\n") << port << QStringLiteral("127.0.0.1:8001");
        QTest::newRow("another address")
            << QByteArray() << QStringLiteral("127.0.0.1:4711") << QStringLiteral("127.0.0.1:8001");
        QTest::newRow("no address") << QByteArray() << port << QStringLiteral("there");
        QTest::newRow("the other one") << QByteArray() << port << QStringLiteral("127.0.0.1:5000");
        QTest::newRow("not of this machine") << QByteArray() << port << QStringLiteral("8.8.8.8:80");
    }
    void anEndpointThatCannotMoveIsLeft()
    {
        QFETCH(QByteArray, ini);
        QFETCH(QString, taken);
        QFETCH(QString, offered);
        {
            QFile file(at("hakgal.ini"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(ini);
        }
        QVERIFY(!apply(&moveEndpoint, {taken, offered}));
        QCOMPARE(bytesOf(at("hakgal.ini")), ini);
    }

    void theHistoryIsCreated()
    {
        makeBase(kb(), 10);
        const QString file = StatePaths(kb()).historyFile();
        QVERIFY(!QFileInfo::exists(file));
        const auto done = createHistory(task());
        QVERIFY2(done, why(done).constData());
        QVERIFY(Plain(file).integer("SELECT count(*) FROM performance_metrics") == 0);
    }

    void aDamagedBaseIsSalvaged_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::newRow("a page of the facts is gone") << QStringLiteral("page");
        QTest::newRow("the header is gone") << QStringLiteral("header");
    }
    void aDamagedBaseIsSalvaged()
    {
        QFETCH(QString, damage);
        makeBase(kb(), 4000);
        QVERIFY(Plain(kb()).run("PRAGMA user_version=5; PRAGMA application_id=6"));
        if (damage == QLatin1String("page")) {
            const auto pages = pagesOf(kb(), "facts");
            overwrite(kb(), (pages[3] - 1) * 4096, QByteArray(4096, '\0'));
        } else {
            overwrite(kb(), 0, QByteArray(100, '\0'));
        }
        const QByteArray bytes = bytesOf(kb());
        const auto done = apply(&salvageBase, {QString()});
        QVERIFY2(done, why(done).constData());
        QCOMPARE(countOf(kb(), "Old"), 4000); // the statements of the page stand in the index
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QVERIFY(!done->ledger.isEmpty());
        QVERIFY(QFileInfo::exists(done->safetyCopy));
        if (damage == QLatin1String("page"))
            QCOMPARE(Plain(kb()).integer("PRAGMA user_version"), 5);
        bool kept = false;
        for (const QFileInfo &file :
             QDir(m_folder->path()).entryInfoList({QStringLiteral("kb.db.corrupt-*")}) +
                 QDir(StatePaths(kb()).backupFolder()).entryInfoList(QDir::Files))
            kept = kept || bytesOf(file.filePath()) == bytes;
        QVERIFY(kept || damage == QLatin1String("page"));
    }

    void whatTheWalHoldsIsSalvagedToo()
    {
        makeBase(kb(), 4000);
        const auto pages = pagesOf(kb(), "facts");
        {
            OtherProgram other(kb());
            QVERIFY(other.run("INSERT INTO facts(statement) VALUES('Only(wal).')"));
            other.crash();
        }
        QVERIFY(statFile(kb() + QStringLiteral("-wal")).bytes > 0);
        overwrite(kb(), (pages[3] - 1) * 4096, QByteArray(4096, '\0'));
        const auto done = apply(&salvageBase, {QString()});
        QVERIFY2(done, why(done).constData());
        QCOMPARE(countOf(kb(), "Old"), 4000);
        QCOMPARE(countOf(kb(), "Only"), 1);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void aHeaderlessFileOfOthersIsRefused()
    {
        makeBase(kb(), 1000);
        OtherProgram other(kb());
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        overwrite(kb(), 0, QByteArray(100, '\0'));
        const QByteArray bytes = bytesOf(kb());
        const auto done = apply(&salvageBase, {QString()});
        QVERIFY(!done);
        QCOMPARE(errorName(done.error().code), errorName(ErrorCode::OthersPresent));
        QVERIFY(bytesOf(kb()) == bytes);
    }
};

HAKGAL_TEST_MAIN(tst_Remedies)
#include "tst_Remedies.moc"
