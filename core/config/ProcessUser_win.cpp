// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ProcessUser_win.h"

namespace hakgal {

ProcessUser::ProcessUser(HANDLE process)
{
    HANDLE token = nullptr;
    if (!process || !OpenProcessToken(process, TOKEN_QUERY, &token))
        return;
    DWORD size = 0;
    GetTokenInformation(token, TokenUser, nullptr, 0, &size); // its length depends on the account
    m_user.resize(size);
    if (!GetTokenInformation(token, TokenUser, m_user.data(), size, &size))
        m_user.clear();
    CloseHandle(token);
}

PSID ProcessUser::sid() const
{
    return m_user.empty() ? nullptr : reinterpret_cast<const TOKEN_USER *>(m_user.data())->User.Sid;
}

} // namespace hakgal
