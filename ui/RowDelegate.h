// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QColor;

namespace hakgal {

class Theme;

/// What the rows of our tables have in common: separators and selection as the style draws them, no focus
/// frame in the cell, text at the padding of the header, digits of one width. A table's own delegate says
/// which colour a cell's text has, or paints the cell itself.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RowDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    static constexpr int kSide = 8; ///< left and right of the text

    virtual QColor textColor(const QModelIndex &index) const;
    /// Paints what stands in the cell; `option` is initialized, `area` is inside the padding.
    virtual void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                           const QModelIndex &index) const;
    /// One line, elided; digits of one width.
    static void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                          Qt::Alignment alignment, const QColor &color);

    const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
};

} // namespace hakgal
