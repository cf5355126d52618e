// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactSearch.h"

#include <QHashFunctions>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr std::size_t kMostPrepared = 64;
constexpr int kRowsBetweenLooks = 32; // at the clock
constexpr qsizetype kPageBytes = qsizetype(1024) * 1024;

using Hash = std::pair<quint64, quint64>;

Hash hashOf(QByteArrayView text)
{
    // Two seeds of our own: the process's seed plays no part.
    constexpr std::size_t kFirst = 0x9e3779b97f4a7c15U & SIZE_MAX;
    constexpr std::size_t kSecond = 0xc2b2ae3d27d4eb4fU & SIZE_MAX;
    const auto bytes = static_cast<std::size_t>(text.size());
    return {qHashBits(text.data(), bytes, kFirst), qHashBits(text.data(), bytes, kSecond)};
}

/// Sorted, and of each that occurs more than once, one.
void keepRepeated(std::vector<Hash> &hashes)
{
    std::sort(hashes.begin(), hashes.end());
    auto kept = hashes.begin();
    for (auto at = hashes.begin(); at != hashes.end();) {
        const auto next = std::find_if(at, hashes.end(), [at](const Hash &other) { return other != *at; });
        if (next - at > 1)
            *kept++ = *at;
        at = next;
    }
    hashes.erase(kept, hashes.end());
    hashes.shrink_to_fit();
}

/// The text of a column, cut behind a whole character; null for NULL.
QString textOf(const Statement &row, int column, bool *cut = nullptr)
{
    if (column < 0 || row.isNull(column))
        return {};
    QByteArrayView bytes = row.view(column);
    if (bytes.size() > kLongestRowText) {
        qsizetype end = kLongestRowText;
        while (end > 0 && (static_cast<uchar>(bytes[end]) & 0xC0U) == 0x80U)
            --end;
        bytes = bytes.first(end);
        if (cut)
            *cut = true;
    }
    return exactText(bytes);
}

/// As SQLite orders numbers and texts of the kinds that canMerge() lets through.
int compare(const Statement &a, const Statement &b, int column, bool text)
{
    if (text)
        return QByteArray::fromRawData(a.view(column).data(), a.view(column).size()).compare(b.view(column));
    const qint64 x = a.integer(column);
    const qint64 y = b.integer(column);
    return x < y ? -1 : x > y ? 1 : 0;
}

} // namespace

FactScan::FactScan(FactSearch &search, const FactQuery &query, FactOrder order, bool descending, FactKey from,
                   std::vector<FactSearch::Narrowing> narrowings, bool narrow)
    : m_search(&search),
      m_query(query),
      m_filter(query),
      m_order(order),
      m_descending(descending),
      m_position(std::move(from)),
      m_whole(!narrow)
{
    // Where few rows are read, all of them are wanted and come whole. Where many are, no more than the filter
    // needs, and in the order of an index only what that holds.
    const bool keysOnly = m_whole && !search.isTie(order);
    m_columns = search.columns(m_layout, order, keysOnly, narrow || !query.narrows());
    if (!m_position.empty() && search.m_schema.rowid)
        m_begin = static_cast<double>(m_position.front().integer);
    m_sources.reserve(narrowings.size());
    for (FactSearch::Narrowing &narrowing : narrowings)
        m_sources.push_back({std::move(narrowing), {}, 0, nullptr});
}

FactKey FactScan::keyOf(const Statement &row) const
{
    FactKey key;
    const int ties = static_cast<int>(m_search->m_tie.size());
    for (int i = 0; i < ties; ++i)
        key.push_back(row.value(i));
    if (m_layout.ordered >= 0)
        key.push_back(row.value(m_layout.ordered));
    return key;
}

FactFilter::Stored FactScan::storedOf(const Statement &row, const FactSearch::Layout &layout) const
{
    FactFilter::Stored stored;
    if (layout.predicate >= 0 && !row.isNull(layout.predicate))
        stored.predicate = row.view(layout.predicate);
    if (layout.subject >= 0 && !row.isNull(layout.subject))
        stored.subject = row.view(layout.subject);
    return stored;
}

FactRow FactScan::rowOf(Statement &row, const FactSearch::Layout &layout, FactKey key) const
{
    FactRow fact;
    fact.id = m_search->m_schema.rowid ? key.front().integer : 0;
    fact.key = std::move(key);
    fact.statement = textOf(row, layout.statement, &fact.cut);
    const ByteReading reading = ByteReading::of(row.view(layout.statement));
    fact.predicate = textOf(row, layout.predicate);
    if (fact.predicate.isNull() && reading.bracket)
        fact.predicate =
            exactText(reading.predicate.first(std::min(reading.predicate.size(), kLongestRowText)));
    fact.subject = textOf(row, layout.subject);
    if (fact.subject.isNull() && reading.bracket)
        fact.subject = exactText(reading.subject.first(std::min(reading.subject.size(), kLongestRowText)));
    fact.source = textOf(row, layout.source);
    fact.time = textOf(row, layout.time);
    return fact;
}

Result<void> FactScan::open()
{
    for (Source &source : m_sources) {
        source.course = m_search->course(m_columns, source.narrowing, m_order, m_descending, m_position);
        source.at = 0;
        source.statement = nullptr;
    }
    if (m_search->m_statements.size() > kMostPrepared)
        m_search->m_statements.clear();
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (auto first = advance(m_sources[i], static_cast<char16_t>(i)); !first)
            return first;
    }
    return {};
}

/// To the next row of a source, through all of its SELECTs.
Result<void> FactScan::advance(Source &source, char16_t slot)
{
    for (;;) {
        if (!source.statement) {
            if (source.at == source.course.size())
                return {};
            const FactSearch::Select &select = source.course[source.at++];
            const auto statement = m_search->prepared(select.sql, slot);
            if (!statement)
                return statement.error();
            source.statement = *statement;
            for (std::size_t i = 0; i < select.values.size(); ++i)
                source.statement->bind(static_cast<int>(i) + 1, select.values[i]);
        }
        const auto row = source.statement->step();
        if (!row)
            return row.error();
        if (*row)
            return {};
        source.statement->reset();
        source.statement = nullptr;
    }
}

void FactScan::close()
{
    for (Source &source : m_sources) {
        if (source.statement)
            source.statement->reset();
        source.statement = nullptr;
    }
}

Result<bool> FactScan::walk(Until until, const std::function<Result<bool>(Statement &)> &each)
{
    if (m_done)
        return true;
    const int keyColumn = m_layout.ordered >= 0 ? m_layout.ordered : 0;
    const bool textKey = m_layout.ordered >= 0 || !m_search->m_schema.rowid;
    const auto before = [&](const Source &a, const Source &b) {
        int order = compare(*a.statement, *b.statement, keyColumn, textKey);
        if (order == 0 && keyColumn != 0)
            order = compare(*a.statement, *b.statement, 0, false);
        return m_descending ? order > 0 : order < 0;
    };
    const qint64 examined = m_examined;
    const qint64 matches = m_matches;
    const auto failed = [&](const Error &error) {
        close();
        m_examined = examined;
        m_matches = matches;
        return error;
    };
    if (auto opened = open(); !opened)
        return failed(opened.error());
    for (int untilLook = kRowsBetweenLooks;;) {
        Source *first = nullptr;
        for (Source &source : m_sources) {
            if (source.statement && (!first || before(source, *first)))
                first = &source;
        }
        if (!first) {
            m_done = true;
            return true;
        }
        ++m_examined;
        const auto more = each(*first->statement);
        if (!more)
            return failed(more.error());
        bool stop = !*more;
        if (--untilLook == 0) {
            untilLook = kRowsBetweenLooks;
            stop = stop || std::chrono::steady_clock::now() >= until;
        }
        if (stop) {
            m_position = keyOf(*first->statement);
            close();
            readBounds();
            return false;
        }
        if (auto next = advance(*first, static_cast<char16_t>(first - m_sources.data())); !next)
            return failed(next.error());
    }
}

/// True once it is known which statements stand more than once.
Result<bool> FactScan::findRepeated(Until until)
{
    if (m_repeated && m_repeated->complete)
        return true;
    if (!m_repeated) {
        const auto version = m_search->m_database->integer(u"PRAGMA data_version"_s);
        if (!version)
            return version.error();
        const auto &known = m_search->m_repeated;
        if (known && known->dataVersion == *version) {
            m_repeated = known;
            return true;
        }
        m_repeated = std::make_shared<FactSearch::Repeated>();
        m_repeated->dataVersion = *version;
        if (m_search->m_schema.statementUnique) {
            m_repeated->complete = true;
            return true;
        }
        FactQuery all;
        all.only = FactQuery::Only::Malformed; // reads the text and no more
        m_hashing.reset(
            new FactScan(*m_search, all, FactOrder::Id, false, {}, {FactSearch::Narrowing()}, false));
    }
    std::vector<Hash> &hashes = m_repeated->hashes;
    const std::size_t before = hashes.size();
    const int column = m_hashing->m_layout.statement;
    const auto all = m_hashing->walk(until, [&hashes, column](Statement &row) -> Result<bool> {
        if (!row.isNull(column))
            hashes.push_back(hashOf(row.view(column)));
        return true;
    });
    if (!all) {
        hashes.resize(before);
        return all.error();
    }
    if (!*all)
        return false;
    keepRepeated(hashes);
    m_repeated->complete = true;
    m_search->m_repeated = m_repeated;
    m_hashing.reset();
    return true;
}

/// True where the row is wanted; then it is counted, and made where `into` is given.
Result<bool> FactScan::take(Statement &row, std::vector<FactRow> *into, qsizetype &bytes)
{
    Statement *full = m_layout.whole ? &row : nullptr;
    const bool hasText = m_layout.statement >= 0;
    if (hasText && !m_filter.mayTake(row.view(m_layout.statement)))
        return false;
    const FactSchema &schema = m_search->m_schema;
    const bool lacksStored = (m_query.predicate && schema.predicateStored && m_layout.predicate < 0) ||
                             (m_query.subject && schema.subjectStored && m_layout.subject < 0);
    const auto fetch = [&]() -> Result<bool> {
        const auto fetched = m_search->prepared(m_search->m_fetch, u'f');
        if (!fetched)
            return fetched.error();
        (*fetched)->reset();
        for (int i = 0; i < m_search->m_tie.size(); ++i)
            (*fetched)->bind(i + 1, row.value(i));
        full = *fetched;
        return full->step();
    };
    const bool fetchFirst = !full && (lacksStored || (!hasText && m_query.narrows()));
    if (fetchFirst) {
        const auto there = fetch();
        if (!there || !*there)
            return there;
        if (!hasText && !m_filter.mayTake(full->view(m_search->m_fetchLayout.statement)))
            return false;
    }
    const bool fetched = fetchFirst;
    const Statement &judged = fetched ? *full : row;
    const FactSearch::Layout &layout = fetched ? m_search->m_fetchLayout : m_layout;
    if (layout.statement >= 0) {
        const QByteArrayView text = judged.view(layout.statement);
        if (!m_filter.takes(text, storedOf(judged, layout)))
            return false;
        if (m_query.only == FactQuery::Only::Duplicates &&
            (judged.isNull(layout.statement) ||
             !std::binary_search(m_repeated->hashes.begin(), m_repeated->hashes.end(), hashOf(text))))
            return false;
    }
    ++m_matches;
    if (!into)
        return true;
    if (!full) {
        const auto there = fetch();
        if (!there)
            return there;
    }
    into->push_back(rowOf(*full, m_layout.whole ? m_layout : m_search->m_fetchLayout, keyOf(row)));
    const FactRow &made = into->back();
    bytes += 2 * (made.statement.size() + made.predicate.size() + made.subject.size() + made.source.size() +
                  made.time.size());
    return true;
}

Result<FactScan::Slice> FactScan::run(int rows, Until until)
{
    Slice slice;
    if (m_query.only == FactQuery::Only::Duplicates) {
        const auto known = findRepeated(until);
        if (!known)
            return known.error();
        if (!*known)
            return slice;
        if (m_repeated->hashes.empty())
            m_done = true;
    }
    qsizetype bytes = 0;
    const auto done = walk(until, [&](Statement &row) -> Result<bool> {
        const auto taken = take(row, &slice.rows, bytes);
        if (!taken)
            return taken.error();
        return static_cast<int>(slice.rows.size()) < rows && bytes < kPageBytes;
    });
    // A statement that was left at a row would hold a lock.
    if (const auto fetched = m_search->m_statements.find(m_search->m_fetch + u'f');
        fetched != m_search->m_statements.end())
        fetched->second.reset();
    if (!done)
        return done.error();
    slice.done = *done;
    return slice;
}

Result<bool> FactScan::count(Until until)
{
    if (m_query.only == FactQuery::Only::Duplicates) {
        const auto known = findRepeated(until);
        if (!known || !*known)
            return known;
        if (m_repeated->hashes.empty())
            m_done = true;
    }
    qsizetype bytes = 0;
    const auto done = walk(until, [&](Statement &row) -> Result<bool> {
        const auto taken = take(row, nullptr, bytes);
        return taken ? Result<bool>(true) : taken;
    });
    if (const auto fetched = m_search->m_statements.find(m_search->m_fetch + u'f');
        fetched != m_search->m_statements.end())
        fetched->second.reset();
    return done;
}

/// Where a scan of the whole base in the order of the rowid begins and ends; a few pages are read.
void FactScan::readBounds()
{
    if (m_bounds || !m_whole || m_order != FactOrder::Id || !m_search->m_schema.rowid)
        return;
    const QString from = u'(' + m_search->m_tie.front() + ") FROM "_L1 + m_search->m_table + u')';
    // Both in one SELECT would read the whole table.
    const auto bounds = m_search->prepared("SELECT (SELECT min"_L1 + from + ", (SELECT max"_L1 + from, u'b');
    if (!bounds)
        return; // then there is no progress to tell
    if (const auto row = (*bounds)->step(); row && *row) {
        m_bounds.emplace(static_cast<double>((*bounds)->integer(0)),
                         static_cast<double>((*bounds)->integer(1)));
        if (m_descending)
            std::swap(m_bounds->first, m_bounds->second);
        if (m_begin)
            m_bounds->first = *m_begin;
    }
    (*bounds)->reset();
}

std::optional<double> FactScan::progress() const
{
    if (m_hashing) {
        const auto hashed = m_hashing->progress();
        return hashed ? std::optional(*hashed / 2) : std::nullopt;
    }
    if (m_done)
        return 1.0;
    if (!m_bounds || m_position.empty())
        return std::nullopt;
    const double way = m_bounds->second - m_bounds->first;
    const double gone = static_cast<double>(m_position.front().integer) - m_bounds->first;
    const double part = way == 0 ? 1.0 : std::clamp(gone / way, 0.0, 1.0);
    return m_repeated && !m_search->m_schema.statementUnique ? 0.5 + part / 2 : part;
}

} // namespace hakgal
