// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/SalvageWriter.h"

#include "core/maintenance/CreateOnly.h"
#include "core/maintenance/IndexAgreement.h"
#include "core/maintenance/SqliteFile.h"
#include "core/store/FactStore.h"

#include <QDateTime>
#include <QJsonDocument>

#include <sqlite3.h>

#include <algorithm>
#include <thread>

namespace hakgal::salvage {

namespace {

constexpr const char *kQuarantine =
    "CREATE TABLE IF NOT EXISTS facts_quarantine(id INTEGER PRIMARY KEY, fact_id INTEGER, statement, "
    "other_reading, reason TEXT NOT NULL, page INTEGER)";
constexpr const char *kAudit = "CREATE TABLE IF NOT EXISTS audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, "
                               "operation TEXT, details TEXT)";
constexpr int kCacheWhileWritingKib = 16 * 1024;

QString text(const QByteArray &name)
{
    return QString::fromUtf8(name);
}

/// Our own form of facts, or less of it: then our schema takes all its columns.
bool isOurForm(const TableInfo &table)
{
    if (table.withoutRowid || table.name != "facts" || table.statement < 0 ||
        table.columns[static_cast<std::size_t>(table.statement)].name.toLower() != "statement")
        return false;
    const auto ours = [](const ColumnInfo &column) {
        const QByteArray name = column.name.toLower();
        return (name == "id" && column.rowidAlias) || name == "statement" || name == "source" ||
               name == "timestamp";
    };
    const bool id = table.aliasColumn() >= 0;
    return id && std::all_of(table.columns.begin(), table.columns.end(), ours);
}

} // namespace

void SalvageWriter::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SalvageWriter::SalvageWriter(const PageSource &source, const PageMap &map, const Inventory &inventory)
    : m_source(source), m_map(map), m_inventory(inventory), m_cells(source, map)
{
}

SalvageWriter::~SalvageWriter() = default;

Result<std::unique_ptr<SalvageWriter>> SalvageWriter::create(const QString &path, const PageSource &source,
                                                             const PageMap &map, const Inventory &inventory,
                                                             const std::atomic<bool> *cancel)
{
    std::unique_ptr<SalvageWriter> writer(new SalvageWriter(source, map, inventory));
    auto database = Database::create(path);
    if (!database)
        return database.error();
    writer->m_database = std::move(*database);
    writer->m_cancel = cancel;
    writer->m_database->setCancelFlag(cancel);
    if (auto begun = writer->begin(); !begun) {
        writer.reset();
        removePrivate(path);
        return begun.error();
    }
    return writer;
}

Result<void> SalvageWriter::begin()
{
    // A swap needs the page size of the damaged file. Nobody else knows this file and it is thrown away on a
    // failure, so it need not be synced before the end.
    if (auto mode = m_database->text(QStringLiteral("PRAGMA journal_mode=DELETE")); !mode)
        return mode.error();
    if (auto set = m_database->execute(QStringLiteral("PRAGMA page_size=%1; VACUUM; PRAGMA synchronous=OFF; "
                                                      "PRAGMA cache_size=-%2; PRAGMA temp_store=FILE; "
                                                      "PRAGMA threads=2")
                                           .arg(m_source.pageSize())
                                           .arg(kCacheWhileWritingKib));
        !set)
        return set;
    if (auto made = makeFacts(); !made)
        return made;
    if (auto begun = m_database->execute(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    if (auto made = m_database->execute(QLatin1String(kQuarantine)); !made)
        return made;
    sqlite3_stmt *raw = nullptr;
    const int rc =
        sqlite3_prepare_v2(m_database->handle(),
                           "INSERT INTO facts_quarantine(fact_id, statement, other_reading, reason, page) "
                           "VALUES(?1, ?2, ?3, ?4, ?5)",
                           -1, &raw, nullptr);
    m_doubtful.reset(raw);
    return rc == SQLITE_OK ? Result<void>() : m_database->failure(rc);
}

Result<void> SalvageWriter::makeFacts()
{
    const bool found = m_inventory.facts >= 0;
    const TableInfo *facts =
        found ? &m_inventory.tables[static_cast<std::size_t>(m_inventory.facts)].info : nullptr;
    m_ownSchema = !found || isOurForm(*facts);
    if (!m_ownSchema) {
        m_factsName = text(facts->name);
        if (auto made = runOne(facts->sql, "CREATE TABLE"); !made)
            return made;
        m_made.push_back(facts->name);
    } else {
        m_factsName = QStringLiteral("facts");
        if (auto made = FactStore::createSchema(*m_database); !made)
            return made;
        m_made.push_back("facts");
        // Rows come faster without them, and one after the other each is sorted in one go.
        auto indices =
            m_database->prepare(QStringLiteral("SELECT name, sql FROM sqlite_master WHERE type='index' AND "
                                               "tbl_name='facts' AND sql IS NOT NULL"));
        if (!indices)
            return indices.error();
        for (;;) {
            const auto row = indices->step();
            if (!row)
                return row.error();
            if (!*row)
                break;
            m_indices.emplace_back(indices->text(0), indices->text(1));
        }
        indices->reset();
        for (const auto &index : m_indices) {
            if (auto dropped = m_database->execute(QStringLiteral("DROP INDEX ") + quoteName(index.first));
                !dropped)
                return dropped;
        }
    }
    if (!found)
        return {};
    auto whole = prepareInsert(*facts, m_factsName.toUtf8(), false);
    if (!whole)
        return whole.error();
    m_fact = std::move(*whole);
    auto statement = prepareInsert(*facts, m_factsName.toUtf8(), true);
    if (!statement)
        return statement.error();
    m_statement = std::move(*statement);
    return {};
}

Result<SalvageWriter::Insert> SalvageWriter::prepareInsert(const TableInfo &table,
                                                           const QByteArray &intoTable, bool statementOnly)
{
    Insert insert;
    insert.rowid = !table.withoutRowid;
    QString names;
    QString marks;
    int parameter = 1;
    const auto add = [&](const QString &name) {
        names += (names.isEmpty() ? QString() : QStringLiteral(", ")) + name;
        marks += (marks.isEmpty() ? QString() : QStringLiteral(", ")) + QStringLiteral("?%1").arg(parameter);
    };
    if (insert.rowid) {
        const int alias = table.aliasColumn();
        const bool hidden =
            std::any_of(table.columns.begin(), table.columns.end(), [](const ColumnInfo &column) {
                return column.name.compare("rowid", Qt::CaseInsensitive) == 0;
            });
        if (alias >= 0)
            add(quoteName(text(table.columns[static_cast<std::size_t>(alias)].name)));
        else
            add(hidden ? QStringLiteral("_rowid_") : QStringLiteral("rowid"));
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ColumnInfo &column = table.columns[i];
        if (column.rowidAlias || column.generated ||
            (statementOnly && static_cast<int>(i) != table.statement))
            continue;
        parameter = static_cast<int>(insert.columns.size()) + 2;
        insert.columns.push_back(static_cast<int>(i));
        add(quoteName(text(column.name)));
    }
    const QByteArray sql = QStringLiteral("INSERT INTO %1(%2) VALUES(%3)")
                               .arg(quoteName(text(intoTable)), names, marks)
                               .toUtf8();
    sqlite3_stmt *raw = nullptr;
    const int rc = sqlite3_prepare_v2(m_database->handle(), sql.constData(), static_cast<int>(sql.size()),
                                      &raw, nullptr);
    insert.statement.reset(raw);
    if (rc != SQLITE_OK)
        return m_database->failure(rc);
    return insert;
}

/// Binds a value of a record; a text that is not valid goes in as a blob, byte for byte.
bool SalvageWriter::bindValue(sqlite3_stmt *statement, int parameter, const Value &value)
{
    switch (value.type) {
    case Value::Null:
        return sqlite3_bind_null(statement, parameter) == SQLITE_OK;
    case Value::Integer:
        return sqlite3_bind_int64(statement, parameter, value.integer) == SQLITE_OK;
    case Value::Real:
        return sqlite3_bind_double(statement, parameter, value.real) == SQLITE_OK;
    case Value::Text:
        // Most texts are plain, and the record keeps them until the row is stored.
        if (m_source.encoding() == TextEncoding::Utf8 && !value.bytes.empty() &&
            std::all_of(value.bytes.begin(), value.bytes.end(), [](quint8 byte) { return byte < 0x80; }))
            return sqlite3_bind_text64(statement, parameter, view(value.bytes).data(), value.bytes.size(),
                                       SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
        if (const auto utf8 = toUtf8(value.bytes, m_source.encoding()))
            return sqlite3_bind_text64(statement, parameter, utf8->constData(),
                                       static_cast<sqlite3_uint64>(utf8->size()), SQLITE_TRANSIENT,
                                       SQLITE_UTF8) == SQLITE_OK;
        [[fallthrough]];
    case Value::Blob:
        if (value.bytes.empty())
            return sqlite3_bind_zeroblob(statement, parameter, 0) == SQLITE_OK;
        return sqlite3_bind_blob64(statement, parameter, value.bytes.data(), value.bytes.size(),
                                   SQLITE_TRANSIENT) == SQLITE_OK;
    }
    return false;
}

/// True: stored; false: a constraint of the table does not allow it.
Result<bool> SalvageWriter::step(sqlite3_stmt *statement)
{
    const int rc = sqlite3_step(statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (rc == SQLITE_DONE)
        return true;
    if ((rc & 0xff) == SQLITE_CONSTRAINT || (rc & 0xff) == SQLITE_MISMATCH || (rc & 0xff) == SQLITE_TOOBIG)
        return false;
    return m_database->failure(rc);
}

Result<bool> SalvageWriter::addFact(const Verdict &verdict)
{
    const bool whole = verdict.row.page != 0;
    const Insert &insert = whole ? m_fact : m_statement;
    sqlite3_stmt *statement = insert.statement.get();
    if (insert.rowid)
        sqlite3_bind_int64(statement, 1, verdict.rowid);
    if (!whole) {
        sqlite3_bind_text64(statement, 2, verdict.statement.constData(),
                            static_cast<sqlite3_uint64>(verdict.statement.size()), SQLITE_STATIC,
                            SQLITE_UTF8);
        return step(statement);
    }
    const Record *record = m_cells.load(verdict.row);
    if (record == nullptr)
        return false;
    for (std::size_t i = 0; i < insert.columns.size(); ++i) {
        if (!bindValue(statement, static_cast<int>(i) + 2, record->column(insert.columns[i])))
            return false;
    }
    return step(statement);
}

QStringList SalvageWriter::factColumns() const
{
    QStringList names;
    for (const int column : m_fact.columns) {
        const auto &table = m_inventory.tables[static_cast<std::size_t>(m_inventory.facts)].info;
        names << text(table.columns[static_cast<std::size_t>(column)].name);
    }
    return names;
}

Result<bool> SalvageWriter::addFromBackup(qint64 rowid, sqlite3_stmt *row)
{
    sqlite3_stmt *statement = m_fact.statement.get();
    if (m_fact.rowid)
        sqlite3_bind_int64(statement, 1, rowid);
    for (int i = 0; i < static_cast<int>(m_fact.columns.size()); ++i)
        sqlite3_bind_value(statement, i + 2, sqlite3_column_value(row, i + 1));
    return step(statement);
}

Result<void> SalvageWriter::addDoubtful(const Verdict &verdict)
{
    sqlite3_stmt *statement = m_doubtful.get();
    const auto bind = [&](int parameter, const QByteArray &reading) {
        if (reading.isNull())
            sqlite3_bind_null(statement, parameter);
        else if (const Bytes bytes{reinterpret_cast<const quint8 *>(reading.constData()),
                                   static_cast<std::size_t>(reading.size())};
                 toUtf8(bytes, TextEncoding::Utf8) && !reading.contains('\0'))
            sqlite3_bind_text64(statement, parameter, reading.constData(),
                                static_cast<sqlite3_uint64>(reading.size()), SQLITE_STATIC, SQLITE_UTF8);
        else
            sqlite3_bind_blob64(statement, parameter, reading.constData(),
                                static_cast<sqlite3_uint64>(reading.size()), SQLITE_STATIC);
    };
    if (verdict.hasRowid)
        sqlite3_bind_int64(statement, 1, verdict.rowid);
    bind(2, verdict.statement);
    bind(3, verdict.otherReading);
    sqlite3_bind_text(statement, 4, verdict.reason, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 5, verdict.page);
    const auto stored = step(statement);
    return stored ? Result<void>() : Result<void>(stored.error());
}

Result<Ledger::TableCount> SalvageWriter::addTable(const FoundTable &table)
{
    Ledger::TableCount count;
    count.name = text(table.info.name);
    if (std::find(m_made.begin(), m_made.end(), table.info.name) != m_made.end() ||
        table.info.name.startsWith("sqlite_"))
        return count;
    m_made.push_back(table.info.name);
    // Ours stand there already, perhaps in another form.
    if (auto dropped = m_database->execute(QStringLiteral("DROP TABLE IF EXISTS ") + quoteName(count.name));
        table.info.name != "facts_quarantine" && !dropped)
        return dropped.error();
    if (table.info.name != "facts_quarantine") {
        if (auto made = runOne(table.info.sql, "CREATE TABLE"); !made)
            return made.error();
    }
    auto insert = prepareInsert(table.info, table.info.name, false);
    if (!insert)
        return insert.error();
    PageReader reader(m_source);
    Record record(m_source);
    Page page;
    for (const std::size_t tree : table.trees) {
        for (const quint32 number : m_map.trees()[tree].pages) {
            if (m_map.life(number) == Life::Free)
                continue;
            reader.read(number, page);
            if (page.type == PageType::TableInterior)
                continue;
            for (const Cell &cell : page.cells) {
                if (!cell.good() || !record.load(page, cell) ||
                    record.columns() > static_cast<int>(table.info.columns.size())) {
                    ++count.skipped;
                    continue;
                }
                sqlite3_stmt *statement = insert->statement.get();
                if (insert->rowid)
                    sqlite3_bind_int64(statement, 1, cell.rowid);
                for (std::size_t i = 0; i < insert->columns.size(); ++i)
                    bindValue(statement, static_cast<int>(i) + 2, record.column(insert->columns[i]));
                const auto stored = step(statement);
                if (!stored)
                    return stored.error();
                ++(*stored ? count.rows : count.skipped);
            }
        }
    }
    return count;
}

/// Runs one statement that was found in the file, and nothing that may follow it.
Result<void> SalvageWriter::runOne(const QByteArray &sql, QByteArrayView beginning)
{
    if (sql.size() < beginning.size() ||
        sql.first(beginning.size()).compare(beginning, Qt::CaseInsensitive) != 0)
        return Error{
            ErrorCode::DatabaseFailed, {m_database->verdict().path}, QStringLiteral("unexpected SQL"), 0};
    const CreateOnly only(m_database->handle());
    auto statement = m_database->prepare(text(sql));
    return statement ? statement->run() : Result<void>(statement.error());
}

Result<void> SalvageWriter::complete(Ledger &ledger)
{
    m_fact.statement.reset();
    m_statement.statement.reset();
    m_doubtful.reset();
    for (const auto &[name, sql] : m_indices) {
        if (auto made = m_database->execute(sql); !made)
            return made;
    }
    for (const IndexInfo &index : m_inventory.schema.indices) {
        const bool ours = m_ownSchema && index.table == "facts" &&
                          std::any_of(m_indices.begin(), m_indices.end(),
                                      [&](const auto &own) { return own.first == text(index.name); });
        const bool tableThere = std::find(m_made.begin(), m_made.end(), index.table) != m_made.end();
        if (!index.sql.isEmpty() && !ours && tableThere && !runOne(index.sql, "CREATE"))
            ledger.notes.push_back(
                QStringLiteral("the index %1 could not be made again").arg(text(index.name)));
    }
    for (const QByteArray &sql : m_inventory.schema.later) {
        if (!runOne(sql, "CREATE VIEW") && !runOne(sql, "CREATE TRIGGER"))
            ledger.notes.push_back(QStringLiteral("a view or trigger could not be made again"));
    }
    for (const QByteArray &name : m_inventory.schema.skipped)
        ledger.notes.push_back(QStringLiteral("%1 was left out").arg(text(name)));
    if (auto made = m_database->execute(QLatin1String(kAudit)); !made)
        return made;
    const QString details =
        QString::fromUtf8(QJsonDocument(ledger.toJson().value(QStringLiteral("ledger")).toObject())
                              .toJson(QJsonDocument::Compact));
    if (auto store = FactStore::attach(*m_database)) {
        if (auto audited = store->audit(QStringLiteral("salvage"), details); !audited)
            return audited;
    }
    const FileHead &head = m_source.head();
    if (head.readable) {
        if (auto set = m_database->execute(QStringLiteral("PRAGMA user_version=%1; PRAGMA application_id=%2")
                                               .arg(static_cast<qint32>(head.userVersion))
                                               .arg(static_cast<qint32>(head.applicationId)));
            !set)
            return set;
    }
    if (auto committed = m_database->execute(QStringLiteral("COMMIT")); !committed)
        return committed;
    // Ours are in WAL mode, as every new base.
    const auto mode = m_database->text(QStringLiteral("PRAGMA journal_mode=WAL"));
    return mode ? Result<void>() : Result<void>(mode.error());
}

/// What integrity_check says, on two cores: looking every row up in every index, all over a large file, would
/// take half the time of a salvage.
Result<QString> SalvageWriter::integrity()
{
    const QString path = m_database->verdict().path;
    auto second = Database::open(path, {});
    if (!second)
        return second.error();
    (*second)->setCancelFlag(m_cancel);
    Result<IndexAgreement> agreement = IndexAgreement{};
    std::thread comparison([&] { agreement = IndexAgreement::check(**second); });
    const auto structure = m_database->text(QStringLiteral("PRAGMA quick_check(1)"));
    comparison.join();
    second->reset();
    if (!structure || *structure != QLatin1String("ok"))
        return structure;
    if (!agreement)
        return agreement.error();
    if (agreement->state == IndexAgreement::State::Differs)
        return QStringLiteral("the index %1 differs from its table").arg(agreement->index);
    if (agreement->state == IndexAgreement::State::Agrees)
        return structure;
    // The check looks every row up in every index, all over the file. What the witnesses took is free by now.
    const quint64 cacheKib = kCacheWhileWritingKib +
                             static_cast<quint64>(m_source.pageCount()) * m_source.pageSize() / 1024 * 3 / 4;
    if (auto set = m_database->execute(QStringLiteral("PRAGMA cache_size=-%1").arg(cacheKib)); !set)
        return set.error();
    return m_database->text(QStringLiteral("PRAGMA integrity_check(1)"));
}

Result<void> SalvageWriter::verify(const Ledger &ledger)
{
    const auto verdict = integrity();
    if (!verdict)
        return verdict.error();
    const QString path = m_database->verdict().path;
    if (*verdict != QLatin1String("ok"))
        return Error{ErrorCode::VerifyFailed, {path, *verdict}, {}, 0};
    const auto facts = m_database->integer(QStringLiteral("SELECT count(*) FROM ") + quoteName(m_factsName));
    if (!facts)
        return facts.error();
    if (*facts != ledger.good()) {
        return Error{ErrorCode::VerifyFailed,
                     QStringList(path) + phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 facts, the ledger has %2"),
                                                  {QString::number(*facts), QString::number(ledger.good())}),
                     {},
                     0};
    }
    return {};
}

void SalvageWriter::close()
{
    m_fact.statement.reset();
    m_statement.statement.reset();
    m_doubtful.reset();
    m_database.reset();
}

} // namespace hakgal::salvage
