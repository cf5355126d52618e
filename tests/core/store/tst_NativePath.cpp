// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/NativePath.h"

#include "core/maintenance/FileSync.h"
#include "core/store/Database.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace hakgal;

namespace {

const QString kLong = QString(250, u'x');

} // namespace

class tst_NativePath : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void windowsTakesBackslashesAndForLongNamesTheFormWithoutLimit_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("native");
        const auto row = [](const char *name, const QString &path, const QString &native) {
            QTest::newRow(name) << path << native;
        };
        row("short", QStringLiteral("C:/kb/facts.db"), QStringLiteral("C:\\kb\\facts.db"));
        row("a drive", QStringLiteral("C:/"), QStringLiteral("C:\\"));
        row("not plain ASCII", QStringLiteral("D:/Größe/東京.db"), QStringLiteral("D:\\Größe\\東京.db"));
        row("a share", QStringLiteral("//server/share/kb.db"), QStringLiteral("\\\\server\\share\\kb.db"));
        row("as long as it may be", QStringLiteral("C:/") + QString(197, u'x'),
            QStringLiteral("C:\\") + QString(197, u'x'));
        row("too long", QStringLiteral("C:/") + kLong, QStringLiteral("\\\\?\\C:\\") + kLong);
        row("too long, with steps back", QStringLiteral("C:/a/../b//") + kLong,
            QStringLiteral("\\\\?\\C:\\b\\") + kLong);
        row("too long on a share", QStringLiteral("//server/share/") + kLong,
            QStringLiteral("\\\\?\\UNC\\server\\share\\") + kLong);
        row("already without limit", QStringLiteral("\\\\?\\C:\\") + kLong,
            QStringLiteral("\\\\?\\C:\\") + kLong);
    }
    void windowsTakesBackslashesAndForLongNamesTheFormWithoutLimit()
    {
        QFETCH(QString, path);
        QTEST(windowsPath(path), "native");
    }

    void elsewhereAPathStaysAsItIs()
    {
#ifdef Q_OS_WIN
        QSKIP("this is Windows");
#endif
        QCOMPARE(nativePath(QStringLiteral("a/../b")), QStringLiteral("a/../b"));
        QCOMPARE(sqliteUri(QStringLiteral("/tmp/a?mode=rwc#%.db")),
                 QByteArray("file:///tmp/a%3Fmode%3Drwc%23%25.db"));
    }

    void aBaseIsReadAndChangedWhateverItsNameIs_data()
    {
        QTest::addColumn<QStringList>("folders");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << QStringList() << QStringLiteral("kb.db");
        QTest::newRow("not ASCII") << QStringList{QStringLiteral("Größe Ω")} << QStringLiteral("知識.db");
        QTest::newRow("what means something in URIs")
            << QStringList{QStringLiteral("100% #1 & more")} << QStringLiteral("a;b=c+d%41.db");
        const QString step = QString(50, u'x') + QStringLiteral("äöü");
        QTest::newRow("longer than 260 characters") << QStringList(5, step) << QStringLiteral("kb.db");
    }
    void aBaseIsReadAndChangedWhateverItsNameIs()
    {
        QFETCH(QStringList, folders);
        QFETCH(QString, name);
        const QTemporaryDir temporary;
        const QString folder = temporary.path() + u'/' + folders.join(u'/');
        QVERIFY(QDir().mkpath(folder));
        const QString path = QDir::cleanPath(folder + u'/' + name);
        {
            const auto made = Database::create(path);
            QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
            QVERIFY((*made)->execute(QStringLiteral("CREATE TABLE facts(statement TEXT)")));
            QVERIFY((*made)->execute(QStringLiteral("INSERT INTO facts VALUES('A(b, c).')")));
            QVERIFY(QFile::exists(path + QStringLiteral("-wal")));
        }
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
        {
            const auto read = Database::open(path, {});
            QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
            QCOMPARE(*(*read)->text(QStringLiteral("SELECT statement FROM facts")),
                     QStringLiteral("A(b, c)."));
        }
        const FileFacts facts = statFile(path);
        QVERIFY(facts.exists && facts.regular && facts.readable && facts.writable);
        QCOMPARE(facts.bytes, QFileInfo(path).size());
        QVERIFY(facts.identity.valid());

        // And every step that changes names.
        const QString copy = path + QStringLiteral(".copy");
        QVERIFY(linkFile(path, copy));
        QCOMPARE(statFile(copy).links, quint64(2));
        QCOMPARE(statFile(copy).identity, facts.identity);
        QVERIFY(removeFile(copy));
        QVERIFY(writeDurably(copy, "first"));
        QVERIFY(writeDurably(copy, "second"));
        QVERIFY(syncFile(copy));
        const auto refused = renameNew(copy, path);
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(ErrorCode::FileExists));
        QVERIFY(renameOver(copy, path));
        QVERIFY(!statFile(copy).exists);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("second"));
    }
};

QTEST_GUILESS_MAIN(tst_NativePath)
#include "tst_NativePath.moc"
