// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

namespace hakgal {

/// Which file this is, whatever its name: device and inode (Windows: volume and file id).
struct FileIdentity
{
    quint64 device = 0;
    quint64 file = 0;
    bool operator==(const FileIdentity &) const = default;
    bool valid() const { return device != 0 || file != 0; }
};

/// What one stat() tells. Never opens the file: closing a descriptor of a database drops the POSIX locks
/// that SQLite holds in this process.
struct FileFacts
{
    bool exists = false;
    bool blocked = false; ///< a folder on the way may not be entered: whether the file exists is not known
    bool regular = false;
    bool directory = false;
    bool readable = false; ///< by our effective user
    bool writable = false;
    qint64 bytes = 0;
    quint64 links = 0;
    quint32 owner = 0; ///< uid; 0 on Windows
    QString ownerName; ///< empty on Windows
    bool ours = false; ///< its owner is our effective user, or we are root; always true on Windows
    FileIdentity identity;
};
FileFacts statFile(const QString &path);

/// Whether writing to `path` would write over the base `database` (empty: none) or what SQLite keeps beside
/// it, by whatever name, or put something there that SQLite takes for its own. Only stat(). Any thread.
bool belongsToBase(const QString &path, const QString &database);

/// Whether the volume of a path is safe for SQLite's WAL: not a network file system.
struct VolumeFacts
{
    QString fileSystem; ///< as the system names it
    bool network = false;
    bool removable = false; ///< where the system tells
};
VolumeFacts statVolume(const QString &path);

/// What may be done with a knowledge base, decided before every open and without leaving a trace.
/// Any thread. Costs a few stat() calls and, where asked, one 100-byte read through SQLite's own file layer
/// (which never drops our locks).
class OpenPolicy
{
public:
    enum class Access : quint8 {
        Watch,  ///< mode=ro
        Change, ///< mode=rw: import now, maintenance later
    };

    struct Verdict
    {
        QString path; ///< canonical: symbolic links resolved
        FileIdentity identity;
        bool wal = false;         ///< the header says WAL
        bool hadSidecars = false; ///< -wal or -shm stood there before we opened; else we made them and fold
                                  ///< them in on leaving
        VolumeFacts volume;
    };

    /// May this file be opened so? The error says why not: FileMissing, FileIsDirectory, FileNotRegular,
    /// FileNoPermission, FileEmpty, NotADatabase, FileEncrypted, FileOtherOwner, FolderReadOnly;
    /// for Change also NetworkVolume.
    static Result<Verdict> check(const QString &path, Access access);
};

} // namespace hakgal
