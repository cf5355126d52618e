// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Listener.h"

namespace hakgal {

Listener::Listener(ConnectionGuard &guard, std::shared_ptr<const Access> access)
    : m_guard(guard), m_access(std::move(access))
{
}

Listener::~Listener()
{
    close();
    m_guard.end(this);
}

} // namespace hakgal
