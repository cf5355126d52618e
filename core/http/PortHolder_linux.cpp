// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/PortHolder.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <dirent.h>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>

namespace hakgal {

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

/// The inode of "socket:[12345]"; 0 for anything else.
quint64 socketInode(const std::string &link)
{
    static constexpr std::string_view kPrefix = "socket:[";
    std::array<char, 64> target{};
    const ssize_t length = readlink(link.c_str(), target.data(), target.size() - 1);
    const std::string_view text(target.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    return text.starts_with(kPrefix) ? std::strtoull(target.data() + kPrefix.size(), nullptr, 10) : 0;
}

bool holdsOne(const std::string &process, const std::vector<quint64> &inodes)
{
    const std::string fds = process + "/fd";
    const Folder folder(opendir(fds.c_str())); // fails for processes of other users
    if (!folder)
        return false;
    while (const dirent *entry = readdir(folder.get())) {
        const quint64 inode = socketInode(fds + '/' + entry->d_name);
        if (inode != 0 && std::find(inodes.begin(), inodes.end(), inode) != inodes.end())
            return true;
    }
    return false;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

std::optional<PortHolder> findPortHolder(const QHostAddress &address, quint16 port)
{
    std::vector<quint64> inodes;
    for (const char *table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        const auto found = listeningInodes(readAll(QString::fromLatin1(table)), address, port);
        inodes.insert(inodes.end(), found.begin(), found.end());
    }
    if (inodes.empty())
        return std::nullopt;
    const Folder proc(opendir("/proc"));
    if (!proc)
        return std::nullopt;
    while (const dirent *entry = readdir(proc.get())) {
        char *end = nullptr;
        const qint64 pid = std::strtoll(entry->d_name, &end, 10);
        const std::string process = std::string("/proc/") + entry->d_name;
        if (pid <= 0 || *end != '\0' || !holdsOne(process, inodes))
            continue;
        return PortHolder{pid,
                          QString::fromUtf8(readAll(QString::fromStdString(process + "/comm")).trimmed())};
    }
    return std::nullopt;
}

} // namespace hakgal
