// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hakgal {

/// Sends Qt's messages (qInfo, qWarning, …) to a rotating file: five files of 5 MB (hakgal.log, hakgal.log.1
/// …), lines `2026-01-31T12:00:00.123Z info thread category: text`, owner-readable only. Two processes may
/// write: each line is one append. No statement text and no secret is ever logged. Warnings and worse also go
/// to standard error where `console`. Call once, from main(). A log that cannot be written is told once on
/// standard error.
void installLogFile(const QString &path, bool console);

} // namespace hakgal
