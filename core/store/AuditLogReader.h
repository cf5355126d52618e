// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"

#include <vector>

namespace hakgal {

/// A row of a base's own audit_log.
struct AuditRow
{
    qint64 atMs = 0; ///< wall clock; 0: its time cannot be understood
    QString operation;
    QString details; ///< as stored, at most kMostAuditText characters
};
inline constexpr int kMostAuditText = 4000;

/// The newest rows of audit_log in either known form, newest first, at most `limit` of them and none older
/// than `sinceMs` (rows whose time is not known stay). Empty where there is no such table or it has another
/// form. Only reads; the caller sets the deadline. A time without a zone is taken as UTC, as SQLite's
/// CURRENT_TIMESTAMP gives it; a number as seconds, or milliseconds where it is that great, since 1970.
Result<std::vector<AuditRow>> readAuditLog(Database &database, qint64 sinceMs, int limit);

} // namespace hakgal
