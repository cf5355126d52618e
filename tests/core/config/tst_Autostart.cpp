// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/Autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

using namespace hakgal;
using autostart::State;

class tst_Autostart : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    const QStringList m_command{QStringLiteral("/opt/hak gal/hakgal"), QStringLiteral("--hidden")};

#ifdef Q_OS_WIN
    /// In place of the registry of whoever runs the tests, which is left alone.
    const std::wstring m_keyName =
        QStringLiteral("Software\\hakgal-test-%1").arg(QCoreApplication::applicationPid()).toStdWString();

    /// What the Task Manager notes: a state, and when it was switched off.
    static void approve(quint8 state)
    {
        const BYTE value[12] = {state, 0, 0, 0, 0x40, 0xd8, 0x00, 0xff, 0x40, 0x00, 0xda, 0x01};
        QCOMPARE(
            RegSetKeyValueW(HKEY_CURRENT_USER,
                            L"Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run",
                            L"HAKGAL Optimizer", REG_BINARY, value, sizeof value),
            LSTATUS(ERROR_SUCCESS));
    }
#else
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
#endif

private Q_SLOTS:
    void init()
    {
#ifdef Q_OS_WIN
        HKEY key = nullptr;
        QCOMPARE(RegCreateKeyExW(HKEY_CURRENT_USER, m_keyName.c_str(), 0, nullptr, REG_OPTION_NON_VOLATILE,
                                 KEY_ALL_ACCESS, nullptr, &key, nullptr),
                 LSTATUS(ERROR_SUCCESS));
        QCOMPARE(RegOverridePredefKey(HKEY_CURRENT_USER, key), LSTATUS(ERROR_SUCCESS));
        RegCloseKey(key);
#else
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
#endif
    }

#ifdef Q_OS_WIN
    void cleanup()
    {
        RegOverridePredefKey(HKEY_CURRENT_USER, nullptr);
        RegDeleteTreeW(HKEY_CURRENT_USER, m_keyName.c_str());
    }
#endif

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

#ifdef Q_OS_WIN
    void whatTheTaskManagerSwitchedOffIsOff_data()
    {
        QTest::addColumn<int>("noted");
        QTest::addColumn<bool>("on");
        QTest::newRow("on") << 2 << true;
        QTest::newRow("off") << 3 << false;
        QTest::newRow("on again") << 6 << true;
        QTest::newRow("off again") << 7 << false;
    }

    void whatTheTaskManagerSwitchedOffIsOff()
    {
        QFETCH(int, noted);
        QFETCH(bool, on);
        QVERIFY(autostart::set(m_command, true));
        approve(quint8(noted));
        QCOMPARE(autostart::state(m_command), on ? State::On : State::Off);
        QVERIFY(autostart::set(m_command, true)); // who switches it on here means it
        QCOMPARE(autostart::state(m_command), State::On);
    }

    void aLineThatWindowsWouldNotStartIsRefused()
    {
        const QStringList command{m_command.front(), QString(260, u'x')};
        const Result<void> done = autostart::set(command, true);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::WriteFailed);
        QCOMPARE(done.error().args.value(0), autostart::place());
        QCOMPARE(autostart::state(command), State::Off);
    }
#else
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
#endif
};

QTEST_GUILESS_MAIN(tst_Autostart)
#include "tst_Autostart.moc"
