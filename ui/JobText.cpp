// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/JobText.h"

#include <QCoreApplication>

#include <cmath>

namespace hakgal {

namespace {

struct Words
{
    const char *verb;
    const char *name;
    const char *title;
    const char *busy;
    const char *elsewhere; ///< %1: who
    const char *cancel;
    const char *done;
};

// NOLINTBEGIN: one line a verb is easier to read
constexpr Words kOther = {
    "",
    QT_TRANSLATE_NOOP("hakgal", "Maintenance"),
    QT_TRANSLATE_NOOP("hakgal", "Working"),
    QT_TRANSLATE_NOOP("hakgal", "A job is running."),
    QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is at work on this knowledge base."),
    QT_TRANSLATE_NOOP("hakgal", "Cancel keeps the original untouched"),
    QT_TRANSLATE_NOOP("hakgal", "Done.")};
constexpr Words kWords[] = {
    {"optimize", QT_TRANSLATE_NOOP("hakgal", "Optimize"), QT_TRANSLATE_NOOP("hakgal", "Optimizing"),
     QT_TRANSLATE_NOOP("hakgal", "The knowledge base is being optimized."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is optimizing this knowledge base."),
     QT_TRANSLATE_NOOP("hakgal", "Cancel undoes the running step; no fact is touched"),
     QT_TRANSLATE_NOOP("hakgal", "Optimized.")},
    {"backup", QT_TRANSLATE_NOOP("hakgal", "Backup"), QT_TRANSLATE_NOOP("hakgal", "Backing up"),
     QT_TRANSLATE_NOOP("hakgal", "A backup is being made."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is backing up this knowledge base."),
     QT_TRANSLATE_NOOP("hakgal", "Cancel leaves the knowledge base and older backups untouched"),
     QT_TRANSLATE_NOOP("hakgal", "Backed up and verified.")},
    {"restore", QT_TRANSLATE_NOOP("hakgal", "Restore"), QT_TRANSLATE_NOOP("hakgal", "Restoring"),
     QT_TRANSLATE_NOOP("hakgal", "A backup is being restored."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is restoring a backup into this knowledge base."),
     QT_TRANSLATE_NOOP("hakgal", "Cancel keeps the original untouched"),
     QT_TRANSLATE_NOOP("hakgal", "Restored and verified.")},
    {"repair", QT_TRANSLATE_NOOP("hakgal", "Repair"), QT_TRANSLATE_NOOP("hakgal", "Repairing"),
     QT_TRANSLATE_NOOP("hakgal", "The knowledge base is being repaired."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is repairing this knowledge base."),
     QT_TRANSLATE_NOOP("hakgal", "Cancel keeps the original untouched"),
     QT_TRANSLATE_NOOP("hakgal", "The repairs are done.")},
    {"salvage", QT_TRANSLATE_NOOP("hakgal", "Salvage"), QT_TRANSLATE_NOOP("hakgal", "Salvaging"),
     QT_TRANSLATE_NOOP("hakgal", "Facts are being salvaged."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is salvaging this knowledge base."),
     QT_TRANSLATE_NOOP("hakgal", "Cancel keeps the original untouched"),
     QT_TRANSLATE_NOOP("hakgal", "What could be salvaged is in the new file.")},
    {"diagnose", QT_TRANSLATE_NOOP("hakgal", "Diagnosis"), QT_TRANSLATE_NOOP("hakgal", "Diagnosing"),
     QT_TRANSLATE_NOOP("hakgal", "The knowledge base is being diagnosed."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is diagnosing this knowledge base."),
     QT_TRANSLATE_NOOP("hakgal", "A diagnosis only reads"), QT_TRANSLATE_NOOP("hakgal", "Diagnosed.")},
    {"scale-test", QT_TRANSLATE_NOOP("hakgal", "Scale test"),
     QT_TRANSLATE_NOOP("hakgal", "Measuring at scale"),
     QT_TRANSLATE_NOOP("hakgal", "A scale test is running."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) copies this knowledge base for a scale test."),
     QT_TRANSLATE_NOOP("hakgal", "Cancel removes the copy; the knowledge base is only read"),
     QT_TRANSLATE_NOOP("hakgal", "Measured.")},
    {"import", QT_TRANSLATE_NOOP("hakgal", "Import"), QT_TRANSLATE_NOOP("hakgal", "Importing"),
     QT_TRANSLATE_NOOP("hakgal", "Facts are being imported."),
     QT_TRANSLATE_NOOP("hakgal", "Another program (%1) is importing facts into this knowledge base."),
     QT_TRANSLATE_NOOP("hakgal", "Cancel keeps what is stored; the same import goes on from there later"),
     QT_TRANSLATE_NOOP("hakgal", "Imported.")},
    {"export", QT_TRANSLATE_NOOP("hakgal", "Export"), QT_TRANSLATE_NOOP("hakgal", "Exporting"),
     QT_TRANSLATE_NOOP("hakgal", "Facts are being exported."), kOther.elsewhere,
     QT_TRANSLATE_NOOP("hakgal", "Cancel leaves no file behind"), QT_TRANSLATE_NOOP("hakgal", "Exported.")},
    // Not a verb of its own: backup --verify.
    {"verify", QT_TRANSLATE_NOOP("hakgal", "Verify"), QT_TRANSLATE_NOOP("hakgal", "Verifying"),
     QT_TRANSLATE_NOOP("hakgal", "A backup is being checked."), kOther.elsewhere,
     QT_TRANSLATE_NOOP("hakgal", "The backup is only read"),
     QT_TRANSLATE_NOOP("hakgal", "The backup is good.")},
};
// NOLINTEND

const Words &wordsOf(const QString &verb)
{
    for (const Words &words : kWords) {
        if (verb == QLatin1String(words.verb))
            return words;
    }
    return kOther;
}

QString say(const char *source)
{
    return QCoreApplication::translate("hakgal", source);
}

QString imported(const QJsonObject &result, const Format &format)
{
    const auto count = [&](const char *key) { return format.count(result[QLatin1String(key)].toInteger()); };
    QString words =
        QCoreApplication::translate("hakgal",
                                    "%1 lines read: %2 stored, %3 already there, %4 blank, %5 rejected.")
            .arg(count("read"), count("stored"), count("duplicates"), count("blank"), count("rejected"));
    const QString rejects = result[QLatin1String("rejects_file")].toString();
    if (!rejects.isEmpty())
        words += u' ' + QCoreApplication::translate("hakgal", "What was rejected is in %1; mend it there and "
                                                              "import that file.")
                            .arg(plainName(rejects));
    return words;
}

QString exported(const QJsonObject &result, const Format &format)
{
    const auto count = [&](const char *key) { return format.count(result[QLatin1String(key)].toInteger()); };
    QString words = QCoreApplication::translate("hakgal", "%1 facts written to %2.")
                        .arg(count("written"), plainName(result[QLatin1String("file")].toString()));
    if (result[QLatin1String("skipped")].toInteger() == 0)
        return words;
    const bool lines = result[QLatin1String("format")].toString() == QLatin1String("statements");
    return words + u' ' +
           (lines
                ? QCoreApplication::translate("hakgal",
                                              "%1 hold a line break or are blank and cannot be a line; "
                                              "they were left out. JSON Lines carries them.")
                : QCoreApplication::translate("hakgal", "%1 are blank or no valid text; they were left out."))
               .arg(count("skipped"));
}

} // namespace

QString JobText::name(const QString &verb) const
{
    return say(wordsOf(verb).name);
}

QString JobText::title(const QString &verb) const
{
    return say(wordsOf(verb).title);
}

std::vector<JobStepModel::Step> JobText::steps(const QString &verb) const
{
    if (verb == QLatin1String("backup"))
        return {{QStringLiteral("copy"), QCoreApplication::translate("hakgal", "Copying the knowledge base")},
                {QStringLiteral("verify"), QCoreApplication::translate("hakgal", "Checking the copy")},
                {QStringLiteral("store"), QCoreApplication::translate("hakgal", "Storing the backup")}};
    if (verb == QLatin1String("import"))
        return {{QStringLiteral("import"),
                 QCoreApplication::translate("hakgal",
                                             "Storing the facts beside the programs that use the base")}};
    if (verb == QLatin1String("export"))
        return {{QStringLiteral("export"), QCoreApplication::translate("hakgal", "Writing the facts")}};
    if (verb == QLatin1String("verify"))
        return {{QStringLiteral("read"), QCoreApplication::translate("hakgal", "Reading the backup")},
                {QStringLiteral("check"), QCoreApplication::translate("hakgal", "Checking the backup")}};
    if (verb == QLatin1String("restore"))
        return {{QStringLiteral("verify"), QCoreApplication::translate("hakgal", "Checking the backup")},
                {QStringLiteral("safety_copy"),
                 QCoreApplication::translate("hakgal", "Making a safety copy of what is there now")},
                {QStringLiteral("swap"), QCoreApplication::translate("hakgal", "Putting it in place")},
                {QStringLiteral("check"),
                 QCoreApplication::translate("hakgal", "Checking from a second connection")}};
    return {};
}

QString JobText::cancelNote(const QString &verb) const
{
    return say(wordsOf(verb).cancel);
}

QString JobText::outcome(const QString &verb, const JobReport &report) const
{
    switch (report.state) {
    case JobState::Succeeded:
        if (verb == QLatin1String("import"))
            return imported(report.result, m_catalogue.format());
        if (verb == QLatin1String("export"))
            return exported(report.result, m_catalogue.format());
        return say(wordsOf(verb).done);
    case JobState::Cancelled:
        if (verb == QLatin1String("import"))
            return QCoreApplication::translate(
                "hakgal", "Cancelled. What was stored stays; importing the file again goes on from there.");
        return QCoreApplication::translate("hakgal", "Cancelled. The facts are as they were.");
    default:
        return m_catalogue.error(report.error);
    }
}

QString JobText::busy(const QString &verb) const
{
    return say(wordsOf(verb).busy);
}

QString JobText::busy(const Lease::Owner &owner) const
{
    QString who = QCoreApplication::translate("hakgal", "pid %1").arg(owner.pid);
    if (!owner.host.isEmpty())
        who = QCoreApplication::translate("hakgal", "%1 on %2").arg(who, plainName(owner.host, 60));
    return say(wordsOf(owner.verb).elsewhere).arg(who);
}

QString JobText::footer(const QString &verb, const JobProgress &progress) const
{
    const int percent = int(progress.done * 100);
    return QCoreApplication::translate("hakgal", "%1 · %2 %")
        .arg(title(verb), m_catalogue.format().locale().toString(percent));
}

QString JobText::seconds(double seconds) const
{
    if (seconds >= 60)
        return m_catalogue.format().duration(seconds);
    if (seconds < 0.05) // not nothing
        return QCoreApplication::translate("hakgal", "< %1").arg(this->seconds(0.1));
    return m_catalogue.format().locale().toString(seconds, 'f', 1) + QChar(0x00a0) +
           QCoreApplication::translate("hakgal", "s");
}

QString JobText::timing(double elapsed, std::optional<double> left) const
{
    // In tenths from the first moment on: it is a clock that runs.
    const QString since = seconds(std::max(0.1, elapsed));
    if (!left)
        return since;
    // A second more is told than the estimate says, so that it never stands at nothing while work goes on.
    return QCoreApplication::translate("hakgal", "%1 · about %2 left")
        .arg(since, m_catalogue.format().duration(std::max(1.0, std::ceil(*left))));
}

} // namespace hakgal
