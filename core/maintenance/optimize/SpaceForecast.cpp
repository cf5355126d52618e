// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/SpaceForecast.h"

#include "core/Clock.h"
#include "core/store/Transaction.h"

#include <QHash>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

// VACUUM writes every b-tree anew, its rows in order, so each page is filled until the next cell no longer
// fits. SQLite's own table of pages (dbstat) tells for each page what is used. So, for each b-tree,
//
//     pages after = overflow pages + ceil(bytes used on the other pages / page size / fill) + 1
//
// (the last one for a root that is nearly empty, where one page is not enough) where fill is 0.985, what
// b-trees of small cells come out at (measured, with their inner pages). Overflow pages hold the tail of one
// row each and are as many afterwards. Cells that are large beside the page leave more of it empty, by how
// their sizes happen to follow one another: where a table has such cells, the first rows are packed here as
// SQLite would pack them, which gives the fill; in an index half an average cell is taken to be left. In a
// base with auto_vacuum one page in pageSize/5 is a map of pointers, which VACUUM writes again.

namespace hakgal {

namespace {

constexpr double kBestFill = 0.985;
constexpr qint64 kPointerEntry = 5; // bytes in a pointer map

constexpr qint64 kLargeCells = 16; ///< cells are large where so many of the largest do not fit on a page
constexpr int kPackedRows = 3000;

struct Tree
{
    qint64 used = 0;
    qint64 cells = 0;
    qint64 overflow = 0;
    qint64 largest = 0; ///< payload
};

qint64 pagesAfter(const Tree &tree, qint64 pageSize, double fill)
{
    const auto needed = static_cast<double>(tree.used) / static_cast<double>(pageSize) / fill;
    const auto pages = std::max<qint64>(1, static_cast<qint64>(std::ceil(needed)));
    return tree.overflow + (pages > 1 ? pages + 1 : pages);
}

double fillOfAverage(const Tree &tree, qint64 pageSize)
{
    const double cell = tree.cells > 0 ? static_cast<double>(tree.used) / static_cast<double>(tree.cells) : 0;
    return std::clamp(1 - cell / 2 / static_cast<double>(pageSize), 0.5, kBestFill);
}

/// What of a row stays on a page of a table's b-tree (sqlite.org/fileformat2.html, "Cell Payload Overflow").
qint64 localBytes(qint64 payload, qint64 pageSize)
{
    constexpr qint64 kOverflowPointer = 4;
    const qint64 most = pageSize - 35;
    if (payload <= most)
        return payload;
    const qint64 least = (pageSize - 12) * 32 / 255 - 23;
    const qint64 local = least + (payload - least) % (pageSize - 4);
    return (local <= most ? local : least) + kOverflowPointer;
}

/// The bytes of a row's record, as an SQL expression over the table; empty where it is no ordinary table with
/// row ids.
QString recordSql(Database &database, const QString &table)
{
    auto columns = database.prepare("PRAGMA main.table_xinfo("_L1 + quoteName(table) + u')');
    if (!columns)
        return {};
    QStringList parts;
    for (auto row = columns->step(); row && *row; row = columns->step()) {
        const bool isVirtual = columns->integer(6) == 1 || columns->integer(6) == 2;
        const bool rowid = columns->integer(5) > 0 && columns->text(2).toUpper() == u"INTEGER";
        if (isVirtual)
            continue;
        parts += rowid ? u"1"_s
                       : "1 + coalesce(length(CAST("_L1 + quoteName(columns->text(1)) + " AS BLOB)), 0)"_L1;
    }
    return parts.join(" + "_L1);
}

/// How full the pages become on which the first rows are packed one after the other; nullopt where they
/// cannot be read so.
std::optional<double> fillByPacking(Database &database, const QString &table, qint64 pageSize)
{
    constexpr qint64 kPageHead = 8;
    constexpr qint64 kCellHead = 8; // sizes of payload and record head, row id, pointer
    const QString record = recordSql(database, table);
    if (record.isEmpty())
        return std::nullopt;
    auto rows = database.prepare("SELECT "_L1 + record + " FROM main."_L1 + quoteName(table) +
                                 " NOT INDEXED LIMIT "_L1 + QString::number(kPackedRows));
    if (!rows)
        return std::nullopt;
    qint64 pages = 0;
    qint64 left = 0;
    qint64 packed = 0;
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        const qint64 cell = localBytes(rows->integer(0), pageSize) + kCellHead;
        if (cell > left) {
            ++pages;
            left = pageSize - kPageHead;
        }
        left -= cell;
        packed += cell;
    }
    if (!row || pages < 2)
        return std::nullopt;
    // Without the last page, which more rows would fill.
    const auto room = static_cast<double>(pages * pageSize - left);
    return std::clamp(static_cast<double>(packed) / room, 0.3, kBestFill);
}

} // namespace

Result<std::optional<SpaceForecast>> forecastSpace(Database &database, JobContext &context)
{
    const auto begun = std::chrono::steady_clock::now();
    auto transaction = Transaction::begin(database, Transaction::Kind::Deferred);
    if (!transaction)
        return transaction.error();
    SpaceForecast forecast;
    const std::pair<const char16_t *, qint64 *> numbers[] = {
        {u"PRAGMA main.page_size", &forecast.pageSize},
        {u"PRAGMA main.page_count", &forecast.pages},
        {u"PRAGMA main.freelist_count", &forecast.freePages},
    };
    for (const auto &[sql, to] : numbers) {
        const auto value = database.integer(QString::fromUtf16(sql));
        if (!value)
            return value.error();
        *to = *value;
    }
    const auto autoVacuum = database.integer(u"PRAGMA main.auto_vacuum"_s);
    if (!autoVacuum)
        return autoVacuum.error();

    // A row a page: it can be interrupted between any two, which the aggregated form cannot.
    auto list =
        database.prepare(u"SELECT name, pagetype, pgsize - unused, ncell, mx_payload FROM dbstat('main')"_s);
    if (!list)
        return list.error().code == ErrorCode::DatabaseFailed
                   ? std::optional<SpaceForecast>()
                   : Result<std::optional<SpaceForecast>>(list.error());
    QHash<QByteArray, Tree> trees;
    for (qint64 seen = 1;; ++seen) {
        const auto row = list->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        Tree &tree = trees[list->utf8(0)];
        if (list->utf8(1) == "overflow") {
            ++tree.overflow;
        } else {
            tree.used += list->integer(2);
            tree.cells += list->integer(3);
            tree.largest = std::max(tree.largest, list->integer(4));
        }
        if (seen % 256 == 0)
            context.advance(static_cast<double>(seen) / static_cast<double>(forecast.pages));
    }
    for (auto it = trees.cbegin(); it != trees.cend(); ++it) {
        std::optional<double> fill;
        if (it->largest * kLargeCells > forecast.pageSize)
            fill = fillByPacking(database, QString::fromUtf8(it.key()), forecast.pageSize);
        forecast.pagesAfter +=
            pagesAfter(*it, forecast.pageSize, fill.value_or(fillOfAverage(*it, forecast.pageSize)));
    }
    if (*autoVacuum != 0)
        forecast.pagesAfter += 1 + forecast.pagesAfter / (forecast.pageSize / kPointerEntry);
    forecast.seconds = seconds(std::chrono::steady_clock::now() - begun);
    return std::optional(forecast);
}

} // namespace hakgal
