// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QByteArray>

namespace hakgal {

/// The Prometheus text format 0.0.4 of a snapshot, made by prometheus-cpp, but for the age of the snapshot,
/// which is right only when asked for: append snapshotAgeText() when answering. Percent becomes a ratio.
/// Unmeasured series are left out, and all of the knowledge base while it cannot be read (hakgal_up 0).
/// `legacyNames` adds the original exporter's names. Pure; any thread.
QByteArray metricsText(const Snapshot &snapshot, bool legacyNames);

/// The series hakgal_snapshot_age_seconds, a few lines. Pure; any thread.
QByteArray snapshotAgeText(double ageSeconds);

inline constexpr char kMetricsContentType[] = "text/plain; version=0.0.4; charset=utf-8";

} // namespace hakgal
