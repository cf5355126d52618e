// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"

#include "app/verbs/Verbs.h"
#include "core/config/BuildInfo.h"
#include "core/config/SettingsFile.h"
#include "core/text/Catalogue.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QSet>
#include <QTextStream>

#include <algorithm>
#include <utility>

namespace hakgal {

namespace {

constexpr const char *kFile[] = {"FILE"};
constexpr const char *kPattern[] = {"PATTERN"};
constexpr const char *kBackup[] = {"BACKUP"};

constexpr OptionInfo kImportOptions[] = {
    {"format", "FORMAT",
     QT_TRANSLATE_NOOP("hakgal", "statements, jsonl or csv (else by the name and the first line)")},
    {"column", "COLUMN",
     QT_TRANSLATE_NOOP("hakgal", "of CSV: name or number of the column with the statement")},
    {"preview", nullptr,
     QT_TRANSLATE_NOOP("hakgal", "tell what would be done with the file, and change nothing")},
    {"source", "NAME", QT_TRANSLATE_NOOP("hakgal", "what to store in the source column")},
    {"rejects", "FILE",
     QT_TRANSLATE_NOOP("hakgal",
                       "write what is rejected there, with line and reason, to be mended and imported")},
    {"run-triggers", nullptr,
     QT_TRANSLATE_NOOP("hakgal", "import into a table with triggers and let them run")},
};
constexpr OptionInfo kBackupOptions[] = {
    {"to", "DIR",
     QT_TRANSLATE_NOOP("hakgal",
                       "the folder for it (else backup/directory of the settings, or one of our own)")},
    {"keep", "N",
     QT_TRANSLATE_NOOP("hakgal",
                       "keep the newest N and remove older ones (else backup/keep of the settings: 10)")},
    {"verify", "BACKUP",
     QT_TRANSLATE_NOOP("hakgal", "make none, but check this one: SHA-256, integrity, number of facts")},
};
constexpr OptionInfo kDiagnoseOptions[] = {
    {"quick", nullptr, QT_TRANSLATE_NOOP("hakgal", "the quick check in place of the full integrity check")},
};
constexpr OptionInfo kRepairOptions[] = {
    {"dry-run", nullptr, QT_TRANSLATE_NOOP("hakgal", "tell what would be done, and change nothing")},
    {"yes", nullptr, QT_TRANSLATE_NOOP("hakgal", "do not ask")},
    {"only", "ID,...", QT_TRANSLATE_NOOP("hakgal", "only these findings, by the ids that diagnose tells")},
};
constexpr OptionInfo kRestoreOptions[] = {
    {"yes", nullptr, QT_TRANSLATE_NOOP("hakgal", "do not ask")},
};
constexpr OptionInfo kOptimizeOptions[] = {
    {"dry-run", nullptr, QT_TRANSLATE_NOOP("hakgal", "only tell what would be done and what it would bring")},
    {"only", "STEP,...",
     QT_TRANSLATE_NOOP(
         "hakgal",
         "only these of: check, backup, wal, indices, analyze, optimize, reindex, incremental, vacuum, "
         "checkpoint, verify")},
    {"no-backup", nullptr, QT_TRANSLATE_NOOP("hakgal", "without the backup that comes before the changes")},
    {"memory-limit-mb", "N", QT_TRANSLATE_NOOP("hakgal", "most memory that SQLite may take (default 2048)")},
};
constexpr OptionInfo kFindOptions[] = {
    {"limit", "N", QT_TRANSLATE_NOOP("hakgal", "show at most N facts (default 100; 0: all)")},
};
constexpr OptionInfo kScaleOptions[] = {
    {"facts", "N", QT_TRANSLATE_NOOP("hakgal", "grow to so many facts (default 100000)")},
    {"patterns", "NAME,...",
     QT_TRANSLATE_NOOP("hakgal", "only these queries: point, predicate, subject, text, mixed")},
    {"seconds", "S", QT_TRANSLATE_NOOP("hakgal", "time for queries, over all sizes together (default 20)")},
    {"seed", "X", QT_TRANSLATE_NOOP("hakgal", "the same seed makes the same facts (default 1)")},
    {"synthetic", nullptr,
     QT_TRANSLATE_NOOP("hakgal", "made-up facts in place of a copy of the knowledge base")},
    {"dry-run", nullptr, QT_TRANSLATE_NOOP("hakgal", "only tell what it would need")},
};
constexpr OptionInfo kExportOptions[] = {
    {"format", "FORMAT",
     QT_TRANSLATE_NOOP("hakgal", "statements, jsonl or csv (else by the name: .jsonl, .csv)")},
    {"spreadsheet", nullptr,
     QT_TRANSLATE_NOOP("hakgal", "of CSV: safe for spreadsheets, with an apostrophe before formulas")},
    {"force", nullptr, QT_TRANSLATE_NOOP("hakgal", "replace the file if it exists")},
};

constexpr const char *kDamaged[] = {"DAMAGED"};
constexpr OptionInfo kSalvageOptions[] = {
    {"out", "NEW.db", QT_TRANSLATE_NOOP("hakgal", "the new file with what was salvaged; must not exist")},
    {"expect", "N", QT_TRANSLATE_NOOP("hakgal", "how many facts there should be, to tell how many are lost")},
    {"backup", "GOOD.db", QT_TRANSLATE_NOOP("hakgal", "an older good base to fill gaps from")},
    {"report", "CSV",
     QT_TRANSLATE_NOOP("hakgal", "list every fact there: class, id, page, reason, statement")},
};

constexpr VerbInfo kVerbs[] = {
    {"status",
     {},
     {},
     true,
     QT_TRANSLATE_NOOP("hakgal", "measure the knowledge base and this machine once, and tell"),
     runStatus},
#ifdef HAKGAL_ENDPOINT
    {"serve",
     {},
     {},
     false,
     QT_TRANSLATE_NOOP("hakgal", "watch and serve the endpoint without a window, until SIGTERM or Ctrl-C"),
     runServe},
#endif
    {"find", kPattern, kFindOptions, true,
     QT_TRANSLATE_NOOP("hakgal", "show facts that match, for example 'HasPart(Computer, ?)'"), runFind},
    {"import", kFile, kImportOptions, true,
     QT_TRANSLATE_NOOP("hakgal", "store facts of statement lines, JSON Lines or CSV ('-': standard input)"),
     runImport},
    {"export", kFile, kExportOptions, true,
     QT_TRANSLATE_NOOP("hakgal", "write every fact as a line, JSON Lines or CSV ('-': standard output)"),
     runExport},
    {"diagnose",
     {},
     kDiagnoseOptions,
     true,
     QT_TRANSLATE_NOOP("hakgal", "look for everything that could be wrong; changes nothing"),
     runDiagnose},
    {"backup",
     {},
     kBackupOptions,
     true,
     QT_TRANSLATE_NOOP("hakgal", "make a verified copy, beside programs that write"),
     runBackup},
    {"repair",
     {},
     kRepairOptions,
     true,
     QT_TRANSLATE_NOOP("hakgal",
                       "diagnose, put right what can be, with a safety copy first, and diagnose again"),
     runRepair},
    {"restore", kBackup, kRestoreOptions, true,
     QT_TRANSLATE_NOOP("hakgal",
                       "bring back the content of a backup; what is there now goes to a safety copy"),
     runRestore},
    {"salvage", kDamaged, kSalvageOptions, false,
     QT_TRANSLATE_NOOP("hakgal",
                       "get the facts out of a damaged file into a new one, and account for every one"),
     runSalvage},
    {"optimize",
     {},
     kOptimizeOptions,
     true,
     QT_TRANSLATE_NOOP("hakgal",
                       "back up, then indices, statistics, compaction: with a plan before and figures after"),
     runOptimize},
    {"scale-test",
     {},
     kScaleOptions,
     false,
     QT_TRANSLATE_NOOP("hakgal",
                       "grow a private copy and measure how fast it stays; the base itself is only read"),
     runScaleTest},
    {"create", kFile, {}, false, QT_TRANSLATE_NOOP("hakgal", "make a new, empty knowledge base"), runCreate},
    {"notify-test",
     {},
     {},
     false,
     QT_TRANSLATE_NOOP("hakgal", "send a test by every way that alerts are told (webhook, mail)"),
     runNotifyTest},
    {"mcp",
     {},
     {},
     true,
     QT_TRANSLATE_NOOP("hakgal", "tools for agents: Model Context Protocol on standard input and output"),
     runMcp},
};

QString synopsis(const VerbInfo &verb)
{
    QString text = QLatin1String(verb.name);
    for (const char *operand : verb.operands)
        text += QLatin1Char(' ') + QLatin1String(operand);
    for (const OptionInfo &option : verb.options) {
        text += QLatin1String(" [--") + QLatin1String(option.name);
        if (option.value)
            text += QLatin1Char(' ') + QLatin1String(option.value);
        text += QLatin1Char(']');
    }
    return text;
}

/// The first option that has another option where its value should be; the parser takes that for the value.
/// Empty where there is none.
QString withoutValue(const QStringList &arguments, const QSet<QString> &switches,
                     const QSet<QString> &withValue)
{
    const QLatin1String dashes("--");
    for (qsizetype i = 0; i + 1 < arguments.size() && arguments[i] != dashes; ++i) {
        if (!arguments[i].startsWith(dashes) || !withValue.contains(arguments[i].mid(2)))
            continue;
        const QString &value = arguments[i + 1];
        const QString name = value.mid(2).section(u'=', 0, 0);
        if (value.startsWith(dashes) && (switches.contains(name) || withValue.contains(name)))
            return arguments[i];
        ++i;
    }
    return {};
}

/// What the parser did not like: it tells only in a sentence of its own.
Error notUnderstood(const QCommandLineParser &parser, const QStringList &arguments,
                    const QSet<QString> &switches)
{
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        const QString &name = unknown.front();
        return usageError(QT_TRANSLATE_NOOP("hakgal", "there is no option %1"),
                          {(name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name});
    }
    for (const QString &argument : arguments) {
        const QString name = argument.section(u'=', 0, 0);
        if (name != argument && name.startsWith(QLatin1String("--")) && switches.contains(name.mid(2)))
            return usageError(QT_TRANSLATE_NOOP("hakgal", "%1 takes no value"), {name});
    }
    return usageError(QT_TRANSLATE_NOOP("hakgal", "%1 needs a value"),
                      {arguments.value(arguments.size() - 1)});
}

QString translated(const char *words)
{
    return QCoreApplication::translate("hakgal", words);
}

} // namespace

int exitCode(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Usage:
    case ErrorCode::SettingInvalid:
    case ErrorCode::SettingUnknown:
    case ErrorCode::NothingConfigured:
        return ExitUsage;
    case ErrorCode::Locked:
    case ErrorCode::JobRunning:
    case ErrorCode::OthersPresent:
    case ErrorCode::ChangedMeanwhile:
        return ExitLocked;
    case ErrorCode::Interrupted:
        return ExitCancelled;
    default:
        return ExitFailed;
    }
}

std::span<const VerbInfo> verbs()
{
    return kVerbs;
}

QString helpText(const VerbInfo *verb)
{
    QString text;
    QTextStream out(&text);
    if (verb) {
        out << "hakgalctl [--db FILE] [--config FILE] " << synopsis(*verb) << " [--json]\n\n  "
            << translated(verb->help) << "\n";
        for (const OptionInfo &option : verb->options) {
            const QString name = QLatin1String("--") + QLatin1String(option.name) +
                                 (option.value ? QLatin1Char(' ') + QLatin1String(option.value) : QString());
            out << "\n  " << name.leftJustified(18) << translated(option.help);
        }
        return text + QLatin1Char('\n');
    }
    out << "hakgalctl [--db FILE] [--config FILE] VERB [--json]\n\n";
    for (const VerbInfo &info : verbs())
        out << "  " << QString(QLatin1String(info.name)).leftJustified(12) << translated(info.help) << "\n";
    const std::pair<const char *, QString> common[] = {
        {"--db FILE",
         translated(QT_TRANSLATE_NOOP("hakgal", "the knowledge base (else database_path of the settings)"))},
        {"--config FILE", translated(QT_TRANSLATE_NOOP("hakgal", "the settings file (else %1)"))
                              .arg(QDir::toNativeSeparators(SettingsFile::defaultPath()))},
        {"--json",
         translated(QT_TRANSLATE_NOOP("hakgal", "one JSON object on standard output and nothing else"))},
        {"--progress",
         translated(QT_TRANSLATE_NOOP(
             "hakgal", "for programs: progress on standard error, one JSON object a line; a line "
                       "\"cancel\" on standard input stops the work"))},
        {"--help", translated(QT_TRANSLATE_NOOP("hakgal", "this text, or with a verb the help of the verb"))},
        {"--version",
         translated(QT_TRANSLATE_NOOP("hakgal", "versions of the program and what it runs with"))},
    };
    out << "\n";
    for (const auto &[option, words] : common)
        out << "  " << QString(QLatin1String(option)).leftJustified(16) << words << "\n";
    out << "\n"
        << translated(QT_TRANSLATE_NOOP(
               "hakgal", "Exit codes: 0 fine, 1 a finding or rejected rows, 2 usage, 3 input/output or "
                         "database error, 4 locked by another program, 130 cancelled."))
        << "\n";
    return text;
}

Result<Outcome> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption db(QStringLiteral("db"), {}, QStringLiteral("FILE"));
    const QCommandLineOption config(QStringLiteral("config"), {}, QStringLiteral("FILE"));
    const QCommandLineOption json(QStringLiteral("json"));
    const QCommandLineOption progress(QStringLiteral("progress"));
    const QCommandLineOption help(QStringList{QStringLiteral("h"), QStringLiteral("help")});
    const QCommandLineOption version(QStringLiteral("version"));
    parser.addOptions({db, config, json, progress, help, version});
    QHash<QString, QString> added; // several verbs may have an option of one name
    QSet<QString> switches{QStringLiteral("json"), QStringLiteral("progress"), QStringLiteral("help"),
                           QStringLiteral("version")};
    QSet<QString> withValue{QStringLiteral("db"), QStringLiteral("config")};
    for (const VerbInfo &info : kVerbs) {
        for (const OptionInfo &option : info.options) {
            added.insert(QLatin1String(option.name), QLatin1String(option.value ? option.value : ""));
            (option.value ? withValue : switches).insert(QLatin1String(option.name));
        }
    }
    for (auto it = added.cbegin(); it != added.cend(); ++it)
        parser.addOption({it.key(), {}, it.value()});
    if (!parser.parse(QStringList(QStringLiteral("hakgalctl")) + arguments))
        return notUnderstood(parser, arguments, switches);
    if (const QString option = withoutValue(arguments, switches, withValue); !option.isEmpty())
        return usageError(QT_TRANSLATE_NOOP("hakgal", "%1 needs a value"), {option});

    Outcome outcome;
    QStringList words = parser.positionalArguments();
    const QString name = words.isEmpty() ? QString() : words.takeFirst();
    const auto verb = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                   [&](const VerbInfo &info) { return name == QLatin1String(info.name); });
    outcome.verb = verb == std::end(kVerbs) ? nullptr : &*verb;
    if (parser.isSet(version)) {
        const BuildInfo &info = buildInfo();
        outcome.text = QStringLiteral("hakgalctl %1 (%2), Qt %3, SQLite %4\n")
                           .arg(info.version, info.revision, info.qtVersion, info.sqliteVersion);
        outcome.verb = nullptr;
        return outcome;
    }
    if (parser.isSet(help)) {
        outcome.text = helpText(outcome.verb);
        outcome.verb = nullptr;
        return outcome;
    }
    if (name.isEmpty())
        return usageError(QT_TRANSLATE_NOOP("hakgal", "no verb was given"));
#ifndef HAKGAL_ENDPOINT
    if (name == QLatin1String("serve"))
        return usageError(QT_TRANSLATE_NOOP("hakgal", "this build has no HTTP endpoint"));
#endif
    if (!outcome.verb)
        return usageError(QT_TRANSLATE_NOOP("hakgal", "there is no verb \"%1\""), {name});

    Invocation &invocation = outcome.invocation;
    invocation.verb = name;
    invocation.json = parser.isSet(json);
    invocation.progress = parser.isSet(progress);
    invocation.operands = words;
    if (invocation.progress && words.contains(QStringLiteral("-")))
        return usageError(QT_TRANSLATE_NOOP("hakgal", "with --progress standard input is not for facts"));
    const auto &operands = outcome.verb->operands;
    if (static_cast<std::size_t>(words.size()) != operands.size()) {
        if (operands.empty())
            return usageError(QT_TRANSLATE_NOOP("hakgal", "%1 takes no operand"), {name});
        return usageError(QT_TRANSLATE_NOOP("hakgal", "%1 takes exactly: %2"),
                          {name, QLatin1String(operands.front())});
    }
    const QStringList given = parser.optionNames();
    for (const char *once : {"db", "config"}) {
        if (given.count(QLatin1String(once)) > 1)
            return usageError(QT_TRANSLATE_NOOP("hakgal", "--%1 was given twice"), {QLatin1String(once)});
    }
    for (const QString &option : given) {
        if (option == QLatin1String("db") || option == QLatin1String("config") ||
            option == QLatin1String("json") || option == QLatin1String("progress"))
            continue;
        const bool known =
            std::any_of(outcome.verb->options.begin(), outcome.verb->options.end(),
                        [&](const OptionInfo &info) { return option == QLatin1String(info.name); });
        if (!known)
            return usageError(QT_TRANSLATE_NOOP("hakgal", "%1 has no option --%2"), {name, option});
        if (invocation.options.contains(option))
            return usageError(QT_TRANSLATE_NOOP("hakgal", "--%1 was given twice"), {option});
        invocation.options.insert(option, parser.value(option));
    }

    const SettingsFile file(parser.isSet(config) ? parser.value(config) : SettingsFile::defaultPath());
    if (parser.isSet(config) && !QFileInfo::exists(file.path()))
        return Error{ErrorCode::FileMissing, {file.path()}, {}, 0};
    const auto loaded = file.load();
    if (!loaded.errors.empty())
        return loaded.errors.front();
    invocation.settings = loaded.settings;
    invocation.settingsPath = file.path();
    if (parser.isSet(db))
        invocation.settings.databasePath = QDir::cleanPath(QDir::fromNativeSeparators(parser.value(db)));
    if (outcome.verb->needsDatabase && invocation.settings.databasePath.isEmpty())
        return Error{ErrorCode::NothingConfigured, {}, {}, 0};
    return outcome;
}

} // namespace hakgal
