// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace hakgal {

class Theme;

/// Fusion, which paints from the palette alone and so the same on every system, with the signs of message
/// boxes in the theme's colours and shapes, and without any animation. GUI thread.
class WindowStyle : public QProxyStyle
{
    Q_OBJECT
public:
    explicit WindowStyle(const Theme &theme);

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option,
                       const QWidget *widget) const override;

private:
    const Theme &m_theme;
};

} // namespace hakgal
