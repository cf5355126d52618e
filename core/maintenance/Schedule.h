// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>
#include <QTimeZone>

#include <optional>

namespace hakgal {

/// When a job runs by itself: "off", "every 6h" (min, h or d; 15 minutes to 31 days), "daily 03:15", "weekly
/// sunday 04:00"; words in any case, times local. Pure value.
class Schedule
{
public:
    /// nullopt: it is none. An empty text is "off".
    static std::optional<Schedule> parse(const QString &text);
    /// What parse() takes, in English, for an error.
    static Phrase expected();

    bool off() const { return m_kind == Kind::Off; }
    /// As parse() takes it, in its usual spelling.
    QString text() const;

    /// When the next run is due (wall clock, milliseconds since 1970); in the past or now: it is due.
    /// nullopt: never. `lastMs`: the last run, 0: none yet. `sinceMs`: since when the schedule is in force; a
    /// fixed time that passed before it was not missed, so it makes no run due. An interval without a last
    /// run is due at once.
    ///
    /// However many runs were missed, one is due. A local time that a change of the clocks leaves out counts
    /// as much later as the clocks jump; of one that comes twice the first counts. A last run that lies more
    /// than an hour in the future was labelled by a wrong clock: a run is due.
    std::optional<qint64> nextDueMs(qint64 lastMs, qint64 sinceMs, qint64 nowMs, const QTimeZone &zone) const;

    bool operator==(const Schedule &) const = default;

private:
    enum class Kind : quint8 { Off, Every, Daily, Weekly };
    Kind m_kind = Kind::Off;
    int m_minutes = 0; ///< Every: the interval; else of the day
    int m_weekday = 0; ///< Weekly: 1 Monday … 7 Sunday
};

} // namespace hakgal
