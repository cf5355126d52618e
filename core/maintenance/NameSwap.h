// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/IntentLog.h"
#include "core/store/OpenPolicy.h"

#include <QJsonObject>

namespace hakgal {

/// The part of Swap that puts a new file under the name of a base which SQLite cannot read, or which is gone.
/// Until swap() nothing of the old file is touched; what is not settled is reversed with this object, and by
/// recover() where the process dies.
class NameSwap
{
public:
    /// OthersPresent where somebody has the file open, or where that cannot be told.
    static Result<NameSwap> begin(const QString &live);
    NameSwap(NameSwap &&other) noexcept;
    NameSwap &operator=(NameSwap &&) = delete;
    ~NameSwap();

    /// Where the new file is made, beside the old one.
    QString fresh() const { return m_fresh; }
    /// The name of the original after swap(); empty where there was none.
    QString kept() const { return m_original.valid() ? m_kept : QString(); }

    Result<void> swap();
    /// After swap(): the old file comes back; the new one stays as <file>.failed-<time>.
    Result<void> reverse();
    /// The new file is good: nothing is open any more.
    void settle();

    static Result<void> recover(const QJsonObject &intent);

private:
    NameSwap(const QString &live, FileIdentity original);
    QJsonObject intent() const;
    Result<void> keepOriginal();

    IntentLog m_log;
    QString m_id; ///< empty: settled
    QString m_live;
    QString m_fresh;
    QString m_kept;
    FileIdentity m_original; ///< not valid: there was none
    FileIdentity m_replacement;
    bool m_swapped = false;
};

} // namespace hakgal
