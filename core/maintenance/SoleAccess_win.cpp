// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/SoleAccess.h"

#include "core/collect/FileHolders.h"
#include "core/NativePath.h"

#include <windows.h>

#include <string>

// Opening without sharing works only while nobody has the file open. Replacing it (ReplaceFile) fails as long
// as somebody has, so the handle is closed again and Windows itself enforces the rest.

namespace hakgal {

struct SoleAccess::Platform
{
};

SoleAccess::SoleAccess(std::unique_ptr<Platform> platform) : d(std::move(platform)) {}
SoleAccess::SoleAccess(SoleAccess &&) noexcept = default;
SoleAccess::~SoleAccess() = default;

Result<SoleAccess> SoleAccess::take(const QString &path)
{
    const std::wstring name = nativePath(path).toStdWString();
    HANDLE file = CreateFileW(name.c_str(), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr);
    if (file != INVALID_HANDLE_VALUE) {
        CloseHandle(file);
        return SoleAccess(nullptr);
    }
    const DWORD number = GetLastError();
    QStringList names;
    const FileHolders holders = findFileHolders(path);
    for (const Holder &holder : holders.others)
        names += QStringLiteral("%1 (%2)").arg(holder.name).arg(holder.pid);
    return Error{ErrorCode::OthersPresent,
                 {path, names.join(QLatin1String(", "))},
                 QStringLiteral("Windows error %1").arg(number),
                 0};
}

} // namespace hakgal
