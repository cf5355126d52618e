// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QByteArray>

namespace hakgal {

/// The Prometheus text format 0.0.4 of a snapshot, made by prometheus-cpp. Unmeasured series are left out.
/// `legacyNames` adds the original exporter's names. Pure; any thread.
QByteArray metricsText(const Snapshot &snapshot, bool legacyNames);

inline constexpr char kMetricsContentType[] = "text/plain; version=0.0.4; charset=utf-8";

} // namespace hakgal
