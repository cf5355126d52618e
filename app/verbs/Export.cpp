// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/verbs/Verbs.h"
#include "core/maintenance/transfer/FactExporter.h"
#include "core/store/OpenPolicy.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace hakgal {

int runExport(const Invocation &invocation, Output &output)
{
    const QString name = invocation.operands.front();
    const bool toStandardOutput = name == QLatin1String("-");
    if (toStandardOutput && output.json())
        return output.failed(usageError(
            QT_TRANSLATE_NOOP("hakgal", "--json and export to standard output exclude each other")));
    if (!toStandardOutput && belongsToBase(name, invocation.settings.databasePath))
        return output.failed(
            usageError(QT_TRANSLATE_NOOP("hakgal", "that file is the knowledge base itself")));
    if (!toStandardOutput && QFileInfo::exists(name)) {
        if (QFileInfo(name).isDir())
            return output.failed({ErrorCode::FileIsDirectory, {name}, {}, 0});
        if (!invocation.has("force"))
            return output.failed({ErrorCode::FileExists, {name}, {}, 0});
    }

    FactExporter::Options options;
    options.format = factFormatOfFile(name).value_or(FactFormat::Statements);
    if (invocation.has("format")) {
        const auto format = factFormatOf(invocation.value("format"));
        if (!format)
            return output.failed(
                usageError(QT_TRANSLATE_NOOP("hakgal", "--format is one of statements, jsonl, csv")));
        options.format = *format;
    }
    options.forSpreadsheet = invocation.has("spreadsheet");
    if (options.forSpreadsheet && options.format != FactFormat::Csv)
        return output.failed(usageError(QT_TRANSLATE_NOOP("hakgal", "--spreadsheet goes with CSV")));

    // A half-written export never stands under its name.
    QSaveFile file(name);
    QFile standardOutput;
    QIODevice *device = &file;
    if (toStandardOutput) {
        if (!standardOutput.open(stdout, QIODevice::WriteOnly))
            return output.failed(
                {ErrorCode::WriteFailed, {kStandardOutput}, standardOutput.errorString(), 0});
        device = &standardOutput;
    } else if (!file.open(QIODevice::WriteOnly)) {
        return output.failed({ErrorCode::WriteFailed, {name}, file.errorString(), 0});
    }

    JobContext job = output.job();
    job.plan({{QStringLiteral("export"), 1}});
    job.begin(QStringLiteral("export"), QCoreApplication::translate("hakgal", "Writing the facts"));
    FactExporter exporter;
    exporter.cancel = &StopSignal::requested();
    exporter.onProgress = [&job](const ExportTotals &, double done) {
        if (done >= 0)
            job.advance(done);
    };
    const auto totals = exporter.run(invocation.settings.databasePath, *device, options);
    if (!totals) {
        Error error = totals.error();
        if (toStandardOutput && (error.code == ErrorCode::WriteFailed || error.code == ErrorCode::DiskFull))
            error = {ErrorCode::WriteFailed, {kStandardOutput}, error.detail, 0};
        return output.failed(error);
    }
    if (toStandardOutput && !standardOutput.flush())
        return output.failed({ErrorCode::WriteFailed, {kStandardOutput}, standardOutput.errorString(), 0});
    if (!toStandardOutput && !file.commit())
        return output.failed({ErrorCode::WriteFailed, {name}, file.errorString(), 0});

    job.end();
    output.set({{QStringLiteral("written"), totals->written},
                {QStringLiteral("skipped"), totals->skipped},
                {QStringLiteral("format"), factFormatName(options.format)},
                {QStringLiteral("file"), name}});
    output.endProgress();
    const Format format;
    const QString said =
        QCoreApplication::translate("hakgal", "%1 statements written.").arg(format.count(totals->written));
    if (toStandardOutput)
        output.note(said);
    else
        output.line(said);
    if (totals->skipped > 0) {
        const QString why =
            options.format == FactFormat::Statements
                ? QCoreApplication::translate("hakgal", "%1 statements hold a line break and cannot be a "
                                                        "line; they were left out. JSON Lines carries them.")
                : QCoreApplication::translate(
                      "hakgal", "%1 statements are blank or no valid text; they were left out.");
        output.note(why.arg(format.count(totals->skipped)));
    }
    return output.done(totals->skipped > 0 ? ExitFinding : ExitOk);
}

} // namespace hakgal
