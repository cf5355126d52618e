// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Motion.h"

#include <QApplication>
#include <QProgressBar>

namespace hakgal::motion {

namespace {
bool isReduced = false;
}

void followDesktop()
{
    askDesktop(&setReduced);
}

bool reduced()
{
    return isReduced;
}

void setReduced(bool reduced)
{
    isReduced = reduced;
    if (!reduced)
        return; // the desktop's own choice of effects stands
    for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo,
                                      Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox})
        QApplication::setEffectEnabled(effect, false);
}

void showBusy(QProgressBar *bar)
{
    bar->setRange(0, isReduced ? 1 : 0);
    bar->setValue(0);
}

} // namespace hakgal::motion
