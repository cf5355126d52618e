// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>

namespace hakgal {

/// One text as a field of a CSV file for a spreadsheet (RFC 4180). A text that a spreadsheet could take for a
/// formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it.
QString csvField(const QString &text);

/// A wall-clock time in ISO 8601 UTC; empty for 0.
QString csvTime(qint64 wallMs);

/// Writes the file whole or not at all. Never over the knowledge base `database` or what SQLite keeps beside
/// it (then FileExists).
Result<void> saveCsv(const QString &path, const QString &database, const QByteArray &csv);

} // namespace hakgal
