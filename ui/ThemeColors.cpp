// SPDX-License-Identifier: GPL-3.0-or-later
// The two palettes of the theme, and which of their colours stands for what.
#include "ui/Theme.h"

#include <cmath>

namespace hakgal {

namespace {

Colors lightColors()
{
    Colors c;
    c.dark = false;
    c.window = QColor(0xf4f6f8);
    c.rail = QColor(0xe9edf2);
    c.card = QColor(0xffffff);
    c.field = QColor(0xffffff);
    c.hover = QColor(0xf1f4f7);
    c.selection = QColor(0xdfeafa);
    c.border = QColor(0xe1e6ec);
    c.text = QColor(0x1b2430);
    c.muted = QColor(0x5c6779);
    c.frame = QColor(0x848e9c);
    c.faint = QColor(0x7f8998);
    c.accent = QColor(0x1f6fd6);
    c.accentFill = QColor(0x1f6fd6);
    c.accentHover = QColor(0x1a61bd);
    c.onFill = QColor(0xffffff);
    c.good = QColor(0x1f8f55);
    c.warning = QColor(0xb4740a);
    c.critical = QColor(0xc8323b);
    c.goodText = QColor(0x1a7447);
    c.warningText = QColor(0x8f5a06);
    c.criticalText = QColor(0xb92c36);
    c.goodFill = QColor(0x1c834e);
    c.warningFill = QColor(0xa46807);
    c.criticalFill = QColor(0xc8323b);
    c.neutralFill = QColor(0x5c6779);
    c.memory = QColor(0x6f4ee0);
    c.cache = QColor(0x1f8f55);
    c.latency = QColor(0xb4740a);
    return c;
}

Colors darkColors()
{
    Colors c;
    c.dark = true;
    c.window = QColor(0x14171c);
    c.rail = QColor(0x101317);
    c.card = QColor(0x1c2128);
    c.field = QColor(0x161a20);
    c.hover = QColor(0x232932);
    c.selection = QColor(0x22334a);
    c.border = QColor(0x2b323c);
    c.text = QColor(0xe6eaf0);
    c.muted = QColor(0x929cab);
    c.frame = QColor(0x687280);
    c.faint = QColor(0x6a7482);
    c.accent = QColor(0x4c9ffe);
    c.accentFill = QColor(0x2a74d4);
    c.accentHover = QColor(0x2268c2);
    c.onFill = QColor(0xffffff);
    c.good = QColor(0x3fb978);
    c.warning = QColor(0xe2a33c);
    c.critical = QColor(0xe5575f);
    c.goodText = QColor(0x3fb978);
    c.warningText = QColor(0xe2a33c);
    c.criticalText = QColor(0xf0757c);
    c.goodFill = QColor(0x1d8550);
    c.warningFill = QColor(0xa46807);
    c.criticalFill = QColor(0xc8323b);
    c.neutralFill = QColor(0x5a6472);
    c.memory = QColor(0x9b7bff);
    c.cache = QColor(0x3fb978);
    c.latency = QColor(0xe2a33c);
    return c;
}

} // namespace

QColor mixed(const QColor &over, const QColor &under, double share)
{
    const auto mix = [share](int a, int b) { return int(std::lround(a * share + b * (1 - share))); };
    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()),
                  mix(over.blue(), under.blue()));
}

QColor Colors::severity(Severity severity) const
{
    switch (severity) {
    case Severity::Info:
        return good;
    case Severity::Warning:
        return warning;
    case Severity::Critical:
        return critical;
    }
    return muted;
}

QColor Colors::severityText(Severity severity) const
{
    switch (severity) {
    case Severity::Info:
        return goodText;
    case Severity::Warning:
        return warningText;
    case Severity::Critical:
        return criticalText;
    }
    return muted;
}

QColor Colors::severityFill(Severity severity) const
{
    switch (severity) {
    case Severity::Info:
        return goodFill;
    case Severity::Warning:
        return warningFill;
    case Severity::Critical:
        return criticalFill;
    }
    return goodFill;
}

QColor Colors::statusFill(Status status) const
{
    switch (status) {
    case Status::Operational:
        return goodFill;
    case Status::Degraded:
        return warningFill;
    case Status::Poor:
        return criticalFill;
    }
    return criticalFill;
}

const Colors &Theme::colorsOf(bool dark)
{
    static const Colors light = lightColors();
    static const Colors night = darkColors();
    return dark ? night : light;
}

} // namespace hakgal
