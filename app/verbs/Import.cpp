// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/verbs/Verbs.h"
#include "core/maintenance/FactImporter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace hakgal {

namespace {

/// The lines that were not stored, for the operator to mend: line number, reason, text, divided by tabs.
class RejectsFile
{
public:
    Result<void> open(const QString &path)
    {
        m_file.setFileName(path);
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return Error{m_file.exists() ? ErrorCode::FileExists : ErrorCode::WriteFailed,
                         {path},
                         m_file.errorString(),
                         0};
        return {};
    }
    bool isOpen() const { return m_file.isOpen(); }
    void add(const FactImporter::Reject &reject, const QString &why)
    {
        m_file.write(QByteArray::number(reject.line) + '\t' + why.toUtf8() + '\t' + reject.bytes + '\n');
    }
    /// False where something could not be written. An empty file is removed again.
    bool finish()
    {
        const bool empty = m_file.size() == 0;
        const bool well = m_file.flush() && m_file.error() == QFile::NoError;
        m_file.close();
        if (empty)
            m_file.remove();
        return well;
    }

private:
    QFile m_file;
};

} // namespace

int runImport(const Invocation &invocation, Output &output)
{
    const QString name = invocation.operands.front();
    QFile input;
    if (name == QLatin1String("-")) {
        if (!input.open(stdin, QIODevice::ReadOnly))
            return output.failed(
                {ErrorCode::ReadFailed, {QStringLiteral("standard input")}, input.errorString(), 0});
    } else {
        const QFileInfo info(name);
        if (!info.exists())
            return output.failed({ErrorCode::FileMissing, {name}, {}, 0});
        if (info.isDir())
            return output.failed({ErrorCode::FileIsDirectory, {name}, {}, 0});
        input.setFileName(name);
        if (!input.open(QIODevice::ReadOnly))
            return output.failed({ErrorCode::FileNoPermission, {name}, input.errorString(), 0});
    }
    RejectsFile rejects;
    if (invocation.has("rejects")) {
        if (auto opened = rejects.open(invocation.value("rejects")); !opened)
            return output.failed(opened.error());
    }
    const QString base = invocation.settings.databasePath;
    bool created = false;
    if (!QFileInfo::exists(base)) {
        if (auto made = createBase(base); !made)
            return output.failed(made.error());
        created = true;
    }

    FactImporter importer;
    importer.cancel = &StopSignal::requested();
    importer.onReject = [&](const FactImporter::Reject &reject) {
        const QString why = output.catalogue().rejectReason(static_cast<int>(reject.why));
        if (rejects.isOpen())
            rejects.add(reject,
                        Catalogue(Catalogue::Language::English).rejectReason(static_cast<int>(reject.why)));
        output.note(QCoreApplication::translate("hakgal", "Line %1: %2").arg(reject.line).arg(why));
    };
    const Format format;
    importer.onProgress = [&](const FactImporter::Totals &totals, double done) {
        const QString share = done >= 0 ? format.percent(done * 100) : QString();
        output.progress(QCoreApplication::translate("hakgal", "%1 facts stored %2")
                            .arg(format.count(totals.stored), share));
    };
    FactImporter::Options options;
    options.source = invocation.value("source");
    options.runTriggers = invocation.has("run-triggers");
    const auto totals = importer.run(input, base, options);
    const bool rejectsWritten = !rejects.isOpen() || rejects.finish();
    if (!totals)
        return output.failed(totals.error());

    output.set({{QStringLiteral("read"), totals->read},
                {QStringLiteral("stored"), totals->stored},
                {QStringLiteral("duplicates"), totals->duplicates},
                {QStringLiteral("rejected"), totals->rejected},
                {QStringLiteral("blank"), totals->blank},
                {QStringLiteral("created"), created}});
    output.endProgress();
    output.line(
        QCoreApplication::translate("hakgal",
                                    "%1 lines read: %2 stored, %3 already there, %4 blank, %5 rejected.")
            .arg(format.count(totals->read), format.count(totals->stored), format.count(totals->duplicates),
                 format.count(totals->blank), format.count(totals->rejected)));
    if (!rejectsWritten)
        return output.failed({ErrorCode::WriteFailed, {invocation.value("rejects")}, {}, 0});
    if (totals->cancelled) {
        output.note(QCoreApplication::translate(
            "hakgal", "Cancelled. What was stored stays; importing the file again skips it."));
        return output.done(ExitCancelled);
    }
    return output.done(totals->rejected > 0 ? ExitFinding : ExitOk);
}

} // namespace hakgal
