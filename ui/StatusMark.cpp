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
