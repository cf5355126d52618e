// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WrappedText.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace hakgal::wrapped {

namespace {

double lay(QTextLayout &layout, double width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1.0, width));
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

QString lines(QString text)
{
    return text.replace(QLatin1Char('\n'), QChar::LineSeparator);
}

} // namespace

double height(const QFont &font, const QString &text, double width)
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(lines(text), font);
    return lay(layout, width);
}

double draw(QPainter &painter, const QRectF &rect, const QString &text)
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(lines(text), painter.font(), painter.device());
    const double taken = lay(layout, rect.width());
    layout.draw(&painter, rect.topLeft());
    return taken;
}

} // namespace hakgal::wrapped
