// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Lease.h"

#include "core/config/StatePaths.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace hakgal;

namespace {

const QString kBackup = QStringLiteral("backup");

/// Another process that holds the lease until its standard input ends.
int hold(const QString &base)
{
    const auto lease = Lease::take(base, QStringLiteral("optimize"));
    std::puts(lease ? "held" : "refused");
    std::fflush(stdout);
    std::getchar();
    return 0;
}

} // namespace

class tst_Lease : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString base(const char *name = "kb.db") const { return m_folder.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.path())); }

    void oneJobAtATime()
    {
        auto first = Lease::take(base(), kBackup);
        QVERIFY(first);
        const auto second = Lease::take(base(), QStringLiteral("restore"));
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::JobRunning);
        QCOMPARE(second.error().args.value(0), kBackup);
        QCOMPARE(second.error().args.value(1), QString::number(QCoreApplication::applicationPid()));
    }

    void itEndsWithTheObject()
    {
        QVERIFY(!Lease::owner(base()));
        {
            const auto lease = Lease::take(base(), kBackup);
            QVERIFY(lease);
            const auto owner = Lease::owner(base());
            QVERIFY(owner);
            QCOMPARE(owner->verb, kBackup);
            QCOMPARE(owner->pid, QCoreApplication::applicationPid());
        }
        QVERIFY(!Lease::owner(base()));
        QVERIFY(Lease::take(base(), kBackup));
    }

    void aLockThatWasNeverWrittenIsStale()
    {
        {
            const auto first = Lease::take(base("cut.db"), kBackup); // makes the folder
            QVERIFY(first);
        }
        QFile cut(StatePaths(base("cut.db")).jobLock()); // as a kill leaves it between making and writing
        QVERIFY(cut.open(QIODevice::WriteOnly));
        cut.close();
        QVERIFY(!Lease::owner(base("cut.db")));
        const auto taken = Lease::take(base("cut.db"), kBackup);
        QVERIFY(taken);
        QCOMPARE(Lease::owner(base("cut.db")).value_or(Lease::Owner{}).pid,
                 QCoreApplication::applicationPid());
    }

    void otherBasesAreNotTouched()
    {
        const auto first = Lease::take(base("one.db"), kBackup);
        const auto second = Lease::take(base("two.db"), kBackup);
        QVERIFY(first);
        QVERIFY(second);
    }

    void aLinkLeadsToTheSameLease()
    {
#ifdef Q_OS_WIN
        QSKIP("symbolic links need a privilege on Windows");
#endif
        QFile file(base("real.db"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.link(base("link.db")));
        const auto first = Lease::take(base("real.db"), kBackup);
        QVERIFY(first);
        QVERIFY(!Lease::take(base("link.db"), kBackup));
    }

    void anotherProcessHoldsItUntilItDies_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("ends") << false;
        QTest::newRow("is killed") << true;
    }
    void anotherProcessHoldsItUntilItDies()
    {
        QFETCH(bool, killed);
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), base()});
        QVERIFY(other.waitForReadyRead(20'000));
        QCOMPARE(other.readAllStandardOutput().trimmed(), QByteArray("held"));
        const auto owner = Lease::owner(base());
        QVERIFY(owner);
        QCOMPARE(owner->verb, QStringLiteral("optimize"));
        QCOMPARE(owner->pid, other.processId());
        const auto refused = Lease::take(base(), kBackup);
        QVERIFY(!refused);
        QCOMPARE(refused.error().args.value(1), QString::number(other.processId()));
        if (killed)
            other.kill();
        else
            other.closeWriteChannel();
        QVERIFY(other.waitForFinished(20'000));
        QVERIFY(!Lease::owner(base()));
        QVERIFY(Lease::take(base(), kBackup));
    }

    void anOldLeaseOfALivingProcessIsNotStale()
    {
#ifdef Q_OS_WIN
        QSKIP("nobody else can touch the lock of a living process on Windows");
#endif
        const auto lease = Lease::take(base(), kBackup);
        QVERIFY(lease);
        QFile file(StatePaths(base()).jobLock());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(
            file.setFileTime(QDateTime::currentDateTime().addDays(-3), QFileDevice::FileModificationTime));
        file.close();
        QVERIFY(!Lease::take(base(), kBackup));
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--hold"))
        return hold(arguments.value(2));
    tst_Lease test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Lease.moc"
