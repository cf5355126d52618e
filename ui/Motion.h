// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QProgressBar;

namespace hakgal {

/// Whether things may move on the screen, as the desktop says: Windows by "Animation effects"; Linux by KDE's
/// animation speed and GTK's setting, which are files, and by the settings portal, where a session bus is.
/// Nothing of ours is animated but what the toolkit moves by itself: menus that fade in, and bars without an
/// end. GUI thread.
namespace motion {

/// Asks the desktop, which never waits: what is known at once holds at once, the portal's answer when it
/// comes. Call it once, after the application was made.
void followDesktop();

/// Nothing shall move.
bool reduced();

/// What followDesktop() found: switches the toolkit's effects. For tests, too.
void setReduced(bool reduced);

/// A bar that does not know how far it is: it moves, or where nothing shall move it stands empty.
void showBusy(QProgressBar *bar);

/// The half of each platform: calls back with what it knows, once or again when that changes.
void askDesktop(std::function<void(bool reduced)> answer);

} // namespace motion

} // namespace hakgal
