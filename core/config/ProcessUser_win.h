// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qt_windows.h>

#include <cstddef>
#include <vector>

namespace hakgal {

/// The account that a process runs as. Any thread.
class ProcessUser
{
public:
    /// `process` may be asked for its token (PROCESS_QUERY_INFORMATION); null is allowed.
    explicit ProcessUser(HANDLE process);

    /// Lives as long as this; null where the system does not say.
    PSID sid() const;

private:
    std::vector<std::byte> m_user; ///< a TOKEN_USER, or nothing
};

} // namespace hakgal
