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

#include <algorithm>

namespace hakgal {

Tray::Tray(const Theme &theme, const Catalogue &catalogue, QObject *parent)
    : QObject(parent), m_theme(theme), m_catalogue(catalogue)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    m_menu = std::make_unique<QMenu>();
    m_menu->addAction(tr("&Show the window"), this, &Tray::openRequested);
    m_menu->addAction(tr("&Quit"), this, &Tray::quitRequested);
    m_icon = std::make_unique<QSystemTrayIcon>(iconOf({}, theme));
    m_icon->setContextMenu(m_menu.get());
    m_icon->setToolTip(QApplication::applicationDisplayName());
    m_icon->show();
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, &Tray::openRequested);
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason how) {
        if (how == QSystemTrayIcon::Trigger || how == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
    });
}

Tray::~Tray() = default;

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
             raised ? event.alert.severity : Severity::Info});
    }
    return messages;
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

void Tray::showSnapshot(const SnapshotPtr &snapshot)
{
    if (!m_icon)
        return;
    const QString file = plainName(QFileInfo(snapshot->sample.database.path).fileName(), 60);
    const QString words = m_catalogue.status(snapshot->status);
    const QString tip = file.isEmpty() ? words : QStringLiteral("%1: %2").arg(file, words);
    if (tip != m_icon->toolTip())
        m_icon->setToolTip(tip);
    if (m_status != snapshot->status) {
        m_status = snapshot->status;
        m_icon->setIcon(iconOf(m_status, m_theme));
    }
    if (!m_from || !QSystemTrayIcon::supportsMessages())
        return;
    const std::vector<Message> messages = messagesOf(*snapshot, *m_from, m_catalogue);
    for (const Message &message : messages)
        m_icon->showMessage(message.title, message.text,
                            message.severity == Severity::Critical  ? QSystemTrayIcon::Critical
                            : message.severity == Severity::Warning ? QSystemTrayIcon::Warning
                                                                    : QSystemTrayIcon::Information);
}

} // namespace hakgal
