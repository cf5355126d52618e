// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"
#include "ui/Toasts.h"

#include <QIcon>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

class QMenu;
class QSystemTrayIcon;

namespace hakgal {

class Theme;

/// The icon in the desktop's tray: the status as colour, shape and words; and a message for each alert that
/// is raised or is over, from the severity that the settings say. The desktop's own service shows these
/// (Toasts), else the icon does. A desktop without a tray has no icon; one that comes later gets it then.
/// GUI thread.
class Tray : public QObject
{
    Q_OBJECT
public:
    Tray(const Theme &theme, const Catalogue &catalogue, QObject *parent = nullptr);
    ~Tray() override;

    /// Whether the desktop has a tray in which the icon stands.
    bool isShown() const;
    void applySettings(const Settings &settings);
    void showSnapshot(const SnapshotPtr &snapshot);

    using Message = ToastMessage;
    /// What a tick has to say from this severity on. Pure.
    static std::vector<Message> messagesOf(const Snapshot &snapshot, Severity from,
                                           const Catalogue &catalogue);
    /// All of these in one, for the icon, which shows only its last message. Not for none. Pure.
    static Message together(const std::vector<Message> &messages);
    /// The icon of a status: colour and shape (disc, triangle, square).
    static QIcon iconOf(std::optional<Status> status, const Theme &theme);

Q_SIGNALS:
    /// The icon or a message was clicked. `activation`: the desktop's leave to come forward; may be empty.
    void openRequested(const QString &activation);
    void quitRequested();

private:
    void makeIcon();
    void showStatus(const Snapshot &snapshot);
    void showByIcon();

    const Theme &m_theme;
    Catalogue m_catalogue;
    std::optional<Severity> m_from;
    std::optional<Status> m_status;
    QString m_database; ///< whose alerts the messages are of
    Toasts m_toasts;
    std::vector<Message> m_refused; ///< what the icon has to show
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace hakgal
