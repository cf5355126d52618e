// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/store/FactQuery.h"
#include "core/text/Catalogue.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace hakgal {

/// The words of the Facts page, and the files that a selection becomes. Pure.
class FactsText
{
public:
    explicit FactsText(const Catalogue &catalogue) : m_catalogue(catalogue) {}

    /// How what was typed is understood, in a sentence; `typed` is no pattern: why not.
    QString understood(const QString &typed) const;
    /// One fact in full, over several lines.
    QString details(const FactDetails &details) const;

    enum class FileFormat : quint8 {
        Lines,       ///< statement lines
        JsonLines,   ///< statement, source and time, as an import reads them
        Csv,         ///< exact (RFC 4180)
        Spreadsheet, ///< CSV in which nothing can be taken for a formula; one way
    };
    /// Usage where a row cannot be written so: a line break in a line, or a text that is here only in part.
    static Result<QByteArray> file(const std::vector<FactRow> &rows, FileFormat format);

    /// For the clipboard: tab-separated with a header, line breaks within a text replaced by spaces.
    static QString table(const std::vector<FactRow> &rows);

private:
    Catalogue m_catalogue;
};

} // namespace hakgal
