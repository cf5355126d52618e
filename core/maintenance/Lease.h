// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <memory>
#include <optional>

class QLockFile;

namespace hakgal {

/// One maintenance job at a time for a knowledge base, over all processes of this user: lease.lock in its
/// state folder, and beside it lease.json, which names the job. Held while this object lives; stale only
/// when the process that took it is gone.
class Lease
{
public:
    /// Fails with ErrorCode::JobRunning (args: verb, pid, host) where another job holds it.
    static Result<Lease> take(const QString &databasePath, const QString &verb);
    Lease(Lease &&) noexcept;
    Lease &operator=(Lease &&) = delete;
    ~Lease();

    struct Owner
    {
        QString verb; ///< empty in the moment before the job has told
        qint64 pid = 0;
        QString host;
    };
    /// Who runs what just now, for the others to show; nullopt: nobody. Only reads.
    static std::optional<Owner> owner(const QString &databasePath);

private:
    Lease(std::unique_ptr<QLockFile> lock, QString note);

    std::unique_ptr<QLockFile> m_lock;
    QString m_note;
};

} // namespace hakgal
