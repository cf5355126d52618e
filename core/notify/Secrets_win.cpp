// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Secrets.h"

#include "core/config/ProcessUser_win.h"
#include "core/NativePath.h"

#include <QFile>

#include <windows.h>

#include <aclapi.h>

#include <cstddef>

namespace hakgal {

namespace {

bool isWellKnown(PSID sid, WELL_KNOWN_SID_TYPE type)
{
    return IsWellKnownSid(sid, type) != FALSE;
}

/// Whether the list of who may do what lets only the owner, who runs this, the system and administrators
/// read. No list at all lets everybody.
bool isPrivate(PACL list, PSID owner)
{
    if (!list)
        return false;
    // An administrator's files may belong to all administrators, so that their owner is not who made them.
    const ProcessUser user(GetCurrentProcess());
    const PSID own = user.sid() ? user.sid() : owner;
    for (DWORD i = 0; i < list->AceCount; ++i) {
        void *entry = nullptr;
        if (!GetAce(list, i, &entry))
            return false;
        const auto *header = static_cast<const ACE_HEADER *>(entry);
        if (header->AceType == ACCESS_DENIED_ACE_TYPE)
            continue;
        if (header->AceType != ACCESS_ALLOWED_ACE_TYPE) // a rare kind: better refused than misread
            return false;
        auto *allowed = static_cast<ACCESS_ALLOWED_ACE *>(entry);
        if ((allowed->Mask & (FILE_READ_DATA | GENERIC_READ | GENERIC_ALL)) == 0)
            continue;
        PSID who = &allowed->SidStart;
        const bool fine = EqualSid(who, owner) != FALSE || EqualSid(who, own) != FALSE ||
                          isWellKnown(who, WinLocalSystemSid) ||
                          isWellKnown(who, WinBuiltinAdministratorsSid) ||
                          isWellKnown(who, WinCreatorOwnerSid) || isWellKnown(who, WinCreatorOwnerRightsSid);
        if (!fine)
            return false;
    }
    return true;
}

} // namespace

Result<QByteArray> readPrivateFile(const QString &path)
{
    constexpr qint64 kMost = 65536;
    std::wstring name = nativePath(path).toStdWString();
    PSID owner = nullptr;
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    const DWORD told = GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT,
                                             OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner,
                                             nullptr, &list, nullptr, &descriptor);
    const bool fine = told == ERROR_SUCCESS && isPrivate(list, owner);
    LocalFree(descriptor);
    if (told != ERROR_SUCCESS)
        return Error{ErrorCode::ReadFailed, {path}, qt_error_string(int(told)), 0};
    if (!fine)
        return Error{ErrorCode::SettingInvalid,
                     QStringList{QStringLiteral("notify/secrets_file"), path} +
                         phraseOf(QT_TRANSLATE_NOOP(
                             "hakgal", "a file that only its owner can read, since it holds secrets (in its "
                                       "properties, on the page Security)")),
                     {},
                     0};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMost)
        return Error{ErrorCode::ReadFailed, {path}, file.errorString(), 0};
    return file.readAll();
}

} // namespace hakgal
