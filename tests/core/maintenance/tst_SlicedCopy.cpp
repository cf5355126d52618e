// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/SlicedCopy.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace hakgal;
using namespace support;

namespace {

struct Copying
{
    std::atomic<bool> cancel{false};
    std::optional<double> cancelAt;
    std::vector<double> shares;
    JobContext context{[this](const JobProgress &p) {
                           shares.push_back(p.done);
                           if (cancelAt && p.done >= *cancelAt)
                               cancel = true;
                       },
                       &cancel};

    Result<SlicedCopy::Copied> run(const QString &from, const QString &to,
                                   SlicedCopy::Count count = SlicedCopy::Count::Must)
    {
        Database::Options options;
        options.busyTimeoutMs = 5000;
        auto source = Database::open(from, options);
        if (!source)
            return source.error();
        context.begin(QStringLiteral("copy"), {});
        return SlicedCopy::run(**source, to, context, count);
    }
};

} // namespace

class tst_SlicedCopy : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theCopyIsTheBaseInOneFile_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("WAL") << true;
        QTest::newRow("rollback") << false;
    }
    void theCopyIsTheBaseInOneFile()
    {
        QFETCH(bool, wal);
        BaseForm form;
        form.wal = wal;
        makeBase(at("kb.db"), 5000, form);
        Plain other(at("kb.db")); // what it commits is only in the WAL
        QVERIFY(other.run("PRAGMA user_version=7; PRAGMA application_id=99;"
                          "INSERT INTO facts(statement) VALUES('Late(1).')"));
        Copying copying;
        const auto copied = copying.run(at("kb.db"), at("copy.db"));
        QVERIFY(copied);
        QCOMPARE(copied->facts, 5001);
        QCOMPARE(copied->bytes, QFileInfo(at("copy.db")).size());
        for (const char *beside : {"copy.db-wal", "copy.db-shm", "copy.db-journal"})
            QVERIFY2(!QFileInfo::exists(at(beside)), beside);
        const QByteArray head = bytesOf(at("copy.db")).left(100);
        QCOMPARE(int(head.at(18)), 1); // rollback mode
        QCOMPARE(int(head.at(19)), 1);
        QCOMPARE(integrityOf(at("copy.db")), QByteArray("ok"));
        Plain copy(at("copy.db"));
        QCOMPARE(copy.statements(), other.statements());
        QCOMPARE(copy.integer("PRAGMA user_version"), 7);
        QCOMPARE(copy.integer("PRAGMA application_id"), 99);
    }

    void besideAFastWriterItNeverBeginsAnew()
    {
        makeBase(at("kb.db"), 100'000);
        WriterProcess writer(at("kb.db"), 1);
        QVERIFY(writer.waitForMore());
        const auto before = writer.acknowledged();
        Copying copying;
        const auto copied = copying.run(at("kb.db"), at("copy.db"));
        QVERIFY(copied);
        const auto after = writer.acknowledged();
        QVERIFY(writer.finish());
        QVERIFY(std::is_sorted(copying.shares.begin(), copying.shares.end()));
        QCOMPARE(integrityOf(at("copy.db")), QByteArray("ok"));
        Plain copy(at("copy.db"));
        const auto inCopy = copy.statements();
        QCOMPARE(inCopy.size(), copied->facts);
        QVERIFY(inCopy.contains(before));
        QCOMPARE(countOf(at("copy.db"), "Old"), 100'000);
        // One moment: what is in the copy of the writer's facts is a beginning of what it wrote.
        const qint64 written = copied->facts - 100'000;
        QVERIFY(written >= before.size());
        QVERIFY(inCopy.contains("W1(" + QByteArray::number(written) + ").") || written == 0);
        QVERIFY(after.size() >= before.size());
    }

    void whatIsThereIsNeverOverwritten()
    {
        makeBase(at("kb.db"), 10);
        makeBase(at("copy.db"), 3);
        Copying copying;
        const auto copied = copying.run(at("kb.db"), at("copy.db"));
        QVERIFY(!copied);
        QCOMPARE(copied.error().code, ErrorCode::FileExists);
        QCOMPARE(countOf(at("copy.db"), "Old"), 3);
    }

    void aCancelLeavesNothing_data()
    {
        QTest::addColumn<double>("share");
        for (int percent = 0; percent < 100; percent += 10)
            QTest::addRow("%d %%", percent) << percent / 100.0;
    }
    void aCancelLeavesNothing()
    {
        QFETCH(double, share);
        makeBase(at("kb.db"), 60'000);
        Copying copying;
        copying.cancelAt = share;
        const auto copied = copying.run(at("kb.db"), at("copy.db"));
        // Progress comes ten times a second: on a fast disk the copy may be done before it is told.
        if (copied) {
            QVERIFY(share > 0);
            QCOMPARE(countOf(at("copy.db"), "Old"), 60'000);
            return;
        }
        QCOMPARE(copied.error().code, ErrorCode::Interrupted);
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("copy*")}), QStringList());
        QCOMPARE(integrityOf(at("kb.db")), QByteArray("ok"));
    }

    void aBaseWithoutFactsIsCopiedAndSaysSo()
    {
        {
            Plain base(at("kb.db"), true);
            QVERIFY(base.run("CREATE TABLE other(a); INSERT INTO other VALUES(1)"));
        }
        Copying copying;
        const auto copied = copying.run(at("kb.db"), at("copy.db"));
        QVERIFY(copied);
        QCOMPARE(copied->facts, -1);
        QCOMPARE(Plain(at("copy.db")).integer("SELECT a FROM other"), 1);
    }

    void aDamagedBaseIsCopiedOnlyWhereAsked()
    {
        makeBase(at("kb.db"), 5000);
        // The roots of the facts table and of its index: counting stumbles over them.
        overwrite(at("kb.db"), 4096, QByteArray(3 * 4096, '\xee'));
        Copying strict;
        QVERIFY(!strict.run(at("kb.db"), at("copy.db")));
        QVERIFY(!QFileInfo::exists(at("copy.db")));
        Copying lenient;
        const auto copied = lenient.run(at("kb.db"), at("copy.db"), SlicedCopy::Count::May);
        QVERIFY(copied);
        QCOMPARE(copied->facts, -1);
        QCOMPARE(bytesOf(at("copy.db")).mid(4096), bytesOf(at("kb.db")).mid(4096));
    }

#ifndef Q_OS_WIN
    void theCopyIsNoMorePublicThanTheBase()
    {
        makeBase(at("kb.db"), 10);
        QVERIFY(QFile::setPermissions(at("kb.db"), QFile::ReadOwner | QFile::WriteOwner));
        Copying copying;
        QVERIFY(copying.run(at("kb.db"), at("copy.db")));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(at("copy.db")) & others));
    }
#endif
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (const auto code = runWriter(QCoreApplication::arguments()))
        return *code;
    tst_SlicedCopy test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_SlicedCopy.moc"
