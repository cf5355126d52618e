// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/verbs/Maintenance.h"
#include "app/verbs/Verbs.h"
#include "core/maintenance/transfer/BulkLoad.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "core/maintenance/transfer/ImportPreview.h"
#include "core/maintenance/transfer/RejectsFile.h"
#include "core/store/OpenPolicy.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace hakgal {

namespace {

constexpr qint64 kRejectsTold = 20; ///< one by one; all of them go to the file

QString tr(const char *text)
{
    return QCoreApplication::translate("hakgal", text);
}

QString inEnglish(FactReject::Why why)
{
    return Catalogue(Catalogue::Language::English).rejectReason(static_cast<int>(why));
}

/// The format that was asked for; nullopt: none. Usage where there is no such format.
Result<std::optional<FactFormat>> wantedFormat(const Invocation &invocation)
{
    if (!invocation.has("format"))
        return std::optional<FactFormat>();
    const auto format = factFormatOf(invocation.value("format"));
    if (!format)
        return usageError(QT_TRANSLATE_NOOP("hakgal", "--format is one of statements, jsonl, csv"));
    return format;
}

int runPreview(const Invocation &invocation, Output &output, std::optional<FactFormat> format)
{
    const QString name = invocation.operands.front();
    if (name == QLatin1String("-"))
        return output.failed(
            usageError(QT_TRANSLATE_NOOP("hakgal", "a preview needs a file, since it reads it twice")));
    ImportPreview::Options options;
    options.format = format;
    options.column = invocation.value("column");
    options.runTriggers = invocation.has("run-triggers");
    const auto preview =
        ImportPreview::of(name, invocation.settings.databasePath, options, &StopSignal::requested());
    if (!preview)
        return output.failed(preview.error());
    output.set(QStringLiteral("file"), name);
    output.set(preview->toJson(inEnglish));

    const Format words;
    output.line(tr("Format: %1").arg(factFormatName(preview->format)));
    for (const ImportPreview::Column &column : preview->columns) {
        output.line(column.storedAs.isEmpty()
                        ? tr("Column %1: left out, the base has none for it").arg(column.name)
                        : tr("Column %1: stored as %2").arg(column.name, column.storedAs));
    }
    for (const ImportPreview::Row &row : preview->rows)
        output.bytes(QByteArray::number(row.line) + "  " + row.statement.toUtf8());
    for (const FactReject &reject : preview->rejects)
        output.line(tr("Line %1: %2")
                        .arg(reject.line)
                        .arg(output.catalogue().rejectReason(static_cast<int>(reject.why))));
    output.line(tr("Of the first %1: %2 facts, %3 repeated, %4 blank, %5 would be rejected.")
                    .arg(words.count(preview->looked), words.count(preview->facts),
                         words.count(preview->repeated), words.count(preview->blank),
                         words.count(preview->rejected)));
    if (preview->estimatedSeconds) {
        output.line(
            (preview->whole ? tr("%1 in all, in about %2.") : tr("About %1 in all, in about %2."))
                .arg(words.count(preview->estimatedRows), words.duration(*preview->estimatedSeconds)));
    }
    return output.done(preview->rejected > 0 ? ExitFinding : ExitOk);
}

/// Batches beside the programs that use the base.
Result<FactImporter::Totals> importLive(const Invocation &invocation, FactReader &reader, qint64 bytes,
                                        const std::function<void(const FactReject &)> &onReject,
                                        JobContext &job)
{
    const Format format;
    FactImporter importer;
    importer.cancel = &StopSignal::requested();
    importer.onReject = onReject;
    job.plan({{QStringLiteral("import"), 1}});
    job.begin(QStringLiteral("import"), tr("Storing the facts beside the programs that use the base"));
    importer.onProgress = [&job](const FactImporter::Totals &, double done) {
        if (done >= 0)
            job.advance(done);
        else
            job.tick();
    };
    FactImporter::Options options;
    options.source = invocation.value("source");
    options.runTriggers = invocation.has("run-triggers");
    auto totals = importer.run(reader, bytes, invocation.settings.databasePath, options);
    if (totals && !totals->cancelled)
        job.end();
    return totals;
}

} // namespace

int runImport(const Invocation &invocation, Output &output)
{
    const auto format = wantedFormat(invocation);
    if (!format)
        return output.failed(format.error());
    if (invocation.has("preview"))
        return runPreview(invocation, output, *format);

    auto input = FactFile::open(invocation.operands.front(), invocation.settings.databasePath, *format);
    if (!input)
        return output.failed(input.error());
    const auto lease = beginJob(invocation, output);
    if (!lease)
        return output.failed(lease.error());
    RejectsFile rejects;
    if (invocation.has("rejects")) {
        if (belongsToBase(invocation.value("rejects"), invocation.settings.databasePath))
            return output.failed({ErrorCode::FileExists, {invocation.value("rejects")}, {}, 0});
        if (auto opened = rejects.open(invocation.value("rejects")); !opened)
            return output.failed(opened.error());
    }
    const auto reader = FactReader::make(input->format, *input->device, {invocation.value("column")});
    qint64 told = 0;
    const auto onReject = [&](const FactReject &reject) {
        if (rejects.isOpen())
            rejects.add(*reader, reject, inEnglish(reject.why));
        if (++told <= kRejectsTold)
            output.note(tr("Line %1: %2")
                            .arg(reject.line)
                            .arg(output.catalogue().rejectReason(static_cast<int>(reject.why))));
    };

    const QString base = invocation.settings.databasePath;
    const bool isNew = !QFileInfo::exists(base);
    JobContext job = output.job();
    Result<FactImporter::Totals> totals = FactImporter::Totals();
    if (isNew) {
        BulkLoad load;
        load.onReject = onReject;
        totals = load.run(*reader, base, {invocation.value("source"), input->bytes}, job);
    } else {
        totals = importLive(invocation, *reader, input->bytes, onReject, job);
    }
    const auto rejectsWritten = rejects.finish();
    if (told > kRejectsTold)
        output.note(tr("%1 more lines were rejected.").arg(Format().count(told - kRejectsTold)));
    if (!totals) {
        if (isNew && totals.error().code == ErrorCode::Interrupted)
            output.note(tr("Cancelled. Nothing was stored and no knowledge base was made."));
        return jobFailed(invocation, output, totals.error());
    }

    const QJsonObject counts{{QStringLiteral("read"), totals->read},
                             {QStringLiteral("stored"), totals->stored},
                             {QStringLiteral("duplicates"), totals->duplicates},
                             {QStringLiteral("rejected"), totals->rejected},
                             {QStringLiteral("blank"), totals->blank}};
    output.set(counts);
    output.set({{QStringLiteral("created"), isNew},
                {QStringLiteral("format"), factFormatName(input->format)},
                {QStringLiteral("rejects_file"), totals->rejected > 0 && invocation.has("rejects")
                                                     ? QJsonValue(invocation.value("rejects"))
                                                     : QJsonValue()}});
    noteInJournal(invocation, output, counts);
    output.endProgress();
    const Format words;
    output.line(tr("%1 lines read: %2 stored, %3 already there, %4 blank, %5 rejected.")
                    .arg(words.count(totals->read), words.count(totals->stored),
                         words.count(totals->duplicates), words.count(totals->blank),
                         words.count(totals->rejected)));
    if (!rejectsWritten)
        return output.failed(rejectsWritten.error());
    if (totals->cancelled) {
        output.note(tr("Cancelled. What was stored stays; importing the file again skips it."));
        return output.done(ExitCancelled);
    }
    return output.done(totals->rejected > 0 ? ExitFinding : ExitOk);
}

} // namespace hakgal
