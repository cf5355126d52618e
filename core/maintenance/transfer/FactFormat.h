// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <optional>

namespace hakgal {

/// The files that facts are imported from and exported to.
enum class FactFormat : quint8 {
    Statements, ///< one statement a line, and nothing else
    JsonLines,  ///< one JSON object a line; carries every statement and every other column
    Csv,        ///< RFC 4180, with a header; carries the same
};

/// Its name on the command line and in JSON: `statements`, `jsonl`, `csv`.
QLatin1String factFormatName(FactFormat format);
/// The format of such a name; nullopt: there is none.
std::optional<FactFormat> factFormatOf(QStringView name);
/// By the ending of a file's name: .jsonl .ndjson .json, .csv .tsv; nullopt for all others.
std::optional<FactFormat> factFormatOfFile(QStringView fileName);

/// The format of a file that begins with these bytes (some KiB are enough) and has this name ("" or "-":
/// none). The name decides, but for two things: a file of rejected lines is what it is under any name, and a
/// `.csv` whose first line is a fact without quotes is taken as lines, since its commas are the fact's. Other
/// names say nothing: an object in braces is JSON Lines, a header that names the statement's column among
/// others is CSV, all else are statements.
FactFormat detectFactFormat(QStringView fileName, QByteArrayView head);

/// The longest statement that is stored.
inline constexpr qsizetype kLongestStatement = qsizetype(64) * 1024;

/// Spaces, tabs, CR, VT and FF at most: no statement, and ignored.
bool isBlank(QByteArrayView text);

} // namespace hakgal
