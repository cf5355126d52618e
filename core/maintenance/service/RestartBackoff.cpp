// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/service/RestartBackoff.h"

#include <algorithm>

namespace hakgal {

bool RestartBackoff::mayRestart(Time now) const
{
    return !m_last || now - *m_last >= m_pause;
}

void RestartBackoff::restarted(Time now)
{
    m_last = now;
    m_upSince.reset();
    m_pause = m_pause.count() == 0 ? kFirstPause : std::min(2 * m_pause, kLongestPause);
}

void RestartBackoff::seen(bool up, Time now)
{
    if (!up) {
        m_upSince.reset();
        return;
    }
    if (!m_upSince)
        m_upSince = now;
    if (now - *m_upSince < kForgotten)
        return;
    m_last.reset();
    m_pause = {};
}

} // namespace hakgal
