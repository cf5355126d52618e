// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/SavedFile.h"

namespace hakgal {

/// One text as a field of a CSV file for a spreadsheet (RFC 4180). A text that a spreadsheet could take for a
/// formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it.
QString csvField(const QString &text);

/// A wall-clock time in ISO 8601 UTC; empty for 0.
QString csvTime(qint64 wallMs);

inline Result<void> saveCsv(const QString &path, const QString &database, const QByteArray &csv)
{
    return saveFile(path, database, csv);
}

} // namespace hakgal
