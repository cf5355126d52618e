// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/Result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <span>

namespace hakgal {

class Output;

/// What hakgalctl exits with.
enum ExitCode {
    ExitOk = 0,
    ExitFinding = 1, ///< a critical or warning finding, or rows rejected
    ExitUsage = 2,
    ExitFailed = 3, ///< input/output or database error
    ExitLocked = 4, ///< locked by another program
    ExitCancelled = 130,
};
/// The exit code of a failure.
int exitCode(const Error &error);

/// One call of hakgalctl, understood.
struct Invocation
{
    QString verb;
    QStringList operands;
    QHash<QString, QString> options; ///< long name → value ("" for a switch)
    bool json = false;
    bool progress = false;
    Settings settings;    ///< from the settings file; databasePath already replaced by --db
    QString settingsPath; ///< the settings file; need not exist

    bool has(const char *option) const { return options.contains(QLatin1String(option)); }
    QString value(const char *option) const { return options.value(QLatin1String(option)); }
};

struct OptionInfo
{
    const char *name;
    const char *value; ///< nullptr: a switch
    const char *help;
};

/// A verb of hakgalctl. The table in CommandLine.cpp is the only list of them.
struct VerbInfo
{
    const char *name;
    std::span<const char *const> operands; ///< all are required
    std::span<const OptionInfo> options;
    bool needsDatabase; ///< --db or database_path must name one
    const char *help;
    int (*run)(const Invocation &invocation, Output &output);
};
std::span<const VerbInfo> verbs();

/// Parses the arguments (without the program's name) and loads the settings. Help and version are told by
/// Outcome::text, to be printed with exit code 0.
struct Outcome
{
    const VerbInfo *verb = nullptr;
    Invocation invocation;
    QString text;
};
Result<Outcome> parseCommandLine(const QStringList &arguments);

/// The help of the program, or of one verb.
QString helpText(const VerbInfo *verb = nullptr);

} // namespace hakgal
