// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/WindowsCommandLine.h"

namespace hakgal {

namespace {

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

QString windowsCommandLine(const QStringList &arguments)
{
    QStringList words;
    for (const QString &argument : arguments)
        words += quoted(argument);
    return words.join(u' ');
}

} // namespace hakgal
