// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"

#include <QIcon>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

class QMenu;
class QSystemTrayIcon;

namespace hakgal {

class Theme;

/// The icon in the desktop's tray: the status as colour, shape and words, and a message for each alert that
/// is raised or is over, from the severity that the settings say. Where the desktop has no tray there is none
/// of it. GUI thread.
class Tray : public QObject
{
    Q_OBJECT
public:
    Tray(const Theme &theme, const Catalogue &catalogue, QObject *parent = nullptr);
    ~Tray() override;

    /// Whether the desktop has a tray in which the icon stands.
    bool isShown() const { return m_icon != nullptr; }
    void applySettings(const Settings &settings);
    void showSnapshot(const SnapshotPtr &snapshot);

    struct Message
    {
        QString title;
        QString text;
        Severity severity = Severity::Warning;
        bool operator==(const Message &) const = default;
    };
    /// What a tick has to say from this severity on. Pure.
    static std::vector<Message> messagesOf(const Snapshot &snapshot, Severity from,
                                           const Catalogue &catalogue);
    /// The icon of a status: colour and shape (disc, triangle, square).
    static QIcon iconOf(std::optional<Status> status, const Theme &theme);

Q_SIGNALS:
    /// The icon or a message was clicked.
    void openRequested();
    void quitRequested();

private:
    const Theme &m_theme;
    Catalogue m_catalogue;
    std::optional<Severity> m_from;
    std::optional<Status> m_status;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace hakgal
