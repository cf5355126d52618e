// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <optional>

namespace hakgal {

/// How a command of the operator ended.
struct CommandRun
{
    std::optional<int> exitCode; ///< nullopt: it did not end by itself
    QString problem;             ///< English, why; empty where it ended by itself

    /// Runs the words of a command line without a shell, without input, its output thrown away. Blocks until
    /// it ends; killed after `limitMs` and within a tenth of a second of `cancel` (may be null). What it
    /// started in its turn goes on running.
    static CommandRun run(const QString &commandLine, int limitMs, const std::atomic<bool> *cancel);
};

} // namespace hakgal
