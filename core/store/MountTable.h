// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace hakgal {

/// The type of the file system that holds `path` (absolute, links resolved), by the text of
/// /proc/self/mountinfo: the mount point that is the longest prefix counts, of several mounted over one
/// another the last. Empty where the text does not tell. Pure.
QByteArray fileSystemAt(const QByteArray &mountinfo, const QByteArray &path);

/// Whether another kernel may hold files of such a file system, so that SQLite's WAL, which needs common
/// shared memory, is unsafe on it. Pure.
bool isNetworkFileSystem(const QByteArray &type);

} // namespace hakgal
