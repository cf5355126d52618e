// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/services/ServiceRestart.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <algorithm>
#include <thread>

namespace hakgal {

namespace {

constexpr std::chrono::milliseconds kPause{100};
constexpr std::chrono::seconds kFirst{10};
constexpr std::chrono::seconds kLongest{600};
constexpr int kDoublings = 6;

} // namespace

Result<void> restartService(const Service &service, const ServiceProbe &probe, JobContext &context,
                            std::chrono::milliseconds patience)
{
    const auto complaint = [&](const QString &why) {
        return Error{ErrorCode::SettingInvalid,
                     {QStringLiteral("services/%1/restart").arg(service.name), service.restart, why},
                     {},
                     0};
    };
    QStringList command = QProcess::splitCommand(service.restart);
    if (command.isEmpty())
        return complaint(QStringLiteral("a program with its arguments"));
    QProcess process;
    process.setProgram(command.takeFirst());
    process.setArguments(command);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    if (!process.startDetached())
        return complaint(QStringLiteral("a program that can be started"));
    const QDeadlineTimer deadline(patience);
    for (;;) {
        const std::optional<QString> trouble = probe(service);
        if (!trouble)
            return {};
        if (context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        if (deadline.hasExpired())
            return Error{ErrorCode::VerifyFailed, {service.name, *trouble}, {}, 0};
        context.tick();
        std::this_thread::sleep_for(kPause);
    }
}

void RestartBackoff::tried(Time now)
{
    const auto pause =
        std::min<std::chrono::seconds>(kLongest, kFirst * (1 << std::min(m_tries, kDoublings)));
    m_next = now + pause;
    ++m_tries;
    m_well = false;
}

void RestartBackoff::well(Time now)
{
    if (!m_well)
        m_wellSince = now;
    m_well = true;
    if (now - m_wellSince >= kLongest)
        m_tries = 0;
}

} // namespace hakgal
