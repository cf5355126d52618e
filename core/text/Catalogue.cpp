// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/Catalogue.h"

#include "core/maintenance/transfer/FactReader.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace hakgal {

namespace {

bool mayConfuse(QChar c)
{
    const ushort u = c.unicode();
    const bool direction = u == 0x061c || (u >= 0x200e && u <= 0x200f) || (u >= 0x202a && u <= 0x202e) ||
                           (u >= 0x2066 && u <= 0x2069);
    const QChar::Category category = c.category();
    return direction || category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

} // namespace

QString plainName(const QString &text, int longest)
{
    QString result = text;
    std::replace_if(result.begin(), result.end(), mayConfuse, QChar(QChar::ReplacementCharacter));
    if (longest > 3 && result.size() > longest) {
        const qsizetype tail = (longest - 1) / 2;
        result = result.left(longest - 1 - tail) + QChar(u'\u2026') + result.right(tail);
    }
    return result;
}

Catalogue::Catalogue(Language language)
    : m_language(language), m_format(language == Language::English ? QLocale::c() : QLocale())
{
}

QString Catalogue::say(const char *source) const
{
    return m_language == Language::English ? QString::fromUtf8(source)
                                           : QCoreApplication::translate("hakgal", source);
}

QString Catalogue::argument(const QStringList &args, int index) const
{
    const QString text = plainName(args.value(index));
    return text.isEmpty() ? say(QT_TRANSLATE_NOOP("hakgal", "(unknown)")) : text;
}

Catalogue::Said Catalogue::said(const Error &error) const
{
    const QString a = argument(error.args, 0);
    const QString b = argument(error.args, 1);
    const QString c = argument(error.args, 2);
    switch (error.code) {
    case ErrorCode::Usage:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The command line is not right: %1.")).arg(a),
                say(QT_TRANSLATE_NOOP("hakgal", "Run hakgalctl --help to see what is possible."))};
    case ErrorCode::SettingInvalid:
        return {say(QT_TRANSLATE_NOOP("hakgal", "The setting %1 has the value \"%2\"; expected is: %3."))
                    .arg(a, b, c),
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
                                                "read in with hakgalctl import."))};
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
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 could not be written.")).arg(a),
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
        return {say(QT_TRANSLATE_NOOP("hakgal", "%1 did not pass its check: %2.")).arg(a, b),
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

QString Catalogue::reason(Reason reason) const
{
    switch (reason) {
    case Reason::None:
        return say(QT_TRANSLATE_NOOP("hakgal", "It was measured."));
    case Reason::NotYet:
        return say(QT_TRANSLATE_NOOP("hakgal", "Not measured yet; the first value takes a moment."));
    case Reason::Unsupported:
        return say(QT_TRANSLATE_NOOP("hakgal", "This system does not tell it."));
    case Reason::NoPermission:
        return say(QT_TRANSLATE_NOOP("hakgal", "This user has no permission to see it."));
    case Reason::ReadFailed:
        return say(QT_TRANSLATE_NOOP("hakgal", "The system's answer could not be read."));
    case Reason::NoDatabase:
        return say(QT_TRANSLATE_NOOP("hakgal", "No knowledge base is chosen."));
    case Reason::Unreachable:
        return say(QT_TRANSLATE_NOOP("hakgal", "The knowledge base cannot be read now."));
    case Reason::NotWal:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The knowledge base keeps no write-ahead log (WAL), so there is "
                                     "no such figure."));
    case Reason::TooFewRequests:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Fewer than 500 pages were asked for in the last minute: too few "
                                     "for a percentage."));
    case Reason::OthersWrite:
        return say(QT_TRANSLATE_NOOP("hakgal", "Other programs wrote in most rounds of the last minute. Each "
                                               "write empties the probe's cache, so a percentage would say "
                                               "nothing."));
    case Reason::NoHistory:
        return say(QT_TRANSLATE_NOOP("hakgal", "There are not enough counts yet to tell the growth."));
    case Reason::TooSlow:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Measuring it on this knowledge base takes longer than it may."));
    case Reason::GapInTime:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The computer slept or its clock jumped; there is no rate across "
                                     "such a gap."));
    case Reason::NoRows:
        return say(QT_TRANSLATE_NOOP("hakgal", "There are no facts yet, so there is nothing to query."));
    case Reason::NoSearches:
        return say(QT_TRANSLATE_NOOP("hakgal", "Nothing was searched in this program yet."));
    }
    return {};
}

QString Catalogue::severity(Severity severity) const
{
    switch (severity) {
    case Severity::Info:
        return say(QT_TRANSLATE_NOOP("hakgal", "Information"));
    case Severity::Warning:
        return say(QT_TRANSLATE_NOOP("hakgal", "Warning"));
    case Severity::Critical:
        return say(QT_TRANSLATE_NOOP("hakgal", "Critical"));
    }
    return {};
}

QString Catalogue::status(Status status) const
{
    switch (status) {
    case Status::Operational:
        return say(QT_TRANSLATE_NOOP("hakgal", "Operational"));
    case Status::Degraded:
        return say(QT_TRANSLATE_NOOP("hakgal", "Degraded"));
    case Status::Poor:
        return say(QT_TRANSLATE_NOOP("hakgal", "Poor"));
    }
    return {};
}

QString Catalogue::statusReason(const StatusReason &reason, const Snapshot &snapshot) const
{
    switch (reason.kind) {
    case StatusReason::Kind::NoDatabase:
        return error({ErrorCode::NothingConfigured, {}, {}, 0});
    case StatusReason::Kind::Unreachable:
        return error(reason.error);
    case StatusReason::Kind::AlertFiring: {
        const auto alert = std::find_if(snapshot.alerts.begin(), snapshot.alerts.end(),
                                        [&](const Alert &a) { return a.rule == reason.rule; });
        if (alert == snapshot.alerts.end()) {
            Alert unknown;
            unknown.rule = reason.rule;
            return alertTitle(unknown);
        }
        return QStringLiteral("%1: %2").arg(alertTitle(*alert),
                                            alertDetail(*alert, snapshot.sample.at.wallMs));
    }
    case StatusReason::Kind::PortTaken: {
        const auto &listeners = snapshot.endpoint.listeners;
        const auto taken = std::find_if(listeners.begin(), listeners.end(), [&](const ListenerState &l) {
            return !l.listening && QString::number(l.port) == reason.args.value(0) &&
                   l.holder == reason.args.value(1);
        });
        if (taken != listeners.end())
            return listener(*taken);
        return say(QT_TRANSLATE_NOOP("hakgal", "Port %1 cannot be used now. It is tried again every few "
                                               "seconds."))
            .arg(argument(reason.args, 0));
    }
    case StatusReason::Kind::ServiceDown:
        return say(QT_TRANSLATE_NOOP("hakgal", "The service %1 does not answer as it should: %2."))
            .arg(argument(reason.args, 0), plainName(reason.args.value(1), 200));
    case StatusReason::Kind::HistoryFailed:
        if (reason.error.code == ErrorCode::HistoryUnavailable)
            return error(reason.error);
        return say(QT_TRANSLATE_NOOP("hakgal", "The history of the measurements is not kept: %1"))
            .arg(reason.error == Error{} ? argument(reason.args, 0) : error(reason.error));
    }
    return {};
}

QString Catalogue::portHolder(const ListenerState &listener) const
{
    const QString name = plainName(listener.holderName, 80);
    if (listener.holderPid == 0 || name.isEmpty())
        return say(QT_TRANSLATE_NOOP("hakgal", "another program"));
    const QString pid = QString::number(listener.holderPid);
    if (listener.holderPid == QCoreApplication::applicationPid())
        return say(QT_TRANSLATE_NOOP("hakgal", "this program itself (%1, pid %2)")).arg(name, pid);
    const QString program =
        name.endsWith(QLatin1String(".exe"), Qt::CaseInsensitive) ? name.chopped(4) : name;
    if (program == u"hakgal" || program == u"hakgalctl")
        return say(QT_TRANSLATE_NOOP("hakgal", "another HAK/GAL (%1, pid %2)")).arg(name, pid);
    if (program.startsWith(QLatin1String("python"), Qt::CaseInsensitive))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 (pid %2), perhaps the old dashboard")).arg(name, pid);
    return QStringLiteral("%1 (pid %2)").arg(name, pid);
}

QString Catalogue::listenerAddress(const ListenerState &listener) const
{
    const QString host = argument({plainName(listener.address, 80)}, 0);
    if (listener.port == 0) // an entry of the settings that is no address
        return host;
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(host, QString::number(listener.port));
}

QString Catalogue::lacking(ListenerState::Lacking what) const
{
    using Lacking = ListenerState::Lacking;
    switch (what) {
    case Lacking::Nothing:
        return {};
    case Lacking::Certificate:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Name a certificate in the setting endpoint/tls_certificate."));
    case Lacking::Key:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Name the certificate's key in the setting endpoint/tls_key."));
    case Lacking::Token:
        return say(QT_TRANSLATE_NOOP("hakgal", "Name a file with the token in the setting "
                                               "endpoint/token_file."));
    case Lacking::CertificateFile:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The file of endpoint/tls_certificate cannot be read or holds no "
                                     "certificate in PEM form."));
    case Lacking::ExpiredCertificate:
        return say(QT_TRANSLATE_NOOP("hakgal", "The certificate of endpoint/tls_certificate has expired."));
    case Lacking::KeyFile:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The file of endpoint/tls_key cannot be read or holds no key in "
                                     "PEM form without a pass phrase."));
    case Lacking::OpenKey:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Everybody may read the file of endpoint/tls_key. Allow it to its "
                                     "owner only."));
    case Lacking::OtherKey:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "The key of endpoint/tls_key does not belong to the certificate."));
    case Lacking::TokenFile:
        return say(QT_TRANSLATE_NOOP("hakgal", "The file of endpoint/token_file cannot be read."));
    case Lacking::OpenToken:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Others may read the file of endpoint/token_file. Allow it to its "
                                     "owner only."));
    case Lacking::BadToken:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The file of endpoint/token_file has to hold one line of 16 to 256 "
                                     "characters without spaces."));
    case Lacking::Tls:
        return say(QT_TRANSLATE_NOOP("hakgal", "This computer has no TLS library that can be used."));
    }
    return {};
}

QString Catalogue::listener(const ListenerState &listener) const
{
    const QString where = listenerAddress(listener);
    if (listener.listening)
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 is served.")).arg(where);
    QString what;
    switch (listener.trouble) {
    case ListenerState::Trouble::Taken:
        what = say(QT_TRANSLATE_NOOP("hakgal", "%1 is taken by %2.")).arg(where, portHolder(listener));
        break;
    case ListenerState::Trouble::Reserved:
        what = say(QT_TRANSLATE_NOOP("hakgal", "%1 is reserved by Windows.")).arg(where);
        break;
    case ListenerState::Trouble::NoPermission:
        return say(QT_TRANSLATE_NOOP("hakgal", "This user may not open %1. Choose a port above 1023 in the "
                                               "settings."))
            .arg(where);
    case ListenerState::Trouble::NoSuchAddress:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "This computer does not have the address %1. Correct it in the "
                                     "settings."))
            .arg(where);
    case ListenerState::Trouble::Unprotected:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "%1 is not opened: it can be reached from other computers, which "
                                     "needs TLS and a token."))
                   .arg(where) +
               u' ' + lacking(listener.lacking);
    case ListenerState::Trouble::None:
    case ListenerState::Trouble::Other:
        what = say(QT_TRANSLATE_NOOP("hakgal", "%1 cannot be opened.")).arg(where);
        break;
    }
    return what + u' ' +
           say(QT_TRANSLATE_NOOP("hakgal", "It is tried again every few seconds; other addresses keep "
                                           "serving. Another port can be chosen in the settings."));
}

QString Catalogue::holders(const DatabaseState &state) const
{
    if (state.holdersKnown == HoldersKnown::Unknown)
        return say(QT_TRANSLATE_NOOP("hakgal", "not known"));
    std::map<QString, int> byName;
    for (const Holder &holder : state.holders)
        ++byName[plainName(holder.name, 40)];
    QStringList names;
    for (const auto &[name, processes] : byName) {
        const QString shown = name.isEmpty() ? say(QT_TRANSLATE_NOOP("hakgal", "(unknown)")) : name;
        names += processes == 1 ? shown : QStringLiteral("%1 \u00d7%2").arg(shown, m_format.count(processes));
    }
    const QString list = names.join(QStringLiteral(", "));
    if (state.holdersKnown == HoldersKnown::All)
        return list.isEmpty() ? say(QT_TRANSLATE_NOOP("hakgal", "no other program")) : list;
    return list.isEmpty() ? say(QT_TRANSLATE_NOOP(
                                "hakgal", "no other program of this user; other users' are not visible"))
                          : say(QT_TRANSLATE_NOOP("hakgal", "%1; other users' are not visible")).arg(list);
}

QString Catalogue::rejectReason(int why) const
{
    switch (static_cast<FactReject::Why>(why)) {
    case FactReject::Why::InvalidUtf8:
        return say(QT_TRANSLATE_NOOP("hakgal", "It is not valid UTF-8 text."));
    case FactReject::Why::NulByte:
        return say(QT_TRANSLATE_NOOP("hakgal", "It holds a NUL byte, which is no text."));
    case FactReject::Why::TooLong:
        return say(QT_TRANSLATE_NOOP("hakgal", "It is longer than 64 KiB."));
    case FactReject::Why::NotJson:
        return say(QT_TRANSLATE_NOOP("hakgal", "It is not a JSON object on one line."));
    case FactReject::Why::NoStatement:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "It has no text named \"statement\", \"content\" or \"fact\"."));
    case FactReject::Why::FieldCount:
        return say(QT_TRANSLATE_NOOP(
            "hakgal", "It has another number of fields than the header; a comma may lack its quotes."));
    case FactReject::Why::BadQuotes:
        return say(QT_TRANSLATE_NOOP("hakgal", "Its quotes do not match."));
    }
    return say(QT_TRANSLATE_NOOP("hakgal", "It was rejected for a reason that this version does not know."));
}

} // namespace hakgal
