// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QLabel>
#include <QRectF>
#include <QString>

class QPainter;

namespace hakgal {

/// Text whose digits all take the same width, so that nothing moves when a figure changes. Most interface
/// fonts have proportional digits and Qt before 6.7 cannot ask for the others: each digit is set in a cell
/// as wide as the widest one.
namespace tabular {

double width(const QFont &font, const QString &text);

/// Draws one line in the painter's pen and font; `alignment` as in QPainter::drawText. Clips nothing.
void draw(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text);

} // namespace tabular

/// A label of one line of such text. Plain text only; what does not fit ends in an ellipsis, and then the
/// tooltip has the whole (where no other was set).
class TabularLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace hakgal
