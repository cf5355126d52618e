// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/FileHolders.h"

#include "core/NativePath.h"

#include <QDir>
#include <QFileInfo>

// clang-format off
#include <windows.h>
#include <restartmanager.h>
// clang-format on

#include <algorithm>

// The Restart Manager answers which processes use a file. It tells processes, not handles, and sees those of
// all users. Where it answers with nobody at all (Wine always does) that is not told apart from a failure.

namespace hakgal {

namespace {

class RestartSession
{
public:
    RestartSession()
    {
        wchar_t key[CCH_RM_SESSION_KEY + 1] = {};
        m_open = ::RmStartSession(&m_handle, 0, key) == ERROR_SUCCESS;
    }
    ~RestartSession()
    {
        if (m_open)
            ::RmEndSession(m_handle);
    }
    RestartSession(const RestartSession &) = delete;
    RestartSession &operator=(const RestartSession &) = delete;

    bool isOpen() const { return m_open; }
    DWORD handle() const { return m_handle; }

private:
    DWORD m_handle = 0;
    bool m_open = false;
};

// The list may grow between asking for its length and fetching it.
DWORD fetch(DWORD session, std::vector<RM_PROCESS_INFO> &users)
{
    DWORD error = ERROR_MORE_DATA;
    for (int attempt = 0; attempt < 5 && error == ERROR_MORE_DATA; ++attempt) {
        UINT needed = 0;
        auto count = static_cast<UINT>(users.size());
        DWORD reasons = 0;
        error = ::RmGetList(session, &needed, &count, users.empty() ? nullptr : users.data(), &reasons);
        users.resize(error == ERROR_MORE_DATA ? needed + 4 : count);
    }
    return error;
}

// The program's file name; the Restart Manager's own is a title for people and often a window's.
QString programName(const RM_PROCESS_INFO &user)
{
    const HANDLE process = ::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, user.Process.dwProcessId);
    if (process) {
        wchar_t path[1024];
        DWORD size = sizeof path / sizeof path[0];
        const bool told = ::QueryFullProcessImageNameW(process, 0, path, &size);
        ::CloseHandle(process);
        if (told)
            return QFileInfo(
                       QDir::fromNativeSeparators(QString::fromWCharArray(path, static_cast<int>(size))))
                .fileName();
    }
    return QString::fromWCharArray(user.strAppName);
}

} // namespace

FileHolders findFileHolders(const QString &path)
{
    FileHolders holders;
    const QString native = nativePath(path);
    const auto *name = reinterpret_cast<const wchar_t *>(native.utf16());
    if (::GetFileAttributesW(name) == INVALID_FILE_ATTRIBUTES) {
        holders.reason = ::GetLastError() == ERROR_ACCESS_DENIED ? Reason::NoPermission : Reason::Unreachable;
        return holders;
    }
    const RestartSession session;
    std::vector<RM_PROCESS_INFO> users;
    const wchar_t *names[] = {name};
    if (!session.isOpen() ||
        ::RmRegisterResources(session.handle(), 1, const_cast<LPCWSTR *>(names), 0, nullptr, 0, nullptr) !=
            ERROR_SUCCESS ||
        fetch(session.handle(), users) != ERROR_SUCCESS || users.empty()) {
        holders.reason = Reason::ReadFailed;
        return holders;
    }
    for (const RM_PROCESS_INFO &user : users) {
        if (user.Process.dwProcessId == ::GetCurrentProcessId())
            holders.own = 1;
        else
            holders.others.push_back({static_cast<qint64>(user.Process.dwProcessId), programName(user), 1});
    }
    holders.complete = true;
    std::sort(holders.others.begin(), holders.others.end(), [](const Holder &a, const Holder &b) {
        return a.name != b.name ? a.name < b.name : a.pid < b.pid;
    });
    return holders;
}

} // namespace hakgal
