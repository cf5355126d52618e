// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>
#include <QWidget>

namespace hakgal {

/// Saves how a shown widget looks, light and dark (and at 200 % where it is scaled so), below tests/pictures
/// (which git ignores): for eyes.
inline void savePictures(QWidget &widget, Theme &theme, const QString &name)
{
    const QDir folder(QFileInfo(QString::fromUtf8(__FILE__)).absolutePath() + QStringLiteral("/../pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        theme.setMode(mode);
        QCoreApplication::processEvents();
        const double ratio = widget.devicePixelRatioF();
        QPixmap picture(widget.size() * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(theme.colors().window);
        widget.render(&picture, QPoint(), QRegion(), QWidget::DrawChildren);
        QVERIFY(
            picture.save(folder.filePath(name + QLatin1Char('-') + Theme::name(mode) +
                                         (ratio > 1 ? QStringLiteral("-200.png") : QStringLiteral(".png")))));
    }
}

} // namespace hakgal
