// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace hakgal {

class Theme;

/// Paints the rows of an AlertTableModel: a dot before the word of the severity (full while the alert fires,
/// a ring when it is over), quiet times, a firing state in the colour of its severity.
class AlertRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit AlertRowDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace hakgal
