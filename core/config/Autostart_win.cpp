// SPDX-License-Identifier: GPL-3.0-or-later
// The user's Run key, whose command lines may have 260 characters (learn.microsoft.com, "Run and RunOnce
// Registry Keys"). What is switched off in the Task Manager stays there and is marked in StartupApproved:
// a binary value whose first byte is even while the program is started.
#include "core/config/Autostart.h"

#include "core/config/WindowsCommandLine.h"

#include <QDir>
#include <QSettings>

#include <qt_windows.h>

namespace hakgal::autostart {

namespace {

const QString kRun = QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run");
const QString kApproved = QStringLiteral(
    "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run");
constexpr qsizetype kLongestLine = 260;
const QString kName = QStringLiteral("HAKGAL Optimizer");

QString lineOf(const QStringList &command)
{
    QStringList arguments = command;
    arguments.front() = QDir::toNativeSeparators(arguments.front());
    return windowsCommandLine(arguments);
}

} // namespace

QString place()
{
    return kRun + QStringLiteral(" : ") + kName;
}

State state(const QStringList &command)
{
    const QString line = QSettings(kRun, QSettings::NativeFormat).value(kName).toString();
    if (line.isEmpty())
        return State::Off;
    const QByteArray approved = QSettings(kApproved, QSettings::NativeFormat).value(kName).toByteArray();
    if (!approved.isEmpty() && (approved.front() & 1) != 0)
        return State::Off;
    return line == lineOf(command) ? State::On : State::Outdated;
}

Result<void> set(const QStringList &command, bool on)
{
    const QString line = lineOf(command);
    if (on && line.size() > kLongestLine)
        return Error{ErrorCode::WriteFailed, {place()}, qt_error_string(ERROR_FILENAME_EXCED_RANGE)};
    QSettings run(kRun, QSettings::NativeFormat);
    if (on)
        run.setValue(kName, line);
    else
        run.remove(kName);
    QSettings(kApproved, QSettings::NativeFormat).remove(kName);
    run.sync();
    if (run.status() != QSettings::NoError)
        return Error{ErrorCode::WriteFailed, {place()}, {}};
    return {};
}

} // namespace hakgal::autostart
