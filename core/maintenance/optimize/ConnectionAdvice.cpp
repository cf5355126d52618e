// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Optimizer.h"
#include "core/store/Database.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

// The defaults are asked of a plain connection of this SQLite to a database in memory, which our hardening of
// connections does not touch; only the page cache can have a default of the file's own, in its header.

namespace hakgal {

namespace {

struct Close
{
    void operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
};

QString plainDefault(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    QString value;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        value = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    return value;
}

/// mmap_size has no answer on a database in memory.
QString mmapDefault()
{
    const auto option = "DEFAULT_MMAP_SIZE="_L1;
    for (int i = 0; const char *name = sqlite3_compileoption_get(i); ++i) {
        const QString text = QString::fromUtf8(name);
        if (text.startsWith(option))
            return text.mid(option.size());
    }
    return u"0"_s;
}

/// A quarter of the file, from 8 to 64 MiB: in KiB, as cache_size has it.
qint64 recommendedCacheKib(qint64 fileBytes)
{
    constexpr qint64 kLeast = 8 * 1024;
    constexpr qint64 kMost = 64 * 1024;
    return std::clamp(fileBytes / 4 / 1024, kLeast, kMost);
}

QString reasonFor(const ConnectionAdvice &line)
{
    if (line.pragma == u"cache_size")
        return u"KiB of page cache (negative: KiB, not pages)"_s;
    if (line.pragma == u"mmap_size")
        return u"mapped pages crash the program when the file shrinks"_s;
    if (line.pragma == u"synchronous" && line.recommended == u"NORMAL")
        return u"safe in WAL mode; a power cut may take the last commits"_s;
    if (line.pragma == u"synchronous")
        return u"outside WAL mode anything less can damage the file in a power cut"_s;
    if (line.pragma == u"temp_store")
        return u"sorting in memory"_s;
    return {};
}

} // namespace

Result<std::vector<ConnectionAdvice>> connectionAdvice(const QString &databasePath)
{
    auto database = Database::open(databasePath, {});
    if (!database)
        return database.error();
    sqlite3 *handle = nullptr;
    const int rc =
        sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_PRIVATECACHE, nullptr);
    const std::unique_ptr<sqlite3, Close> plain(handle);
    if (rc != SQLITE_OK)
        return (*database)->failure(rc);

    QString cache = plainDefault(handle, "PRAGMA cache_size");
    // Asked of the header; 0 where it says nothing, an error where SQLite was built without it.
    if (const auto own = (*database)->integer(u"PRAGMA main.default_cache_size"_s); own && *own > 0)
        cache = QString::number(*own);
    const auto name = [](const QString &value, const QStringList &names) {
        bool ok = false;
        const int index = value.toInt(&ok);
        return ok && index >= 0 && index < names.size() ? names.at(index) : value;
    };
    const qint64 bytes = statFile((*database)->verdict().path).bytes;
    return std::vector<ConnectionAdvice>{
        {u"cache_size"_s, cache, QString::number(-recommendedCacheKib(bytes))},
        {u"mmap_size"_s, mmapDefault(), u"0"_s},
        {u"synchronous"_s,
         name(plainDefault(handle, "PRAGMA synchronous"), {u"OFF"_s, u"NORMAL"_s, u"FULL"_s, u"EXTRA"_s}),
         (*database)->verdict().wal ? u"NORMAL"_s : u"FULL"_s},
        {u"temp_store"_s,
         name(plainDefault(handle, "PRAGMA temp_store"), {u"DEFAULT"_s, u"FILE"_s, u"MEMORY"_s}),
         u"MEMORY"_s}};
}

QString adviceSnippet(const std::vector<ConnectionAdvice> &advice, bool python)
{
    QString text = python ? u"# After each sqlite3.connect():\n"_s : u"-- After opening each connection:\n"_s;
    for (const ConnectionAdvice &line : advice) {
        const QString reason = reasonFor(line);
        const QString pragma = u"PRAGMA %1 = %2"_s.arg(line.pragma, line.recommended);
        if (!reason.isEmpty())
            text += (python ? "# "_L1 : "-- "_L1) + reason + u'\n';
        text += (python ? u"connection.execute(\"%1\")"_s.arg(pragma) : pragma + u';') + u'\n';
    }
    return text;
}

} // namespace hakgal
