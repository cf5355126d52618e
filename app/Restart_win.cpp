// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Restart.h"

#include <windows.h>

namespace hakgal {

namespace {

/// As CommandLineToArgvW reads it: in quotes, with backslashes doubled where a quote follows.
QString quoted(const QString &argument)
{
    QString text(u'"');
    qsizetype backslashes = 0;
    for (const QChar c : argument) {
        if (c == u'"')
            text += QString(backslashes + 1, u'\\');
        backslashes = c == u'\\' ? backslashes + 1 : 0;
        text += c;
    }
    return text + QString(backslashes, u'\\') + u'"';
}

} // namespace

void restartAfterUpdate(const QStringList &arguments)
{
    QStringList words;
    for (const QString &argument : arguments)
        words += quoted(argument);
    const QString line = words.join(u' ');
    if (line.size() >= RESTART_MAX_CMD_LINE)
        return;
    ::RegisterApplicationRestart(reinterpret_cast<LPCWSTR>(line.utf16()),
                                 RESTART_NO_CRASH | RESTART_NO_HANG | RESTART_NO_REBOOT);
}

} // namespace hakgal
