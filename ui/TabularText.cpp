// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TabularText.h"

#include "ui/Theme.h"

#include <QFontMetricsF>
#include <QHash>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace hakgal {

namespace {

/// Widths of the digits of one font.
struct Digits
{
    std::array<double, 10> width{};
    double widest = 0;
};

const Digits &digitsOf(const QFont &font)
{
    // Asked for several times a second with the same few fonts; shaping each digit anew costs more than
    // drawing it.
    static thread_local QHash<QFont, Digits> known;
    const auto found = known.constFind(font);
    if (found != known.constEnd())
        return *found;
    const QFontMetricsF metrics(font);
    Digits digits;
    for (std::size_t i = 0; i < digits.width.size(); ++i) {
        digits.width[i] = metrics.horizontalAdvance(QChar(u'0' + char16_t(i)));
        digits.widest = std::max(digits.widest, digits.width[i]);
    }
    return *known.insert(font, digits);
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
    const Digits &digits = digitsOf(font);
    double sum = 0;
    eachRun(text, [&](const QString &run, bool digit) {
        sum += digit ? digits.widest : metrics.horizontalAdvance(run);
    });
    return sum;
}

void tabular::draw(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter.font());
    const Digits &digits = digitsOf(painter.font());
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
        if (digit) {
            const double free = digits.widest - digits.width[run[0].unicode() - u'0'];
            painter.drawText(QPointF(x + free / 2, y), run);
            x += digits.widest;
        } else {
            painter.drawText(QPointF(x, y), run);
            x += metrics.horizontalAdvance(run);
        }
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

bool TabularLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty() ||
        tabular::width(font(), text()) <= contentsRect().width() + 0.5)
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), Theme::toolTip(text()), this);
    return true;
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
