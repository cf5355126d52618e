// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

/// Ends this process by SIGKILL at a chosen change to a file, in the midst of the work that is tested: at
/// each write (of which half is written), truncate, sync, new file and removal that SQLite does, seen by a
/// layer below it, and at each step of core/maintenance/FileSync. POSIX only.
namespace support::killpoints {

/// From now on every change is counted; the one with this number (from 1) ends the process. 0: none does.
void arm(int killAt);
/// What was counted, by kind: "write", "sync", "rename over" …
QByteArrayList seen();

} // namespace support::killpoints
