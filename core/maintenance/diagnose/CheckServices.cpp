// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/Checkup.h"

namespace hakgal {

void checkServices(Checkup &checkup)
{
    if (!checkup.services)
        return;
    for (const Service &service : checkup.settings.services) {
        if (checkup.cancelled())
            return;
        const std::optional<QString> trouble = checkup.services(service);
        if (!trouble) {
            checkup.well("service", {service.name});
            continue;
        }
        std::optional<Finding::Remedy> remedy;
        if (!service.restart.isEmpty())
            remedy = Finding::Remedy{RemedyAction::RestartService, {service.name}, false};
        checkup.found(QStringLiteral("service:") + service.name, Severity::Warning, {service.name, *trouble},
                      remedy);
    }
}

} // namespace hakgal
