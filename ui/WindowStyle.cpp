// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WindowStyle.h"

#include "ui/StatusMark.h"
#include "ui/Theme.h"

#include <QPainter>
#include <QStyleFactory>

namespace hakgal {

namespace {

constexpr layout::Growing kSign{40};

/// The shape of a severity with a letter in it.
QIcon sign(const QColor &fill, const QColor &letterColor, Severity shape, QChar letter)
{
    QIcon icon;
    for (const int ratio : {1, 2, 3}) {
        QPixmap picture(QSize(kSign, kSign) * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        const double side = kSign;
        // Drawn with a broad round pen, which rounds the corners.
        QPen pen(fill, side / 10);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        painter.setBrush(fill);
        const double inset = side * (shape == Severity::Critical ? 0.14 : 0.1);
        drawMark(painter, QRectF(inset, inset, side - 2 * inset, side - 2 * inset), shape);
        QFont font = Theme::font(TextStyle::Value);
        font.setPixelSize(int(side * 0.56));
        painter.setFont(font);
        painter.setPen(letterColor);
        const double down = shape == Severity::Warning ? side * 0.1 : 0;
        painter.drawText(QRectF(0, down, side, side), Qt::AlignCenter, letter);
        icon.addPixmap(picture);
    }
    return icon;
}

} // namespace

WindowStyle::WindowStyle(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_theme(theme)
{
}

int WindowStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    return metric == PM_MessageBoxIconSize ? int(kSign) : QProxyStyle::pixelMetric(metric, option, widget);
}

int WindowStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_Widget_Animate:
        return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0; // buttons say in words what they do
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QIcon WindowStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    const Colors &c = m_theme.colors();
    switch (which) {
    case SP_MessageBoxInformation:
        return sign(c.accentFill, c.onFill, Severity::Info, u'i');
    case SP_MessageBoxQuestion:
        return sign(c.accentFill, c.onFill, Severity::Info, u'?');
    case SP_MessageBoxWarning:
        return sign(c.warningFill, c.onFill, Severity::Warning, u'!');
    case SP_MessageBoxCritical:
        return sign(c.criticalFill, c.onFill, Severity::Critical, u'!');
    default:
        return QProxyStyle::standardIcon(which, option, widget);
    }
}

} // namespace hakgal
