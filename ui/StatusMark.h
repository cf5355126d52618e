// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/metrics/Snapshot.h"

class QColor;
class QPainter;
class QRectF;

namespace hakgal {

/// Draws the mark of a severity with the painter's pen and brush: a disc where all is well, a triangle for a
/// warning, a square for what is critical. So the shape tells, too, and not the colour alone.
void drawMark(QPainter &painter, const QRectF &box, Severity severity);

/// The same of an alert: filled while it fires, hollow once it is resolved.
void drawAlertMark(QPainter &painter, const QRectF &box, Severity severity, const QColor &color, bool firing);

/// The severity whose mark a status has.
Severity markOf(Status status);

} // namespace hakgal
