// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/ReportFacts.h"
#include "core/text/Catalogue.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace hakgal {

/// A report in words: plain text, nothing of it is markup.
struct ReportWords
{
    struct Section
    {
        QString title;
        QStringList paragraphs;
        QStringList columns;            ///< heads of a table; empty: there is none
        std::vector<QStringList> cells; ///< its rows
        QStringList notes;              ///< after the table
    };

    QString title;
    QString subtitle; ///< the base and the range
    QString foot;     ///< who made it when
    std::vector<Section> sections;
};

/// Pure; any thread.
ReportWords reportWords(const ReportFacts &facts, const Catalogue &catalogue);

} // namespace hakgal
