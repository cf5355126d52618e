// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Page.h"

namespace hakgal {

void Page::setDatabase(const QString &) {}

void Page::applySettings(const Settings &) {}

void Page::showSnapshot(const SnapshotPtr &) {}

bool Page::confirmLeave()
{
    return true;
}

} // namespace hakgal
