// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"
#include "core/maintenance/service/CommandRun.h"
#include "core/maintenance/service/RestartBackoff.h"
#include "core/maintenance/service/ServiceCheck.h"
#include "core/maintenance/service/ServiceWatch.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

namespace {

Service named(const char *name, Service::Kind kind, const char *target)
{
    Service service;
    service.name = QLatin1String(name);
    service.kind = kind;
    service.target = QLatin1String(target);
    return service;
}

EndpointProbe answering(EndpointAnswer::Who who, int httpStatus)
{
    return [=](const QString &) {
        EndpointAnswer answer;
        answer.who = who;
        answer.httpStatus = httpStatus;
        return answer;
    };
}

} // namespace

class tst_Service : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const QByteArray &ini)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1.ini").arg(m_files++));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(ini) != ini.size())
            qFatal("cannot write %s", qPrintable(path));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }
    int m_files = 0;

private Q_SLOTS:
    void servicesSurviveSavingAndLoading()
    {
        Settings settings;
        settings.services = {named("inference", Service::Kind::Url, "http://127.0.0.1:9000/health"),
                             named("bus", Service::Kind::Tcp, "localhost:4222"),
                             named("mount; tools", Service::Kind::Command, "test -e \"/srv/a, b\"")};
        settings.services[0].expected = QStringLiteral("204");
        settings.services[0].restart = QStringLiteral("systemctl --user restart \"in;ference\"");
        settings.services[0].automatic = true;
        const QString path = written("monitoring_interval=2\n");
        QVERIFY(SettingsFile(path).save(settings).ok());
        const auto loaded = SettingsFile(path).load();
        QVERIFY(loaded.errors.empty());
        QCOMPARE(loaded.settings, settings);

        settings.services.pop_back();
        QVERIFY(SettingsFile(path).save(settings).ok());
        QCOMPARE(SettingsFile(path).load().settings.services.size(), std::size_t(2));
    }

    void aServiceThatIsBadlyDescribedIsAnError_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, const char *lines, const char *key) {
            QTest::newRow(name) << QByteArray(lines) << QString::fromLatin1(key);
        };
        row("no name", "1\\kind=tcp\n1\\target=a:1\n", "services/1/name");
        row("comma in the name", "1\\name=\"a,b\"\n1\\kind=tcp\n1\\target=a:1\n", "services/1/name");
        row("name twice", "1\\name=a\n1\\kind=tcp\n1\\target=a:1\n2\\name=a\n2\\kind=tcp\n2\\target=a:1\n",
            "services/2/name");
        row("unknown kind", "1\\name=a\n1\\kind=udp\n1\\target=a:1\n", "services/1/kind");
        row("no port", "1\\name=a\n1\\kind=tcp\n1\\target=localhost\n", "services/1/target");
        row("port too great", "1\\name=a\n1\\kind=tcp\n1\\target=a:65536\n", "services/1/target");
        row("a file as address", "1\\name=a\n1\\kind=url\n1\\target=file:///etc/passwd\n",
            "services/1/target");
        row("status out of range", "1\\name=a\n1\\kind=url\n1\\target=http://a/\n1\\expected=99\n",
            "services/1/expected");
        row("exit code that is none", "1\\name=a\n1\\kind=command\n1\\target=true\n1\\expected=256\n",
            "services/1/expected");
        row("empty command", "1\\name=a\n1\\kind=command\n1\\target=\n", "services/1/target");
        row("automatic without a command", "1\\name=a\n1\\kind=tcp\n1\\target=a:1\n1\\automatic=true\n",
            "services/1/automatic");
        row("neither true nor false", "1\\name=a\n1\\kind=tcp\n1\\target=a:1\n1\\automatic=yes\n",
            "services/1/automatic");
        row("a command cut at its comma", "1\\name=a\n1\\kind=command\n1\\target=run a, b\n",
            "services/1/target");
        row("unknown field", "1\\name=a\n1\\kind=tcp\n1\\target=a:1\n1\\user=root\n", "services/1/user");
    }
    void aServiceThatIsBadlyDescribedIsAnError()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, key);
        const auto loaded = SettingsFile(written("[services]\n" + lines)).load();
        QVERIFY(loaded.settings.services.empty());
        QVERIFY(!loaded.errors.empty());
        QCOMPARE(loaded.errors.front().args.value(0), key);
    }

    void commandsAreNotTakenFromAFileThatOthersMayWriteTo()
    {
#ifdef Q_OS_WIN
        QSKIP("permissions of this kind are not looked at here");
#else
        const QByteArray tcp = "[services]\n1\\name=a\n1\\kind=tcp\n1\\target=a:1\n";
        const QString path = written(tcp + "1\\restart=run it\n");
        QVERIFY(SettingsFile(path).load().errors.empty());
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup));
        const auto loaded = SettingsFile(path).load();
        QCOMPARE(loaded.errors.size(), std::size_t(1));
        QCOMPARE(loaded.errors.front().args.value(0), QStringLiteral("services"));
        QVERIFY(loaded.settings.services.empty());

        const QString harmless = written(tcp);
        QVERIFY(QFile::setPermissions(harmless, QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup));
        QVERIFY(SettingsFile(harmless).load().errors.empty());
#endif
    }

    void anAnswerIsJudgedByWhatIsExpected_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("somebody");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("up");
        const int url = int(Service::Kind::Url);
        const int tcp = int(Service::Kind::Tcp);
        QTest::newRow("200") << url << QString() << true << 200 << true;
        QTest::newRow("302") << url << QString() << true << 302 << true;
        QTest::newRow("404") << url << QString() << true << 404 << false;
        QTest::newRow("expected 404") << url << QStringLiteral("404") << true << 404 << true;
        QTest::newRow("200 in place of 404") << url << QStringLiteral("404") << true << 200 << false;
        QTest::newRow("no answer") << url << QString() << true << 0 << false;
        QTest::newRow("accepted") << tcp << QString() << true << 0 << true;
        QTest::newRow("refused") << tcp << QString() << false << 0 << false;
    }
    void anAnswerIsJudgedByWhatIsExpected()
    {
        QFETCH(int, kind);
        QFETCH(QString, expected);
        QFETCH(bool, somebody);
        QFETCH(int, status);
        QFETCH(bool, up);
        Service service = named("a", static_cast<Service::Kind>(kind), "there");
        service.expected = expected;
        const auto who = somebody ? EndpointAnswer::Who::Other : EndpointAnswer::Who::Nobody;
        const ServiceState state = checkService(service, answering(who, status), nullptr);
        QCOMPARE(state.up, up);
        QCOMPARE(state.problem.isEmpty(), up);
    }

    void withoutAProbeNothingIsCalledUp()
    {
        QVERIFY(!checkService(named("a", Service::Kind::Tcp, "a:1"), {}, nullptr).up);
    }

#ifndef Q_OS_WIN // the commands are of a Unix
    void aCommandIsJudgedByItsExitCode()
    {
        Service service = named("a", Service::Kind::Command, "sh -c \"exit 3\"");
        QVERIFY(!checkService(service, {}, nullptr).up);
        service.expected = QStringLiteral("3");
        QVERIFY(checkService(service, {}, nullptr).up);
        service.target = QStringLiteral("/no/such/program");
        QVERIFY(!checkService(service, {}, nullptr).up);
    }

    void aCommandIsNotGivenToAShell()
    {
        const QString trace = m_folder.filePath(QStringLiteral("trace"));
        (void)CommandRun::run(QStringLiteral("true ; touch %1").arg(trace), 5000, nullptr);
        (void)CommandRun::run(QStringLiteral("echo $(touch %1)").arg(trace), 5000, nullptr);
        QVERIFY(!QFile::exists(trace));
    }

    void aCommandThatDoesNotEndIsKilled()
    {
        const CommandRun run = CommandRun::run(QStringLiteral("sleep 1000"), 200, nullptr);
        QVERIFY(!run.exitCode);
        QVERIFY(!run.problem.isEmpty());
    }

    void aCancelledCommandIsKilled()
    {
        const std::atomic<bool> cancel = true;
        const CommandRun run = CommandRun::run(QStringLiteral("sleep 1000"), 3'600'000, &cancel);
        QVERIFY(!run.exitCode);
        QCOMPARE(run.problem, QStringLiteral("cancelled"));
    }

    void whatIsDownTwiceIsToldAndRestartedByTheRecorder()
    {
        const QString sign = m_folder.filePath(QStringLiteral("running"));
        Settings settings;
        settings.databasePath = QStringLiteral("/a/base.db");
        Service service = named("needed", Service::Kind::Command, "");
        service.target = QStringLiteral("test -e %1").arg(sign);
        service.restart = QStringLiteral("touch %1").arg(sign);
        service.automatic = true;
        settings.services = {service};
        ServiceWatch watch({}, std::chrono::milliseconds(20));
        QSignalSpy restarted(&watch, &ServiceWatch::restarted);
        QSignalSpy changed(&watch, &ServiceWatch::changed);
        const auto up = [&] {
            const auto states = changed.last().at(0).value<std::vector<ServiceState>>();
            return states.size() == 1 && states[0].up;
        };

        watch.apply(settings);
        QTRY_VERIFY(!changed.isEmpty() && !up());
        QCOMPARE(restarted.size(), 0); // another process is the recorder
        QVERIFY(!QFile::exists(sign));

        watch.setRecorder(true);
        QTRY_VERIFY(up());
        QCOMPARE(restarted.size(), 1);
        QCOMPARE(restarted.at(0).at(1).toString(), QStringLiteral("needed"));
        QCOMPARE(restarted.at(0).at(2).toString(), QString());
        QVERIFY(QFile::exists(sign));
    }
#endif

    void pausesBetweenRestartsGrowUntilItStaysUp()
    {
        using namespace std::chrono_literals;
        const RestartBackoff::Time start{};
        RestartBackoff backoff;
        QVERIFY(backoff.mayRestart(start));
        backoff.restarted(start);
        QVERIFY(!backoff.mayRestart(start + 29s));
        QVERIFY(backoff.mayRestart(start + 30s));
        backoff.restarted(start + 30s);
        QVERIFY(!backoff.mayRestart(start + 89s));
        QVERIFY(backoff.mayRestart(start + 90s));
        auto at = start + 90s;
        for (int i = 0; i < 20; ++i) {
            backoff.restarted(at);
            at += 1h;
            QVERIFY(backoff.mayRestart(at));
        }
        backoff.restarted(at);
        QVERIFY(!backoff.mayRestart(at + 59min));
        backoff.seen(true, at + 1min);
        backoff.seen(true, at + 10min);
        QVERIFY(!backoff.mayRestart(at + 10min)); // up for nine minutes
        backoff.seen(false, at + 10min);
        backoff.seen(true, at + 11min);
        backoff.seen(true, at + 21min);
        QVERIFY(backoff.mayRestart(at + 21min));
    }
};

QTEST_GUILESS_MAIN(tst_Service)
#include "tst_Service.moc"
