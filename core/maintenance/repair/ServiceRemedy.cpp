// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/repair/Remedies.h"
#include "core/maintenance/service/ServiceCheck.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <thread>

namespace hakgal {

namespace {

/// How long a service gets to answer after its restart.
constexpr int kPatienceMs = 20'000;
constexpr std::chrono::milliseconds kPause{200};

} // namespace

Result<Remedied> restartService(const RemedyTask &task, const QStringList &args, JobContext &context)
{
    const auto &services = task.settings.services;
    const auto service = std::find_if(services.begin(), services.end(),
                                      [&](const Service &one) { return one.name == args.value(0); });
    if (service == services.end() || service->restart.isEmpty())
        return Error{ErrorCode::SettingInvalid,
                     QStringList{QStringLiteral("services"), args.value(0)} +
                         phraseOf(QT_TRANSLATE_NOOP("hakgal", "a service with a restart command")),
                     {},
                     0};
    if (const QString problem = startRestart(*service); !problem.isEmpty())
        return Error{ErrorCode::VerifyFailed, {service->name, problem}, {}, 0};
    const QDeadlineTimer deadline(kPatienceMs);
    for (;;) {
        const ServiceState state = checkService(*service, task.probe, context.cancelFlag());
        if (context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        if (state.up)
            return Remedied{
                {phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 was restarted and answers"), {service->name})},
                {},
                {}};
        if (deadline.hasExpired())
            return Error{ErrorCode::VerifyFailed, {service->name, state.problem}, {}, 0};
        context.tick();
        std::this_thread::sleep_for(kPause);
    }
}

} // namespace hakgal
