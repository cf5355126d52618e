// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

namespace hakgal {

/// Where our own files live: below the platform's local data folder (XDG variables honoured), one folder
/// for each knowledge base, named by the first 12 hex digits of SHA-256 of its canonical path.
class StatePaths
{
public:
    /// Folder of everything of ours, for example ~/.local/share/hakgal.
    static QString root();
    /// logs/hakgal.log below root().
    static QString logFile();

    /// The state folder of one knowledge base. A path that does not exist (any more) is made absolute and
    /// its existing parent is canonical, so that the key is the same before and after.
    explicit StatePaths(const QString &databasePath);

    QString key() const { return m_key; }
    QString folder() const;
    QString historyFile() const;  ///< hakgal_performance.db
    QString recorderLock() const; ///< recorder.lock
    QString jobLock() const;      ///< lease.lock
    QString backupFolder() const;
    QString intentFolder() const;
    QString scaleFolder() const; ///< scale/: what a scale test works with, and its results
    /// The same for scale tests of made-up facts, which belong to no base: scale/ below root().
    static QString syntheticScaleFolder();

    /// Makes folder(), readable by its owner only.
    Result<void> create() const;

private:
    QString m_key;
};

} // namespace hakgal
