// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/Checkup.h"
#include "core/maintenance/service/ServiceCheck.h"

namespace hakgal {

void checkServices(Checkup &checkup)
{
    for (const Service &service : checkup.settings.services) {
        const ServiceState state = checkService(service, checkup.probe, checkup.context.cancelFlag());
        if (checkup.cancelled())
            return;
        if (state.up) {
            checkup.well("service", {service.name});
            continue;
        }
        std::optional<Finding::Remedy> remedy;
        if (!service.restart.isEmpty())
            remedy = Finding::Remedy{RemedyAction::RestartService, {service.name}, false};
        checkup.found(QStringLiteral("service:") + service.name, Severity::Warning,
                      {service.name, state.problem}, remedy);
    }
}

} // namespace hakgal
