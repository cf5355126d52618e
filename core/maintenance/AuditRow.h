// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"

#include <QJsonObject>

namespace hakgal {

/// Tells in the base's own audit_log what we did, in the form that the base has, within the transaction of
/// the caller. No effect where there is no audit_log of a known form, or where it has triggers, which would
/// be passed over. Returns whether a row was written; it is for the caller to decide whether the work shall
/// fail with it.
Result<bool> addAuditRow(Database &database, const QString &operation, const QJsonObject &details);

} // namespace hakgal
