// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/BulkLoad.h"

#include "core/maintenance/FileSync.h"
#include "core/maintenance/transfer/SortedTable.h"
#include "core/maintenance/transfer/StatementSorter.h"
#include "core/store/FactStore.h"
#include "core/store/FillingSchema.h"
#include "core/store/OpenPolicy.h"
#include "core/store/Transaction.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr int kCacheKib = 48 * 1024;
constexpr qint64 kItemsBetweenLooks = 4096;
/// What a row of this many bytes takes here, for the first guess of the time.
constexpr double kBytesARow = 45;
constexpr double kRowsASecond = 200'000;

/// What the indices of a file before it is renamed can leave beside it.
constexpr std::array<const char *, 4> kSuffixes{"", "-journal", "-wal", "-shm"};

void removePart(const QString &part)
{
    for (const char *suffix : kSuffixes)
        QFile::remove(part + QLatin1String(suffix));
}

/// One load.
class Load
{
public:
    Load(BulkLoad &load, FactReader &reader, QString path, const BulkLoad::Options &options, JobContext &job)
        : m_load(load),
          m_reader(reader),
          m_path(std::move(path)),
          m_part(BulkLoad::partPath(m_path)),
          m_options(options),
          m_job(job),
          m_sorter({QFileInfo(m_path).absolutePath()})
    {
    }
    ~Load()
    {
        m_store.reset();
        if (m_database) {
            m_database.reset();
            removePart(m_part);
        }
    }

    Result<FactImporter::Totals> run();

private:
    Result<void> begin();
    Result<void> read();
    int columnFor(int column);
    Result<void> store();
    Result<void> dropLaterIndex();
    Result<void> buildLaterIndex();
    Result<void> finish();
    void plan(double rows);
    static QString say(const char *text) { return QCoreApplication::translate("hakgal", text); }

    BulkLoad &m_load;
    FactReader &m_reader;
    QString m_path;
    QString m_part;
    BulkLoad::Options m_options;
    JobContext &m_job;
    StatementSorter m_sorter;
    std::unique_ptr<Database> m_database;
    std::optional<FactStore> m_store;
    std::vector<SortedTable::Column> m_columns; ///< of the base, that take values
    std::vector<int> m_columnOf; ///< for each column of the reader that was met: one of those, or -1
    QString m_laterIndex;        ///< SQL of the one that is built after
    FactImporter::Totals m_totals;
};

void Load::plan(double rows)
{
    const double whole = std::max(0.1, rows / kRowsASecond);
    m_job.plan({{u"read"_s, whole * 0.2},
                {u"store"_s, whole * 0.6},
                {u"index"_s, whole * 0.15},
                {u"finish"_s, whole * 0.05}});
}

Result<void> Load::begin()
{
    for (const char *suffix : kSuffixes) {
        if (statFile(m_path + QLatin1String(suffix)).exists)
            return Error{ErrorCode::FileExists, {m_path + QLatin1String(suffix)}, {}, 0};
    }
    removePart(m_part);
    auto database = Database::create(m_part);
    if (!database)
        return database.error();
    m_database = std::move(*database);
    // Nobody knows this file, and what is lost with the power is made anew.
    const auto set = m_database->execute(
        u"PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-%1"_s.arg(kCacheKib));
    if (!set)
        return set;
    if (auto made = FactStore::createSchema(*m_database); !made)
        return made;
    auto store = FactStore::attach(*m_database);
    if (!store)
        return store.error();
    m_store = std::move(*store);
    const FactSchema &schema = m_store->schema();
    for (const FactSchema::Column &column : schema.columns) {
        if (FactInsert::writable(schema, column.name).isEmpty())
            continue;
        std::optional<QByteArray> otherwise;
        if (column.name == schema.timestamp)
            otherwise = timestampNow().toUtf8();
        else if (column.name == schema.source && !m_options.source.isEmpty())
            otherwise = m_options.source.toUtf8();
        m_columns.push_back({column.name, otherwise});
    }
    return {};
}

Result<void> Load::read()
{
    using Item = FactReader::Item;
    m_job.begin(u"read"_s, say(QT_TRANSLATE_NOOP("hakgal", "Reading and sorting the facts")));
    QByteArray rest;
    for (qint64 items = 1;; ++items) {
        const auto item = m_reader.next();
        if (!item)
            return item.error();
        if (*item == Item::End)
            break;
        ++m_totals.read;
        if (*item == Item::Blank) {
            ++m_totals.blank;
        } else if (*item == Item::Rejected) {
            ++m_totals.rejected;
            if (m_load.onReject)
                m_load.onReject(m_reader.reject());
        } else {
            const FactRecord &record = m_reader.record();
            rest.resize(0);
            for (const FactRecord::Given &given : record.given) {
                if (const int column = columnFor(given.column); column >= 0)
                    SortedTable::pack(column, given.value, rest);
            }
            if (auto added = m_sorter.add(record.statement, rest); !added)
                return added;
        }
        if (items % kItemsBetweenLooks == 0) {
            if (m_job.cancelled())
                return Error{ErrorCode::Interrupted, {}, {}, 0};
            if (m_options.inputBytes > 0)
                m_job.advance(std::min(1.0, double(m_reader.consumed()) / double(m_options.inputBytes)));
            else
                m_job.tick();
        }
    }
    return m_sorter.finish();
}

/// The column of the base for one of the reader's; -1: it has none.
int Load::columnFor(int column)
{
    while (static_cast<int>(m_columnOf.size()) <= column) {
        const QString name = FactInsert::writable(
            m_store->schema(), m_reader.columns().at(static_cast<qsizetype>(m_columnOf.size())));
        const auto found = std::find_if(m_columns.cbegin(), m_columns.cend(),
                                        [&name](const auto &mine) { return mine.name == name; });
        m_columnOf.push_back(found != m_columns.cend() ? static_cast<int>(found - m_columns.cbegin()) : -1);
    }
    return m_columnOf[static_cast<std::size_t>(column)];
}

Result<void> Load::store()
{
    const double added = std::max(1.0, double(m_sorter.added()));
    plan(added);
    m_job.begin(u"store"_s, say(QT_TRANSLATE_NOOP("hakgal", "Storing the facts")));
    const FactSchema &schema = m_store->schema();
    SortedTable sorted(*m_database, m_sorter, m_columns);
    sorted.onRows = [&](qint64 rows) { m_job.advance(double(rows) / added); };
    if (auto attached = sorted.attach(schema.statement); !attached)
        return attached;
    QStringList names{quoteName(schema.statement)};
    for (const SortedTable::Column &column : m_columns)
        names << quoteName(column.name);
    const QString columns = names.join(", "_L1);
    const auto stored =
        m_database->execute("INSERT INTO main."_L1 + quoteName(schema.table) + u'(' + columns +
                            ") SELECT "_L1 + columns + " FROM "_L1 + QLatin1String(SortedTable::kName));
    if (sorted.failure())
        return *sorted.failure();
    if (!stored)
        return stored;
    m_totals.duplicates = m_sorter.duplicates();
    m_totals.stored = m_sorter.added() - m_totals.duplicates;
    return {};
}

/// Takes away, until the rows are there, the index whose keys come in no order when the statements do.
Result<void> Load::dropLaterIndex()
{
    const QString index = u"idx_subject"_s;
    auto sql = m_database->text(u"SELECT sql FROM sqlite_master WHERE name = '%1'"_s.arg(index));
    if (!sql)
        return sql.error();
    m_laterIndex = std::move(*sql);
    return m_database->execute(u"DROP INDEX "_s + index);
}

Result<void> Load::buildLaterIndex()
{
    m_job.begin(u"index"_s, say(QT_TRANSLATE_NOOP("hakgal", "Building the indices")));
    // Whoever sorts for an index may use another core.
    sqlite3_limit(m_database->handle(), SQLITE_LIMIT_WORKER_THREADS, 2);
    if (auto set = m_database->execute(u"PRAGMA threads=2"_s); !set)
        return set;
    m_database->setTick([this] { m_job.tick(); });
    const auto built = m_database->execute(m_laterIndex);
    m_database->setTick({});
    return built;
}

Result<void> Load::finish()
{
    QJsonObject details{{u"stored"_s, m_totals.stored}, {u"duplicates"_s, m_totals.duplicates}};
    if (!m_options.source.isEmpty())
        details.insert(u"source"_s, m_options.source);
    return m_store->audit(u"import"_s,
                          QString::fromUtf8(QJsonDocument(details).toJson(QJsonDocument::Compact)));
}

Result<FactImporter::Totals> Load::run()
{
    plan(double(std::max<qint64>(0, m_options.inputBytes)) / kBytesARow);
    if (auto begun = begin(); !begun)
        return begun.error();
    if (auto done = read(); !done)
        return done.error();
    m_database->setCancelFlag(m_job.cancelFlag());
    {
        auto transaction = Transaction::begin(*m_database, Transaction::Kind::Immediate);
        if (!transaction)
            return transaction.error();
        FillingSchema filling(*m_database);
        if (auto begun = filling.begin(); !begun)
            return begun.error();
        if (auto dropped = dropLaterIndex(); !dropped)
            return dropped.error();
        if (auto done = store(); !done)
            return done.error();
        if (auto done = buildLaterIndex(); !done)
            return done.error();
        if (auto ended = filling.end(); !ended)
            return ended.error();
        m_job.begin(u"finish"_s, say(QT_TRANSLATE_NOOP("hakgal", "Putting it in place")));
        if (m_totals.stored > 0) {
            if (auto done = finish(); !done)
                return done.error();
        }
        if (auto done = transaction->commit(); !done)
            return done.error();
    }
    if (m_job.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    m_database->setCancelFlag(nullptr);
    const auto mode = m_database->text(u"PRAGMA journal_mode=WAL"_s);
    if (!mode)
        return mode.error();
    m_store.reset();
    m_database.reset(); // what is left of it from here on is removed below
    m_job.finishing(say(QT_TRANSLATE_NOOP("hakgal", "Putting it in place")));
    auto placed = syncFile(m_part);
    if (placed)
        placed = renameNew(m_part, m_path);
    if (placed)
        placed = syncFolder(QFileInfo(m_path).absolutePath());
    else
        removePart(m_part);
    if (!placed)
        return placed.error();
    m_job.end();
    return m_totals;
}

} // namespace

Result<FactImporter::Totals> BulkLoad::run(FactReader &reader, const QString &path, const Options &options,
                                           JobContext &job)
{
    auto totals = Load(*this, reader, path, options, job).run();
    if (totals)
        return totals;
    Error error = totals.error();
    error.args.replaceInStrings(partPath(path), path);
    if (job.cancelled() && error.code != ErrorCode::DiskFull)
        error.code = ErrorCode::Interrupted;
    return error;
}

QString BulkLoad::partPath(const QString &path)
{
    return path + u".import.part"_s;
}

} // namespace hakgal
