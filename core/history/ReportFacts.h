// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Forecast.h"
#include "core/history/HistoryReader.h"

#include <QString>

#include <optional>
#include <vector>

namespace hakgal {

/// What a report is made from.
struct ReportInput
{
    /// Something that was done to the base, in words.
    struct Work
    {
        qint64 atMs = 0; ///< wall clock, when it was done
        QString operation;
        QString words; ///< one sentence; plain text
        bool failed = false;
    };

    QString database;
    qint64 madeMs = 0;          ///< wall clock
    qint64 fromMs = 0;          ///< the range
    qint64 toMs = 0;            ///< not after madeMs
    HistoryViewPtr view;        ///< of reportMetrics() over the range, with reportColumns() columns
    std::vector<Work> work;     ///< in the order of time; what lies outside the range is left out
    std::optional<Error> error; ///< why `work` may lack something
    std::vector<Forecast> forecasts;
};

/// What a report tells of a range; computed, not yet in words.
struct ReportFacts
{
    struct Gap
    {
        qint64 fromMs = 0;
        qint64 toMs = 0;
    };
    /// A metric over the range. Percentiles are those of the averages of the view's columns, weighed by the
    /// time that was measured.
    struct Figure
    {
        MetricId metric = MetricId::Count_;
        HistoryLine::Totals totals;
        double median = 0;
        double p95 = 0;
    };
    /// All incidents of one rule.
    struct AlertSum
    {
        Alert worst; ///< the one that went farthest beyond the limit
        int count = 0;
        qint64 totalMs = 0; ///< within the range
        qint64 longestMs = 0;
        bool firing = false; ///< at the end of the range
    };
    /// Something that was done, and what the figures were in the hour before and in the hour after.
    struct Work
    {
        struct Bought
        {
            MetricId metric = MetricId::Count_;
            double before = 0;
            double after = 0;
        };
        ReportInput::Work what;
        std::vector<Bought> bought; ///< empty: not measured on both sides, or not meant to buy anything
    };

    QString database;
    qint64 madeMs = 0;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    std::optional<Error> error; ///< the history cannot be read: the rest is empty
    qint64 firstMs = 0;         ///< of what was measured in the range; 0: nothing
    qint64 lastMs = 0;
    qint64 watchedMs = 0;         ///< time in which it was watched …
    qint64 readableMs = 0;        ///< … and of this, time in which the knowledge base could be read
    std::vector<Gap> gaps;        ///< the longest that can be told apart, in the order of time
    qint64 criticalMs = 0;        ///< time within a critical alert …
    qint64 warningMs = 0;         ///< … and of the rest, time within a warning
    std::vector<Figure> figures;  ///< measured ones, in the order of reportMetrics()
    std::vector<AlertSum> alerts; ///< the gravest first, then the longest
    std::vector<Work> work;
    std::optional<Error> workError;
    std::vector<Forecast> forecasts;
    HistoryTier tier = HistoryTier::Raw;
};

/// What a report is about, and how finely.
const std::vector<MetricId> &reportMetrics();
inline constexpr int kReportColumns = 10'000;
inline constexpr std::size_t kReportGaps = 8;

/// Pure; takes some milliseconds for a full view: not in the GUI thread.
ReportFacts reportFacts(const ReportInput &input);

} // namespace hakgal
