// SPDX-License-Identifier: GPL-3.0-or-later
// A file of the Desktop Application Autostart Specification 0.5; its Exec key is quoted as the Desktop Entry
// Specification 1.5 has it: the argument in double quotes, `"`, backtick, `$` and `\` behind a backslash, `%`
// doubled, and then, as in every string of such a file, each backslash doubled.
#include "core/config/Autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace hakgal::autostart {

namespace {

QString quoted(const QString &argument)
{
    QString out;
    for (const QChar c : argument) {
        if (c == u'"' || c == u'`' || c == u'$' || c == u'\\')
            out += u'\\';
        out += c;
        if (c == u'%')
            out += u'%';
    }
    out.replace(u'\\', QLatin1String("\\\\"));
    return u'"' + out + u'"';
}

QString execOf(const QStringList &command)
{
    QStringList arguments;
    for (const QString &argument : command)
        arguments << quoted(argument);
    return arguments.join(u' ');
}

/// The value of a key of the first group; null where it is not there.
QString valueOf(const QByteArray &entry, const char *key)
{
    const QByteArray start = QByteArray(key) + '=';
    for (const QByteArray &line : entry.split('\n')) {
        if (line.startsWith(start))
            return QString::fromUtf8(line.mid(start.size()).trimmed());
    }
    return {};
}

} // namespace

QString place()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/autostart/hakgal.desktop");
}

State state(const QStringList &command)
{
    QFile file(place());
    constexpr qint64 kMost = 64 * 1024;
    if (!file.open(QIODevice::ReadOnly))
        return State::Off;
    const QByteArray entry = file.read(kMost);
    const bool off = valueOf(entry, "Hidden") == QLatin1String("true") ||
                     valueOf(entry, "X-GNOME-Autostart-enabled") == QLatin1String("false");
    if (off)
        return State::Off;
    return valueOf(entry, "Exec") == execOf(command) ? State::On : State::Outdated;
}

Result<void> set(const QStringList &command, bool on)
{
    const QString path = place();
    if (!on) {
        if (!QFile::exists(path) || QFile::remove(path))
            return {};
        return Error{ErrorCode::WriteFailed, {path}, {}};
    }
    QDir().mkpath(QFileInfo(path).path());
    const QByteArray entry = "[Desktop Entry]\n"
                             "Type=Application\n"
                             "Name=HAK/GAL Optimizer\n"
                             "Icon=hakgal\n"
                             "Exec=" +
                             execOf(command).toUtf8() +
                             "\n"
                             "Terminal=false\n"
                             "X-GNOME-Autostart-enabled=true\n";
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(entry) != entry.size() || !file.commit())
        return Error{ErrorCode::WriteFailed, {path}, file.errorString()};
    return {};
}

} // namespace hakgal::autostart
