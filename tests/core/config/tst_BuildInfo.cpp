// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"

#include <QSqlDatabase>
#include <QTest>

using namespace hakgal;

class tst_BuildInfo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDefectIsKnownByVersion_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<bool>("defect");
        QTest::newRow("before WAL") << 3006023 << false;
        QTest::newRow("first WAL") << 3007000 << true;
        QTest::newRow("Debian 12") << 3040001 << true;
        QTest::newRow("last of 3.44 with it") << 3044005 << true;
        QTest::newRow("backport 3.44.6") << 3044006 << false;
        QTest::newRow("3.44.7") << 3044007 << false;
        QTest::newRow("3.45.0") << 3045000 << true;
        QTest::newRow("last of 3.50 with it") << 3050006 << true;
        QTest::newRow("backport 3.50.7") << 3050007 << false;
        QTest::newRow("3.51.0") << 3051000 << true;
        QTest::newRow("last with it") << 3051002 << true;
        QTest::newRow("first fixed") << 3051003 << false;
        QTest::newRow("3.53.4") << 3053004 << false;
    }
    void theDefectIsKnownByVersion()
    {
        QFETCH(int, version);
        QFETCH(bool, defect);
        QCOMPARE(hasWalResetDefect(version), defect);
    }

    void whatTheBinaryIsMadeOfIsKnown()
    {
        const BuildInfo &info = buildInfo();
        QVERIFY(!info.version.isEmpty());
        QVERIFY(!info.revision.isEmpty());
        QCOMPARE(info.qtVersion, QString::fromLatin1(qVersion()));
        const QStringList parts = info.sqliteVersion.split(u'.');
        QVERIFY(parts.size() >= 3);
        const int number = parts[0].toInt() * 1000000 + parts[1].toInt() * 1000 + parts[2].toInt();
        QCOMPARE(info.walResetDefect, hasWalResetDefect(number));
    }

    void qtUsesTheSameSqlite()
    {
        const Result<void> same = checkSingleSqlite();
        QVERIFY2(same.ok(), same.ok() ? "" : qPrintable(same.error().detail + same.error().args.join(u' ')));
        QVERIFY2(QSqlDatabase::connectionNames().isEmpty(), "the check leaves no connection behind");
    }
};

QTEST_GUILESS_MAIN(tst_BuildInfo)
#include "tst_BuildInfo.moc"
