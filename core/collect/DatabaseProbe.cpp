// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/DatabaseProbe.h"

#include "core/store/FactText.h"

namespace hakgal {

namespace {
constexpr std::size_t kKeys = 9; // as many as the mix has queries
constexpr int kRows = 20;
constexpr int kCounted = 1000;
} // namespace

DatabaseProbe::DatabaseProbe(Database &database, FactStore &store, quint32 seed)
    : m_database(database), m_store(store), m_random(seed)
{
}

Result<void> DatabaseProbe::prepare()
{
    const struct
    {
        Kind::Bind bind;
        int repeats;
        QString sql;
    } mix[] = {
        {Kind::Bind::Statement, 4, m_store.pointSql()},
        {Kind::Bind::Predicate, 2, m_store.predicateSql(kRows)},
        {Kind::Bind::Subject, 2, m_store.subjectSql(kRows)},
        {Kind::Bind::Predicate, 1, m_store.countSql(kCounted)},
    };
    std::vector<Kind> kinds;
    for (const auto &m : mix) {
        auto statement = m_database.prepare(m.sql);
        if (!statement)
            return statement.error();
        Kind kind{m.bind, m.repeats, {}};
        kind.statement = std::move(statement).value();
        kinds.push_back(std::move(kind));
    }
    m_kinds = std::move(kinds);
    return {};
}

Result<std::optional<DatabaseProbe::Key>> DatabaseProbe::drawKey()
{
    m_database.setDeadline(std::chrono::steady_clock::now() + kReadLimit);
    auto sample = m_database.prepare(m_store.sampleSql());
    if (!sample)
        return sample.error();
    if (m_store.schema().rowid) {
        auto bounds = m_database.prepare(m_store.boundsSql());
        if (!bounds)
            return bounds.error();
        auto row = bounds->step();
        if (!row)
            return row.error();
        if (!*row || bounds->isNull(0))
            return std::optional<Key>();
        const qint64 low = bounds->integer(0);
        const auto span = static_cast<quint64>(bounds->integer(1)) - static_cast<quint64>(low);
        const quint64 step = span == ~quint64(0) ? m_random.generate64() : m_random.generate64() % (span + 1);
        sample->bind(1, static_cast<qint64>(static_cast<quint64>(low) + step));
    } else {
        // Without row ids the table is ordered by its text: start anywhere among the letters, or at the first
        // row.
        const bool first = m_random.bounded(8) == 0;
        sample->bind(1, first ? QString(QLatin1String("")) : QString(QChar(u'A' + m_random.bounded(58))));
    }
    auto row = sample->step();
    if (!row)
        return row.error();
    if (!*row || sample->isNull(0))
        return std::optional<Key>();
    const QString statement = sample->text(0);
    const FactText text = FactText::parse(statement);
    return std::optional<Key>(Key{statement, text.predicate, text.subject});
}

Result<void> DatabaseProbe::refreshKeys()
{
    const std::size_t wanted = m_keys.empty() ? kKeys : 1;
    for (std::size_t i = 0; i < wanted; ++i) {
        auto key = drawKey();
        if (!key)
            return key.error();
        if (!*key)
            break;
        if (m_keys.size() < kKeys) {
            m_keys.push_back(std::move(**key));
        } else {
            m_keys[m_exchange] = std::move(**key);
            m_exchange = (m_exchange + 1) % kKeys;
        }
    }
    return {};
}

/// The row at that place, or the next one that has a predicate where one is needed.
const DatabaseProbe::Key *DatabaseProbe::pick(std::size_t from, Kind::Bind bind) const
{
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        const Key &key = m_keys[(from + i) % m_keys.size()];
        if (bind == Kind::Bind::Statement || !key.predicate.isNull())
            return &key;
    }
    return nullptr;
}

Result<void> DatabaseProbe::run(const std::function<void(double)> &observed)
{
    using SteadyClock = std::chrono::steady_clock;
    if (m_kinds.empty()) {
        if (auto done = prepare(); !done)
            return done;
    }
    std::size_t next = 0;
    for (Kind &kind : m_kinds) {
        const std::size_t first = next;
        next += static_cast<std::size_t>(kind.repeats);
        const auto begun = SteadyClock::now();
        if (!kind.budget.due(begun))
            continue;
        for (int i = 0; i < kind.repeats; ++i) {
            const Key *key = pick(first + static_cast<std::size_t>(i), kind.bind);
            if (!key)
                break;
            Statement &statement = *kind.statement;
            if (kind.bind == Kind::Bind::Statement) {
                statement.bind(1, QStringView(key->statement));
            } else {
                statement.bind(1, QStringView(key->predicate));
                if (kind.bind == Kind::Bind::Subject)
                    statement.bind(2, QStringView(key->subject));
            }
            const auto from = SteadyClock::now();
            m_database.setDeadline(from + kReadLimit);
            const auto outcome = statement.run();
            const auto to = SteadyClock::now();
            const bool cutOff = !outcome && outcome.error().code == ErrorCode::Interrupted;
            if (!outcome && !cutOff)
                return outcome;
            observed(seconds(to - from));
            if (cutOff)
                break; // the others of its kind would be cut off too
        }
        const auto finished = SteadyClock::now();
        kind.budget.spent(finished, finished - begun);
    }
    m_database.setDeadline(SteadyClock::time_point::max());
    return {};
}

} // namespace hakgal
