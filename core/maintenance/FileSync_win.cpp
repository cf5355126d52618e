// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/FileSync.h"

#include "core/NativePath.h"

#include <QFileDevice>

#include <windows.h>

#include <string>

namespace hakgal {

namespace {

void told(const char *step)
{
    if (fileSyncHook != nullptr)
        fileSyncHook(step);
}

std::wstring native(const QString &path)
{
    return nativePath(path).toStdWString();
}

Result<void> answer(bool done, const QString &path)
{
    if (done)
        return {};
    const DWORD number = GetLastError();
    Error error{ErrorCode::WriteFailed, {path}, QStringLiteral("Windows error %1").arg(number), 0};
    switch (number) {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        error.code = ErrorCode::DiskFull;
        break;
    case ERROR_ALREADY_EXISTS:
    case ERROR_FILE_EXISTS:
        error.code = ErrorCode::FileExists;
        break;
    case ERROR_ACCESS_DENIED:
        error.code = ErrorCode::FileNoPermission;
        break;
    case ERROR_SHARING_VIOLATION:
    case ERROR_UNABLE_TO_REMOVE_REPLACED:
        error.code = ErrorCode::OthersPresent;
        break;
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
        error.code = ErrorCode::FileMissing;
        break;
    default:
        break;
    }
    return error;
}

} // namespace

Result<void> syncFile(const QString &path)
{
    told("fsync");
    HANDLE file = CreateFileW(native(path).c_str(), GENERIC_WRITE,
                              FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                              FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return answer(false, path);
    const auto result = answer(FlushFileBuffers(file) != 0, path);
    CloseHandle(file);
    return result;
}

Result<void> syncFolder(const QString &path)
{
    // NTFS keeps a journal of names, and a folder cannot be flushed without rights over the whole volume.
    told("fsync folder");
    Q_UNUSED(path)
    return {};
}

Result<void> renameNew(const QString &from, const QString &to)
{
    told("rename");
    return answer(MoveFileExW(native(from).c_str(), native(to).c_str(), MOVEFILE_WRITE_THROUGH) != 0, to);
}

Result<void> renameOver(const QString &from, const QString &to)
{
    told("rename over");
    const std::wstring source = native(from);
    const std::wstring target = native(to);
    // ReplaceFile keeps the attributes and the access list of what was there, and fails while somebody has it
    // open.
    if (ReplaceFileW(target.c_str(), source.c_str(), nullptr, 0, nullptr, nullptr) != 0)
        return {};
    // Nothing there yet; or what was there is gone and the new file kept its own name, or the volume knows no
    // such exchange (FAT, some file servers): then in one rename, which takes over nothing.
    switch (GetLastError()) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_UNABLE_TO_MOVE_REPLACEMENT:
    case ERROR_UNABLE_TO_MOVE_REPLACEMENT_2:
    case ERROR_NOT_SUPPORTED:
    case ERROR_INVALID_FUNCTION:
        break;
    default:
        return answer(false, to);
    }
    return answer(
        MoveFileExW(source.c_str(), target.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0,
        to);
}

Result<void> linkFile(const QString &from, const QString &to)
{
    told("link");
    return answer(CreateHardLinkW(native(to).c_str(), native(from).c_str(), nullptr) != 0, to);
}

Result<void> removeFile(const QString &path)
{
    told("remove");
    return answer(DeleteFileW(native(path).c_str()) != 0, path);
}

bool isDiskFull(const QFileDevice &file)
{
    // Qt tells every failure to write by the same number here, and which by the system's words.
    return file.error() == QFileDevice::ResourceError ||
           file.errorString() == qt_error_string(ERROR_DISK_FULL) ||
           file.errorString() == qt_error_string(ERROR_HANDLE_DISK_FULL);
}

void copyOwnership(const QString &from, const QString &to)
{
    // ReplaceFile takes over what the old file had.
    Q_UNUSED(from)
    Q_UNUSED(to)
}

} // namespace hakgal
