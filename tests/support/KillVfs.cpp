// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/KillVfs.h"

#include "core/maintenance/FileSync.h"

#include <sqlite3.h>

#include <csignal>
#include <cstddef>
#include <unistd.h>

namespace support::killpoints {

namespace {

sqlite3_vfs *g_real = nullptr;
sqlite3_vfs g_layer{};
bool g_armed = false;
int g_killAt = 0;
QByteArrayList g_seen;

/// True where the process shall end here.
bool reached(const char *kind)
{
    if (!g_armed)
        return false;
    g_seen.append(kind);
    return g_seen.size() == g_killAt;
}

void endProcess()
{
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

void point(const char *kind)
{
    if (reached(kind))
        endProcess();
}

struct File
{
    sqlite3_file base;
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(this) + kHead); }
    static constexpr std::size_t kHead = (sizeof(sqlite3_file) + alignof(std::max_align_t) - 1) /
                                         alignof(std::max_align_t) * alignof(std::max_align_t);
};

sqlite3_file *real(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file)->real();
}
const sqlite3_io_methods *methods(sqlite3_file *file)
{
    return real(file)->pMethods;
}

int closeFile(sqlite3_file *f)
{
    return methods(f)->xClose(real(f));
}
int readFile(sqlite3_file *f, void *to, int bytes, sqlite3_int64 at)
{
    return methods(f)->xRead(real(f), to, bytes, at);
}
int writeFile(sqlite3_file *f, const void *from, int bytes, sqlite3_int64 at)
{
    if (reached("write")) {
        methods(f)->xWrite(real(f), from, bytes / 2, at);
        endProcess();
    }
    return methods(f)->xWrite(real(f), from, bytes, at);
}
int truncateFile(sqlite3_file *f, sqlite3_int64 bytes)
{
    point("truncate");
    return methods(f)->xTruncate(real(f), bytes);
}
int syncFile(sqlite3_file *f, int flags)
{
    point("sync");
    return methods(f)->xSync(real(f), flags);
}
int fileSize(sqlite3_file *f, sqlite3_int64 *bytes)
{
    return methods(f)->xFileSize(real(f), bytes);
}
int lockFile(sqlite3_file *f, int level)
{
    return methods(f)->xLock(real(f), level);
}
int unlockFile(sqlite3_file *f, int level)
{
    return methods(f)->xUnlock(real(f), level);
}
int checkReserved(sqlite3_file *f, int *out)
{
    return methods(f)->xCheckReservedLock(real(f), out);
}
int fileControl(sqlite3_file *f, int op, void *arg)
{
    return methods(f)->xFileControl(real(f), op, arg);
}
int sectorSize(sqlite3_file *f)
{
    return methods(f)->xSectorSize(real(f));
}
int characteristics(sqlite3_file *f)
{
    return methods(f)->xDeviceCharacteristics(real(f));
}
int shmMap(sqlite3_file *f, int page, int bytes, int extend, void volatile **out)
{
    return methods(f)->xShmMap(real(f), page, bytes, extend, out);
}
int shmLock(sqlite3_file *f, int offset, int n, int flags)
{
    return methods(f)->xShmLock(real(f), offset, n, flags);
}
void shmBarrier(sqlite3_file *f)
{
    methods(f)->xShmBarrier(real(f));
}
int shmUnmap(sqlite3_file *f, int deleteFlag)
{
    if (deleteFlag != 0)
        point("delete shm");
    return methods(f)->xShmUnmap(real(f), deleteFlag);
}

constexpr sqlite3_io_methods kMethods{2,           closeFile,  readFile,        writeFile,  truncateFile,
                                      syncFile,    fileSize,   lockFile,        unlockFile, checkReserved,
                                      fileControl, sectorSize, characteristics, shmMap,     shmLock,
                                      shmBarrier,  shmUnmap,   nullptr,         nullptr};

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    if ((flags & SQLITE_OPEN_CREATE) != 0)
        point("create");
    file->pMethods = nullptr;
    const int rc = g_real->xOpen(g_real, name, real(file), flags, outFlags);
    if (real(file)->pMethods != nullptr)
        file->pMethods = &kMethods;
    return rc;
}

int deleteFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    point("delete");
    return g_real->xDelete(g_real, name, syncFolder);
}

} // namespace

void arm(int killAt)
{
    if (g_real == nullptr) {
        g_real = sqlite3_vfs_find(nullptr);
        g_layer = *g_real;
        g_layer.zName = "killpoints";
        g_layer.szOsFile = static_cast<int>(File::kHead) + g_real->szOsFile;
        g_layer.xOpen = openFile;
        g_layer.xDelete = deleteFile;
        sqlite3_vfs_register(&g_layer, 1);
        hakgal::fileSyncHook = point;
    }
    g_killAt = killAt;
    g_seen.clear();
    g_armed = true;
}

QByteArrayList seen()
{
    return g_seen;
}

} // namespace support::killpoints
