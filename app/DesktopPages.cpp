// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Desktop that connects single pages with what answers them.
#include "app/Desktop.h"
#include "ui/Page.h"

namespace hakgal {

void Desktop::connectPage(Page *page)
{
    Q_UNUSED(page) // what the pages so far ask goes through the window
}

} // namespace hakgal
