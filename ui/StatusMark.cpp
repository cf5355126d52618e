// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/StatusMark.h"

#include <QPainter>
#include <QPolygonF>

namespace hakgal {

void drawMark(QPainter &painter, const QRectF &box, Severity severity)
{
    switch (severity) {
    case Severity::Info:
        painter.drawEllipse(box);
        break;
    case Severity::Warning:
        painter.drawPolygon(
            QPolygonF{box.bottomLeft(), QPointF(box.center().x(), box.top()), box.bottomRight()});
        break;
    case Severity::Critical:
        painter.drawRect(box);
        break;
    }
}

void drawAlertMark(QPainter &painter, const QRectF &box, Severity severity, const QColor &color, bool firing)
{
    constexpr double kLine = 1.6;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(firing ? QPen(Qt::NoPen) : QPen(color, kLine));
    painter.setBrush(firing ? QBrush(color) : QBrush(Qt::NoBrush));
    const double inset = firing ? 0 : kLine / 2;
    drawMark(painter, box.adjusted(inset, inset, -inset, -inset), severity);
}

Severity markOf(Status status)
{
    switch (status) {
    case Status::Operational:
        return Severity::Info;
    case Status::Degraded:
        return Severity::Warning;
    case Status::Poor:
        break;
    }
    return Severity::Critical;
}

} // namespace hakgal
