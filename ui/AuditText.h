// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/MaintenanceRecord.h"
#include "core/text/Catalogue.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace hakgal {

/// The words of the Audit page. What comes from the base is text from outside: its control characters are
/// replaced, and it is cut where it is long. Pure.
class AuditText
{
public:
    explicit AuditText(const Catalogue &catalogue) : m_catalogue(catalogue) {}

    QString source(AuditEntry::Source source) const; ///< "Optimizer", "Knowledge base"
    QString operation(const AuditEntry &entry) const;
    /// One sentence about jobs of ours; else the details in one line, JSON as "key: value".
    QString what(const AuditEntry &entry) const;
    QString result(const AuditEntry &entry) const; ///< Done, Failed, Cancelled; empty where it is not told
    /// All details in several lines, JSON indented.
    QString details(const AuditEntry &entry) const;

    /// As alertsCsv(): time, source, operation, what, result, details as stored. English, whoever reads it.
    static QByteArray csv(const std::vector<AuditEntry> &entries);

private:
    QString say(const char *source) const;
    QString sentence(const QString &operation, const QJsonObject &details) const;
    QString optimized(const QJsonObject &details) const;

    Catalogue m_catalogue;
};

/// Whether the job was stopped by someone.
bool wasCancelled(const AuditEntry &entry);

} // namespace hakgal
