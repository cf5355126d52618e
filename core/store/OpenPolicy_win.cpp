// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/OpenPolicy.h"

#include "core/NativePath.h"

#include <windows.h>

#include <cstring>
#include <string>

namespace hakgal {

namespace {

/// Closes a handle of Windows. Locks belong to the handle they were taken with here, so opening and closing
/// a database file drops none of SQLite's.
class Handle
{
public:
    Handle(const std::wstring &path, DWORD access)
        : m_handle(CreateFileW(path.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                               nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr))
    {
    }
    ~Handle()
    {
        if (valid())
            CloseHandle(m_handle);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    bool valid() const { return m_handle != INVALID_HANDLE_VALUE; }
    HANDLE get() const { return m_handle; }

private:
    HANDLE m_handle;
};

std::wstring native(const QString &path)
{
    return nativePath(path).toStdWString();
}

FileIdentity identityOf(HANDLE handle, const BY_HANDLE_FILE_INFORMATION &info)
{
    FILE_ID_INFO id = {};
    if (GetFileInformationByHandleEx(handle, FileIdInfo, &id, sizeof id) != 0) {
        quint64 low = 0;
        quint64 high = 0;
        std::memcpy(&low, id.FileId.Identifier, sizeof low);
        std::memcpy(&high, id.FileId.Identifier + sizeof low, sizeof high);
        return {static_cast<quint64>(id.VolumeSerialNumber), low ^ high};
    }
    return {info.dwVolumeSerialNumber,
            (static_cast<quint64>(info.nFileIndexHigh) << 32) | info.nFileIndexLow};
}

} // namespace

FileFacts statFile(const QString &path)
{
    FileFacts facts;
    if (path.isEmpty() || path.contains(QChar(0)))
        return facts;
    const std::wstring name = native(path);
    const Handle handle(name, FILE_READ_ATTRIBUTES);
    if (!handle.valid()) {
        facts.blocked = GetLastError() == ERROR_ACCESS_DENIED;
        return facts;
    }
    facts.exists = true;
    facts.ours = true;
    BY_HANDLE_FILE_INFORMATION info = {};
    if (GetFileType(handle.get()) != FILE_TYPE_DISK || GetFileInformationByHandle(handle.get(), &info) == 0)
        return facts;
    facts.directory = (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
    facts.regular = !facts.directory;
    facts.readable = Handle(name, facts.directory ? FILE_LIST_DIRECTORY : FILE_READ_DATA).valid();
    facts.writable = Handle(name, facts.directory ? FILE_ADD_FILE : FILE_WRITE_DATA).valid();
    facts.bytes = (static_cast<qint64>(info.nFileSizeHigh) << 32) | info.nFileSizeLow;
    facts.links = info.nNumberOfLinks;
    facts.identity = identityOf(handle.get(), info);
    return facts;
}

VolumeFacts statVolume(const QString &path)
{
    VolumeFacts facts;
    const std::wstring name = native(path);
    std::wstring root(name.size() + MAX_PATH,
                      L'\0'); // it may be as long as the path, where a volume is mounted
    if (GetVolumePathNameW(name.c_str(), root.data(), static_cast<DWORD>(root.size())) == 0)
        return facts;
    const UINT type = GetDriveTypeW(root.c_str());
    facts.network = type == DRIVE_REMOTE;
    facts.removable = type == DRIVE_REMOVABLE || type == DRIVE_CDROM;
    wchar_t fileSystem[MAX_PATH + 1] = {};
    if (GetVolumeInformationW(root.c_str(), nullptr, 0, nullptr, nullptr, nullptr, fileSystem, MAX_PATH) != 0)
        facts.fileSystem = QString::fromWCharArray(fileSystem);
    return facts;
}

} // namespace hakgal
