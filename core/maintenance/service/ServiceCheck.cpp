// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/service/ServiceCheck.h"

#include "core/maintenance/service/CommandRun.h"

#include <QProcess>

namespace hakgal {

namespace {

constexpr int kCheckMs = 5000;

QString urlProblem(const Service &service, const EndpointProbe &probe)
{
    const EndpointAnswer answer = probe(service.target);
    if (answer.httpStatus == 0)
        return QStringLiteral("no answer from %1").arg(service.target);
    const bool fine = service.expected.isEmpty() ? answer.httpStatus >= 200 && answer.httpStatus < 400
                                                 : answer.httpStatus == service.expected.toInt();
    if (fine)
        return {};
    return QStringLiteral("%1 answers with status %2").arg(service.target).arg(answer.httpStatus);
}

QString tcpProblem(const Service &service, const EndpointProbe &probe)
{
    if (probe(service.target).who != EndpointAnswer::Who::Nobody)
        return {};
    return QStringLiteral("nobody accepts a connection at %1").arg(service.target);
}

QString commandProblem(const Service &service, const std::atomic<bool> *cancel)
{
    const CommandRun run = CommandRun::run(service.target, kCheckMs, cancel);
    if (!run.exitCode)
        return run.problem;
    if (*run.exitCode == service.expected.toInt()) // nothing expected: 0
        return {};
    return QStringLiteral("its check ends with exit code %1").arg(*run.exitCode);
}

} // namespace

ServiceState checkService(const Service &service, const EndpointProbe &probe, const std::atomic<bool> *cancel)
{
    ServiceState state{service.name, false, {}};
    switch (service.kind) {
    case Service::Kind::Url:
        state.problem = probe ? urlProblem(service, probe) : QStringLiteral("it cannot be asked from here");
        break;
    case Service::Kind::Tcp:
        state.problem = probe ? tcpProblem(service, probe) : QStringLiteral("it cannot be asked from here");
        break;
    case Service::Kind::Command:
        state.problem = commandProblem(service, cancel);
        break;
    }
    state.up = state.problem.isEmpty();
    return state;
}

QString startRestart(const Service &service)
{
    QStringList words = QProcess::splitCommand(service.restart);
    if (words.isEmpty())
        return QStringLiteral("there is no restart command");
    QProcess process;
    process.setProgram(words.takeFirst());
    process.setArguments(words);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached() ? QString()
                                   : QStringLiteral("%1 cannot be started").arg(process.program());
}

} // namespace hakgal
