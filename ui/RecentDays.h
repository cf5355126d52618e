// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace hakgal {

/// The days that a list shows: up to now, in local time.
enum class RecentDays : quint8 { Today, Seven, All };

/// When they began, wall clock in milliseconds; 0: all there are.
qint64 beginOf(RecentDays days, qint64 nowMs);

} // namespace hakgal
