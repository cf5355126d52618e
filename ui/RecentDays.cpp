// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/RecentDays.h"

#include <QDateTime>

namespace hakgal {

qint64 beginOf(RecentDays days, qint64 nowMs)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    switch (days) {
    case RecentDays::Today:
        return today.startOfDay().toMSecsSinceEpoch();
    case RecentDays::Seven:
        return today.addDays(-6).startOfDay().toMSecsSinceEpoch();
    case RecentDays::All:
        return 0;
    }
    return 0;
}

} // namespace hakgal
