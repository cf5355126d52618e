// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QMenu;
class QWidget;

namespace hakgal {

class Theme;

/// What keys do, told by the actions themselves. GUI thread.
struct ShortcutGroup
{
    struct Row
    {
        QString what; ///< the words of the action, without underlines
        QString keys; ///< in the desktop's words: "Ctrl+O"; several with "or" between them
        bool operator==(const Row &) const = default;
    };
    QString title;
    std::vector<Row> rows;
};

/// The entries of a menu: their keys, or for those without the way through the menus ("Alt+H, L").
ShortcutGroup shortcutsOf(const QMenu &menu);

/// The actions with keys of a widget and of all below it, then the buttons that have an underlined letter.
ShortcutGroup shortcutsOf(const QString &title, const QWidget &widget);

/// Puts what occurs in more than one of them into a group of its own, before the others; groups without rows
/// are left out.
std::vector<ShortcutGroup> withCommonGroup(std::vector<ShortcutGroup> groups, const QString &title);

/// Shows the groups as cards. GUI thread.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    ShortcutsDialog(const Theme &theme, const std::vector<ShortcutGroup> &groups, QWidget *parent = nullptr);
};

} // namespace hakgal
