// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

namespace hakgal::test {

/// While it lives, SQLite's files of this process cannot grow by more than so many bytes written: a layer
/// below SQLite that answers as the system's own does on a full disk. One at a time.
class FullDisk
{
public:
    explicit FullDisk(sqlite3_int64 bytesLeft)
    {
        s_left = bytesLeft;
        s_system = sqlite3_vfs_find(nullptr);
        s_layer = *s_system;
        s_layer.zName = "full-disk";
        s_layer.pNext = nullptr;
        s_layer.xOpen = &FullDisk::open;
        sqlite3_vfs_register(&s_layer, 1);
    }
    ~FullDisk()
    {
        sqlite3_vfs_unregister(&s_layer);
        sqlite3_vfs_register(s_system, 1);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

    void freeSpace(sqlite3_int64 bytes) { s_left = bytes; }

private:
    static int open(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
    {
        const int rc = s_system->xOpen(s_system, name, file, flags, outFlags);
        const bool database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
        if (rc != SQLITE_OK || file->pMethods == nullptr || (!database && (flags & SQLITE_OPEN_WAL) == 0))
            return rc;
        // A database and a WAL have different methods, but both write the same way.
        sqlite3_io_methods &methods = database ? s_databaseMethods : s_walMethods;
        methods = *file->pMethods;
        s_write = methods.xWrite;
        methods.xWrite = &FullDisk::write;
        file->pMethods = &methods;
        return rc;
    }
    static int write(sqlite3_file *file, const void *data, int bytes, sqlite3_int64 offset)
    {
        if (s_left < bytes)
            return SQLITE_FULL;
        s_left -= bytes;
        return s_write(file, data, bytes, offset);
    }

    static inline sqlite3_int64 s_left = 0;
    static inline sqlite3_vfs *s_system = nullptr;
    static inline sqlite3_vfs s_layer{};
    static inline sqlite3_io_methods s_databaseMethods{};
    static inline sqlite3_io_methods s_walMethods{};
    static inline int (*s_write)(sqlite3_file *, const void *, int, sqlite3_int64) = nullptr;
};

} // namespace hakgal::test
