// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/RotatingFile.h"

#include "core/NativePath.h"

#include <windows.h>

namespace hakgal {

namespace {

/// Others may read, append and rename meanwhile.
HANDLE openHandle(const QString &path, DWORD access, DWORD disposition)
{
    const std::wstring name = nativePath(path).toStdWString();
    return CreateFileW(name.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                       disposition, FILE_ATTRIBUTE_NORMAL, nullptr);
}

HANDLE asHandle(qint64 value)
{
    return reinterpret_cast<HANDLE>(static_cast<std::intptr_t>(value));
}

} // namespace

std::unique_ptr<AppendFile> AppendFile::open(const QString &path)
{
    // Append access alone makes each write go to the end, as O_APPEND does. The profile's folder keeps it
    // private.
    const HANDLE handle =
        openHandle(path, FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | SYNCHRONIZE, OPEN_ALWAYS);
    if (handle == INVALID_HANDLE_VALUE)
        return nullptr;
    return std::unique_ptr<AppendFile>(new AppendFile(qint64(reinterpret_cast<std::intptr_t>(handle))));
}

AppendFile::~AppendFile()
{
    CloseHandle(asHandle(m_handle));
}

bool AppendFile::append(const QByteArray &bytes)
{
    DWORD written = 0;
    return WriteFile(asHandle(m_handle), bytes.constData(), DWORD(bytes.size()), &written, nullptr) &&
           qsizetype(written) == bytes.size();
}

qint64 AppendFile::size() const
{
    LARGE_INTEGER size;
    return GetFileSizeEx(asHandle(m_handle), &size) ? size.QuadPart : -1;
}

bool AppendFile::isAt(const QString &path) const
{
    const HANDLE there = openHandle(path, FILE_READ_ATTRIBUTES, OPEN_EXISTING);
    if (there == INVALID_HANDLE_VALUE)
        return false;
    BY_HANDLE_FILE_INFORMATION mine;
    BY_HANDLE_FILE_INFORMATION other;
    const bool same =
        GetFileInformationByHandle(asHandle(m_handle), &mine) && GetFileInformationByHandle(there, &other) &&
        mine.dwVolumeSerialNumber == other.dwVolumeSerialNumber &&
        mine.nFileIndexHigh == other.nFileIndexHigh && mine.nFileIndexLow == other.nFileIndexLow;
    CloseHandle(there);
    return same;
}

} // namespace hakgal
