// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/Snapshot.h"

namespace hakgal {

const char *statusName(Status status)
{
    switch (status) {
    case Status::Operational:
        return "OPERATIONAL";
    case Status::Degraded:
        return "DEGRADED";
    case Status::Poor:
        break;
    }
    return "POOR";
}

} // namespace hakgal
