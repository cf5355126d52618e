// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/repair/Rebuild.h"

#include "core/maintenance/AuditRow.h"
#include "core/maintenance/CreateOnly.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/SqliteFile.h"
#include "core/maintenance/Swap.h"
#include "core/store/FactStore.h"
#include "core/store/Transaction.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <limits>

// What SQLite's VACUUM does, but for reading no index:
//
// 1. One read transaction on the base, from the first to the last row: the copy is of one moment.
// 2. The new file gets page size, encoding, auto-vacuum, user_version and application_id of the old one.
// 3. Every table is created with its own SQL, as it stands in the schema. A schema may have been tampered
//    with, so of its texts only a single CREATE TABLE or CREATE INDEX is run, and nothing in it may read
//    (an authorizer refuses SELECT).
// 4. The rows of every table go over one by one, in the order of their rowids and with them, read NOT
//    INDEXED. Rowids that do not ascend are damage. What is generated is left out, it comes by itself.
//    Constraints hold, but for CHECK, which may have been added to rows that break it.
// 5. The indices are built, then the rows of the schema for virtual tables, views and triggers are copied as
//    text: so nothing of them ever runs. The tables in which a virtual table keeps its content are ordinary
//    ones and went over in 4.
// 6. integrity_check in full, and the facts counted.
// 7. The swap, which is given up where somebody committed since 1 (Swap.cpp), and begun anew.

namespace hakgal {

namespace {

constexpr int kRowsBetweenLooks = 256;
constexpr int kOpsBetweenChecks = 1000;
constexpr qint64 kRoomToSpare = 1 << 20;

struct FinalizeRaw
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using RawStatement = std::unique_ptr<sqlite3_stmt, FinalizeRaw>;

struct SchemaRow
{
    QString type;
    QString name;
    QString table;
    qint64 root = 0;
    QString sql;
};

Result<std::vector<SchemaRow>> readSchema(Database &source)
{
    auto rows = source.prepare(QStringLiteral(
        "SELECT type, name, tbl_name, ifnull(rootpage, 0), sql FROM main.sqlite_master ORDER BY rowid"));
    if (!rows)
        return rows.error();
    std::vector<SchemaRow> schema;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return schema;
        schema.push_back({rows->text(0), rows->text(1), rows->text(2), rows->integer(3), rows->text(4)});
    }
}

bool isOrdinaryTable(const SchemaRow &row)
{
    return row.type == QLatin1String("table") && row.root > 0;
}

/// How the rows of a table are read and written.
struct TableShape
{
    QStringList columns; ///< quoted, without the generated ones; the rowid first where there is one
    bool rowid = false;
};

Result<TableShape> shapeOf(Database &source, const QString &table)
{
    TableShape shape;
    auto info = source.prepare(QStringLiteral("PRAGMA main.table_xinfo(%1)").arg(quoteName(table)));
    if (!info)
        return info.error();
    QStringList names;
    constexpr int kName = 1;
    constexpr int kHidden = 6;
    for (;;) {
        const auto row = info->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        names << info->text(kName).toLower();
        if (info->integer(kHidden) == 0)
            shape.columns << quoteName(info->text(kName));
    }
    auto list = source.prepare(QStringLiteral("PRAGMA main.table_list(%1)").arg(quoteName(table)));
    if (!list)
        return list.error();
    constexpr int kWithoutRowid = 4;
    const auto row = list->step();
    if (!row)
        return row.error();
    if (!*row || shape.columns.isEmpty())
        return Error{ErrorCode::Damaged,
                     {source.verdict().path},
                     QStringLiteral("the schema does not tell the columns of a table"),
                     0};
    if (list->integer(kWithoutRowid) != 0)
        return shape;
    for (const char *name : {"rowid", "_rowid_", "oid"}) {
        if (names.contains(QLatin1String(name)))
            continue;
        shape.columns.prepend(QLatin1String(name));
        shape.rowid = true;
        break;
    }
    return shape;
}

/// The new file in the making.
class NewFile
{
public:
    NewFile(QString path, JobContext &context) : m_path(std::move(path)), m_context(context) {}

    Result<void> open(Database &source)
    {
        if (auto made = createPrivate(m_path, source.verdict().path); !made)
            return made;
        auto opened = openPrivate(m_path);
        if (!opened)
            return opened.error();
        m_file = std::move(*opened);
        sqlite3_progress_handler(m_file.get(), kOpsBetweenChecks, &NewFile::onProgress, this);
        QString pragmas;
        for (const char *name : {"page_size", "auto_vacuum", "user_version", "application_id"}) {
            const auto value = source.integer(QStringLiteral("PRAGMA main.%1").arg(QLatin1String(name)));
            if (!value)
                return value.error();
            pragmas += QStringLiteral("PRAGMA %1=%2;").arg(QLatin1String(name)).arg(*value);
        }
        const auto encoding = source.text(QStringLiteral("PRAGMA encoding"));
        if (!encoding)
            return encoding.error();
        pragmas.prepend(QStringLiteral("PRAGMA encoding=%1;").arg(quoteName(*encoding)));
        // Nobody sees it before it is whole and synced, so it needs no journal of its own.
        pragmas += QLatin1String(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; PRAGMA writable_schema=ON;"
            "PRAGMA cache_size=-16000; BEGIN;");
        return execute(pragmas.toUtf8().constData());
    }

    Result<void> execute(const char *sql) { return executePrivate(m_file.get(), m_path, sql); }

    /// One statement of the schema.
    Result<void> create(const SchemaRow &row)
    {
        const QString begin = row.sql.left(20).toUpper();
        const bool fits = row.type == QLatin1String("table")
                              ? begin.startsWith(QLatin1String("CREATE TABLE "))
                              : begin.startsWith(QLatin1String("CREATE INDEX ")) ||
                                    begin.startsWith(QLatin1String("CREATE UNIQUE INDEX "));
        if (!fits)
            return Error{ErrorCode::Damaged,
                         {m_path},
                         QStringLiteral("the schema holds something else where a table or an index belongs"),
                         0};
        const CreateOnly only(m_file.get());
        return run(row.sql);
    }

    Result<void> addAsText(const SchemaRow &row)
    {
        auto insert = prepare(QStringLiteral(
            "INSERT INTO main.sqlite_master(type, name, tbl_name, rootpage, sql) VALUES(?1, ?2, ?3, 0, ?4)"));
        if (!insert)
            return insert.error();
        int index = 0;
        for (const QString &text : {row.type, row.name, row.table, row.sql}) {
            const QByteArray utf8 = text.toUtf8();
            sqlite3_bind_text64(insert->get(), ++index, utf8.constData(),
                                static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
        }
        return finish(insert->get());
    }

    Result<bool> hasTable(const QString &name)
    {
        auto rows =
            prepare(QStringLiteral("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?1"));
        if (!rows)
            return rows.error();
        const QByteArray utf8 = name.toUtf8();
        sqlite3_bind_text(rows->get(), 1, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
        return sqlite3_step(rows->get()) == SQLITE_ROW;
    }

    Result<qint64> copyRows(Database &source, const QString &table, const TableShape &shape)
    {
        const QString columns = shape.columns.join(QLatin1String(", "));
        auto from =
            prepareRaw(source.handle(),
                       QStringLiteral("SELECT %1 FROM main.%2 NOT INDEXED").arg(columns, quoteName(table)));
        if (!from)
            return source.failure(sqlite3_extended_errcode(source.handle()));
        const qsizetype count = shape.columns.size();
        auto to = prepare(
            QStringLiteral("INSERT INTO main.%1(%2) VALUES(?%3)")
                .arg(quoteName(table), columns, QStringLiteral(", ?").repeated(static_cast<int>(count - 1))));
        if (!to)
            return to.error();
        qint64 rows = 0;
        qint64 last = std::numeric_limits<qint64>::min();
        for (;;) {
            const int rc = sqlite3_step(from.get());
            if (rc == SQLITE_DONE)
                return rows;
            if (rc != SQLITE_ROW)
                return source.failure(rc);
            if (shape.rowid) {
                const qint64 id = sqlite3_column_int64(from.get(), 0);
                if (rows > 0 && id <= last)
                    return Error{ErrorCode::Damaged,
                                 {source.verdict().path},
                                 QStringLiteral("the rows of a table are out of order"),
                                 0};
                last = id;
            }
            for (int i = 0; i < count; ++i) {
                const int bound = sqlite3_bind_value(to->get(), i + 1, sqlite3_column_value(from.get(), i));
                if (bound != SQLITE_OK)
                    return privateFailure(m_file.get(), bound, m_path);
            }
            if (auto stored = finish(to->get()); !stored)
                return stored.error();
            if (++rows % kRowsBetweenLooks == 0) {
                m_context.tick();
                if (m_context.cancelled())
                    return Error{ErrorCode::Interrupted, {}, {}, 0};
            }
        }
    }

private:
    static int onProgress(void *self)
    {
        auto *file = static_cast<NewFile *>(self);
        file->m_context.tick();
        return file->m_context.cancelled() ? 1 : 0;
    }
    static RawStatement prepareRaw(sqlite3 *db, const QString &sql)
    {
        const QByteArray utf8 = sql.toUtf8();
        sqlite3_stmt *raw = nullptr;
        sqlite3_prepare_v2(db, utf8.constData(), static_cast<int>(utf8.size()), &raw, nullptr);
        return RawStatement(raw);
    }
    Result<RawStatement> prepare(const QString &sql)
    {
        RawStatement statement = prepareRaw(m_file.get(), sql);
        if (!statement)
            return privateFailure(m_file.get(), sqlite3_extended_errcode(m_file.get()), m_path);
        return statement;
    }
    Result<void> finish(sqlite3_stmt *statement)
    {
        const int rc = sqlite3_step(statement);
        if (rc != SQLITE_DONE)
            return privateFailure(m_file.get(), rc, m_path);
        sqlite3_reset(statement);
        return {};
    }
    Result<void> run(const QString &sql)
    {
        auto statement = prepare(sql);
        return statement ? finish(statement->get()) : statement.error();
    }

    QString m_path;
    JobContext &m_context;
    SqliteFile m_file;
};

Error of(const Error &error, const QString &base, const QString &what)
{
    Error named = error;
    if (named.code == ErrorCode::DatabaseFailed)
        named = {
            ErrorCode::DatabaseFailed, {base}, what + QLatin1String(": ") + error.detail, error.sqliteCode};
    return named;
}

Result<Rebuild::Copied> copyAll(const QString &base, const QString &target, JobContext &context)
{
    Database::Options options;
    options.busyTimeoutMs = 5000;
    options.eager = true;
    options.cacheKib = 16 * 1024;
    auto source = Database::open(base, options);
    if (!source)
        return source.error();
    (*source)->setCancelFlag(context.cancelFlag());
    const qint64 needed = statFile(base).bytes + kRoomToSpare;
    if (const qint64 room = freeBytes(target); room >= 0 && room < needed)
        return Error{ErrorCode::NoSpace, {target, QString::number(needed), QString::number(room)}, {}, 0};

    context.begin(QStringLiteral("rows"),
                  QCoreApplication::translate("hakgal", "Copying the tables into a new file"));
    auto transaction = Transaction::begin(**source, Transaction::Kind::Deferred);
    if (!transaction)
        return transaction.error();
    const auto schema = readSchema(**source);
    if (!schema)
        return schema.error();
    QString factsTable;
    if (auto facts = FactSchema::read(**source))
        factsTable = facts->table;

    NewFile file(target, context);
    if (auto opened = file.open(**source); !opened)
        return opened.error();
    const QLatin1String sequence("sqlite_sequence"); // comes with the first AUTOINCREMENT
    for (const SchemaRow &row : *schema) {
        if (!isOrdinaryTable(row) || row.name == sequence)
            continue;
        if (auto created = file.create(row); !created)
            return of(created.error(), base, QStringLiteral("table \"%1\"").arg(row.name));
    }
    Rebuild::Copied copied;
    copied.facts = factsTable.isEmpty() ? -1 : 0;
    for (const SchemaRow &row : *schema) {
        if (!isOrdinaryTable(row) || row.name == sequence)
            continue;
        const auto shape = shapeOf(**source, row.name);
        if (!shape)
            return shape.error();
        const auto rows = file.copyRows(**source, row.name, *shape);
        if (!rows)
            return of(rows.error(), base, QStringLiteral("table \"%1\"").arg(row.name));
        copied.rows += *rows;
        if (row.name == factsTable)
            copied.facts = *rows;
    }
    if (const auto sequences = file.hasTable(sequence); !sequences) {
        return sequences.error();
    } else if (*sequences) {
        if (auto emptied = file.execute("DELETE FROM main.sqlite_sequence"); !emptied)
            return emptied.error();
        const auto rows = file.copyRows(**source, sequence,
                                        TableShape{{QStringLiteral("name"), QStringLiteral("seq")}, false});
        if (!rows)
            return rows.error();
    }

    context.begin(QStringLiteral("indices"),
                  QCoreApplication::translate("hakgal", "Building the indices anew"));
    if (auto set = file.execute("PRAGMA cache_size=-2000"); !set)
        return set.error();
    for (const SchemaRow &row : *schema) {
        if (row.type != QLatin1String("index") || row.sql.isEmpty())
            continue;
        if (auto created = file.create(row); !created)
            return of(created.error(), base, QStringLiteral("index \"%1\"").arg(row.name));
    }
    for (const SchemaRow &row : *schema) {
        if (row.type == QLatin1String("index") || isOrdinaryTable(row))
            continue;
        if (auto added = file.addAsText(row); !added)
            return added.error();
    }
    if (auto committed = file.execute("COMMIT"); !committed)
        return committed.error();
    return copied;
}

Result<void> verify(const QString &path, const Rebuild::Copied &copied, JobContext &context)
{
    context.begin(QStringLiteral("verify"), QCoreApplication::translate("hakgal", "Checking the new file"));
    Database::Options options;
    options.cacheKib = 16 * 1024;
    auto database = Database::open(path, options);
    if (!database)
        return database.error();
    const auto integrity = checkIntegrity(**database, true, context);
    if (!integrity)
        return integrity.error();
    if (integrity->state == Integrity::State::Damaged)
        return Error{ErrorCode::VerifyFailed, {path, integrity->messages.value(0)}, {}, 0};
    if (copied.facts < 0)
        return {};
    auto store = FactStore::attach(**database);
    const auto facts = store ? store->count() : Result<qint64>(store.error());
    if (!facts)
        return facts.error();
    if (*facts != copied.facts)
        return Error{ErrorCode::VerifyFailed,
                     QStringList(path) +
                         phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 facts of %2 are in the new file"),
                                  {QString::number(*facts), QString::number(copied.facts)}),
                     {},
                     0};
    return {};
}

/// The row that the rebuilt base will hold about it. A base whose audit_log cannot be written to is rebuilt
/// all the same.
void noteRebuild(const QString &path, const Rebuild::Copied &copied)
{
    Database::Options options;
    options.access = OpenPolicy::Access::Change;
    auto database = Database::open(path, options);
    if (!database)
        return;
    auto transaction = Transaction::begin(**database, Transaction::Kind::Immediate);
    if (!transaction)
        return;
    const auto noted = addAuditRow(**database, QStringLiteral("repair"),
                                   {{QStringLiteral("action"), QStringLiteral("rebuild")},
                                    {QStringLiteral("rows"), copied.rows},
                                    {QStringLiteral("facts"), copied.facts}});
    if (noted && *noted)
        (void)transaction->commit();
}

} // namespace

Result<Rebuild::Copied> Rebuild::copy(const QString &base, const QString &target, JobContext &context)
{
    auto copied = copyAll(base, target, context);
    if (copied) {
        if (auto good = verify(target, *copied, context); !good)
            copied = good.error();
    }
    if (!copied && copied.error().code != ErrorCode::FileExists)
        removePrivate(target);
    return copied;
}

Result<Rebuild::Rebuilt> Rebuild::run(const QString &base, JobContext &context)
{
    const double megabytes = static_cast<double>(statFile(base).bytes) / 1e6 + 0.1;
    context.plan({{QStringLiteral("rows"), megabytes / 40},
                  {QStringLiteral("indices"), megabytes / 40},
                  {QStringLiteral("verify"), megabytes / 60},
                  {QStringLiteral("swap"), megabytes / 150},
                  {QStringLiteral("check"), megabytes / 60}});
    Copied copied;
    Swap::Request request;
    request.live = base;
    request.prepare = [&](const Swap::Attempt &attempt) -> Result<void> {
        removePrivate(attempt.target); // of an attempt that others have outrun
        auto made = copy(base, attempt.target, context);
        if (!made)
            return made.error();
        copied = *made;
        noteRebuild(attempt.target, copied);
        return {};
    };
    const auto done = Swap::run(request, context);
    if (!done)
        return done.error();
    context.end();
    return Rebuilt{copied.rows, copied.facts, done->walBytes};
}

} // namespace hakgal
