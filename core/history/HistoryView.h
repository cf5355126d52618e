// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistorySeries.h"
#include "core/history/HistoryStore.h"
#include "core/metrics/Metric.h"

#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

class HistoryMemory;

/// What a page of charts asks for. All times are wall clock, milliseconds since 1970 UTC.
struct HistoryRequest
{
    quint64 token = 0;             ///< comes back in the answer
    int group = 0;                 ///< of the requests of one group that wait only the last one is answered
    std::vector<MetricId> metrics; ///< those that are recorded (MetricInfo); others have empty lines
    qint64 fromMs = 0;
    qint64 toMs = 0;     ///< after fromMs
    int columns = 1000;  ///< pixel columns of a chart, 1 … 10000
    bool markers = true; ///< false: without alerts and operations
};

/// One metric over the range.
struct HistoryLine
{
    MetricId metric = MetricId::Count_;
    std::vector<HistoryColumn>
        columns; ///< oldest first; may reach one column beyond the range on either side

    /// What all ticks within the range amount to; none: nothing was measured.
    struct Totals
    {
        double low = 0;
        double mean = 0;
        double high = 0;
        double first = 0; ///< the oldest value (where only minutes or hours are kept: the mean of that one) …
        double last = 0; ///< … and the newest
        quint64 ticks = 0;
        qint64 firstMs = 0;
        qint64 lastMs = 0;
        qint64 coveredMs = 0; ///< the range without its gaps, from the first value to the last
    };
    std::optional<Totals> totals;
};

/// Something that happened within the range.
struct HistoryMarker
{
    enum class Kind : quint8 { Operation, Alert };
    Kind kind = Kind::Operation;
    qint64 fromMs = 0;
    qint64 toMs = 0;   ///< as fromMs for an operation, which is told when it is done; 0: an alert that fires
    QString operation; ///< of an operation: its verb, such as "optimize" (a text from a file)
    bool failed = false; ///< the operation failed or was cancelled
    Alert alert;         ///< of an alert
};

/// What a picture is drawn from where a column of it is that wide, as far as this is kept and made yet; what
/// is not comes from the neighbouring tiers.
HistoryTier wantedTier(qint64 columnMs);

/// The answer to a HistoryRequest.
struct HistoryView
{
    HistoryRequest request;
    HistoryTier tier = HistoryTier::Raw; ///< the finest that was drawn from
    std::vector<HistoryLine> lines;      ///< in the order of the request
    std::vector<HistoryMarker> markers;  ///< in the order of time, the newest kMostHistoryMarkers
    qint64 oldestMs = 0;                 ///< of all that is kept of any metric; 0: there is no history yet
    qint64 newestMs = 0;
    std::optional<Error> error; ///< the history cannot be read; then the rest is empty
};
using HistoryViewPtr = std::shared_ptr<const HistoryView>;
inline constexpr int kMostHistoryMarkers = 500;

/// Fills in the answer to `view.request`.
Result<void> readView(HistoryMemory &memory, HistoryView &view);

} // namespace hakgal
