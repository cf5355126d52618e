// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Motion.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QSettings>
#include <QStandardPaths>

namespace hakgal::motion {

namespace {

/// KDE: a factor of 0 in kdeglobals. GTK: a switch in settings.ini.
bool reducedByFiles()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    const QSettings kde(folder + QStringLiteral("/kdeglobals"), QSettings::IniFormat);
    bool number = false;
    const double factor = kde.value(QStringLiteral("KDE/AnimationDurationFactor")).toDouble(&number);
    if (number && factor == 0)
        return true;
    for (const char *gtk : {"/gtk-4.0/settings.ini", "/gtk-3.0/settings.ini"}) {
        const QSettings file(folder + QLatin1String(gtk), QSettings::IniFormat);
        const QString value = file.value(QStringLiteral("Settings/gtk-enable-animations")).toString();
        if (value == QLatin1String("0") || value.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

void askDesktop(std::function<void(bool reduced)> answer)
{
    const bool byFiles = reducedByFiles();
    answer(byFiles);
    // Without an address the bus library would start a bus of its own.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusMessage question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.portal.Desktop"), QStringLiteral("/org/freedesktop/portal/desktop"),
        QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
    question << QStringLiteral("org.gnome.desktop.interface") << QStringLiteral("enable-animations");
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), qApp);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, answer, byFiles] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isError())
            return;
        QVariant value = reply.value().variant(); // a variant in a variant
        if (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        if (value.typeId() == QMetaType::Bool)
            answer(byFiles || !value.toBool());
    });
}

} // namespace hakgal::motion
