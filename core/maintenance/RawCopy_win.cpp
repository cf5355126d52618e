// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/RawCopy.h"

#include "core/NativePath.h"
#include "core/store/OpenPolicy.h"

#include <windows.h>

#include <algorithm>
#include <string>
#include <vector>

// On Windows a lock belongs to the handle it was taken with, so opening and closing a file drops none of
// SQLite's. SQLite locks bytes from 0x40000000 on, which Windows then refuses to read; SQLite keeps no data
// in the page that holds them (sqlite.org/fileformat2.html, "The Lock-Byte Page"), so what is refused there
// becomes zeros.

namespace hakgal {

namespace {

constexpr DWORD kChunk = 1 << 20;
constexpr DWORD kSmallestPage = 512;
constexpr qint64 kLockBytes = 0x40000000;
constexpr qint64 kLargestPage = 65536;

class Handle
{
public:
    explicit Handle(HANDLE handle) : m_handle(handle) {}
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

Error failure(ErrorCode otherwise, const QString &path)
{
    const DWORD number = GetLastError();
    ErrorCode code = otherwise;
    if (number == ERROR_DISK_FULL || number == ERROR_HANDLE_DISK_FULL)
        code = ErrorCode::DiskFull;
    else if (number == ERROR_FILE_EXISTS || number == ERROR_ALREADY_EXISTS)
        code = ErrorCode::FileExists;
    else if (number == ERROR_FILE_NOT_FOUND || number == ERROR_PATH_NOT_FOUND)
        code = ErrorCode::FileMissing;
    else if (number == ERROR_ACCESS_DENIED || number == ERROR_SHARING_VIOLATION)
        code = ErrorCode::FileNoPermission;
    return {code, {path}, QStringLiteral("Windows error %1").arg(number), 0};
}

bool readAt(HANDLE file, qint64 offset, char *to, DWORD bytes, DWORD &got)
{
    OVERLAPPED at = {};
    at.Offset = static_cast<DWORD>(offset & 0xffffffff);
    at.OffsetHigh = static_cast<DWORD>(offset >> 32);
    if (ReadFile(file, to, bytes, &got, &at) != 0)
        return true;
    if (GetLastError() != ERROR_HANDLE_EOF)
        return false;
    got = 0;
    return true;
}

bool readChunk(HANDLE file, qint64 offset, char *to, DWORD &got)
{
    if (readAt(file, offset, to, kChunk, got))
        return true;
    const bool locked = GetLastError() == ERROR_LOCK_VIOLATION;
    if (!locked || offset + kChunk <= kLockBytes || offset >= kLockBytes + kLargestPage)
        return false;
    got = 0;
    for (DWORD done = 0; done < kChunk; done += kSmallestPage) {
        DWORD part = 0;
        if (!readAt(file, offset + done, to + done, kSmallestPage, part)) {
            if (GetLastError() != ERROR_LOCK_VIOLATION)
                return false;
            std::fill_n(to + done, kSmallestPage, '\0');
            part = kSmallestPage;
        }
        got += part;
        if (part < kSmallestPage)
            break;
    }
    return true;
}

} // namespace

Result<qint64> rawCopy(const QString &from, const QString &to, JobContext &context)
{
    const qint64 bytes = std::max<qint64>(1, statFile(from).bytes);
    const Handle source(CreateFileW(native(from).c_str(), GENERIC_READ,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, nullptr));
    if (!source.valid())
        return failure(ErrorCode::ReadFailed, from);
    qint64 offset = 0;
    std::optional<Error> problem;
    {
        const Handle target(CreateFileW(native(to).c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr,
                                        CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
        if (!target.valid())
            return failure(ErrorCode::WriteFailed, to);
        std::vector<char> buffer(kChunk);
        while (!problem) {
            DWORD got = 0;
            DWORD written = 0;
            if (context.cancelled())
                problem = Error{ErrorCode::Interrupted, {}, {}, 0};
            else if (!readChunk(source.get(), offset, buffer.data(), got))
                problem = failure(ErrorCode::ReadFailed, from);
            else if (got == 0)
                break;
            else if (WriteFile(target.get(), buffer.data(), got, &written, nullptr) == 0 || written != got)
                problem = failure(ErrorCode::WriteFailed, to);
            offset += got;
            context.advance(static_cast<double>(offset) / static_cast<double>(bytes));
        }
        if (!problem && FlushFileBuffers(target.get()) == 0)
            problem = failure(ErrorCode::WriteFailed, to);
    }
    if (problem) {
        DeleteFileW(native(to).c_str());
        return *problem;
    }
    return offset;
}

} // namespace hakgal
