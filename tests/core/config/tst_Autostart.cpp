// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/Autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;
using autostart::State;

class tst_Autostart : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    const QStringList m_command{QStringLiteral("/opt/hak gal/hakgal"), QStringLiteral("--hidden")};

    static QByteArray entry()
    {
        QFile file(autostart::place());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QByteArray &text)
    {
        QDir().mkpath(QFileInfo(autostart::place()).path());
        QFile file(autostart::place());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private Q_SLOTS:
    void init()
    {
#ifdef Q_OS_WIN
        QSKIP("the Run key of whoever runs the tests is left alone");
#endif
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
    }

    void itIsOffUntilItIsSwitchedOn()
    {
        QCOMPARE(autostart::state(m_command), State::Off);
        QVERIFY(autostart::set(m_command, true));
        QCOMPARE(autostart::state(m_command), State::On);
        QVERIFY(autostart::set(m_command, false));
        QCOMPARE(autostart::state(m_command), State::Off);
        QVERIFY(!QFile::exists(autostart::place()));
    }

    void switchingOffWhatIsOffIsNoError()
    {
        QVERIFY(autostart::set(m_command, false));
    }

    void anotherCommandIsTold()
    {
        QVERIFY(autostart::set({QStringLiteral("/old/hakgal")}, true));
        QCOMPARE(autostart::state(m_command), State::Outdated);
    }

    void whatTheDesktopSwitchedOffIsOff_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("hidden") << QByteArray("Hidden=true\n");
        QTest::newRow("GNOME") << QByteArray("X-GNOME-Autostart-enabled=false\n");
    }

    void whatTheDesktopSwitchedOffIsOff()
    {
        QFETCH(QByteArray, line);
        QVERIFY(autostart::set(m_command, true));
        const QByteArray written = entry();
        write(QByteArray(written).replace("X-GNOME-Autostart-enabled=true\n", line));
        QCOMPARE(autostart::state(m_command), State::Off);
        QVERIFY(autostart::set(m_command, true));
        QCOMPARE(entry(), written);
    }

    void oddArgumentsAreQuotedAsTheSpecificationSays()
    {
        QVERIFY(autostart::set({QStringLiteral("/a b/$HOME`\"\\%f")}, true));
        QVERIFY2(entry().contains("\nExec=\"/a b/\\\\$HOME\\\\`\\\\\"\\\\\\\\%%f\"\n"), entry().constData());
    }

    void theFileIsAValidDesktopEntry()
    {
        const QString validator = QStandardPaths::findExecutable(QStringLiteral("desktop-file-validate"));
        if (validator.isEmpty())
            QSKIP("desktop-file-validate is not installed");
        QVERIFY(autostart::set(m_command, true));
        QProcess process;
        process.start(validator, {autostart::place()});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput() + process.readAllStandardError(), QByteArray());
    }

    void whereNothingCanBeWrittenItSaysSo()
    {
        QFile blocker(m_home->filePath(QStringLiteral("autostart"))); // a file where the folder should be
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        blocker.close();
        const Result<void> done = autostart::set(m_command, true);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::WriteFailed);
        QCOMPARE(done.error().args.value(0), autostart::place());
    }
};

QTEST_GUILESS_MAIN(tst_Autostart)
#include "tst_Autostart.moc"
