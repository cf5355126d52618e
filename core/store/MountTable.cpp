// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/MountTable.h"

#include <QList>
#include <QSet>

namespace hakgal {

namespace {

/// Undoes the octal escapes (`\040` for a space).
QByteArray unescaped(const QByteArray &field)
{
    QByteArray plain;
    for (qsizetype i = 0; i < field.size(); ++i) {
        bool octal = false;
        const int code =
            field.at(i) == '\\' && i + 3 < field.size() ? field.mid(i + 1, 3).toInt(&octal, 8) : 0;
        plain.append(octal ? static_cast<char>(code) : field.at(i));
        if (octal)
            i += 3;
    }
    return plain;
}

} // namespace

QByteArray fileSystemAt(const QByteArray &mountinfo, const QByteArray &path)
{
    // id parent major:minor root mount-point options [optional fields] - type source options
    constexpr int kMountPoint = 4;
    constexpr int kFirstOptional = 6;
    QByteArray type;
    qsizetype longest = -1;
    const QList<QByteArray> lines = mountinfo.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> fields = line.split(' ');
        const qsizetype dash = fields.indexOf(QByteArrayLiteral("-"), kFirstOptional);
        if (dash < 0 || dash + 1 >= fields.size())
            continue;
        const QByteArray point = unescaped(fields.at(kMountPoint));
        const bool inside = point == "/" || path == point || path.startsWith(point + '/');
        if (inside && point.size() >= longest) {
            longest = point.size();
            type = fields.at(dash + 1);
        }
    }
    return type;
}

bool isNetworkFileSystem(const QByteArray &type)
{
    // Plain ones, those a virtual machine shares with its host, and what is known to be remote behind FUSE.
    static const QSet<QByteArray> names{"nfs",
                                        "nfs3",
                                        "nfs4",
                                        "cifs",
                                        "smb3",
                                        "smbfs",
                                        "ncpfs",
                                        "afs",
                                        "coda",
                                        "9p",
                                        "ceph",
                                        "lustre",
                                        "gpfs",
                                        "beegfs",
                                        "orangefs",
                                        "pvfs2",
                                        "ocfs2",
                                        "gfs2",
                                        "davfs",
                                        "vboxsf",
                                        "prl_fs",
                                        "virtiofs",
                                        "fakeowner",
                                        "fuse.sshfs",
                                        "fuse.davfs",
                                        "fuse.ceph",
                                        "fuse.s3fs",
                                        "fuse.rclone",
                                        "fuse.gcsfuse",
                                        "fuse.juicefs",
                                        "fuse.smbnetfs",
                                        "fuse.ceph-fuse",
                                        "fuse.curlftpfs",
                                        "fuse.glusterfs",
                                        "fuse.grpcfuse",
                                        "fuse.gvfsd-fuse",
                                        "fuse.vmhgfs-fuse"};
    return names.contains(type);
}

} // namespace hakgal
