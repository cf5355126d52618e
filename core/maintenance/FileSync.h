// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>

class QFileDevice;

namespace hakgal {

// Changes to files and folders that survive a power cut, in the order in which they are called. None of them
// may be used on a file that this process has open through SQLite. Errors: DiskFull, FileExists,
// FileNoPermission, FileMissing or WriteFailed, with the path.

/// What was written to this file is on the disk.
Result<void> syncFile(const QString &path);
/// The names in this folder are on the disk (Windows: they always are).
Result<void> syncFolder(const QString &path);

/// Gives `from` the name `to`, on the same volume. FileExists where something has that name.
Result<void> renameNew(const QString &from, const QString &to);
/// Gives `from` the name `to`, on the same volume; what had that name is gone. At every moment one of the two
/// is there.
Result<void> renameOver(const QString &from, const QString &to);
/// A second name for the file, on the same volume. FileExists where something has that name.
Result<void> linkFile(const QString &from, const QString &to);
Result<void> removeFile(const QString &path);
/// Whole or not at all: a new file beside it (`path`.new), fsync, rename, fsync of the folder. Where it fails
/// what was there stays; only a kill leaves the new file behind.
Result<void> writeDurably(const QString &path, const QByteArray &bytes);

/// Gives `to` the owner and the permissions of `from`, as far as this user may.
void copyOwnership(const QString &from, const QString &to);

/// Bytes that this user can still write on the volume of this path (or of its nearest existing parent); -1
/// where the system does not tell.
qint64 freeBytes(const QString &path);

/// Whether what this file could not write did not fit on the disk. Right after the failure.
bool isDiskFull(const QFileDevice &file);

/// Called before each step above with its name; tests end the process there. Null in the programs.
extern void (*fileSyncHook)(const char *step);

} // namespace hakgal
