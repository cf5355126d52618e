// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QCoreApplication>
#include <QProcess>
#include <QStringList>

#include <algorithm>
#include <vector>

/// A job in a process of its own, which is this test program started again with --work, and its end.
namespace support {

struct Ended
{
    bool killed = false;
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

inline Ended runJob(const QStringList &arguments, int killAfterMs = -1)
{
    QProcess job;
    job.start(QCoreApplication::applicationFilePath(), QStringList(QStringLiteral("--work")) + arguments);
    if (killAfterMs >= 0 && !job.waitForFinished(killAfterMs))
        job.kill();
    job.waitForFinished(120'000);
    Ended ended;
    ended.killed = job.exitStatus() == QProcess::CrashExit;
    ended.exitCode = ended.killed ? -1 : job.exitCode();
    ended.out = job.readAllStandardOutput();
    ended.err = job.readAllStandardError();
    return ended;
}

/// Which of the points to try: all that are not plain writes, and of the writes evenly as many as fit.
inline std::vector<int> choosePoints(const QByteArrayList &seen, int most)
{
    std::vector<int> rare;
    std::vector<int> writes;
    for (int i = 0; i < seen.size(); ++i)
        (seen[i] == "write" ? writes : rare).push_back(i + 1);
    const auto thin = [](const std::vector<int> &from, std::size_t n) {
        std::vector<int> some;
        for (std::size_t i = 0; i < n && n > 0; ++i)
            some.push_back(from[i * from.size() / n]);
        return some;
    };
    const auto room = static_cast<std::size_t>(std::max(2, most));
    auto chosen = thin(rare, std::min(rare.size(), room * 2 / 3));
    const auto more = thin(writes, std::min(writes.size(), room - chosen.size()));
    chosen.insert(chosen.end(), more.begin(), more.end());
    return chosen;
}

} // namespace support
