// SPDX-License-Identifier: GPL-3.0-or-later
// Desktop Notifications Specification 1.2 (freedesktop.org): GetCapabilities, Notify, ActionInvoked,
// NotificationClosed, ActivationToken.
#include "ui/Toasts.h"

#include <QApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <algorithm>
#include <utility>

namespace hakgal {

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");

/// `image-data` as the specification lays it out.
struct Pixels
{
    int width = 0;
    int height = 0;
    int stride = 0;
    bool alpha = true;
    int bits = 8;
    int channels = 4;
    QByteArray bytes;
};

QDBusArgument &operator<<(QDBusArgument &argument, const Pixels &p)
{
    argument.beginStructure();
    argument << p.width << p.height << p.stride << p.alpha << p.bits << p.channels << p.bytes;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, Pixels &p)
{
    argument.beginStructure();
    argument >> p.width >> p.height >> p.stride >> p.alpha >> p.bits >> p.channels >> p.bytes;
    argument.endStructure();
    return argument;
}

Pixels pixelsOf(const QImage &picture)
{
    const QImage rgba = picture.convertToFormat(QImage::Format_RGBA8888);
    return {rgba.width(),
            rgba.height(),
            int(rgba.bytesPerLine()),
            true,
            8,
            4,
            QByteArray(reinterpret_cast<const char *>(rgba.constBits()), rgba.sizeInBytes())};
}

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

void close(uint id)
{
    QDBusMessage message = call(QStringLiteral("CloseNotification"));
    message << id;
    QDBusConnection::sessionBus().send(message);
}

/// Without an address the bus library would start a bus of its own.
bool hasBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS");
}

} // namespace

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::Pixels)

namespace hakgal {

Toasts::Toasts(QObject *parent) : QObject(parent) {}

Toasts::~Toasts()
{
    closeAll();
}

void Toasts::closeAll()
{
    ++m_round;
    for (const auto &[rule, id] : std::exchange(m_shown, {}))
        close(id);
}

void Toasts::show(const ToastMessage &message, const QImage &picture)
{
    if (!hasBus()) {
        Q_EMIT refused(message);
        return;
    }
    m_waiting.push_back({message, picture});
    if (!m_asked) {
        if (m_waiting.size() == 1)
            ask();
        return;
    }
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        send(waiting);
}

void Toasts::ask()
{
    qDBusRegisterMetaType<Pixels>();
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(call(QStringLiteral("GetCapabilities"))), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        const std::vector<Waiting> waiting = std::exchange(m_waiting, {});
        if (reply.isError()) { // the next message asks again: it may come later than we do
            for (const Waiting &one : waiting)
                Q_EMIT refused(one.message);
            return;
        }
        m_asked = true;
        m_markup = reply.value().contains(QLatin1String("body-markup"));
        QDBusConnection bus = QDBusConnection::sessionBus();
        bus.connect({}, kPath, kService, QStringLiteral("ActionInvoked"), this,
                    SLOT(actionInvoked(uint, QString)));
        bus.connect({}, kPath, kService, QStringLiteral("NotificationClosed"), this,
                    SLOT(closed(uint, uint)));
        bus.connect({}, kPath, kService, QStringLiteral("ActivationToken"), this,
                    SLOT(tokenGiven(uint, QString)));
        for (const Waiting &one : waiting)
            send(one);
    });
}

void Toasts::send(const Waiting &waiting)
{
    const ToastMessage &message = waiting.message;
    const auto before = m_shown.find(message.rule);
    const uchar urgency = message.severity == Severity::Critical ? 2 : 1;
    QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(urgency)},
                      {QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName()}};
    if (!waiting.picture.isNull())
        hints.insert(QStringLiteral("image-data"), QVariant::fromValue(pixelsOf(waiting.picture)));
    QDBusMessage notify = call(QStringLiteral("Notify"));
    notify << QApplication::applicationDisplayName() << (before == m_shown.end() ? 0U : before->second)
           << QString() << message.title << (m_markup ? message.text.toHtmlEscaped() : message.text)
           << QStringList{QStringLiteral("default"), tr("Show the window")} << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, message, round = m_round] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError()) {
            if (round == m_round)
                m_shown[message.rule] = reply.value();
            else
                close(reply.value()); // taken back before the desktop had answered
            return;
        }
        m_asked = false; // its program has gone
        m_shown.clear();
        Q_EMIT refused(message);
    });
}

bool Toasts::isOurs(uint id) const
{
    return std::any_of(m_shown.begin(), m_shown.end(), [id](const auto &one) { return one.second == id; });
}

void Toasts::tokenGiven(uint id, const QString &token)
{
    if (isOurs(id))
        m_token = token;
}

void Toasts::actionInvoked(uint id, const QString &)
{
    if (isOurs(id))
        Q_EMIT clicked(std::exchange(m_token, {}));
}

void Toasts::closed(uint id, uint)
{
    std::erase_if(m_shown, [id](const auto &one) { return one.second == id; });
}

} // namespace hakgal
