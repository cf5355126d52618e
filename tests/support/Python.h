// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>

namespace support {

/// python3, whose csv and json modules read what we write as other programs do. Empty where it is not here.
inline QString python()
{
    return QStandardPaths::findExecutable(QStringLiteral("python3"));
}

struct PythonSaid
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

/// Runs this source with these arguments.
inline PythonSaid runPython(const QByteArray &source, const QStringList &arguments)
{
    QProcess process;
    process.start(python(), QStringList{QStringLiteral("-c"), QString::fromUtf8(source)} + arguments);
    PythonSaid said;
    if (!process.waitForFinished(120'000))
        return said;
    said.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    said.out = process.readAllStandardOutput();
    said.err = process.readAllStandardError();
    return said;
}

} // namespace support
