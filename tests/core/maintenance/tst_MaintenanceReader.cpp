// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/MaintenanceReader.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/IntentLog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

class tst_MaintenanceReader : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString base(const char *name) const
    {
        const QString path = m_folder.filePath(QLatin1String(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no test base");
        return path;
    }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.path())); }

    void itTellsWhoTakesTheLeaseAndWhenItIsFree()
    {
        const QString path = base("lease.db");
        MaintenanceReader reader;
        QSignalSpy changed(&reader, &MaintenanceReader::leaseChanged);
        reader.watch(path);
        QCOMPARE(changed.count(), 0);
        {
            const auto lease = Lease::take(path, QStringLiteral("backup"));
            QVERIFY(lease);
            QTRY_COMPARE(changed.count(), 1);
            const auto owner = changed[0][0].value<std::optional<Lease::Owner>>();
            QVERIFY(owner);
            QCOMPARE(owner->verb, QStringLiteral("backup"));
            QCOMPARE(owner->pid, QCoreApplication::applicationPid());
            reader.look();
            QCOMPARE(changed.count(), 1); // nothing new
        }
        reader.look();
        QCOMPARE(changed.count(), 2);
        QVERIFY(!changed[1][0].value<std::optional<Lease::Owner>>());
    }

    void anotherBaseHasALeaseOfItsOwn()
    {
        const QString path = base("one.db");
        MaintenanceReader reader;
        const auto lease = Lease::take(path, QStringLiteral("optimize"));
        QSignalSpy changed(&reader, &MaintenanceReader::leaseChanged);
        reader.watch(path);
        QCOMPARE(changed.count(), 1);
        reader.watch(base("two.db"));
        QCOMPARE(changed.count(), 2);
        QVERIFY(!changed[1][0].value<std::optional<Lease::Owner>>());
    }

    void itListsTheBackupsOfAFolder()
    {
        const QString path = base("kb.db");
        const QString folder = m_folder.filePath(QStringLiteral("copies"));
        MaintenanceReader reader;
        QSignalSpy listed(&reader, &MaintenanceReader::backupsListed);
        reader.listBackups(path, folder);
        QCOMPARE(listed.count(), 1);
        auto list = listed[0][0].value<BackupList>();
        QCOMPARE(list.database, path);
        QCOMPARE(list.folder, folder);
        QVERIFY(list.files.empty());
        QVERIFY(list.sameVolume); // where the folder would be made

        QVERIFY(QDir().mkpath(folder));
        for (const char *name : {"kb-20260913T031500Z.db", "kb-20260914T031500Z.db", "other.db"}) {
            QFile file(folder + u'/' + QLatin1String(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        reader.listBackups(path, folder);
        list = listed[1][0].value<BackupList>();
        QCOMPARE(list.files.size(), std::size_t(2));
        QVERIFY(list.files[0].path.endsWith(QStringLiteral("kb-20260914T031500Z.db")));
        QVERIFY(list.sameVolume);
    }

    void withoutAFolderItLooksInTheBasesOwn()
    {
        const QString path = base("own.db");
        MaintenanceReader reader;
        QSignalSpy listed(&reader, &MaintenanceReader::backupsListed);
        reader.listBackups(path, {});
        QCOMPARE(listed[0][0].value<BackupList>().folder, StatePaths(path).backupFolder());
    }

    void aJobThatWasCutOffIsFound()
    {
        const QString path = base("cut.db");
        MaintenanceReader reader;
        QSignalSpy found(&reader, &MaintenanceReader::cutOffJobFound);
        reader.watch(path);
        QCOMPARE(found.count(), 0);
        reader.watch({});
        IntentLog intents(path);
        const auto id = intents.add({{QStringLiteral("kind"), QStringLiteral("part")}});
        QVERIFY(id);
        {
            // It may be the business of the job that runs.
            const auto lease = Lease::take(path, QStringLiteral("backup"));
            reader.watch(path);
            QCOMPARE(found.count(), 0);
            reader.watch({});
        }
        reader.watch(path);
        QCOMPARE(found.count(), 1);
        QCOMPARE(found[0][0].toString(), path);
    }
};

QTEST_GUILESS_MAIN(tst_MaintenanceReader)
#include "tst_MaintenanceReader.moc"
