// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleLoad.h"

#include "core/Clock.h"
#include "core/collect/DatabaseProbe.h"
#include "core/collect/SystemReading.h"
#include "core/metrics/LatencyWindow.h"
#include "core/store/Transaction.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr qint64 kRowsABatch = 5'000;
constexpr int kRowsShown = 100; // as a search of the window shows at first
/// Of each pattern, so that there is something to order; a slow one may take five times its share for it.
constexpr qint64 kLeastQueries = 20;
constexpr double kMostOvertime = 5;
constexpr std::size_t kMostLatencies = 100'000;
/// Statements of one second each, from then on: dates that do not depend on the day of the run.
constexpr qint64 kFirstSecond = 1'767'225'600; // 2026-01-01T00:00:00Z

} // namespace

ScaleLoad::ScaleLoad(QString file, const FactGrower &grower, qint64 facts, quint64 seed, JobContext &context)
    : m_file(std::move(file)),
      m_grower(grower),
      m_own(facts),
      m_facts(facts),
      m_keySeed(~seed),
      m_context(context),
      m_readProcess(ownProcessReader())
{
}

ScaleLoad::~ScaleLoad() = default;

void ScaleLoad::noteMemory()
{
    if (const Reading resident = m_readProcess().residentBytes; resident.known())
        m_mostMemory = std::max(m_mostMemory, resident.value);
}

std::optional<qint64> ScaleLoad::takeMostMemory()
{
    noteMemory();
    const double most = std::exchange(m_mostMemory, -1);
    return most < 0 ? std::nullopt : std::optional<qint64>(static_cast<qint64>(most));
}

qint64 ScaleLoad::fileBytes() const
{
    return statFile(m_file).bytes + statFile(m_file + "-wal"_L1).bytes;
}

QString ScaleLoad::contentSha256() const
{
    return QString::fromLatin1(m_content.result().toHex());
}

Result<double> ScaleLoad::growTo(qint64 facts, int cacheKib)
{
    Database::Options options;
    options.access = OpenPolicy::Access::Change;
    options.cacheKib = cacheKib;
    auto database = Database::open(m_file, options);
    if (!database)
        return database.error();
    (*database)->setCancelFlag(m_context.cancelFlag());
    // Nobody but us knows the file, so the WAL is folded in as SQLite does it by itself.
    if (auto set = (*database)->execute(u"PRAGMA wal_autocheckpoint=1000"_s); !set)
        return set.error();
    auto store = FactStore::attach(**database);
    if (!store)
        return store.error();
    const qint64 before = m_facts;
    double took = 0;
    if (auto stored = this->store(**database, *store, facts, &took); !stored)
        return stored.error();
    if ((*database)->verdict().wal) {
        const auto from = SteadyClock::now();
        if (auto folded = (*database)->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); !folded)
            return folded.error();
        took += seconds(SteadyClock::now() - from);
    }
    return static_cast<double>(m_facts - before) / std::max(took, 1e-9);
}

Result<void> ScaleLoad::store(Database &database, FactStore &store, qint64 facts, double *took)
{
    const FactSchema &schema = store.schema();
    const bool canTell = schema.statementUnique || schema.statementIndexed;
    auto insert = store.insertion(u"scale-test"_s,
                                  canTell ? FactInsert::Duplicates::Skip : FactInsert::Duplicates::Trusted);
    if (!insert)
        return insert.error();
    const qint64 before = m_facts;
    std::vector<QByteArray> batch;
    while (m_facts < facts) {
        if (m_context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        batch.clear();
        for (qint64 i = std::min(kRowsABatch, facts - m_facts); i > 0; --i)
            batch.push_back(m_grower.statement(m_next++));
        const QString timestamp =
            QDateTime::fromSecsSinceEpoch(kFirstSecond + m_next / kRowsABatch, Qt::UTC).toString(Qt::ISODate);

        const auto from = SteadyClock::now();
        auto transaction = Transaction::begin(database, Transaction::Kind::Immediate);
        if (!transaction)
            return transaction.error();
        qint64 stored = 0;
        for (const QByteArray &statement : batch) {
            if (m_context.cancelled())
                return Error{ErrorCode::Interrupted, {}, {}, 0};
            const auto isNew = insert->store(statement, timestamp);
            if (!isNew)
                return isNew.error();
            stored += *isNew ? 1 : 0;
        }
        if (auto committed = transaction->commit(); !committed)
            return committed;
        *took += seconds(SteadyClock::now() - from);

        if (stored == 0) {
            return Error{ErrorCode::DatabaseFailed, {m_file}, u"no new fact could be stored"_s, 0};
        }
        for (const QByteArray &statement : batch) {
            m_content.addData(statement);
            m_content.addData("\n");
        }
        m_facts += stored;
        noteMemory();
        m_context.advance(static_cast<double>(m_facts - before) / static_cast<double>(facts - before));
    }
    return {};
}

ScaleLoad::Key ScaleLoad::drawKey()
{
    const quint64 which = FactGrower::draw(m_keySeed, m_drawn++);
    const quint64 what = FactGrower::draw(m_keySeed, m_drawn++);
    const bool own = which % static_cast<quint64>(m_facts) < static_cast<quint64>(m_own);
    const QByteArray utf8 =
        own || m_next == 0 ? m_grower.own(what)
                           : m_grower.statement(static_cast<qint64>(what % static_cast<quint64>(m_next)));
    Key key;
    key.statement = exactText(utf8);
    const FactText text = FactText::parse(key.statement);
    key.predicate = text.predicate;
    key.subject = text.subject;
    return key;
}

Result<void> ScaleLoad::askOnce(Base &base, ScalePattern pattern, Statement *query,
                                const std::function<void(double)> &took)
{
    if (pattern == ScalePattern::Mixed) {
        DatabaseProbe probe(base.database, base.store,
                            static_cast<quint32>(FactGrower::draw(m_keySeed, m_drawn++) >> 32));
        if (auto drawn = probe.refreshKeys(); !drawn)
            return drawn;
        return probe.run(took);
    }
    const Key key = drawKey();
    if (pattern == ScalePattern::Text) {
        FactQuery sought;
        sought.pattern.emplace().text = key.subject.isEmpty() ? key.statement : key.subject;
        const auto from = SteadyClock::now();
        const auto found = base.search->scan(sought).run(kRowsShown, SteadyClock::time_point::max());
        if (!found)
            return found.error();
        took(seconds(SteadyClock::now() - from));
        return {};
    }
    if (pattern == ScalePattern::Point) {
        query->bind(1, QStringView(key.statement));
    } else if (key.predicate.isNull()) {
        return {}; // a plain sentence has none to ask for
    } else {
        query->bind(1, QStringView(key.predicate));
        if (pattern == ScalePattern::Subject)
            query->bind(2, QStringView(key.subject));
    }
    const auto from = SteadyClock::now();
    if (auto ran = query->run(); !ran)
        return ran;
    took(seconds(SteadyClock::now() - from));
    return {};
}

Result<ScaleLatency> ScaleLoad::ask(Base &base, ScalePattern pattern, double budget)
{
    std::optional<Statement> query;
    if (pattern == ScalePattern::Point || pattern == ScalePattern::Predicate ||
        pattern == ScalePattern::Subject) {
        const FactStore &store = base.store;
        auto prepared =
            base.database.prepare(pattern == ScalePattern::Point       ? store.pointSql()
                                  : pattern == ScalePattern::Predicate ? store.predicateSql(kRowsShown)
                                                                       : store.subjectSql(kRowsShown));
        if (!prepared)
            return prepared.error();
        query = std::move(*prepared);
    }
    LatencyWindow latencies(kMostLatencies);
    ScaleLatency result;
    const auto begun = SteadyClock::now();
    for (;;) {
        if (m_context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        const double spent = seconds(SteadyClock::now() - begun);
        if ((spent >= budget && (result.queries >= kLeastQueries || spent >= budget * kMostOvertime)) ||
            result.queries >= static_cast<qint64>(kMostLatencies))
            break;
        m_context.advance(m_share + m_part * std::min(1.0, spent / budget));
        auto asked = askOnce(base, pattern, query ? &*query : nullptr, [&](double took) {
            latencies.add(took);
            ++result.queries;
        });
        if (!asked)
            return asked.error();
    }
    if (const auto summary = latencies.summary()) {
        result.p50Seconds = summary->p50;
        result.p95Seconds = summary->p95;
        result.p99Seconds = summary->p99;
    }
    return result;
}

Result<std::map<ScalePattern, ScaleLatency>> ScaleLoad::measure(const std::vector<ScalePattern> &patterns,
                                                                double secondsEach, int cacheKib)
{
    Database::Options options;
    options.cacheKib = cacheKib;
    auto database = Database::open(m_file, options);
    if (!database)
        return database.error();
    (*database)->setCancelFlag(m_context.cancelFlag());
    auto store = FactStore::attach(**database);
    if (!store)
        return store.error();
    auto search = FactSearch::attach(**database);
    if (!search)
        return search.error();
    Base base{**database, std::move(*store), std::move(*search)};
    std::map<ScalePattern, ScaleLatency> latencies;
    m_share = 0;
    m_part = 1.0 / static_cast<double>(patterns.size());
    for (const ScalePattern pattern : patterns) {
        const auto latency = ask(base, pattern, secondsEach);
        if (!latency)
            return latency.error();
        if (latency->queries > 0) // a base of plain sentences has no predicate to ask for
            latencies[pattern] = *latency;
        noteMemory();
        m_share += m_part;
    }
    return latencies;
}

} // namespace hakgal
