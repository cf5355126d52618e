// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/LeaveProcess.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/Terminal.h"
#include "core/config/BuildInfo.h"
#include "core/config/LogFile.h"
#include "core/config/StatePaths.h"
#include "core/text/Language.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <span>
#include <string>
#include <thread>

using namespace hakgal;

namespace {

/// A line `cancel` on standard input stops the work as a signal would. The thread is never joined: it may
/// wait for ever, and all it touches outlives main().
void listenForCancel()
{
    std::thread([] {
        std::string line;
        std::array<char, 64> chunk{};
        for (long n; (n = readStandardInput(chunk.data(), chunk.size())) > 0;) {
            for (const char c : std::span(chunk).first(static_cast<std::size_t>(n))) {
                if (c != '\n') {
                    if (c != '\r' && line.size() < chunk.size())
                        line += c;
                    continue;
                }
                if (line == "cancel")
                    StopSignal::request();
                line.clear();
            }
        }
    }).detach();
}

int run(int argc, char *argv[])
{
    const StandardStreams streams;
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hakgal"));
    QCoreApplication::setApplicationVersion(buildInfo().version);

    speak(configuredLanguage(QCoreApplication::arguments()));
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const bool json = arguments.contains(QStringLiteral("--json"));
    auto parsed = parseCommandLine(arguments);
    if (!parsed) {
        Output output(QString(), json, QString());
        return output.failed(parsed.error());
    }
    if (!parsed->verb) {
        std::fputs(qUtf8Printable(parsed->text), stdout);
        return Output(QString(), false, QString()).done();
    }
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::received, &app, &QCoreApplication::quit);
    installLogFile(StatePaths::logFile(), true);
    if (parsed->invocation.progress)
        listenForCancel();
    Output output(parsed->invocation.verb, json, parsed->invocation.settings.databasePath,
                  parsed->invocation.progress);
    if (auto single = checkSingleSqlite(); !single)
        return output.failed(single.error());
    return parsed->verb->run(parsed->invocation, output);
}

} // namespace

int main(int argc, char *argv[])
{
    return leaveProcess(run(argc, argv));
}
