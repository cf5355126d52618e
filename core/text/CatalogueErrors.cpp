// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong, and what to do.
#include "core/text/Catalogue.h"

#include <QCoreApplication>

namespace hakgal {

Catalogue::Said Catalogue::said(const Error &error) const
{
    const QString a = argument(error.args, 0);
    const QString b = argument(error.args, 1);
    const QString c = argument(error.args, 2);
    switch (error.code) {
    case ErrorCode::Usage:
        return {
            say(QT_TRANSLATE_NOOP("hakgal", "The command line is not right: %1.")).arg(phrase(error.args)),
            say(QT_TRANSLATE_NOOP("hakgal", "Run hakgalctl --help to see what is possible."))};
    case ErrorCode::SettingInvalid:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The setting %1 has the value \"%2\"; expected is: %3."))
                    .arg(a, b, phrase(error.args.mid(2))),
                say(QT_TRANSLATE_NOOP("hakgal", "Correct it in the settings."))};
    case ErrorCode::SettingUnknown:
        return {say(QT_TRANSLATE_NOOP("hakgal", "There is no setting named %1.")).arg(a),
                error.args.size() > 1
                    ? say(QT_TRANSLATE_NOOP("hakgal",
                                            "Did you mean %1? Else remove the line from the settings file."))
                          .arg(b)
                    : say(QT_TRANSLATE_NOOP(
                          "hakgal", "Check its spelling, or remove the line from the settings file."))};
    case ErrorCode::FileMissing:
        return {say(QT_TRANSLATE_NOOP("hakgal", "There is no file at %1.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Check the path, or choose another knowledge base."))};
    case ErrorCode::FileIsDirectory:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 is a folder, not a file.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Choose the knowledge base file in it."))};
    case ErrorCode::FileExists:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 exists already and is not overwritten.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Choose another name, or move that file away first."))};
    case ErrorCode::FileEmpty:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 is empty (0 bytes), so it is not a knowledge base yet."))
                    .arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Choose another file. If it should hold facts, keep it as it "
                                                "is and look for a backup."))};
    case ErrorCode::FileNoPermission:
        return {say(QT_TRANSLATE_NOOP("hakgal", "This user has no permission to open %1.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Ask the owner of the file for permission, or start the "
                                                "program as a user who has it."))};
    case ErrorCode::FolderReadOnly:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 cannot be opened: SQLite needs a file beside it, and its "
                                                "folder cannot be written by this user."))
                    .arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Start a program that uses the knowledge base first, or make "
                                                "the folder writable for this user."))};
    case ErrorCode::NotADatabase:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 is not an SQLite database.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Choose a knowledge base file. A text file with facts is "
                                                "read in with File > Import Facts or hakgalctl import."))};
    case ErrorCode::FileEncrypted:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 has no SQLite header and its bytes look random: it is "
                                                "probably encrypted."))
                    .arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Decrypt it with the program that encrypted it, or choose "
                                                "another file."))};
    case ErrorCode::FileOtherOwner:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 belongs to the user %2 and no program has it open. "
                                                "Opening it now would leave files that get in the way of "
                                                "its owner."))
                    .arg(a, b),
                say(QT_TRANSLATE_NOOP("hakgal", "Run this program as %1, or wait until a program of %1 has "
                                                "the knowledge base open."))
                    .arg(b)};
    case ErrorCode::FileNotRegular:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 is a device, a pipe or a socket, not a file.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Choose a knowledge base file."))};
    case ErrorCode::NetworkVolume:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 lies on a network drive (%2), where changing a knowledge "
                                                "base is not safe."))
                    .arg(a, b),
                say(QT_TRANSLATE_NOOP("hakgal", "Work on it on the computer that has the drive, or copy it "
                                                "to a local drive while no program uses it."))};
    case ErrorCode::RemovableVolume:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 lies on a removable drive, where changing a knowledge "
                                                "base is not safe."))
                    .arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Copy it to a fixed drive while no program uses it."))};
    case ErrorCode::FileHardLinked:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The file %1 has %2 names (hard links). Programs that open "
                                                "it by different names do not see each other's changes."))
                    .arg(a, b),
                say(QT_TRANSLATE_NOOP("hakgal", "Remove the other names, or work on a copy."))};
    case ErrorCode::NoFactsTable:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 is an SQLite database, but it holds no table of facts "
                                                "(facts or facts_extended)."))
                    .arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Choose another file."))};
    case ErrorCode::Locked:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 is locked by another program.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Wait until that program has finished, or close it; then try "
                                                "again."))};
    case ErrorCode::Damaged:
        return {say(QT_TRANSLATE_NOOP("hakgal", "SQLite reports that %1 is damaged.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal",
                                      "Delete nothing. Stop the programs that write to it, copy it together "
                                      "with the files beside it (-wal, -journal), and then repair it or "
                                      "restore the newest backup."))};
    case ErrorCode::Interrupted:
        return {say(QT_TRANSLATE_NOOP("hakgal",
                                      "It was stopped before it was done: cancelled, or it took too long.")),
                say(QT_TRANSLATE_NOOP("hakgal", "Try again when the computer is less busy."))};
    case ErrorCode::DiskFull:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The drive that holds %1 is full.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Free some space, but delete no file whose name begins with "
                                                "that of the knowledge base; then try again."))};
    case ErrorCode::DatabaseFailed: {
        const QString words = plainName(error.detail);
        const QString number = QString::number(error.sqliteCode);
        const QString what =
            words.isEmpty()
                ? say(QT_TRANSLATE_NOOP("hakgal", "SQLite answered with error %1.")).arg(number)
                : say(QT_TRANSLATE_NOOP("hakgal", "SQLite answered with error %1: %2.")).arg(number, words);
        return {what, say(QT_TRANSLATE_NOOP("hakgal", "Try again. If it happens again, the log file tells "
                                                      "more."))};
    }
    case ErrorCode::ReadFailed:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 could not be read.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Check that its drive is connected and that this user may "
                                                "read it."))};
    case ErrorCode::WriteFailed:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 could not be written."))
                    .arg(a == QLatin1String("Standard output")
                             ? say(QT_TRANSLATE_NOOP("hakgal", "Standard output"))
                             : a),
                say(QT_TRANSLATE_NOOP("hakgal", "Check that there is free space and that this user may write "
                                                "in that folder."))};
    case ErrorCode::SqliteMismatch:
        return {say(QT_TRANSLATE_NOOP("hakgal", "Two different SQLite libraries are loaded (%1 and %2). "
                                                "Facts could be lost so, therefore no knowledge base is "
                                                "opened."))
                    .arg(a, b),
                say(QT_TRANSLATE_NOOP("hakgal", "Install the program again."))};
    case ErrorCode::HasTriggers:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The table %1 has triggers: statements that the database "
                                                "runs with every new fact (%2). Nothing was changed."))
                    .arg(a, b),
                say(QT_TRANSLATE_NOOP("hakgal", "If they shall run for every imported fact, add "
                                                "--run-triggers."))};
    case ErrorCode::HistoryUnavailable:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The history of the measurements cannot be kept in %1. "
                                                "Watching goes on without it."))
                    .arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Check that there is free space and that this user may write "
                                                "in that folder."))};
    case ErrorCode::NothingConfigured:
        return {say(QT_TRANSLATE_NOOP("hakgal", "No knowledge base is chosen yet.")),
                say(QT_TRANSLATE_NOOP("hakgal", "Open one, or name its file with --db."))};
    case ErrorCode::JobRunning:
        return {
            say(QT_TRANSLATE_NOOP("hakgal", "Another job is at work on this knowledge base: %1 (pid %2)."))
                .arg(a, b),
            say(QT_TRANSLATE_NOOP("hakgal", "Wait until it has ended, or cancel it there."))};
    case ErrorCode::OthersPresent:
        return {say(QT_TRANSLATE_NOOP("hakgal", "Other programs have %1 open: %2.")).arg(a, b),
                say(QT_TRANSLATE_NOOP("hakgal", "Close them, then try again. Nothing was changed."))};
    case ErrorCode::ChangedMeanwhile:
        return {
            say(QT_TRANSLATE_NOOP("hakgal", "Other programs kept writing to %1 while the new file was made."))
                .arg(a),
            say(QT_TRANSLATE_NOOP("hakgal", "Stop them for a moment, then try again. Nothing was changed."))};
    case ErrorCode::VerifyFailed:
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 did not pass its check: %2."))
                    .arg(a, phrase(error.args.mid(1))),
                say(QT_TRANSLATE_NOOP("hakgal", "It was not used. Choose another backup, or run Diagnose."))};
    case ErrorCode::NoSpace:
        return {say(QT_TRANSLATE_NOOP("hakgal", "There is too little space for %1: %2 needed, %3 free."))
                    .arg(a, b, c),
                say(QT_TRANSLATE_NOOP("hakgal",
                                      "Make room on that volume, then try again. Nothing was changed."))};
    case ErrorCode::JobCrashed:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The job %1 ended unexpectedly.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "The knowledge base is in its old or its new state; the next "
                                                "job settles what was left open. The log file tells more."))};
    }
    return {};
}

QString Catalogue::error(const Error &error) const
{
    const Said texts = said(error);
    return texts.what + u' ' + texts.help;
}

QString Catalogue::errorSummary(const Error &error) const
{
    return said(error).what;
}

} // namespace hakgal
