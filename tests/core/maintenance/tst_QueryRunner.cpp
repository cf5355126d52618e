// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/QueryRunner.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>
#include <iostream>
#include <string>

using namespace hakgal;

namespace {

// This program is its own child: with --progress among the arguments it answers at once, or ("wait") when it
// is cancelled.
int play(const QStringList &arguments)
{
    std::fputs((JobProgress{QStringLiteral("look"), 0.5, {}, {}, true}.toJson() + '\n').constData(), stderr);
    if (arguments.contains(QStringLiteral("wait"))) {
        std::string line;
        if (!std::getline(std::cin, line) || line != "cancel")
            return 9;
        std::puts(R"({"ok":false,"error":{"code":"interrupted","message":"","args":[]}})");
        return 130;
    }
    std::printf(R"({"ok":true,"error":null,"said":"%s"})", qPrintable(arguments.last()));
    return 0;
}

QStringList question(const char *verb, const char *argument)
{
    return {QLatin1String(verb), QLatin1String(argument)};
}

} // namespace

class tst_QueryRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aQuestionIsAnswered()
    {
        QueryRunner runner(QCoreApplication::applicationFilePath());
        QSignalSpy answered(&runner, &QueryRunner::answered);
        QSignalSpy progressed(&runner, &QueryRunner::progressed);
        runner.ask(QStringLiteral("plan"), {}, {}, question("say", "one"));
        QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 30'000);
        QCOMPARE(answered[0][0].toString(), QStringLiteral("plan"));
        QCOMPARE(answered[0][1].value<JobReport>().state, JobState::Succeeded);
        QVERIFY(progressed.count() >= 1);
    }

    void onlyTheNewestQuestionOfATopicIsAnswered()
    {
        QueryRunner runner(QCoreApplication::applicationFilePath());
        QSignalSpy answered(&runner, &QueryRunner::answered);
        runner.ask(QStringLiteral("plan"), {}, {}, question("wait", "first"));
        runner.ask(QStringLiteral("plan"), {}, {}, question("wait", "second"));
        runner.ask(QStringLiteral("plan"), {}, {}, question("say", "third"));
        QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 30'000);
        const auto report = answered[0][1].value<JobReport>();
        QCOMPARE(report.state, JobState::Succeeded);
        QVERIFY(!report.result.isEmpty());
    }

    void topicsDoNotWaitForEachOther()
    {
        QueryRunner runner(QCoreApplication::applicationFilePath());
        QSignalSpy answered(&runner, &QueryRunner::answered);
        runner.ask(QStringLiteral("diagnosis"), {}, {}, question("wait", "long"));
        runner.ask(QStringLiteral("plan"), {}, {}, question("say", "short"));
        QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 30'000);
        QCOMPARE(answered[0][0].toString(), QStringLiteral("plan"));
        runner.cancel(QStringLiteral("diagnosis"));
        QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 2, 30'000);
        QCOMPARE(answered[1][1].value<JobReport>().state, JobState::Cancelled);
    }

    void cancellingNothingDoesNothing()
    {
        QueryRunner runner(QCoreApplication::applicationFilePath());
        QSignalSpy answered(&runner, &QueryRunner::answered);
        runner.cancel(QStringLiteral("plan"));
        QCoreApplication::processEvents();
        QCOMPARE(answered.count(), 0);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().contains(QStringLiteral("--progress")))
        return play(QCoreApplication::arguments());
    tst_QueryRunner test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_QueryRunner.moc"
