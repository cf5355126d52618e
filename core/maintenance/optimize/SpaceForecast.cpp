// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/SpaceForecast.h"

#include "core/Clock.h"
#include "core/store/Transaction.h"

#include <QHash>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

// VACUUM writes every b-tree anew, its rows in order, so each page is filled until the next cell no longer
// fits. SQLite's own table of pages (dbstat) tells for each page what is used, and what is left of a page is
// on average half a cell. So, for each b-tree,
//
//     pages after = overflow pages + ceil(bytes used on the other pages / page size / fill)
//     fill        = 1 − half an average cell / page size, but at most 0.985
//
// where 0.985 is what b-trees of small cells come out at (measured, with their inner pages). Overflow pages
// hold the tail of one row each and are as many afterwards. In a base with auto_vacuum one page in
// pageSize/5 is a map of pointers, which VACUUM writes again.

namespace hakgal {

namespace {

constexpr double kBestFill = 0.985;
constexpr qint64 kPointerEntry = 5; // bytes in a pointer map

struct Tree
{
    qint64 used = 0;
    qint64 cells = 0;
    qint64 overflow = 0;
};

qint64 pagesAfter(const Tree &tree, qint64 pageSize)
{
    const auto size = static_cast<double>(pageSize);
    const auto used = static_cast<double>(tree.used);
    const double cell = tree.cells > 0 ? used / static_cast<double>(tree.cells) : 0;
    const double fill = std::clamp(1 - cell / 2 / size, 0.5, kBestFill);
    return tree.overflow + std::max<qint64>(1, static_cast<qint64>(std::ceil(used / size / fill)));
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
    auto list = database.prepare(u"SELECT name, pagetype, pgsize - unused, ncell FROM dbstat('main')"_s);
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
        }
        if (seen % 256 == 0)
            context.advance(static_cast<double>(seen) / static_cast<double>(forecast.pages));
    }
    for (const Tree &tree : std::as_const(trees))
        forecast.pagesAfter += pagesAfter(tree, forecast.pageSize);
    if (*autoVacuum != 0)
        forecast.pagesAfter += 1 + forecast.pagesAfter / (forecast.pageSize / kPointerEntry);
    forecast.seconds = seconds(std::chrono::steady_clock::now() - begun);
    return std::optional(forecast);
}

} // namespace hakgal
