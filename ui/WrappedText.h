// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

class QPainter;
class QRectF;

namespace hakgal {

/// Plain text in several lines: broken between words, and inside a word (a path) that is wider than a line.
namespace wrapped {

/// Height that the text takes at this width.
double height(const QFont &font, const QString &text, double width);
/// Draws from the top of `rect` in the painter's font and pen; returns the height taken.
double draw(QPainter &painter, const QRectF &rect, const QString &text);

} // namespace wrapped

} // namespace hakgal
