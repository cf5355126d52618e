// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"

namespace hakgal {

/// Fills in one group of readings each tick. Lives in the monitor thread and may keep state between ticks
/// (rates need the values of the tick before). Never blocks for longer than a few milliseconds, never
/// throws: what cannot be read is left empty with its reason. The sample's `at` is set before.
class Collector
{
public:
    virtual ~Collector() = default;
    virtual void collect(Sample &sample) = 0;
};

} // namespace hakgal
