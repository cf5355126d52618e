// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/SalvageWriter.h"

#include <QFile>

#include <memory>
#include <optional>

namespace hakgal::salvage {

/// Takes the verdicts as they come: counts them, has them written, lists them in a CSV file where one is
/// wanted, and fills gaps from a backup where one is given. The ledger and the writer must outlive it.
class SalvageReport
{
public:
    SalvageReport(Ledger &ledger, SalvageWriter &writer) : m_ledger(ledger), m_writer(writer) {}

    /// Removes the CSV file unless finish() was called.
    ~SalvageReport();

    /// The CSV file must not exist; empty path: none.
    Result<void> open(const QString &csv);
    /// A good base of the same form. The judge is asked whether indices bear out what it says.
    Result<void> useBackup(const QString &path, Judge &judge);

    /// False where something failed; failure() tells what.
    bool take(const Verdict &verdict);
    /// What only the backup has and may have stood on a missing page goes to quarantine.
    bool takeRestOfBackup();
    /// Facts that were counted as lost by index and then came from the backup.
    qint64 lostButFound() const { return m_lostButFound; }
    const std::optional<Error> &failure() const { return m_failure; }
    Result<void> finish();

private:
    bool fail(const Error &error);
    bool settle(const Verdict &verdict);
    bool fromBackup(const Verdict &verdict, bool *taken);
    void line(const Verdict &verdict, const char *what);

    Ledger &m_ledger;
    SalvageWriter &m_writer;
    QFile m_csv;
    std::unique_ptr<Database> m_backup;
    SalvageWriter::Handle m_backupRow;
    QString m_backupTable;
    QString m_backupStatement;
    QString m_backupRowid;
    Judge *m_judge = nullptr;
    qint64 m_lostButFound = 0;
    std::optional<Error> m_failure;
};

} // namespace hakgal::salvage
