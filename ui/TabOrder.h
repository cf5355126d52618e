// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace hakgal {

/// Makes Tab go through a widget's controls as the eye does: by their place in the layouts, line by line from
/// the top, each line from its beginning. What is hidden now has its place, too. To be called again when
/// controls were added. GUI thread.
void tabAsRead(QWidget *root);

} // namespace hakgal
