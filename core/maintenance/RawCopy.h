// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

namespace hakgal {

/// Copies the bytes of a file that SQLite may not be able to read, and fsyncs the copy. `to` must not exist;
/// on a failure or cancel it is removed again. Returns the number of bytes. Never drops a lock that SQLite
/// holds in this process, whatever it has open (see RawCopy_linux.cpp). What others write meanwhile may be
/// half in the copy. Progress goes to the running step of the context.
Result<qint64> rawCopy(const QString &from, const QString &to, JobContext &context);

} // namespace hakgal
