// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/FactReader.h"
#include "core/Result.h"

#include <QFile>

namespace hakgal {

/// What could not be imported, in a file that can be corrected and imported: CSV for statement lines and CSV,
/// JSON Lines for JSON Lines, each row with `rejected_line` and `rejected_because` before what stood there.
/// These two are no columns for an import. A row that was not corrected is rejected again.
class RejectsFile
{
public:
    /// FileExists where something has that name; WriteFailed.
    Result<void> open(const QString &path);
    bool isOpen() const { return m_file.isOpen(); }

    /// `because`: a sentence in English.
    void add(const FactReader &reader, const FactReject &reject, const QString &because);

    /// Closes. An empty file is removed again. WriteFailed or DiskFull where not all could be written.
    Result<void> finish();

private:
    QFile m_file;
    bool m_failed = false;
};

} // namespace hakgal
