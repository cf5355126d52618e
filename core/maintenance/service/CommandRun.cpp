// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/service/CommandRun.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <algorithm>

namespace hakgal {

namespace {

constexpr qint64 kSliceMs = 100;
constexpr int kUntilDeadMs = 2000;

} // namespace

CommandRun CommandRun::run(const QString &commandLine, int limitMs, const std::atomic<bool> *cancel)
{
    QStringList words = QProcess::splitCommand(commandLine);
    if (words.isEmpty())
        return {std::nullopt, QStringLiteral("no command")};
    QProcess process;
    process.setProgram(words.takeFirst());
    process.setArguments(words);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    const QDeadlineTimer deadline(limitMs);
    process.start();
    if (!process.waitForStarted(limitMs))
        return {std::nullopt, QStringLiteral("%1 cannot be started").arg(process.program())};
    while (process.state() != QProcess::NotRunning) {
        const bool cancelled = cancel != nullptr && cancel->load(std::memory_order_relaxed);
        if (!cancelled && !deadline.hasExpired()) {
            process.waitForFinished(
                static_cast<int>(std::clamp<qint64>(deadline.remainingTime(), 1, kSliceMs)));
            continue;
        }
        process.kill();
        process.waitForFinished(kUntilDeadMs);
        return {std::nullopt, cancelled ? QStringLiteral("cancelled")
                                        : QStringLiteral("no end within %1 s").arg(limitMs / 1000)};
    }
    if (process.exitStatus() != QProcess::NormalExit)
        return {std::nullopt, QStringLiteral("it crashed")};
    return {process.exitCode(), {}};
}

} // namespace hakgal
