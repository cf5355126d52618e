// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <memory>

namespace hakgal {

/// Proof that nobody, this process included, has a file open. It holds for the moment it was taken: who comes
/// later finds the file as it is then. Holding it while a damaged file is replaced makes newcomers wait on
/// Linux.
class SoleAccess
{
public:
    /// OthersPresent (args: path, who; who is empty where it cannot be told) also where it cannot be proved:
    /// not knowing counts as others.
    static Result<SoleAccess> take(const QString &path);
    SoleAccess(SoleAccess &&) noexcept;
    SoleAccess &operator=(SoleAccess &&) = delete;
    ~SoleAccess();

private:
    struct Platform;
    explicit SoleAccess(std::unique_ptr<Platform> platform);
    std::unique_ptr<Platform> d;
};

} // namespace hakgal
