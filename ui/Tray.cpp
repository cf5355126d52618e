// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Tray.h"

#include "core/alert/SeverityName.h"
#include "ui/StatusMark.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace hakgal {

namespace {

constexpr int kTogetherMs = 100;
constexpr int kPicture = 64; ///< pixels, of a message

Status statusOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return Status::Poor;
    case Severity::Warning:
        return Status::Degraded;
    case Severity::Info:
        break;
    }
    return Status::Operational;
}

} // namespace

Tray::Tray(const Theme &theme, const Catalogue &catalogue, QObject *parent)
    : QObject(parent), m_theme(theme), m_catalogue(catalogue)
{
    // On X11 also where there is no tray yet: at sign-in it may come later than we do.
    if (QSystemTrayIcon::isSystemTrayAvailable() || QGuiApplication::platformName() == QLatin1String("xcb"))
        makeIcon();
    connect(&m_toasts, &Toasts::clicked, this, &Tray::openRequested);
    connect(&m_toasts, &Toasts::refused, this, [this](const Message &message) {
        m_refused.push_back(message);
        if (m_refused.size() == 1) // the others of this tick follow at once
            QTimer::singleShot(kTogetherMs, this, &Tray::showByIcon);
    });
}

void Tray::makeIcon()
{
    m_menu = std::make_unique<QMenu>();
    m_menu->addAction(tr("&Show the window"), this, [this] { Q_EMIT openRequested({}); });
    m_menu->addAction(tr("&Quit"), this, &Tray::quitRequested);
    m_icon = std::make_unique<QSystemTrayIcon>(iconOf({}, m_theme));
    m_icon->setContextMenu(m_menu.get());
    m_icon->setToolTip(QApplication::applicationDisplayName());
    m_icon->show();
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT openRequested({}); });
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason how) {
        if (how == QSystemTrayIcon::Trigger || how == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested({});
    });
}

Tray::~Tray() = default;

bool Tray::isShown() const
{
    return m_icon && QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::applySettings(const Settings &settings)
{
    m_from = severityByName(settings.notifyDesktop);
}

std::vector<Tray::Message> Tray::messagesOf(const Snapshot &snapshot, Severity from,
                                            const Catalogue &catalogue)
{
    std::vector<Message> messages;
    for (const AlertEvent &event : snapshot.events) {
        if (event.alert.severity < from)
            continue;
        const bool raised = event.kind == AlertEvent::Kind::Raised;
        const QString title = catalogue.alertTitle(event.alert);
        messages.push_back(
            {raised ? QStringLiteral("%1: %2").arg(catalogue.severity(event.alert.severity), title)
                    : tr("Resolved: %1").arg(title),
             catalogue.alertDetail(event.alert, snapshot.sample.at.wallMs),
             raised ? event.alert.severity : Severity::Info, event.alert.rule});
    }
    return messages;
}

Tray::Message Tray::together(const std::vector<Message> &messages)
{
    if (messages.size() == 1)
        return messages.front();
    Message all{tr("%n message(s)", nullptr, int(messages.size())), {}, Severity::Info, RuleId::Count_};
    QStringList lines;
    for (const Message &message : messages) {
        lines += message.title;
        all.severity = std::max(all.severity, message.severity);
    }
    all.text = lines.join(u'\n');
    return all;
}

QIcon Tray::iconOf(std::optional<Status> status, const Theme &theme)
{
    QIcon icon;
    for (const int size : {16, 22, 32, 64}) {
        QPixmap picture = QApplication::windowIcon().pixmap(QSize(size, size), 1.0);
        if (picture.isNull()) {
            picture = QPixmap(size, size);
            picture.fill(Qt::transparent);
        }
        if (status) {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            const double side = size * 0.58;
            const QRectF mark(picture.width() - side, picture.height() - side, side - 0.5, side - 0.5);
            painter.setBrush(theme.colors().statusFill(*status));
            painter.setPen(QPen(Qt::white, std::max(1.0, size / 22.0)));
            drawMark(painter, mark, markOf(*status));
        }
        icon.addPixmap(picture);
    }
    return icon;
}

void Tray::showStatus(const Snapshot &snapshot)
{
    const QString file = plainName(QFileInfo(snapshot.sample.database.path).fileName(), 60);
    const QString words = m_catalogue.status(snapshot.status);
    const QString tip = file.isEmpty() ? words : QStringLiteral("%1: %2").arg(file, words);
    if (tip != m_icon->toolTip())
        m_icon->setToolTip(tip);
    if (m_status != snapshot.status) {
        m_status = snapshot.status;
        m_icon->setIcon(iconOf(m_status, m_theme));
    }
}

void Tray::showSnapshot(const SnapshotPtr &snapshot)
{
    if (m_icon)
        showStatus(*snapshot);
    if (std::exchange(m_database, snapshot->sample.database.path) != snapshot->sample.database.path)
        m_toasts.closeAll(); // those of another base
    if (!m_from)
        return;
    for (const Message &message : messagesOf(*snapshot, *m_from, m_catalogue))
        m_toasts.show(
            message,
            iconOf(statusOf(message.severity), m_theme).pixmap(QSize(kPicture, kPicture), 1.0).toImage());
}

void Tray::showByIcon()
{
    const std::vector<Message> messages = std::exchange(m_refused, {});
    if (messages.empty() || !isShown() || !QSystemTrayIcon::supportsMessages())
        return;
    const Message message = together(messages);
    m_icon->showMessage(message.title, message.text,
                        message.severity == Severity::Critical  ? QSystemTrayIcon::Critical
                        : message.severity == Severity::Warning ? QSystemTrayIcon::Warning
                                                                : QSystemTrayIcon::Information);
}

} // namespace hakgal
