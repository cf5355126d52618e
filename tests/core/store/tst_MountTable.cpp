// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/MountTable.h"

#include <QTest>

using namespace hakgal;

namespace {
const QByteArray kMounts = "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
                           "22 27 0:21 / /proc rw,relatime - proc proc rw\n"
                           "40 27 0:40 / /mnt rw shared:9 master:1 - tmpfs none rw\n"
                           "41 40 0:41 / /mnt/share rw - nfs4 server:/export rw\n"
                           "42 40 0:42 / /mnt/with\\040space rw shared:2 - fuse.sshfs me@host: rw\n"
                           "43 27 0:43 / /over rw - ext4 /dev/vdb rw\n"
                           "44 43 0:44 / /over rw - cifs //nas/over rw\n"
                           "45 27 0:45 / /back\\134slash rw - vfat /dev/sdb1 rw\n"
                           "a line that is none\n";
}

class tst_MountTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLongestMountPointTellsTheType_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("root") << QByteArray("/home/kb.db") << QByteArray("ext4");
        QTest::newRow("below another") << QByteArray("/mnt/kb.db") << QByteArray("tmpfs");
        QTest::newRow("two levels") << QByteArray("/mnt/share/a/kb.db") << QByteArray("nfs4");
        QTest::newRow("the mount point itself") << QByteArray("/mnt/share") << QByteArray("nfs4");
        QTest::newRow("a name that only begins so") << QByteArray("/mnt/shared/kb.db") << QByteArray("tmpfs");
        QTest::newRow("an escaped space") << QByteArray("/mnt/with space/kb.db") << QByteArray("fuse.sshfs");
        QTest::newRow("an escaped backslash") << QByteArray("/back\\slash/kb.db") << QByteArray("vfat");
        QTest::newRow("mounted over another") << QByteArray("/over/kb.db") << QByteArray("cifs");
    }
    void theLongestMountPointTellsTheType()
    {
        QFETCH(QByteArray, path);
        QTEST(fileSystemAt(kMounts, path), "type");
    }
    void nothingIsToldWithoutATable() { QVERIFY(fileSystemAt({}, "/kb.db").isEmpty()); }

    void networkFileSystemsAreKnown_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("network");
        for (const char *type : {"nfs4", "cifs", "9p", "fuse.sshfs", "virtiofs", "ceph"})
            QTest::newRow(type) << QByteArray(type) << true;
        for (const char *type : {"ext4", "xfs", "btrfs", "overlay", "tmpfs", "vfat", "fuseblk", "zfs", ""})
            QTest::addRow("local %s", type) << QByteArray(type) << false;
    }
    void networkFileSystemsAreKnown()
    {
        QFETCH(QByteArray, type);
        QTEST(isNetworkFileSystem(type), "network");
    }
};

QTEST_GUILESS_MAIN(tst_MountTable)
#include "tst_MountTable.moc"
