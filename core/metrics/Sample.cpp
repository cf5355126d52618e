// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/Sample.h"

#include <cmath>

namespace hakgal {

void LatencyHistogram::observe(double seconds)
{
    if (!std::isfinite(seconds))
        return;
    for (std::size_t i = 0; i < kLatencyBounds.size(); ++i) {
        if (seconds <= kLatencyBounds[i])
            ++counts[i];
    }
    ++counts.back();
    sumSeconds += seconds;
}

} // namespace hakgal
