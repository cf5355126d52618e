// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>

namespace hakgal {

/// One moment, told by two clocks. Differences are only ever taken between `steady` values (immune to
/// clock changes); `wallMs` (milliseconds since 1970, UTC) only labels.
struct Instant
{
    std::chrono::steady_clock::time_point steady{};
    qint64 wallMs = 0;

    static Instant now()
    {
        using namespace std::chrono;
        return {steady_clock::now(),
                duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
    }
};

/// Where a worker gets its time from; tests pass their own.
using Clock = std::function<Instant()>;

inline double seconds(std::chrono::steady_clock::duration d)
{
    return std::chrono::duration<double>(d).count();
}

} // namespace hakgal
