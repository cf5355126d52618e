// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Motion.h"

#include <qt_windows.h>

namespace hakgal::motion {

void askDesktop(std::function<void(bool reduced)> answer)
{
    BOOL animated = TRUE;
    if (SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, &animated, 0))
        answer(!animated);
}

} // namespace hakgal::motion
