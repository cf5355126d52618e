// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/MountTable.h"
#include "core/store/OpenPolicy.h"

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QMutex>

#include <cerrno>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <vector>

namespace hakgal {

namespace {

/// Asked once for each user: a directory service may take its time, and files are looked at every tick.
QString userName(uid_t uid)
{
    static QMutex mutex;
    static QHash<uid_t, QString> names;
    const QMutexLocker lock(&mutex);
    if (const auto known = names.constFind(uid); known != names.constEnd())
        return *known;
    std::vector<char> buffer(16384);
    passwd entry{};
    passwd *found = nullptr;
    QString name = QString::number(uid);
    if (getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        name = QString::fromLocal8Bit(entry.pw_name);
    names.insert(uid, name);
    return name;
}

/// Network file systems by the kernel's number, for where /proc is not mounted.
bool isNetworkMagic(quint32 magic)
{
    switch (magic) {
    case 0x6969:     // NFS
    case 0x517b:     // SMB
    case 0xff534d42: // CIFS
    case 0xfe534d42: // SMB2
    case 0x01021997: // 9P
    case 0x00c36400: // Ceph
    case 0x5346414f: // AFS
    case 0x73757245: // Coda
        return true;
    default:
        return false;
    }
}

bool isRemovable(dev_t device)
{
    const QString base =
        QStringLiteral("/sys/dev/block/%1:%2/").arg(gnu_dev_major(device)).arg(gnu_dev_minor(device));
    // A partition has no such file of its own; its disk is the folder above.
    for (const QLatin1String name : {QLatin1String("removable"), QLatin1String("../removable")}) {
        QFile file(base + name);
        if (file.open(QIODevice::ReadOnly))
            return file.readAll().trimmed() == "1";
    }
    return false;
}

} // namespace

FileFacts statFile(const QString &path)
{
    FileFacts facts;
    if (path.isEmpty() || path.contains(QChar(0)))
        return facts;
    const QByteArray name = QFile::encodeName(path);
    struct stat info = {};
    if (::stat(name.constData(), &info) != 0) {
        facts.blocked = errno == EACCES;
        return facts;
    }
    facts.exists = true;
    facts.regular = S_ISREG(info.st_mode);
    facts.directory = S_ISDIR(info.st_mode);
    facts.readable = ::faccessat(AT_FDCWD, name.constData(), R_OK, AT_EACCESS) == 0;
    facts.writable = ::faccessat(AT_FDCWD, name.constData(), W_OK, AT_EACCESS) == 0;
    facts.bytes = info.st_size;
    facts.links = info.st_nlink;
    facts.owner = info.st_uid;
    facts.ownerName = userName(info.st_uid);
    facts.ours = ::geteuid() == 0 || ::geteuid() == info.st_uid;
    facts.identity = {static_cast<quint64>(info.st_dev), static_cast<quint64>(info.st_ino)};
    return facts;
}

VolumeFacts statVolume(const QString &path)
{
    VolumeFacts facts;
    const QByteArray name = QFile::encodeName(path);
    QByteArray type;
    if (QFile mounts(QStringLiteral("/proc/self/mountinfo")); mounts.open(QIODevice::ReadOnly))
        type = fileSystemAt(mounts.readAll(), name);
    facts.fileSystem = QString::fromLatin1(type);
    struct statfs volume = {};
    const bool known = ::statfs(name.constData(), &volume) == 0;
    facts.network =
        isNetworkFileSystem(type) || (known && isNetworkMagic(static_cast<quint32>(volume.f_type)));
    struct stat info = {};
    if (::stat(name.constData(), &info) == 0)
        facts.removable = isRemovable(info.st_dev);
    return facts;
}

} // namespace hakgal
