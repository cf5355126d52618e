// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"
#include "core/store/FactFilter.h"
#include "core/store/FactQuery.h"
#include "core/store/FactSchema.h"

#include <QHash>

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

class FactScan;

/// Searches the facts of a base of any form, page by page from key to key (never by offset) and in short
/// slices, so that no read pins the WAL for long. Works on a Database that it does not own; same thread.
/// Keeps its prepared statements, so one per connection. Only reads.
class FactSearch
{
public:
    /// Looks at the schema. NoFactsTable where no form of facts is there.
    static Result<std::unique_ptr<FactSearch>> attach(Database &database);

    const FactSchema &schema() const { return m_schema; }

    /// Whether rows come in this order without sorting them all first, by the planner's own word.
    bool canOrderBy(FactOrder order);

    enum class Direction : quint8 { Forward, Backward };
    /// Begins behind (Backward: before) `from`, which must come from an answer in the same order; empty: at
    /// the end that the direction leaves. An order that is not possible is replaced by one that is. Must not
    /// outlive this.
    FactScan scan(const FactQuery &query, const FactKey &from = {}, Direction direction = Direction::Forward);

    /// All facts, by SQLite's own count.
    Result<qint64> countAll();

    /// Everything about one row; nullopt where it is gone. The key may be of any order.
    Result<std::optional<FactDetails>> details(const FactKey &key);

private:
    friend class FactScan;
    FactSearch(Database &database, FactSchema schema);

    /// Where the parts of a row stand among the columns of a SELECT; -1: not selected.
    struct Layout
    {
        int ordered = -1; ///< the value of the column ordered by; the tie begins at 0
        int statement = -1;
        int predicate = -1; ///< stored columns only
        int subject = -1;
        int source = -1;
        int time = -1;
        bool whole = false; ///< all that a FactRow needs is here
    };
    /// One SELECT and what is bound to its parameters, in their order.
    struct Select
    {
        QString sql;
        std::vector<SqlValue> values;
    };
    /// SELECTs to be run one after the other: together they are in order.
    using Course = std::vector<Select>;
    struct Narrowing
    {
        QStringList terms;
        std::vector<SqlValue> values;
    };

    /// The columns of a SELECT, ready to use in SQL.
    struct Columns
    {
        QString sql;
        Layout layout;
    };

    const QString &expression(FactOrder order) const;
    QString expressionOf(FactOrder order) const;
    bool isTie(FactOrder order) const;
    const QString &columns(Layout &layout, FactOrder order, bool keysOnly, bool whole);
    Columns makeColumns(FactOrder order, bool keysOnly, bool whole) const;
    Course course(const QString &columns, const Narrowing &narrowing, FactOrder order, bool descending,
                  const FactKey &from) const;
    QString orderBy(FactOrder order, bool descending) const;
    /// Whether SQLite answers it by a search with that many equal terms and without sorting.
    bool isDirect(const Select &select, int equalTerms);
    std::vector<Narrowing> equalities(const FactQuery &query, bool predicate, bool subject) const;
    std::vector<Narrowing> nameRanges(const QString &predicate) const;
    bool canMerge(FactOrder order) const;
    /// Kept, ready to run. The same SQL may be in use once in each slot.
    Result<Statement *> prepared(const QString &sql, char16_t slot);

    Database *m_database;
    FactSchema m_schema;
    QString m_table;   ///< ready to use in SQL
    QStringList m_tie; ///< columns that tell rows apart: the rowid or the primary key
    QString m_fetch;   ///< SELECT of a whole row by its key …
    Layout m_fetchLayout;
    std::array<QString, 6> m_expressions; ///< of each FactOrder
    std::array<Columns, 24> m_columns;    ///< kept by columns(); empty: not asked for yet
    bool m_plainText;                     ///< statements are ordered by their UTF-8 bytes
    QHash<QString, bool> m_direct;
    std::map<QString, Statement> m_statements;

    /// Which statements stand more than once: hashes of them, sorted, as of that data_version.
    struct Repeated
    {
        qint64 dataVersion = 0;
        bool complete = false;
        std::vector<std::pair<quint64, quint64>> hashes;
    };
    std::shared_ptr<Repeated> m_repeated;
};

/// One search under way. run() or count() again and again until it is done; between two calls no lock is held
/// and nothing is pinned. Interrupted (Database's cancel flag or deadline) it fails, and may be gone on with.
///
/// Duplicates: the first slices read all statements once and keep 16 bytes of each while they sort them (16
/// MB a million facts); what is found is kept for later scans until somebody writes. Two different texts with
/// the same 128 bits would be called duplicates: at a million facts the odds are below 1 in 10^26.
class FactScan
{
public:
    struct Slice
    {
        std::vector<FactRow> rows; ///< in the order of the scan
        bool done = false;         ///< no more rows in this direction
    };
    /// Reads until `rows` rows were found (or a mebibyte of text), the time is over (checked every few rows)
    /// or there are no more.
    Result<Slice> run(int rows, std::chrono::steady_clock::time_point until);
    /// Goes on without making rows, only counting them; true when there are no more.
    Result<bool> count(std::chrono::steady_clock::time_point until);

    FactOrder order() const { return m_order; }
    bool descending() const { return m_descending; }
    qint64 matches() const { return m_matches; }   ///< so far
    qint64 examined() const { return m_examined; } ///< rows looked at so far
    /// 0 … 1 where it can be told: only scans in order of the rowid know how far they are.
    std::optional<double> progress() const;

private:
    friend class FactSearch;
    using Until = std::chrono::steady_clock::time_point;
    struct Source ///< one of several that are merged
    {
        FactSearch::Narrowing narrowing;
        FactSearch::Course course;
        std::size_t at = 0;
        Statement *statement = nullptr; ///< at a row; null before the first and behind the last
    };

    FactScan(FactSearch &search, const FactQuery &query, FactOrder order, bool descending, FactKey from,
             std::vector<FactSearch::Narrowing> narrowings, bool narrow);
    /// Hands every row to `each` until that says false, the time is over or there are no more (then true).
    Result<bool> walk(Until until, const std::function<Result<bool>(Statement &)> &each);
    Result<bool> findRepeated(Until until);
    Result<bool> take(Statement &row, std::vector<FactRow> *into, qsizetype &bytes);
    Result<void> open();
    Result<void> advance(Source &source, char16_t slot);
    void close();
    void readBounds();
    FactRow rowOf(Statement &row, const FactSearch::Layout &layout, FactKey key) const;
    FactKey keyOf(const Statement &row) const;
    FactFilter::Stored storedOf(const Statement &row, const FactSearch::Layout &layout) const;

    FactSearch *m_search;
    FactQuery m_query;
    FactFilter m_filter;
    FactOrder m_order;
    bool m_descending;  ///< the way the scan goes
    FactKey m_position; ///< of the row examined last
    std::vector<Source> m_sources;
    QString m_columns;
    FactSearch::Layout m_layout;
    bool m_whole; ///< reads the whole base in this order
    bool m_done = false;
    qint64 m_matches = 0;
    qint64 m_examined = 0;
    std::optional<double> m_begin;                     ///< rowid that the scan was begun behind
    std::optional<std::pair<double, double>> m_bounds; ///< rowids where a whole scan begins and ends

    std::unique_ptr<FactScan> m_hashing;
    std::shared_ptr<FactSearch::Repeated> m_repeated; ///< being made, then used
};

} // namespace hakgal
