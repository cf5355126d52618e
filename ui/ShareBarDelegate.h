// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace hakgal {

class Theme;

/// Paints the share column of a PredicateModel: a bar, and the percentage to its right. The longest bar
/// belongs to the most frequent predicate; the figure says the share of all facts.
class ShareBarDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ShareBarDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace hakgal
