// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/FactExporter.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "core/store/FactStore.h"
#include "tests/support/Folder.h"
#include "tests/support/Fork.h"
#include "tests/support/OtherProgram.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTest>

#include <optional>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kFacts = "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);";
const QByteArray kWal = "PRAGMA journal_mode=WAL;";

Result<void> watch(const QString &path)
{
    auto database = Database::open(path, {});
    if (!database)
        return database.error();
    const auto store = FactStore::attach(**database);
    return store ? Result<void>() : Result<void>(store.error());
}

Result<void> exportIt(const QString &path)
{
    QBuffer output;
    output.open(QIODevice::WriteOnly);
    const auto totals = FactExporter().run(path, output, {});
    return totals ? Result<void>() : Result<void>(totals.error());
}

Result<void> importInto(const QString &path)
{
    QByteArray lines("A(b).\n");
    QBuffer input(&lines);
    input.open(QIODevice::ReadOnly);
    FactImporter importer;
    FactImporter::Options options;
    options.busyTimeoutMs = 30;
    const auto totals = importer.run(input, path, options);
    return totals ? Result<void>() : Result<void>(totals.error());
}

} // namespace

/// Whatever stands at the path that is no knowledge base: a clear error, and the folder stays as it was.
class tst_BadBase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsMadeOrChanged_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("code");
        const auto row = [](const char *kind, ErrorCode code) {
            QTest::newRow(kind) << QString::fromLatin1(kind) << static_cast<int>(code);
        };
        row("missing", ErrorCode::FileMissing);
        row("missing beside a left -wal", ErrorCode::FileMissing);
        row("directory", ErrorCode::FileIsDirectory);
        row("text", ErrorCode::NotADatabase);
        row("encrypted", ErrorCode::FileEncrypted);
        row("empty", ErrorCode::FileEmpty);
        row("header only", ErrorCode::NotADatabase);
        row("damaged schema", ErrorCode::Damaged);
        row("no facts", ErrorCode::NoFactsTable);
        row("no facts, WAL", ErrorCode::NoFactsTable);
        row("locked", ErrorCode::Locked);
        row("locked, WAL", ErrorCode::Locked);
    }
    void nothingIsMadeOrChanged()
    {
        QFETCH(QString, kind);
        const Folder folder;
        const QString path = folder.file(u"kb.db"_s);
        std::optional<OtherProgram> other;
        if (kind == u"directory"_s) {
            QVERIFY(QDir().mkdir(path));
        } else if (kind.startsWith(u"missing beside"_s)) {
            folder.write(u"kb.db-wal"_s, "left by somebody");
        } else if (kind == u"text"_s) {
            folder.write(u"kb.db"_s, "HasPart(Computer, CPU).\n");
        } else if (kind == u"empty"_s) {
            folder.write(u"kb.db"_s, "");
        } else if (kind == u"encrypted"_s) {
            QByteArray bytes;
            QRandomGenerator random(7);
            for (int i = 0; i < 4096; ++i)
                bytes += static_cast<char>(random.bounded(256));
            folder.write(u"kb.db"_s, bytes);
        } else if (kind == u"header only"_s) {
            folder.write(u"kb.db"_s, QByteArray("SQLite format 3\0", 16));
        } else if (kind == u"damaged schema"_s) {
            folder.database(u"kb.db"_s, kFacts);
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(100));
            file.write(QByteArray(300, '\x77'));
        } else if (kind.startsWith(u"no facts"_s)) {
            folder.database(u"kb.db"_s,
                            (kind.endsWith(u"WAL"_s) ? kWal : QByteArray()) + "CREATE TABLE other(x);");
        } else if (kind.startsWith(u"locked"_s)) {
            const bool wal = kind.endsWith(u"WAL"_s);
            folder.database(u"kb.db"_s, (wal ? kWal : QByteArray()) + kFacts);
            other.emplace(path);
            QVERIFY(other->run("PRAGMA locking_mode=EXCLUSIVE"));
            QVERIFY(other->run("INSERT INTO facts(statement) VALUES('x')"));
        }
        const QStringList before = folder.listing();
        for (const auto &what : {&watch, &exportIt, &importInto}) {
            const Result<void> result = what(path);
            QVERIFY(!result.ok());
            QTEST(static_cast<int>(result.error().code), "code");
            QCOMPARE(result.error().args.value(0), path);
            QCOMPARE(folder.listing(), before);
        }
    }

    void withoutPermissionNothingIsMadeOrChanged()
    {
        if (::geteuid() != 0)
            QSKIP("only root can become another user");
        const Folder folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7777)));
        const QString path = folder.database(u"kb.db"_s, kFacts);
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        const QStringList before = folder.listing();
        for (const auto &what : {&watch, &exportIt, &importInto}) {
            const int code = asNobody([&] {
                const Result<void> result = what(path);
                return result ? 200 : static_cast<int>(result.error().code);
            });
            QCOMPARE(code, static_cast<int>(ErrorCode::FileNoPermission));
            QCOMPARE(folder.listing(), before);
        }
    }
};

HAKGAL_TEST_MAIN(tst_BadBase)
#include "tst_BadBase.moc"
