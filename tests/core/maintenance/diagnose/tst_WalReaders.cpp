// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/WalReaders.h"
#include "tests/support/Folder.h"
#include "tests/support/OtherProgram.h"

#include <QTest>

using namespace hakgal;
using namespace hakgal::test;

class tst_WalReaders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readLocksAreThoseOfTheFileAndTheReadBytes()
    {
        const QByteArray text = "1: POSIX  ADVISORY  READ 4711 fe:00:77 124 124\n"
                                "1: -> POSIX  ADVISORY  READ 1 fe:00:77 124 124\n" // waits for it
                                "2: POSIX  ADVISORY  WRITE 4712 fe:00:77 120 120\n"
                                "3: POSIX  ADVISORY  READ 4713 fe:00:78 124 124\n"
                                "4: POSIX  ADVISORY  READ 4714 fe:00:77 128 128\n" // everybody has that one
                                "5: FLOCK  ADVISORY  READ 4715 fe:00:77 0 EOF\n"
                                "6: POSIX  ADVISORY  READ 4716 fe:00:77 123 123\n"
                                "nonsense\n";
        const auto locks = walReadLocks(text, {0, 77});
        QCOMPARE(locks.size(), std::size_t(2));
        QVERIFY((locks[0] == WalLock{4711, 1}));
        QVERIFY((locks[1] == WalLock{4716, 0}));
    }

    void aProgramInAReadTransactionIsNamedWithTheStateItSees()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"),
                                             "PRAGMA journal_mode=WAL; CREATE TABLE facts(statement TEXT);");
        OtherProgram writer(path);
        QVERIFY(writer.run("INSERT INTO facts VALUES('A(a).')"));
        OtherProgram reader(path);
        QVERIFY(reader.run("BEGIN"));
        QVERIFY(reader.run("SELECT count(*) FROM facts"));
        auto database = Database::open(path, {});
        QVERIFY(database);
        const auto head = (*database)->walHead();
        QVERIFY(head);
        const auto readers = walReaders(**database);
        QCOMPARE(readers.size(), std::size_t(1));
        QCOMPARE(readers[0].frame, head->frames);
        QVERIFY(readers[0].process.contains(QStringLiteral("(pid ")));
        QVERIFY(writer.run("INSERT INTO facts VALUES('B(b).')"));
        QCOMPARE(walReaders(**database)[0].frame, head->frames); // it still sees the older state
        QVERIFY(reader.run("COMMIT"));
        QVERIFY(walReaders(**database).empty());
    }
};

HAKGAL_TEST_MAIN(tst_WalReaders)
#include "tst_WalReaders.moc"
