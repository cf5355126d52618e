// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Desktop.h"
#include "app/SingleInstance.h"
#include "core/config/StatePaths.h"
#include "tests/support/Programs.h"
#include "ui/Theme.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QLocalSocket>
#include <QMessageBox>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include <sys/file.h>

#include <csignal>
#include <memory>
#include <vector>

using namespace hakgal;
using namespace support;

namespace {

constexpr int kPatience = 60'000;
const QByteArray kShown = "first figures on the screen";
const QByteArray kRaised = "comes forward for another start";

/// The built program without a screen.
class Window : public Running
{
public:
    Window(const Home &home, const QString &ini, const QStringList &arguments)
        : Running(home, QStringLiteral(HAKGAL),
                  QStringList{QStringLiteral("-platform"), QStringLiteral("offscreen"),
                              QStringLiteral("--config"), ini} +
                      arguments)
    {
    }
};

struct Place
{
    Home home;
    QString ini = home.writeSettings("listen=none\n");

    QString makeBase(const char *name)
    {
        const QString base = home.path(QLatin1String(name));
        if (ctl(home, {QStringLiteral("create"), base}).exitCode != 0)
            qFatal("the test cannot make its base");
        return base;
    }
    /// How often the programs of this home have logged this text.
    int told(const QByteArray &text) const
    {
        QFile log(home.path(QStringLiteral("data/hakgal/logs/hakgal.log")));
        return log.open(QIODevice::ReadOnly) ? int(log.readAll().count(text)) : 0;
    }
    /// Where the only window listens.
    QString socket() const
    {
        QDirIterator files(home.path(QStringLiteral("data")), {QStringLiteral("window-*.socket")},
                           QDir::System | QDir::Files, QDirIterator::Subdirectories);
        return files.hasNext() ? files.next() : QString();
    }
};

} // namespace

class tst_SecondStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itRaisesTheWindowThatIsOpenAndLeaves()
    {
        Place place;
        const QString base = place.makeBase("kb.db");
        Window first(place.home, place.ini, {base});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
        Window second(place.home, place.ini, {base, QStringLiteral("--page"), QStringLiteral("alerts")});
        QTRY_VERIFY_WITH_TIMEOUT(!second.isRunning(), kPatience);
        QCOMPARE(second.exitCode(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kRaised), 1, kPatience);
        QVERIFY(first.isRunning());
        // The page of the request is the one that is remembered.
        QCOMPARE(first.terminate(), 0);
        QCOMPARE(QSettings(place.ini, QSettings::IniFormat).value(QStringLiteral("window/page")).toString(),
                 QStringLiteral("alerts"));
    }

    void withoutAFileTheLastBaseIsMeant()
    {
        Place place;
        Window first(place.home, place.ini, {place.makeBase("kb.db")});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
        Window second(place.home, place.ini, {});
        QTRY_VERIFY_WITH_TIMEOUT(!second.isRunning(), kPatience);
        QCOMPARE(second.exitCode(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kRaised), 1, kPatience);
    }

    void anotherBaseGetsAWindowOfItsOwn()
    {
        Place place;
        Window first(place.home, place.ini, {place.makeBase("one.db")});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
        Window second(place.home, place.ini, {place.makeBase("two.db")});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 2, kPatience);
        QVERIFY(first.isRunning());
    }

    void aLinkLeadsToTheSameWindow()
    {
        Place place;
        const QString base = place.makeBase("kb.db");
        const QString link = place.home.path(QStringLiteral("link.db"));
        QVERIFY(QFile::link(base, link));
        Window first(place.home, place.ini, {base});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
        Window second(place.home, place.ini, {link});
        QTRY_VERIFY_WITH_TIMEOUT(!second.isRunning(), kPatience);
        QCOMPARE(second.exitCode(), 0);
    }

    void whatACrashLeftStandsInNobodysWay()
    {
        Place place;
        const QString base = place.makeBase("kb.db");
        {
            Window first(place.home, place.ini, {base});
            QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
            QVERIFY(!place.socket().isEmpty());
        } // killed
        QVERIFY(!place.socket().isEmpty());
        Window second(place.home, place.ini, {base});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 2, kPatience);
        Window third(place.home, place.ini, {base});
        QTRY_VERIFY_WITH_TIMEOUT(!third.isRunning(), kPatience);
        QCOMPARE(third.exitCode(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kRaised), 1, kPatience);
    }

    void aWindowThatHangsDeniesNobodyAnother()
    {
        Place place;
        const QString base = place.makeBase("kb.db");
        Window first(place.home, place.ini, {base});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
        QCOMPARE(::kill(pid_t(first.pid()), SIGSTOP), 0);
        Window second(place.home, place.ini, {base});
        const auto goOn = qScopeGuard([&] { ::kill(pid_t(first.pid()), SIGCONT); });
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 2, kPatience);
        QCOMPARE(place.told(kRaised), 0);
    }

    void anOwnerThatIsJustEndingIsNotWaitedFor()
    {
        Place place;
        qputenv("XDG_DATA_HOME", place.home.path(QStringLiteral("data")).toUtf8());
        const QString base = place.makeBase("kb.db");
        QVERIFY(StatePaths(base).create());
        const QString socket = SingleInstance::address(base);
        QVERIFY2(socket.endsWith(QLatin1String(".socket")), qPrintable(socket));
        // It no longer says whose it is, and the system has not let go of it yet.
        QFile lock(socket.chopped(6) + QStringLiteral("lock"));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        QCOMPARE(::flock(lock.handle(), LOCK_EX | LOCK_NB), 0);

        SingleInstance instance;
        QVERIFY(instance.claim(base)); // the window can be shown
        QVERIFY(!QFile::exists(socket));
        lock.close();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), kPatience); // and is found by other starts
        SingleInstance other;
        QVERIFY(!other.claim(base));
    }

    void talkersThatSayNothingOrNonsenseKeepNobodyOut()
    {
        Place place;
        const QString base = place.makeBase("kb.db");
        Window first(place.home, place.ini, {base});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
        std::vector<std::unique_ptr<QLocalSocket>> talkers;
        for (int i = 0; i < 30; ++i) {
            talkers.push_back(std::make_unique<QLocalSocket>());
            talkers.back()->connectToServer(place.socket());
            if (i % 3 == 1)
                talkers.back()->write(QByteArray(100'000, 'x'));
            if (i % 3 == 2)
                talkers.back()->write(
                    "{\"version\":1,\"file\":\"../x\",\"page\":\"\",\"activation\":\"\"}\n");
            talkers.back()->flush();
        }
        // All are sent away in two seconds; then there is room.
        for (const auto &talker : talkers)
            QTRY_VERIFY_WITH_TIMEOUT(talker->state() == QLocalSocket::UnconnectedState, kPatience);
        Window second(place.home, place.ini, {base});
        QTRY_VERIFY_WITH_TIMEOUT(!second.isRunning(), kPatience);
        QCOMPARE(second.exitCode(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kRaised), 1, kPatience);
    }

    void aPictureIsTakenBesideAnOpenWindow()
    {
        Place place;
        const QString base = place.makeBase("kb.db");
        Window first(place.home, place.ini, {base});
        QTRY_COMPARE_WITH_TIMEOUT(place.told(kShown), 1, kPatience);
        const QString picture = place.home.path(QStringLiteral("out.png"));
        Window second(place.home, place.ini,
                      {base, QStringLiteral("--screenshot"), picture, QStringLiteral("--after"),
                       QStringLiteral("0.5")});
        QTRY_VERIFY_WITH_TIMEOUT(!second.isRunning(), kPatience);
        QCOMPARE(second.exitCode(), 0);
        QVERIFY(QFile::exists(picture));
    }

    void aBaseThatAnotherWindowShowsIsNotOpenedTwice()
    {
        Place place;
        qputenv("XDG_DATA_HOME", place.home.path(QStringLiteral("data")).toUtf8());
        const QString mine = place.makeBase("mine.db");
        const QString theirs = place.makeBase("theirs.db");
        SingleInstance other;
        QVERIFY(other.claim(theirs));
        QSignalSpy asked(&other, &SingleInstance::asked);

        Theme theme;
        MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
        SettingsFile file(place.ini);
        Settings settings = file.load().settings;
        settings.databasePath = mine;
        SingleInstance instance;
        QVERIFY(instance.claim(mine));
        Desktop desktop(window, file, settings, false);
        desktop.answerOtherStarts(instance);
        window.show();
        desktop.start();
        QTRY_COMPARE_WITH_TIMEOUT(window.recentFiles().value(0), mine, kPatience);

        Q_EMIT window.openRequested(theirs);
        QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, kPatience);
        QCOMPARE(asked[0][0].value<StartRequest>().file, theirs);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QMessageBox *>(QStringLiteral("messageBox")), kPatience);
        QCOMPARE(window.recentFiles(), QStringList{mine});

        // Nobody shows this one; from then on it is ours, and the one before is free.
        const QString free = place.makeBase("free.db");
        Q_EMIT window.openRequested(free);
        QTRY_COMPARE_WITH_TIMEOUT(window.recentFiles().value(0), free, kPatience);
        QVERIFY(!other.claim(free));
        QVERIFY(other.claim(mine));
    }

    void aRequestComesThroughAsItWas()
    {
        const StartRequest request{QStringLiteral("/data/ä \"b\".db"), QStringLiteral("scale-test"),
                                   QStringLiteral("gnome-shell_TIME12345")};
        QCOMPARE(StartRequest::fromLine(request.toLine()), request);
        QCOMPARE(StartRequest::fromLine(StartRequest().toLine()), StartRequest());
    }

    void whatNoneOfOursSendsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto with = [](const char *key, const QByteArray &value) {
            QByteArray line = StartRequest().toLine();
            return line.replace('"' + QByteArray(key) + "\":\"\"", '"' + QByteArray(key) + "\":" + value);
        };
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no object") << QByteArray("[]\n");
        QTest::newRow("no version") << QByteArray("{\"file\":\"\",\"page\":\"\",\"activation\":\"\"}\n");
        QTest::newRow("relative path") << with("file", "\"kb.db\"");
        QTest::newRow("a number for a path") << with("file", "1");
        QTest::newRow("line break in the path") << with("file", "\"/a\\nb\"");
        QTest::newRow("long path") << with("file", "\"/" + QByteArray(5000, 'a') + "\"");
        QTest::newRow("page with a slash") << with("page", "\"a/b\"");
        QTest::newRow("token with a space") << with("activation", "\"a b\"");
        QTest::newRow("too long") << with("activation", "\"" + QByteArray(20'000, 'a') + "\"");
    }

    void whatNoneOfOursSendsIsRefused()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!StartRequest::fromLine(line));
    }
};

QTEST_MAIN(tst_SecondStart)
#include "tst_SecondStart.moc"
