// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/config/Settings.h"
#include "core/metrics/Sample.h"

#include <vector>

namespace hakgal {

/// One condition over a Sample. Plain value; what it reads is a pure function of the sample.
struct AlertRule
{
    enum class Side : quint8 { Above, Below };

    RuleId id = RuleId::Count_;
    Severity severity = Severity::Warning;
    MetricId metric = MetricId::SystemCpu; ///< what its sentence is about
    Reading (*read)(const Sample &) = nullptr;
    Side side = Side::Above;
    double limit = 0;  ///< firing beyond it, in the metric's unit
    double clear = 0;  ///< resolved at or inside it; never beyond the limit
    int holdTicks = 3; ///< consecutive known ticks beyond the limit before it is raised

    bool beyond(double v) const { return side == Side::Above ? v > limit : v < limit; }
    bool cleared(double v) const { return side == Side::Above ? v <= clear : v >= clear; }
};

/// The rules that the settings ask for, warnings before their critical twins. A rule that is switched off
/// is not in the list. The clear level is 90 % of the limit for "above" rules; for "below" rules it lies
/// 10 % of the limit higher, but never past the middle between the limit and 100 %.
std::vector<AlertRule> alertRules(const Settings &settings);

} // namespace hakgal
