// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/Checkup.h"
#include "core/maintenance/FaultyIndices.h"
#include "core/maintenance/Integrity.h"

#include <map>

// SQLite's check names wrong entries of an index (see FaultyIndices); REINDEX helps against those and nothing
// else. Any other complaint is about pages. Whether they are pages of a table or only of an index decides
// what can help, and the check does not say it in every version; so it is tried: each table is read from its
// first to its last row without any index, then each index from its first to its last entry. A table that can
// be read whole while an index cannot is written anew without loss (Rebuild); a table that cannot needs a
// salvage.

namespace hakgal {

namespace {

struct Complaints
{
    std::map<QString, int> wrongEntries; ///< by index
    QStringList others;
};

Complaints sorted(const QStringList &messages)
{
    Complaints complaints;
    for (const QString &message : messages) {
        if (const auto index = faultyIndex(message)) {
            ++complaints.wrongEntries[*index];
            continue;
        }
        // What is said of pages comes in lines behind a heading.
        const QStringList lines = message.split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            if (const auto index = faultyIndex(line))
                ++complaints.wrongEntries[*index];
            else if (!line.startsWith(QLatin1String("*** in database")))
                complaints.others += line;
        }
    }
    return complaints;
}

struct Named
{
    QString name;
    QString table;
};

Result<std::vector<Named>> named(Database &database, const char *type)
{
    auto list = database.prepare(
        QStringLiteral("SELECT name, tbl_name FROM main.sqlite_schema WHERE type='%1' AND rootpage > 0")
            .arg(QLatin1String(type)));
    if (!list)
        return list.error();
    std::vector<Named> all;
    Result<bool> row = list->step();
    for (; row && *row; row = list->step())
        all.push_back({list->text(0), list->text(1)});
    if (!row)
        return row.error();
    return all;
}

/// Reads every row or entry. False where pages cannot be read; an Error only on a cancel or a lock.
Result<bool> readable(Database &database, const QString &sql)
{
    auto all = database.prepare(sql);
    if (!all) // an index that cannot be asked for so: nothing is said about its pages
        return all.error().code != ErrorCode::Damaged;
    Result<bool> row = all->step();
    while (row && *row)
        row = all->step();
    if (row)
        return true;
    const ErrorCode code = row.error().code;
    if (code == ErrorCode::Interrupted || code == ErrorCode::Locked)
        return row.error();
    return false;
}

enum class Hurt : quint8 { Unknown, Tables, Indices };

/// Which pages are hurt; tells the indices that are.
Result<Hurt> findHurt(Checkup &checkup, Database &database)
{
    const auto tables = named(database, "table");
    if (!tables)
        return Hurt::Tables; // the schema itself cannot be read
    for (const Named &table : *tables) {
        // Long values lie on pages of their own, which only reading every column shows.
        const auto fine = readable(
            database, QStringLiteral("SELECT * FROM main.%1 NOT INDEXED").arg(quoteName(table.name)));
        if (!fine)
            return fine.error();
        if (!*fine)
            return Hurt::Tables;
    }
    const auto indices = named(database, "index");
    if (!indices)
        return Hurt::Tables;
    Hurt hurt = Hurt::Unknown;
    for (const Named &index : *indices) {
        const auto fine = readable(database, QStringLiteral("SELECT rowid FROM main.%1 INDEXED BY %2")
                                                 .arg(quoteName(index.table), quoteName(index.name)));
        if (!fine)
            return fine.error();
        if (*fine)
            continue;
        hurt = Hurt::Indices;
        checkup.found(QStringLiteral("index.damaged:") + index.name, Severity::Critical,
                      {index.name, QStringLiteral("pages"), QStringLiteral("1")},
                      Finding::Remedy{RemedyAction::Rebuild, {index.name}, false});
    }
    return hurt;
}

} // namespace

void checkDamage(Checkup &checkup, Database &database)
{
    const auto integrity = checkIntegrity(database, checkup.full, checkup.context);
    if (!integrity)
        return; // cancelled, or locked for longer than anybody waits: nothing is known
    checkup.report.full = checkup.full;
    if (integrity->state == Integrity::State::Ok) {
        const qint64 lastMs = checkup.maintenance.lastIntegrityMs;
        checkup.well("integrity", {checkup.full ? QStringLiteral("full") : QStringLiteral("quick"),
                                   QString::number(lastMs)});
        return;
    }
    const QString words = integrity->messages.value(0);
    if (integrity->state == Integrity::State::Unchecked) {
        checkup.found(QStringLiteral("integrity.unchecked"), Severity::Info, {words});
        return;
    }
    const Complaints complaints = sorted(integrity->messages);
    if (complaints.others.isEmpty()) {
        for (const auto &[index, count] : complaints.wrongEntries)
            checkup.found(QStringLiteral("index.damaged:") + index, Severity::Warning,
                          {index, QStringLiteral("entries"), QString::number(count)},
                          Finding::Remedy{RemedyAction::Reindex, {index}, false});
        return;
    }
    database.setCancelFlag(checkup.context.cancelFlag());
    const auto hurt = findHurt(checkup, database);
    database.setCancelFlag(nullptr);
    if (!hurt || *hurt == Hurt::Indices)
        return;
    const QStringList said{complaints.others.front(), QString::number(complaints.others.size() - 1)};
    if (*hurt == Hurt::Tables)
        checkup.found(QStringLiteral("integrity.damaged"), Severity::Critical, said, salvageRemedy(checkup));
    else // every row and every entry can be read: what is wrong is how the pages are kept
        checkup.found(QStringLiteral("integrity.damaged"), Severity::Critical, said,
                      Finding::Remedy{RemedyAction::Rebuild, {}, false});
}

} // namespace hakgal
