// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/FactImporter.h"

#include "core/config/BuildInfo.h"
#include "core/maintenance/transfer/RecordInsert.h"
#include "core/store/FactStore.h"
#include "core/store/Transaction.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <sqlite3.h>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// How much one transaction takes on: little where others wait for the lock. Each commit writes every index
/// page it touched, in random order nearly one a row, so that few large ones cost a fraction of many small.
struct BatchSize
{
    qsizetype rows;
    std::chrono::milliseconds time; ///< with the commit, as far as the ones before it let that be foreseen
};
constexpr BatchSize kSharedBatch{5000, std::chrono::milliseconds(80)};
constexpr BatchSize kFirstBatch{50'000, std::chrono::seconds(2)};

/// Whoever wrote and did not come again in the pauses since, up to so many, may have slept through them,
/// which happens where the machine is busy; then the pause is longer than any sleep.
constexpr int kLongPauses = 2;
constexpr std::chrono::milliseconds kLongPause(110);

/// How long to leave the lock alone after holding it for this time, so that whoever waits for it sees it
/// free. SQLite's busy handler does not sleep until then but looks after 1, 3, 8, 18, 33, 53, 78, 103, 128,
/// 178, 228 and 328 ms and then ten times a second (sqliteDefaultBusyCallback): the pause is the longest time
/// between two looks of one that has waited so long, and something for coming late.
std::chrono::milliseconds pauseAfter(SteadyClock::duration held)
{
    if (held < std::chrono::milliseconds(100))
        return std::chrono::milliseconds(30);
    if (held < std::chrono::milliseconds(175))
        return std::chrono::milliseconds(55);
    return kLongPause;
}

constexpr double kFirstStoringShare = 0.2; ///< until a commit was measured
constexpr int kAloneBatches = 5;           ///< a base without facts is taken for ours alone after so many
constexpr qsizetype kLinesAPass = 50'000;  ///< where looking for what is stored takes a pass over the table
constexpr qsizetype kPendingBytes = qsizetype(8) * 1024 * 1024;
constexpr int kCacheKib = 64 * 1024; ///< the indices are written all over, and what falls out is read again

qint64 bytesOf(const FactRecord &record)
{
    qint64 bytes = record.statement.size();
    for (const FactRecord::Given &given : record.given)
        bytes += given.value.bytes.size();
    return bytes;
}

/// One import: what is open, what waits to be stored, and what was.
class Import
{
public:
    Import(FactImporter &importer, FactReader &reader, qint64 inputBytes, QString path,
           const FactImporter::Options &options)
        : m_importer(importer),
          m_reader(reader),
          m_inputBytes(inputBytes),
          m_path(std::move(path)),
          m_options(options)
    {
    }

    Result<FactImporter::Totals> run();

private:
    Result<void> open(bool again);
    Result<void> openAgain();
    Result<void> lookForFacts();
    Result<void> lookForOthers();
    Result<bool> gather();
    Result<void> storePending();
    Result<std::size_t> storeBatch(std::size_t from);
    Result<void> foldLargeWal();
    void reclaimSpace();
    void report(qint64 waitingBytes);
    bool cancelled() const { return m_importer.cancel != nullptr && m_importer.cancel->load(); }
    /// Statements can be found only by reading the table.
    bool needsPass() const { return m_needsPass; }
    const BatchSize &batch() const { return m_shared ? kSharedBatch : kFirstBatch; }

    FactImporter &m_importer;
    FactReader &m_reader;
    qint64 m_inputBytes;
    QString m_path;
    FactImporter::Options m_options;

    std::unique_ptr<Database> m_database;
    std::optional<FactStore> m_store;
    std::optional<RecordInsert> m_insert;
    bool m_needsPass = false;
    bool m_held = true;              ///< facts were there before
    bool m_shared = true;            ///< others may wait for their turn
    int m_alone = 0;                 ///< transactions of ours without one of others between them
    std::optional<qint64> m_version; ///< of the data as others left it
    qint64 m_foldAtBytes = 0;
    SteadyClock::time_point m_leaveAloneUntil{}; ///< the lock, for those who wait for it
    double m_storingShare = kFirstStoringShare;  ///< of the time a transaction took; the rest was its commit

    std::vector<FactRecord> m_pending;
    qint64 m_pendingBytes = 0;
    QSet<QByteArray> m_missing; ///< of the pending ones, where a pass told
    qint64 m_passedRowid = 0;
    FactImporter::Totals m_totals;
};

Result<void> Import::open(bool again)
{
    Database::Options options;
    options.access = OpenPolicy::Access::Change;
    options.busyTimeoutMs = m_options.busyTimeoutMs;
    options.cacheKib = kCacheKib;
    options.triggers = m_options.runTriggers;
    auto database = Database::open(m_path, options);
    if (!database)
        return database.error();
    m_database = std::move(*database);
    auto store = FactStore::attach(*m_database);
    if (!store)
        return store.error();
    m_store = std::move(*store);
    const FactSchema &schema = m_store->schema();
    if (!schema.triggers.isEmpty() && !m_options.runTriggers)
        return Error{ErrorCode::HasTriggers, {schema.table, schema.triggers.join(", "_L1)}, {}, 0};
    if (!again)
        m_needsPass = !schema.statementIndexed;
    m_insert.emplace(*m_store, m_reader.columns(), m_options.source,
                     needsPass() ? FactInsert::Duplicates::Trusted : FactInsert::Duplicates::Skip);
    m_foldAtBytes = m_options.foldWalAtBytes;
    m_version.reset(); // it compares within one connection
    return {};
}

Result<void> Import::openAgain()
{
    const FileIdentity before = m_database->verdict().identity;
    m_insert.reset();
    m_store.reset();
    m_database.reset();
    if (auto opened = open(true); !opened)
        return opened;
    if (!(m_database->verdict().identity == before))
        return Error{ErrorCode::DatabaseFailed, {m_path}, u"another file stands there now"_s, 0};
    return {};
}

Result<void> Import::lookForFacts()
{
    auto first = m_database->prepare(m_store->sampleSql());
    if (!first)
        return first.error();
    if (m_store->schema().rowid)
        first->bind(1, std::numeric_limits<qint64>::min());
    else
        first->bind(1, u""_s);
    const auto any = first->step();
    if (!any)
        return any.error();
    m_held = *any;
    return {};
}

/// Whether others use the base: where there were facts that is taken for granted, elsewhere they show by what
/// they commit between our first transactions, or later. Within a transaction.
Result<void> Import::lookForOthers()
{
    const auto version = m_database->integer(u"PRAGMA data_version"_s);
    if (!version)
        return version.error();
    m_alone = m_version && *m_version != *version ? 0 : m_alone + 1;
    m_version = *version;
    m_shared = m_held || m_alone <= kAloneBatches;
    return {};
}

/// Reads until enough waits to be stored. False where the input has ended.
Result<bool> Import::gather()
{
    using Item = FactReader::Item;
    const auto enough = static_cast<std::size_t>(needsPass() ? kLinesAPass : batch().rows);
    while (m_pending.size() < enough && m_pendingBytes < kPendingBytes) {
        const auto item = m_reader.next();
        if (!item)
            return item.error();
        switch (*item) {
        case Item::End:
            return false;
        case Item::Blank:
            ++m_totals.blank;
            break;
        case Item::Rejected:
            ++m_totals.rejected;
            if (m_importer.onReject)
                m_importer.onReject(m_reader.reject());
            break;
        case Item::Fact:
            m_pending.push_back(std::move(m_reader.record()));
            m_pendingBytes += bytesOf(m_pending.back());
            break;
        }
    }
    return true;
}

/// One transaction with pending statements from this one on; returns the one to go on with.
Result<std::size_t> Import::storeBatch(std::size_t from)
{
    if (m_shared)
        std::this_thread::sleep_until(m_leaveAloneUntil);
    auto transaction = Transaction::begin(*m_database, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    m_database->setCancelFlag(nullptr); // from here on it is all or nothing
    if (auto looked = lookForOthers(); !looked)
        return looked.error();
    const auto begun = SteadyClock::now();
    if (needsPass()) {
        // Rows that came since the pass.
        const auto passed = m_store->takeOutStored(m_missing, m_passedRowid);
        if (!passed)
            return passed.error();
        m_passedRowid = *passed;
    }
    const QString timestamp = timestampNow();
    qint64 stored = 0;
    qint64 duplicates = 0;
    std::size_t next = from;
    while (next < m_pending.size() && next - from < static_cast<std::size_t>(batch().rows) &&
           SteadyClock::now() - begun < batch().time * m_storingShare) {
        const FactRecord &record = m_pending[next++];
        bool isNew = !needsPass() || m_missing.remove(record.statement);
        if (isNew) {
            const auto done = m_insert->store(record.statement, record.given, timestamp);
            if (!done)
                return done.error();
            isNew = *done;
        }
        ++(isNew ? stored : duplicates);
    }
    if (stored > 0) {
        QJsonObject details{{u"stored"_s, stored}, {u"duplicates"_s, duplicates}};
        if (!m_options.source.isEmpty())
            details.insert(u"source"_s, m_options.source);
        const auto audited = m_store->audit(
            u"import"_s, QString::fromUtf8(QJsonDocument(details).toJson(QJsonDocument::Compact)));
        if (!audited)
            return audited.error();
    }
    const auto storing = SteadyClock::now() - begun;
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    const auto whole = SteadyClock::now() - begun;
    const double share = std::clamp(seconds(storing) / std::max(seconds(whole), 1e-6), 0.1, 1.0);
    m_storingShare = std::min(share, (share + m_storingShare) / 2); // warned at once, and reassured slowly
    m_totals.stored += stored;
    m_totals.duplicates += duplicates;
    const bool missed = m_alone > 0 && m_alone <= kLongPauses;
    m_leaveAloneUntil = SteadyClock::now() + (missed ? kLongPause : pauseAfter(whole));
    return next;
}

/// Stores all that is pending, or up to a cancel.
Result<void> Import::storePending()
{
    m_database->setCancelFlag(m_importer.cancel);
    if (needsPass()) {
        m_missing.clear();
        for (const FactRecord &record : m_pending)
            m_missing.insert(record.statement);
        const auto passed = m_store->takeOutStored(m_missing);
        if (!passed)
            return passed.error();
        m_passedRowid = *passed;
    }
    for (std::size_t next = 0; next < m_pending.size() && !cancelled();) {
        m_database->setCancelFlag(m_importer.cancel);
        const auto went = storeBatch(next);
        if (!went)
            return went.error();
        for (; next < *went; ++next)
            m_pendingBytes -= bytesOf(m_pending[next]);
        report(m_pendingBytes);
        if (auto folded = foldLargeWal(); !folded)
            return folded;
    }
    return {};
}

/// On an SQLite with the WAL-reset defect our connections never checkpoint, and a large import would leave a
/// WAL many times its size. Whether others have the base open cannot be told for certain, but closing tells:
/// SQLite folds the WAL in only where it gets the lock that every other connection would be holding.
Result<void> Import::foldLargeWal()
{
    if (!hasWalResetDefect(sqlite3_libversion_number()))
        return {};
    const qint64 bytes = statFile(m_database->verdict().path + "-wal"_L1).bytes;
    if (bytes < m_foldAtBytes)
        return {};
    if (auto opened = openAgain(); !opened)
        return opened;
    const FileFacts left = statFile(m_database->verdict().path + "-wal"_L1);
    m_foldAtBytes = (left.exists ? left.bytes : 0) + m_options.foldWalAtBytes;
    return {};
}

/// After a write failed for want of space: gives back what the WAL took, where that is allowed at once;
/// elsewhere closing does it, if the base is ours alone.
void Import::reclaimSpace()
{
    if (m_database && !hasWalResetDefect(sqlite3_libversion_number()))
        sqlite3_exec(m_database->handle(), "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
}

void Import::report(qint64 waitingBytes)
{
    m_totals.read = m_totals.stored + m_totals.duplicates + m_totals.rejected + m_totals.blank;
    if (!m_importer.onProgress)
        return;
    double done = -1;
    if (m_inputBytes == 0)
        done = 1;
    else if (m_inputBytes > 0)
        done = std::clamp(static_cast<double>(m_reader.consumed() - waitingBytes) /
                              static_cast<double>(m_inputBytes),
                          0.0, 1.0);
    m_importer.onProgress(m_totals, done);
}

Result<FactImporter::Totals> Import::run()
{
    if (const auto opened = open(false); !opened)
        return opened.error();
    if (const auto looked = lookForFacts(); !looked)
        return looked.error();

    for (bool more = true; more && !cancelled();) {
        const auto gathered = gather();
        if (!gathered)
            return gathered.error();
        more = *gathered;
        const auto stored = storePending();
        if (!stored && stored.error().code == ErrorCode::DiskFull)
            reclaimSpace();
        const bool cutShort =
            !stored && cancelled() &&
            (stored.error().code == ErrorCode::Interrupted || stored.error().code == ErrorCode::Locked);
        if (!stored && !cutShort)
            return stored.error();
        m_pending.clear();
        m_pendingBytes = 0;
    }
    m_totals.cancelled = cancelled();
    report(0);
    return m_totals;
}

} // namespace

Result<FactImporter::Totals> FactImporter::run(FactReader &reader, qint64 inputBytes,
                                               const QString &databasePath, const Options &options)
{
    return Import(*this, reader, inputBytes, databasePath, options).run();
}

Result<FactImporter::Totals> FactImporter::run(QIODevice &input, const QString &databasePath,
                                               const Options &options)
{
    const auto reader = FactReader::make(FactFormat::Statements, input);
    return run(*reader, input.isSequential() ? -1 : input.size(), databasePath, options);
}

Result<void> createBase(const QString &path)
{
    auto database = Database::create(path);
    if (!database)
        return database.error();
    auto made = FactStore::createSchema(**database);
    if (made)
        return {};
    // What was made a moment ago and holds nothing; not where another program came upon it already.
    const OpenPolicy::Verdict verdict = (*database)->verdict();
    database->reset();
    if (statFile(verdict.path).identity == verdict.identity && !statFile(verdict.path + "-wal"_L1).exists)
        QFile::remove(verdict.path);
    return made;
}

} // namespace hakgal
