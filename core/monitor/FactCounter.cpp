// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/FactCounter.h"

namespace hakgal {

namespace {
constexpr std::chrono::milliseconds kReadLimit{250};
constexpr std::chrono::seconds kPatience{10};
} // namespace

FactCounter::FactCounter(Clock clock, QObject *parent) : QObject(parent), m_clock(std::move(clock)) {}

FactCounter::~FactCounter() = default;

void FactCounter::close()
{
    m_store.reset();
    m_database.reset();
}

/// Errors are not told here: the monitor's own connection meets and tells the same ones each tick.
bool FactCounter::reopen(const QString &path)
{
    if (m_database && statFile(path).identity == m_database->verdict().identity) {
        const auto version = m_database->integer(QStringLiteral("PRAGMA schema_version"));
        if (version && *version == m_schemaVersion)
            return true;
    }
    close();
    Database::Options options;
    options.cacheKib = 512;
    auto database = Database::open(path, options);
    if (!database)
        return false;
    m_database = std::move(database).value();
    const auto version = m_database->integer(QStringLiteral("PRAGMA schema_version"));
    auto store = FactStore::attach(*m_database);
    if (!version || !store) {
        close();
        return false;
    }
    m_schemaVersion = *version;
    m_store = std::move(store).value();
    return true;
}

void FactCounter::count(const CountRequest &request)
{
    CountAnswer answer;
    answer.number = request.number;
    answer.from = m_clock();
    if (reopen(request.path)) {
        const auto limit = request.patient ? std::chrono::milliseconds(kPatience) : kReadLimit;
        auto begun = std::chrono::steady_clock::now();
        m_database->setDeadline(begun + limit);
        const auto facts = m_store->count();
        answer.factsCost = std::chrono::steady_clock::now() - begun;
        if (facts)
            answer.facts = *facts;
        answer.tooSlow = !facts && facts.error().code == ErrorCode::Interrupted;

        if (facts && request.predicates) {
            begun = std::chrono::steady_clock::now();
            m_database->setDeadline(begun + limit);
            auto groups = m_store->predicates(kPredicateRows);
            answer.predicatesCost = std::chrono::steady_clock::now() - begun;
            if (groups)
                answer.predicates = std::make_shared<const PredicateTable>(std::move(groups).value());
            answer.tooSlow = !groups && groups.error().code == ErrorCode::Interrupted;
        }
        m_database->setDeadline(std::chrono::steady_clock::time_point::max());
    }
    Q_EMIT counted(answer);
}

} // namespace hakgal
