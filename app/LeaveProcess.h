// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hakgal {

/// The last that main() does: everything of ours is closed and destroyed, and no thread of ours runs. Returns
/// the exit code for main() to return; on Windows the process ends here.
int leaveProcess(int code);

} // namespace hakgal
