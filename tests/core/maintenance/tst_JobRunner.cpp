// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/JobRunner.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

using namespace hakgal;

namespace {

// This program is its own child: with --progress among the arguments it plays the job named by the verb.

void say(const QString &step, double done, bool cancellable = true)
{
    JobProgress progress;
    progress.step = step;
    progress.done = done;
    progress.cancellable = cancellable;
    std::fputs((progress.toJson() + '\n').constData(), stderr);
    std::fflush(stderr); // which Windows buffers
}

bool cancelRead()
{
    std::string line;
    return std::getline(std::cin, line) && line == "cancel";
}

[[noreturn]] void sleepForever()
{
    for (;;)
        std::this_thread::sleep_for(std::chrono::hours(1));
}

int play(const QStringList &arguments)
{
    const auto is = [&](const char *verb) { return arguments.contains(QLatin1String(verb)); };
    if (is("succeed")) {
        say(QStringLiteral("copy"), 0.25);
        std::fputs("a sentence between the lines\n", stderr);
        say(QStringLiteral("store"), 0.75);
        say(QStringLiteral("store"), 0.5);
        std::puts(R"({"ok":true,"error":null,"facts":7})");
        return 0;
    }
    if (is("find-something")) {
        std::puts(R"({"ok":false,"error":null,"findings":[1]})");
        return 1;
    }
    if (is("fail")) {
        std::puts(
            R"({"ok":false,"error":{"code":"no_space","message":"Too little.","args":["/x","2","1"]}})");
        return 3;
    }
    if (is("say-nothing")) {
        std::fputs("cannot load a library\n", stderr);
        return 127;
    }
    if (is("crash")) {
        say(QStringLiteral("copy"), 0.5);
        std::fputs("something terrible\n", stderr);
#ifdef Q_OS_WIN
        std::fflush(stderr);
        std::_Exit(static_cast<int>(0xC0000409)); // what a crash ends with; abort() ends in order there
#else
        std::abort();
#endif
    }
    if (is("obey")) {
        say(QStringLiteral("copy"), 0.1);
        if (!cancelRead())
            return 9;
        std::puts(R"({"ok":false,"error":{"code":"interrupted","message":"","args":[]}})");
        return 130;
    }
    if (is("ignore")) {
        say(QStringLiteral("copy"), 0.1);
        sleepForever();
    }
    if (is("finish-first")) {
        say(QStringLiteral("copy"), 0.1);
        if (!cancelRead())
            return 9;
        say(QStringLiteral("swap"), 0.9, false);
        std::this_thread::sleep_for(std::chrono::milliseconds(1500)); // longer than the test's grace
        std::puts(R"({"ok":true,"error":null})");
        return 0;
    }
    if (is("commit")) {
        say(QStringLiteral("swap"), 0.9, false);
        const bool asked = cancelRead();
        std::puts(asked ? R"({"ok":false,"error":{"code":"usage"}})" : R"({"ok":true,"error":null})");
        return asked ? 2 : 0;
    }
    if (is("tell-arguments")) {
        const QByteArray given = arguments.mid(1).join(u'|').toUtf8();
        std::puts((R"({"error":null,"arguments":")" + given + R"("})").constData());
        return 0;
    }
    return 99;
}

struct Run
{
    JobRunner runner{QCoreApplication::applicationFilePath(), nullptr, std::chrono::milliseconds(300)};
    QSignalSpy started{&runner, &JobRunner::started};
    QSignalSpy progressed{&runner, &JobRunner::progressed};
    QSignalSpy finished{&runner, &JobRunner::finished};

    bool start(const char *verb) { return runner.start(QStringLiteral("/kb.db"), {}, {QLatin1String(verb)}); }
    bool waitForEnd() { return !finished.isEmpty() || finished.wait(20'000); }
    bool waitForProgress() { return !progressed.isEmpty() || progressed.wait(20'000); }
    JobReport report() const { return finished.first().at(1).value<JobReport>(); }
};

} // namespace

class tst_JobRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idleUntilItIsStarted()
    {
        Run run;
        QCOMPARE(run.runner.state(), JobState::Idle);
        run.runner.cancel();
        QCOMPARE(run.runner.state(), JobState::Idle);
        QVERIFY(!run.runner.start(QStringLiteral("/kb.db"), {}, {}));
    }

    void aJobThatWorksGivesItsResult()
    {
        Run run;
        QVERIFY(run.start("succeed"));
        QCOMPARE(run.runner.state(), JobState::Running);
        QCOMPARE(run.runner.verb(), QStringLiteral("succeed"));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.started.size(), 1);
        QCOMPARE(run.finished.size(), 1);
        QCOMPARE(run.finished.first().first().toString(), QStringLiteral("succeed"));
        QCOMPARE(run.report().state, JobState::Succeeded);
        QCOMPARE(run.report().exitCode, 0);
        QCOMPARE(run.report().result.value(QStringLiteral("facts")).toInt(), 7);
        QCOMPARE(run.runner.state(), JobState::Succeeded);
        QCOMPARE(run.progressed.size(), 3);
        QCOMPARE(run.runner.progress().step, QStringLiteral("store"));
        QCOMPARE(run.runner.progress().done, 0.75); // never back
    }

    void aFindingIsASuccess()
    {
        Run run;
        QVERIFY(run.start("find-something"));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.report().state, JobState::Succeeded);
        QCOMPARE(run.report().exitCode, 1);
    }

    void aFailureTellsCodeAndArguments()
    {
        Run run;
        QVERIFY(run.start("fail"));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.report().state, JobState::Failed);
        QCOMPARE(run.report().exitCode, 3);
        QCOMPARE(run.report().error.code, ErrorCode::NoSpace);
        QCOMPARE(run.report().error.args,
                 (QStringList{QStringLiteral("/x"), QStringLiteral("2"), QStringLiteral("1")}));
        QCOMPARE(run.report().error.detail, QStringLiteral("Too little."));
    }

    void aChildThatDiesIsAFailureThatSaysSo_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("words");
        QTest::newRow("crash") << QByteArray("crash") << -1 << QStringLiteral("something terrible");
        QTest::newRow("no result") << QByteArray("say-nothing") << 127 << QStringLiteral("cannot load");
    }
    void aChildThatDiesIsAFailureThatSaysSo()
    {
        QFETCH(QByteArray, verb);
        QFETCH(int, exitCode);
        QFETCH(QString, words);
        Run run;
        QVERIFY(run.start(verb.constData()));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.finished.size(), 1);
        QCOMPARE(run.report().state, JobState::Failed);
        QCOMPARE(run.report().exitCode, exitCode);
        QCOMPARE(run.report().error.code, ErrorCode::JobCrashed);
        QCOMPARE(run.report().error.args, QStringList(QString::fromLatin1(verb)));
        QVERIFY2(run.report().error.detail.contains(words), qPrintable(run.report().error.detail));
    }

    void aProgramThatIsNotThereIsAFailureToo()
    {
        JobRunner runner(QStringLiteral("/nowhere/hakgalctl"));
        QSignalSpy finished(&runner, &JobRunner::finished);
        QVERIFY(runner.start({}, {}, {QStringLiteral("backup")}));
        QVERIFY(finished.wait(20'000));
        QCOMPARE(finished.size(), 1);
        const auto report = finished.first().at(1).value<JobReport>();
        QCOMPARE(report.state, JobState::Failed);
        QCOMPARE(report.error.code, ErrorCode::JobCrashed);
        QVERIFY(runner.start({}, {}, {QStringLiteral("backup")})); // and it can be started again
        QVERIFY(finished.wait(20'000));
    }

    void aCancelIsObeyed()
    {
        Run run;
        QVERIFY(run.start("obey"));
        QVERIFY(run.waitForProgress());
        run.runner.cancel();
        run.runner.cancel();
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.finished.size(), 1);
        QCOMPARE(run.report().state, JobState::Cancelled);
        QCOMPARE(run.report().exitCode, 130);
    }

    void aChildThatIgnoresACancelIsKilled()
    {
        Run run;
        QVERIFY(run.start("ignore"));
        QVERIFY(run.waitForProgress());
        run.runner.cancel();
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.report().state, JobState::Cancelled);
        QCOMPARE(run.report().exitCode, -1);
    }

    void aChildThatIsFinishingIsNotKilled()
    {
        Run run;
        QVERIFY(run.start("finish-first"));
        QVERIFY(run.waitForProgress());
        run.runner.cancel();
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.report().state, JobState::Succeeded);
    }

    void aCancelThatCannotBeHonouredIsNotEvenAsked()
    {
        auto run = std::make_unique<Run>();
        QVERIFY(run->start("commit"));
        QVERIFY(run->waitForProgress());
        run->runner.cancel();
        QTest::qWait(600); // twice the grace: it would have been killed by now
        QCOMPARE(run->runner.state(), JobState::Running);
    }

    void oneJobAtATime()
    {
        Run run;
        QVERIFY(run.start("obey"));
        QVERIFY(!run.start("succeed"));
        QCOMPARE(run.runner.verb(), QStringLiteral("obey"));
        QVERIFY(run.waitForProgress());
        run.runner.cancel();
        QVERIFY(run.waitForEnd());
        QVERIFY(run.start("succeed"));
        QCOMPARE(run.runner.progress().done, 0.0);
        QTRY_COMPARE(run.finished.size(), 2);
        QCOMPARE(run.runner.state(), JobState::Succeeded);
    }

    void aNextJobMayBeStartedFromTheReport()
    {
        Run run;
        int reports = 0;
        connect(&run.runner, &JobRunner::finished, this, [&] {
            if (++reports == 1)
                QVERIFY(run.start("find-something"));
        });
        QVERIFY(run.start("succeed"));
        QTRY_COMPARE(reports, 2);
        QCOMPARE(run.finished.size(), 2);
        QCOMPARE(run.runner.verb(), QStringLiteral("find-something"));
    }

    void theChildGetsBaseSettingsAndSwitches()
    {
        Run run;
        QVERIFY(run.runner.start(
            QStringLiteral("/kb.db"), QStringLiteral("/my settings.ini"),
            {QStringLiteral("tell-arguments"), QStringLiteral("--keep"), QStringLiteral("3")}));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.report().result.value(QStringLiteral("arguments")).toString(),
                 QStringLiteral("--db|/kb.db|--config|/my settings.ini|tell-arguments|--keep|3|--json|"
                                "--progress"));
    }

    void leavingEndsTheChild()
    {
        auto run = std::make_unique<Run>();
        QVERIFY(run->start("ignore"));
        QVERIFY(run->waitForProgress());
        QSignalSpy finished(&run->runner, &JobRunner::finished);
        run.reset();
        QCOMPARE(finished.size(), 0);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().contains(QStringLiteral("--progress")))
        return play(QCoreApplication::arguments());
    tst_JobRunner test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_JobRunner.moc"
