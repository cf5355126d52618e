// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/Terminal.h"
#include "core/config/BuildInfo.h"
#include "core/config/LogFile.h"
#include "core/config/StatePaths.h"

#include <QCoreApplication>

#include <cstdio>

using namespace hakgal;

int main(int argc, char *argv[])
{
    prepareStandardStreams();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hakgal"));
    QCoreApplication::setApplicationVersion(buildInfo().version);

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const bool json = arguments.contains(QStringLiteral("--json"));
    auto parsed = parseCommandLine(arguments);
    if (!parsed) {
        Output output(QString(), json, QString());
        const int code = output.failed(parsed.error());
        if (parsed.error().code == ErrorCode::Usage)
            output.note(QCoreApplication::translate("hakgal", "\"hakgalctl --help\" tells what there is."));
        return code;
    }
    if (!parsed->verb) {
        std::fputs(qUtf8Printable(parsed->text), stdout);
        return ExitOk;
    }
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::received, &app, &QCoreApplication::quit);
    installLogFile(StatePaths::logFile(), true);
    Output output(parsed->invocation.verb, json, parsed->invocation.settings.databasePath);
    if (auto single = checkSingleSqlite(); !single)
        return output.failed(single.error());
    return parsed->verb->run(parsed->invocation, output);
}
