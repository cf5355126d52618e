// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QByteArray>
#include <QJsonObject>

namespace hakgal {

/// The object of GET /api/metrics: the original's keys and units, and ours; null for what was not measured,
/// and `last_known {…, age_seconds}` while the base cannot be read. English, C locale. Pure.
QJsonObject metricsJson(const Snapshot &snapshot);

/// GET /api/health: body and status code (503 only when the base is unreachable or `ageSeconds` is over five
/// intervals).
struct Health
{
    QByteArray body;
    int httpStatus = 200;
};
Health healthJson(const Snapshot *snapshot, double ageSeconds, double uptimeSeconds);

} // namespace hakgal
