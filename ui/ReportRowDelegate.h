// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/RowDelegate.h"

namespace hakgal {

/// Rows of a finished job: sentences that wrap, muted where they explain, in the colour of a tone where they
/// judge, a strong figure where they count. Any table model; the roles say how a cell looks. In lists whose
/// details stand elsewhere a row is one line.
class ReportRowDelegate : public RowDelegate
{
    Q_OBJECT
public:
    enum Role {
        ToneRole = Qt::UserRole + 100, ///< int(Tone)
        StrongRole,                    ///< bool
    };

    enum class Lines { Wrapped, One };

    explicit ReportRowDelegate(const Theme &theme, QObject *parent = nullptr, Lines lines = Lines::Wrapped);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                   const QModelIndex &index) const override;
    QColor textColor(const QModelIndex &index) const override;

private:
    bool isOneLine(const QModelIndex &index) const;

    Lines m_lines;
};

} // namespace hakgal
