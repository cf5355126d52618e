// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TabularText.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

double digitWidth(const QFont &font)
{
    // Asked for several times a second with the same few fonts.
    static QHash<QFont, double> known;
    const auto found = known.constFind(font);
    if (found != known.constEnd())
        return *found;
    const QFontMetricsF metrics(font);
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    known.insert(font, widest);
    return widest;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Calls `run(text, isDigit)` for each digit and each stretch between digits.
template<typename Run>
void eachRun(const QString &text, Run run)
{
    qsizetype i = 0;
    while (i < text.size()) {
        if (isDigit(text[i])) {
            run(text.mid(i, 1), true);
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && !isDigit(text[end]))
            ++end;
        run(text.mid(i, end - i), false);
        i = end;
    }
}

} // namespace

double tabular::width(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    const double cell = digitWidth(font);
    double sum = 0;
    eachRun(text,
            [&](const QString &run, bool digit) { sum += digit ? cell : metrics.horizontalAdvance(run); });
    return sum;
}

void tabular::draw(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter.font());
    const double cell = digitWidth(painter.font());
    double x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width(painter.font(), text);
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - width(painter.font(), text) / 2;
    double y = rect.top() + metrics.ascent();
    if (alignment & Qt::AlignBottom)
        y = rect.bottom() - metrics.descent();
    else if (alignment & Qt::AlignVCenter)
        y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    y = std::round(y);
    eachRun(text, [&](const QString &run, bool digit) {
        const double advance = metrics.horizontalAdvance(run);
        painter.drawText(QPointF(digit ? x + (cell - advance) / 2 : x, y), run);
        x += digit ? cell : advance;
    });
}

QSize TabularLabel::sizeHint() const
{
    const QMargins m = contentsMargins();
    return {int(std::ceil(tabular::width(font(), text()))) + m.left() + m.right(),
            fontMetrics().height() + m.top() + m.bottom()};
}

QSize TabularLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 4 * fontMetrics().averageCharWidth()), sizeHint().height()};
}

void TabularLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(palette().color(foregroundRole()));
    const QRectF area = contentsRect();
    QString shown = text();
    if (tabular::width(font(), shown) > area.width() + 0.5)
        shown = fontMetrics().elidedText(shown, Qt::ElideRight, int(area.width()));
    tabular::draw(painter, area, alignment(), shown);
}

} // namespace hakgal
