// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Repairer.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/IntentLog.h"
#include "core/maintenance/Journal.h"
#include "core/maintenance/Lease.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "tests/core/maintenance/repair/BrokenBase.h"
#include "tests/support/Sample.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

using namespace hakgal;
using namespace support;

Q_DECLARE_METATYPE(support::Break)

// The whole of it: found, put right in the right order, proved.

class tst_Repairer : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }

    Result<RepairReport> repairNow(const QStringList &ids = {}, const std::atomic<bool> *cancel = nullptr)
    {
        Settings settings;
        settings.databasePath = kb();
        const auto lease = Lease::take(kb(), QStringLiteral("repair"));
        if (!lease)
            return lease.error();
        JobContext context({}, cancel);
        return repair(settings, at("hakgal.ini"), ids, {}, context);
    }
    static const RepairReport::Applied *applied(const RepairReport &report, const QString &id)
    {
        for (const auto &one : report.applied) {
            if (one.id == id)
                return &one;
        }
        return nullptr;
    }
    static QByteArray told(const Result<RepairReport> &report)
    {
        if (!report)
            return QByteArray(errorName(report.error().code)) + ' ' + report.error().detail.toUtf8();
        QByteArray all;
        for (const auto &one : report->applied)
            all += one.id.toUtf8() + ": " + QByteArray::number(int(one.result)) + ' ' + one.message.toUtf8() +
                   '\n';
        for (const auto &finding : report->after.findings)
            all += "after: " + finding.id.toUtf8() + '\n';
        return all;
    }
    static bool hasRemedies(const DiagnosisReport &report)
    {
        return std::any_of(report.findings.begin(), report.findings.end(),
                           [](const Finding &finding) { return finding.remedy.has_value(); });
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
    }

    void allThatIsWrongIsPutRight()
    {
        BaseForm form;
        form.audit = false;
        makeBase(kb(), 4000, form);
        QVERIFY(Plain(kb()).run("CREATE INDEX idx_source ON facts(source)"));
        dropEntries(kb(), "idx_source", "UPDATE facts SET source='other' WHERE id%5=0");
        const auto report = repairNow();
        QVERIFY2(report, told(report).constData());
        QVERIFY2(report->ok(), told(report).constData());
        QVERIFY(applied(*report, QStringLiteral("schema.audit_log_missing")));
        QVERIFY(applied(*report, QStringLiteral("index.damaged:idx_source")));
        QVERIFY(applied(*report, QStringLiteral("backup.none")));
        QVERIFY2(!hasRemedies(report->after), told(report).constData());
        QVERIFY(report->after.full);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(countOf(kb(), "Old"), 4000);
        // Before anything was done; not sound yet, so not one of the backups.
        QVERIFY(report->safetyCopy.endsWith(QStringLiteral(".damaged")));
        QVERIFY(!Backup::list(kb()).empty());
        QVERIFY(RepairReport::fromJson(report->toJson()).toJson() == report->toJson());

        const auto again = repairNow();
        QVERIFY2(again && again->applied.empty() && again->ok(), told(again).constData());
        QVERIFY(again->safetyCopy.isEmpty());
    }

    void onlyTheChosenIsDone()
    {
        BaseForm form;
        form.audit = false;
        makeBase(kb(), 100, form);
        const auto report = repairNow({QStringLiteral("backup.none")});
        QVERIFY2(report && report->ok(), told(report).constData());
        QCOMPARE(report->applied.size(), std::size_t(1));
        QVERIFY(report->safetyCopy.isEmpty());
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM sqlite_master WHERE name='audit_log'"), 0);
    }

    void anUnknownIdNamesThoseThatAre()
    {
        BaseForm form;
        form.audit = false;
        makeBase(kb(), 100, form);
        const QByteArray bytes = bytesOf(kb());
        const auto report =
            repairNow({QStringLiteral("schema.audit_log_missing"), QStringLiteral("index.damaged:nothing")});
        QVERIFY(!report);
        QCOMPARE(errorName(report.error().code), errorName(ErrorCode::Usage));
        QVERIFY(filled(report.error().args).contains(QLatin1String("index.damaged:nothing")));
        QVERIFY(filled(report.error().args).contains(QLatin1String("backup.none")));
        QCOMPARE(bytesOf(kb()), bytes);
    }

    void anIdMayHoldCommas()
    {
        makeBase(kb(), 400);
        QVERIFY(Plain(kb()).run("CREATE INDEX \"source, then id\" ON facts(source, id)"));
        QVERIFY(Plain(kb()).run("CREATE INDEX source ON facts(source)"));
        dropEntries(kb(), "source, then id", "UPDATE facts SET source='other' WHERE id%5=0");
        const QString id = QStringLiteral("index.damaged:source, then id");
        // As a command line is split.
        const auto report = repairNow((id + QStringLiteral(", backup.none")).split(u','));
        QVERIFY2(report && report->ok(), told(report).constData());
        QVERIFY2(applied(*report, id), told(report).constData());
        QVERIFY2(applied(*report, QStringLiteral("backup.none")), told(report).constData());
        QCOMPARE(report->applied.size(), std::size_t(2));
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));

        const auto none = repairNow(QStringLiteral("index.damaged:source, then id, or not").split(u','));
        QVERIFY(!none);
        QVERIFY(filled(none.error().args).contains(QLatin1String("index.damaged:source")));
    }

    void theSampleIsRepaired_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::newRow("wrong entries") << QStringLiteral("entries");
        QTest::newRow("zeroed index pages") << QStringLiteral("zeroed");
        QTest::newRow("overwritten index pages") << QStringLiteral("overwritten");
        QTest::newRow("a zeroed page of facts") << QStringLiteral("facts");
    }
    void theSampleIsRepaired()
    {
        QFETCH(QString, damage);
        QByteArray lines = hakgal::test::sampleBytes();
        if (lines.isEmpty())
            QSKIP("the sample knowledge base is not at hand");
        QVERIFY(createBase(kb()));
        QBuffer input(&lines);
        QVERIFY(input.open(QIODevice::ReadOnly));
        FactImporter importer;
        const auto totals = importer.run(input, kb(), {});
        QVERIFY(totals);
        const auto before = Plain(kb()).statements();
        QCOMPARE(qint64(before.size()), totals->stored);
        const std::vector<QByteArray> indices{"idx_statement", "idx_predicate", "idx_subject",
                                              "idx_predicate_subject"};
        QString expected = QStringLiteral("index.damaged:idx_predicate");
        if (damage == QLatin1String("entries")) {
            dropEntries(kb(), "idx_predicate",
                        "UPDATE facts SET statement='Changed('||id||').' WHERE id%9=0");
            // The other indices followed; this one holds what was.
        } else if (damage == QLatin1String("facts")) {
            const auto pages = pagesOf(kb(), "facts");
            overwrite(kb(), (pages[pages.size() / 2] - 1) * Plain(kb()).integer("PRAGMA page_size"),
                      QByteArray(4096, '\0'));
            expected = QStringLiteral("integrity.damaged");
        } else {
            const auto how = damage == QLatin1String("zeroed") ? Break::Zeroed : Break::Overwritten;
            for (const QByteArray &index : indices)
                breakIndex(kb(), index, how);
        }
        QVERIFY(integrityOf(kb()) != "ok");
        const auto report = repairNow();
        QVERIFY2(report && report->ok(), told(report).constData());
        QVERIFY2(applied(*report, expected), told(report).constData());
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        const auto after = Plain(kb()).statements();
        QCOMPARE(after.size(), before.size());
        if (damage != QLatin1String("entries"))
            QVERIFY(after == before);
        if (damage == QLatin1String("facts")) {
            const QJsonObject ledger = applied(*report, expected)->ledger;
            QVERIFY(!ledger.isEmpty());
        }
        QVERIFY2(!hasRemedies(report->after), told(report).constData());
    }

    void onlyOneRemedyReplacesTheContent()
    {
        makeBase(kb(), 3000);
        QVERIFY(Plain(kb()).run("CREATE INDEX idx_source ON facts(source)"));
        breakIndex(kb(), "idx_statement", Break::Zeroed);
        breakIndex(kb(), "idx_source", Break::Overwritten);
        const auto report = repairNow();
        QVERIFY2(report && report->ok(), told(report).constData());
        const auto *first = applied(*report, QStringLiteral("index.damaged:idx_statement"));
        const auto *second = applied(*report, QStringLiteral("index.damaged:idx_source"));
        QVERIFY(first && second);
        QCOMPARE(first->message, second->message); // done once, for both
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM audit_log WHERE details LIKE '%rebuild%'"), 1);
    }

    void whatAnEarlierJobLeftIsSettledFirst()
    {
        makeBase(kb(), 10);
        QVERIFY(StatePaths(kb()).create());
        const QString part = at("kb-half.db.part");
        IntentLog log(kb());
        QVERIFY(log.add({{QStringLiteral("kind"), QStringLiteral("part")}, {QStringLiteral("part"), part}}));
        overwrite(part, 0, "half made");
        const auto report = repairNow({QStringLiteral("swap.open_intent")});
        QVERIFY2(report && report->ok(), told(report).constData());
        QCOMPARE(report->applied.size(), std::size_t(1));
        QVERIFY(!QFileInfo::exists(part));
        QVERIFY(log.open().empty());
    }

    void aMissingBaseComesBackFromItsBackup()
    {
        makeBase(kb(), 50);
        JobContext context({}, nullptr);
        QVERIFY(Backup::make(kb(), {}, context));
        QVERIFY(QFile::remove(kb()));
        const auto report = repairNow();
        QVERIFY2(report && report->ok(), told(report).constData());
        QCOMPARE(countOf(kb(), "Old"), 50);
    }

    void aBackupThatFailedIsMadeGood()
    {
        makeBase(kb(), 50);
        QVERIFY(Journal::addFailure(kb(), QStringLiteral("backup"), {ErrorCode::DiskFull, {kb()}, {}, 0}));
        const auto report = repairNow({QStringLiteral("backup.failing")});
        QVERIFY2(report && report->ok(), told(report).constData());
    }

    void withoutRoomForASafetyCopyTheContentIsNotReplaced()
    {
        makeBase(kb(), 3000);
        breakIndex(kb(), "idx_statement", Break::Zeroed);
        const QByteArray bytes = bytesOf(kb());
        // A file in the place of the folder that it belongs into.
        QVERIFY(StatePaths(kb()).create());
        overwrite(StatePaths(kb()).backupFolder(), 0, "in the way");
        const auto report = repairNow({QStringLiteral("index.damaged:idx_statement")});
        QVERIFY2(report, told(report).constData());
        QVERIFY(!report->ok());
        QVERIFY(report->applied.front().error.has_value());
        QCOMPARE(bytesOf(kb()), bytes);
    }

    void aCancelInTheMidstTellsWhatWasNotDone()
    {
        BaseForm form;
        form.audit = false;
        makeBase(kb(), 20'000, form);
        Settings settings;
        settings.databasePath = kb();
        const auto lease = Lease::take(kb(), QStringLiteral("repair"));
        QVERIFY(lease);
        std::atomic<bool> cancel{false};
        double last = 0;
        double atCopy = 1;
        JobContext context(
            [&](const JobProgress &progress) {
                QVERIFY(progress.done >= last);
                last = progress.done;
                if (progress.step != QLatin1String("safety_copy") || cancel)
                    return;
                atCopy = progress.done;
                cancel = true;
            },
            &cancel);
        const auto report = repair(settings, {}, {}, {}, context);
        QVERIFY2(report, told(report).constData());
        QVERIFY(atCopy < 0.8); // the bar has still a way to go
        QVERIFY(report->cancelled && !report->ok());
        QVERIFY(!report->applied.empty());
        for (const auto &one : report->applied)
            QCOMPARE(one.result, RepairReport::Applied::Result::Skipped);
        QVERIFY(report->toJson().value(QLatin1String("findings_after")).isNull());
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM sqlite_master WHERE name='audit_log'"), 0);
    }

    void aCancelIsTold()
    {
        BaseForm form;
        form.audit = false;
        makeBase(kb(), 100, form);
        const std::atomic<bool> cancel{true};
        const auto report = repairNow({}, &cancel);
        QVERIFY(!report);
        QCOMPARE(errorName(report.error().code), errorName(ErrorCode::Interrupted));
    }
};

QTEST_GUILESS_MAIN(tst_Repairer)
#include "tst_Repairer.moc"
