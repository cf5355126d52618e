// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Finding.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace hakgal {

/// The words of the Repair page. Pure.
class RepairText
{
public:
    explicit RepairText(const Catalogue &catalogue) : m_catalogue(catalogue) {}

    /// "2 critical, 2 warnings"; says so where nothing was found.
    QString headline(const DiagnosisReport &report) const;
    /// "diagnosed in 1.1 s, read-only · quick check …".
    QString howDiagnosed(const DiagnosisReport &report) const;
    /// What a diagnosis makes of the status: Poor for a critical finding, Degraded for a warning.
    static Status status(const DiagnosisReport &report);
    /// The critical findings and warnings as sentences, worst first.
    QStringList reasons(const DiagnosisReport &report) const;

    /// Asks whether these remedies shall be applied to the base of this file name.
    QString question(const std::vector<Finding> &chosen, const QString &fileName) const;
    /// What will be changed, in order; that a safety copy comes first; what may be lost. `ledger`: what a
    /// salvage recovers, where it was tried; else empty.
    QString consequences(const std::vector<Finding> &chosen, const QString &ledger) const;

    /// Whether the remedy changes the file of the knowledge base.
    static bool touchesBase(RemedyAction action);

private:
    Catalogue m_catalogue;
};

} // namespace hakgal
