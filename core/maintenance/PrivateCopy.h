// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

namespace hakgal {

/// A backup, brought into a file of our own and checked there. The backup is only read.
struct PrivateCopy
{
    qint64 facts = 0;
    bool wal = false; ///< the base it was taken from was in WAL mode, as far as can be told

    /// `target` must not exist; it is removed again on any failure. Fails with VerifyFailed where SHA-256,
    /// the check by SQLite or the count do not agree, NoFactsTable where it is no knowledge base, and with
    /// the errors of OpenPolicy. The result is in rollback mode with no connection left open.
    static Result<PrivateCopy> make(const QString &backup, const QString &target, JobContext &context);

    /// SHA-256 of a file that nobody has open, as 64 hex digits.
    static Result<QByteArray> sha256(const QString &path, JobContext &context);
};

} // namespace hakgal
