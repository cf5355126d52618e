// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/maintenance/salvage/DamagedBase.h"

#include "core/maintenance/salvage/Salvage.h"
#include "core/store/Database.h"
#include "core/store/FactStore.h"
#include "core/store/FactText.h"

#include <QFile>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <tuple>

namespace support {

namespace {

void must(bool ok, const char *what)
{
    if (!ok)
        qFatal("the test cannot make its base: %s", what);
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeAll(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    must(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "write");
}

const char *const kPredicates[] = {"HasPart",   "IsA",    "Protocol",  "System",   "Matrix",
                                   "Algorithm", "Causes", "LocatedIn", "Requires", "Protein",
                                   "Quantum",   "Uses",   "Behavior",  "Gene"};
const char *const kWords[] = {
    "integral",   "derivative", "graph",  "calculus", "Euler",   "prime",        "algebra",  "REST",
    "encryption", "NoSQL",      "TCP/IP", "GraphQL",  "HTTP",    "cloud",        "server",   "client",
    "virus",      "enzyme",     "plant",  "Computer", "CPU",     "electron",     "velocity", "Einstein",
    "momentum",   "Größe",      "naïve",  "東京",     "HAK_GAL", "llama-3.3-70b"};

QByteArray statement(int number, Random &random, bool longTexts)
{
    const auto word = [&] { return QByteArray(kWords[random() % std::size(kWords)]); };
    if (number % 97 == 0)
        return "plain sentence number " + QByteArray::number(number) + " about " + word() +
               " without brackets";
    QByteArray text = QByteArray(kPredicates[random() % std::size(kPredicates)]) + '(' + word();
    const int arguments = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < arguments; ++i)
        text += ", " + word();
    text += ", n" + QByteArray::number(number);
    if (longTexts && number % 7 == 0)
        text +=
            ", " + QByteArray(200 + static_cast<int>(random() % 9000), static_cast<char>('a' + number % 26));
    text += number % 31 == 0 ? ")" : ").";
    return text;
}

const char *schemaOf(BaseSpec::Kind kind)
{
    switch (kind) {
    case BaseSpec::Own:
        return nullptr;
    case BaseSpec::Bare:
        return "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT, source TEXT, timestamp TEXT);";
    case BaseSpec::StatementIndexOnly:
        return "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT, source TEXT, timestamp TEXT);"
               "CREATE UNIQUE INDEX only_statement ON facts(statement);";
    case BaseSpec::StatementKey:
        return "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT, fact_metadata TEXT, confidence "
               "REAL);";
    case BaseSpec::StatementKeyNoRowid:
        return "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT, fact_metadata TEXT) WITHOUT "
               "ROWID;"
               "CREATE INDEX by_context ON facts(context);";
    case BaseSpec::Content:
        return "CREATE TABLE facts(id INTEGER PRIMARY KEY, content TEXT, timestamp TEXT, agent_id TEXT, "
               "fact_type TEXT);"
               "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, event TEXT, payload TEXT, "
               "hash TEXT);";
    case BaseSpec::Extended:
        return "CREATE TABLE facts_extended(id INTEGER PRIMARY KEY, statement TEXT UNIQUE, predicate TEXT, "
               "arg_count INTEGER, arg1 TEXT, arg2 TEXT, arg3 TEXT, arg4 TEXT, arg5 TEXT, args_json TEXT, "
               "fact_type TEXT, domain TEXT, complexity INTEGER, confidence REAL, created_at TEXT, source "
               "TEXT);"
               "CREATE INDEX ext_predicate ON facts_extended(predicate);";
    }
    return nullptr;
}

const char *insertOf(BaseSpec::Kind kind)
{
    switch (kind) {
    case BaseSpec::Own:
    case BaseSpec::Bare:
    case BaseSpec::StatementIndexOnly:
        return "INSERT INTO facts(id, statement, source, timestamp) VALUES(?1, ?2, ?3, ?4)";
    case BaseSpec::StatementKey:
        return "INSERT INTO facts(rowid, statement, context, fact_metadata, confidence) VALUES(?1, ?2, ?3, "
               "?4, 0.5)";
    case BaseSpec::StatementKeyNoRowid:
        return "INSERT INTO facts(statement, context, fact_metadata) VALUES(?2, ?3, ?4)";
    case BaseSpec::Content:
        return "INSERT INTO facts(id, content, timestamp, agent_id, fact_type) VALUES(?1, ?2, ?4, ?3, "
               "'plain')";
    case BaseSpec::Extended:
        return "INSERT INTO facts_extended(id, statement, predicate, arg_count, arg1, source, created_at) "
               "VALUES(?1, ?2, substr(?2, 1, instr(?2, '(') - 1), 2, 'one', ?3, ?4)";
    }
    return nullptr;
}

void run(sqlite3 *db, const QByteArray &sql)
{
    char *why = nullptr;
    if (sqlite3_exec(db, sql.constData(), nullptr, nullptr, &why) != SQLITE_OK)
        qFatal("%s: %s", sql.constData(), why);
}

void store(Base &made, sqlite3 *db, int from, int to, Random &random)
{
    sqlite3_stmt *insert = nullptr;
    must(sqlite3_prepare_v2(db, insertOf(made.spec.kind), -1, &insert, nullptr) == SQLITE_OK,
         sqlite3_errmsg(db));
    for (int i = from; i < to; ++i) {
        OracleRow row{statement(i, random, made.spec.longTexts), "import " + QByteArray::number(i / 500),
                      "2025-01-" + QByteArray::number(10 + i % 20) + "T08:15:00Z"};
        sqlite3_bind_int64(insert, 1, i);
        const QByteArray *texts[] = {&row.statement, &row.source, &row.timestamp};
        for (int p = 0; p < 3; ++p)
            sqlite3_bind_text(insert, p + 2, texts[p]->constData(), static_cast<int>(texts[p]->size()),
                              SQLITE_TRANSIENT);
        must(sqlite3_step(insert) == SQLITE_DONE, sqlite3_errmsg(db));
        sqlite3_reset(insert);
        made.rows[i] = row;
    }
    sqlite3_finalize(insert);
}

void remove(Base &made, sqlite3 *db, Random &random)
{
    const int facts = made.spec.facts;
    const int gone = facts * made.spec.deletedPercent / 100;
    std::set<qint64> ids;
    const int start = 1 + static_cast<int>(random() % static_cast<unsigned>(facts / 2));
    for (int i = 0; i < gone * 4 / 5; ++i)
        ids.insert(std::min(facts, start + i));
    for (int i = 0; i < gone / 5; ++i)
        ids.insert(1 + static_cast<int>(random() % static_cast<unsigned>(facts)));
    for (const qint64 id : ids) {
        const auto row = made.rows.find(id);
        if (row == made.rows.end())
            continue;
        made.deleted.insert(row->second.statement);
        const QByteArray table = made.spec.kind == BaseSpec::Extended ? "facts_extended" : "facts";
        sqlite3_stmt *statement = nullptr;
        const QByteArray sql = made.spec.kind == BaseSpec::StatementKeyNoRowid
                                   ? QByteArray("DELETE FROM facts WHERE statement = ?2 AND ?1 > 0")
                                   : "DELETE FROM " + table + " WHERE rowid = ?1";
        must(sqlite3_prepare_v2(db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK,
             sqlite3_errmsg(db));
        sqlite3_bind_int64(statement, 1, id);
        sqlite3_bind_text(statement, 2, row->second.statement.constData(),
                          static_cast<int>(row->second.statement.size()), SQLITE_TRANSIENT);
        must(sqlite3_step(statement) == SQLITE_DONE, sqlite3_errmsg(db));
        sqlite3_finalize(statement);
        made.rows.erase(row);
    }
}

Base make(const BaseSpec &spec)
{
    Base made;
    made.spec = spec;
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("base.db"));
    sqlite3 *db = nullptr;
    must(sqlite3_open(path.toUtf8().constData(), &db) == SQLITE_OK, "open");
    if (spec.reserved > 0) {
        int reserved = spec.reserved;
        sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    }
    run(db, "PRAGMA page_size=" + QByteArray::number(spec.pageSize));
    if (spec.utf16)
        run(db, "PRAGMA encoding='UTF-16le'");
    run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=0");
    run(db, "PRAGMA user_version=7");
    if (const char *schema = schemaOf(spec.kind)) {
        run(db, schema);
    } else {
        const QString column = QStringLiteral("\"statement\"");
        run(db,
            ("CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, timestamp "
             "TEXT,"
             " predicate TEXT GENERATED ALWAYS AS (" +
             hakgal::FactText::predicateSql(column).toUtf8() +
             ") VIRTUAL, subject TEXT GENERATED ALWAYS AS (" + hakgal::FactText::subjectSql(column).toUtf8() +
             ") VIRTUAL);"
             "CREATE UNIQUE INDEX idx_statement ON facts(statement);"
             "CREATE INDEX idx_predicate ON facts(predicate); CREATE INDEX idx_subject ON facts(subject);"
             "CREATE INDEX idx_predicate_subject ON facts(predicate, subject);"
             "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, operation TEXT, details "
             "TEXT);"));
    }
    run(db, "CREATE TABLE IF NOT EXISTS notes(id INTEGER PRIMARY KEY, number REAL, body BLOB)");
    run(db, "INSERT INTO notes VALUES(1, 2.5, x'00ff10'), (2, 3, 'text'), (5, NULL, NULL)");
    if (spec.kind == BaseSpec::Own)
        run(db, "INSERT INTO audit_log VALUES(1, '2025-01-01T00:00:00Z', 'import', '{}')");
    Random random(spec.seed);
    const int inWal = spec.wal ? spec.facts / 10 : 0;
    run(db, "BEGIN");
    store(made, db, 1, spec.facts - inWal + 1, random);
    run(db, "COMMIT; BEGIN");
    remove(made, db, random);
    run(db, "COMMIT");
    run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    if (inWal > 0) {
        run(db, "BEGIN");
        store(made, db, spec.facts - inWal + 1, spec.facts + 1, random);
        run(db, "COMMIT");
        // Not committed: must not come back.
        run(db, "PRAGMA cache_size=10; BEGIN; CREATE TABLE unfinished AS SELECT * FROM notes");
        made.wal = readAll(path + QStringLiteral("-wal"));
        made.bytes = readAll(path);
        run(db, "ROLLBACK");
    }
    sqlite3_stmt *roots = nullptr;
    sqlite3_prepare_v2(db, "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0", -1, &roots,
                       nullptr);
    while (sqlite3_step(roots) == SQLITE_ROW)
        made.roots[reinterpret_cast<const char *>(sqlite3_column_text(roots, 0))] =
            sqlite3_column_int(roots, 1);
    sqlite3_finalize(roots);
    sqlite3_close(db);
    if (inWal == 0)
        made.bytes = readAll(path);
    for (const auto &[id, row] : made.rows)
        made.statements.insert(row.statement);
    for (const QByteArray &text : made.statements)
        made.deleted.erase(text);
    return made;
}

} // namespace

const Base &base(const BaseSpec &spec)
{
    using Key = std::tuple<int, int, int, int, bool, int, bool, bool, quint32>;
    static std::map<Key, Base> bases;
    const Key key{spec.kind,           spec.facts,     spec.pageSize, spec.reserved, spec.utf16,
                  spec.deletedPercent, spec.longTexts, spec.wal,      spec.seed};
    const auto found = bases.find(key);
    return found != bases.end() ? found->second : bases.emplace(key, make(spec)).first->second;
}

int Base::rootOf(const char *table) const
{
    const auto found = roots.find(table);
    return found == roots.end() ? 0 : found->second;
}

void flipBits(QByteArray &bytes, int count, Random &random)
{
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<qsizetype>(random() % static_cast<quint32>(bytes.size()));
        bytes[at] = static_cast<char>(static_cast<quint8>(bytes[at]) ^ (1U << (random() % 8)));
    }
}

void zeroPage(QByteArray &bytes, int pageSize, int page)
{
    const qsizetype at = static_cast<qsizetype>(page - 1) * pageSize;
    for (qsizetype i = at; i < std::min<qsizetype>(at + pageSize, bytes.size()); ++i)
        bytes[i] = 0;
}

void zeroPages(QByteArray &bytes, int pageSize, double share, Random &random)
{
    std::vector<int> pages(static_cast<std::size_t>(bytes.size() / pageSize));
    for (std::size_t i = 0; i < pages.size(); ++i)
        pages[i] = static_cast<int>(i) + 1;
    std::shuffle(pages.begin(), pages.end(), random);
    const auto count =
        std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(pages.size()) * share + 0.5));
    for (std::size_t i = 0; i < count; ++i)
        zeroPage(bytes, pageSize, pages[i]);
}

void wipeHeader(QByteArray &bytes)
{
    for (qsizetype i = 0; i < std::min<qsizetype>(100, bytes.size()); ++i)
        bytes[i] = 0;
}

void cutOff(QByteArray &bytes, double share)
{
    bytes.truncate(static_cast<qsizetype>(static_cast<double>(bytes.size()) * (1 - share)));
}

void append(QByteArray &bytes, int count, Random &random)
{
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(random());
}

void mangleLineEndings(QByteArray &bytes)
{
    bytes.replace("\n", "\r\n");
}

void scramble(QByteArray &bytes, int stretches, int length, Random &random)
{
    for (int s = 0; s < stretches; ++s) {
        const auto at = static_cast<qsizetype>(random() % static_cast<quint32>(bytes.size()));
        for (qsizetype i = at; i < std::min<qsizetype>(at + length, bytes.size()); ++i)
            bytes[i] = static_cast<char>(random());
    }
}

void cutCells(QByteArray &bytes, int pageSize, int count, Random &random)
{
    Q_UNUSED(pageSize)
    for (int s = 0; s < count; ++s) {
        const auto at = static_cast<qsizetype>(random() % static_cast<quint32>(bytes.size()));
        for (qsizetype i = at; i < std::min<qsizetype>(at + 16, bytes.size()); ++i)
            bytes[i] = 0;
    }
}

namespace {

/// Lines of the report; statements hold no line breaks here.
void readReport(const QString &path, Outcome &outcome)
{
    outcome.report = readAll(path);
    const QList<QByteArray> lines = outcome.report.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (lines[i].isEmpty())
            continue;
        const QList<QByteArray> head = lines[i].split(',');
        ++outcome.classes[head[0]];
        if (head[0] != "exact")
            continue;
        // class,id,page,"",​"statement",
        const qsizetype open = lines[i].indexOf("\"\",\"") + 4;
        const qsizetype close = lines[i].lastIndexOf("\",");
        outcome.exact.emplace_back(head[1].toLongLong(), lines[i].mid(open, close - open));
    }
}

} // namespace

Outcome salvaged(const Base &base, const QByteArray &bytes, const QByteArray &wal, const QString &backup)
{
    QTemporaryDir folder;
    const QString damaged = folder.filePath(QStringLiteral("damaged.db"));
    const QString out = folder.filePath(QStringLiteral("new.db"));
    const QString report = folder.filePath(QStringLiteral("report.csv"));
    writeAll(damaged, bytes);
    if (!wal.isEmpty())
        writeAll(damaged + QStringLiteral("-wal"), wal);
    hakgal::JobContext context(nullptr, nullptr);
    hakgal::Salvage::Options options;
    options.expected = static_cast<qint64>(base.rows.size());
    options.reportCsv = report;
    options.backup = backup;
    Outcome outcome;
    outcome.ledger = hakgal::Salvage::run(damaged, out, options, context);
    if (readAll(damaged) != bytes)
        qFatal("the damaged file was written to");
    if (!outcome.ledger)
        return outcome;
    readReport(report, outcome);
    sqlite3 *db = nullptr;
    must(sqlite3_open_v2(out.toUtf8().constData(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK,
         "open the result");
    const auto each = [&](const char *sql, auto take) {
        sqlite3_stmt *rows = nullptr;
        if (sqlite3_prepare_v2(db, sql, -1, &rows, nullptr) == SQLITE_OK) {
            while (sqlite3_step(rows) == SQLITE_ROW)
                take(rows);
        }
        sqlite3_finalize(rows);
    };
    const auto text = [](sqlite3_stmt *row, int column) {
        const auto *bytesOf = reinterpret_cast<const char *>(sqlite3_column_blob(row, column));
        return QByteArray(bytesOf, sqlite3_column_bytes(row, column));
    };
    int withoutRowid = 0;
    const auto fact = [&](sqlite3_stmt *row) {
        outcome.facts.emplace(sqlite3_column_int64(row, 0), text(row, 1));
    };
    each("SELECT rowid, statement FROM facts", fact);
    each("SELECT rowid, statement FROM facts_extended", fact);
    each("SELECT rowid, content FROM facts", fact);
    if (outcome.facts.empty())
        each("SELECT 0, statement FROM facts",
             [&](sqlite3_stmt *row) { outcome.facts.emplace(++withoutRowid, text(row, 1)); });
    each("SELECT id, statement, source, timestamp FROM facts", [&](sqlite3_stmt *row) {
        outcome.rows[sqlite3_column_int64(row, 0)] = {text(row, 1), text(row, 2), text(row, 3)};
    });
    each("SELECT statement FROM facts_quarantine",
         [&](sqlite3_stmt *row) { outcome.quarantine.push_back(text(row, 0)); });
    each("SELECT count(*) FROM audit_log",
         [&](sqlite3_stmt *row) { outcome.auditRows = sqlite3_column_int64(row, 0); });
    each("PRAGMA user_version", [&](sqlite3_stmt *row) { outcome.userVersion = sqlite3_column_int(row, 0); });
    sqlite3_close(db);
    return outcome;
}

int goodStatements(const Base &base, const Outcome &outcome)
{
    return static_cast<int>(std::count_if(outcome.facts.begin(), outcome.facts.end(), [&](const auto &fact) {
        return base.statements.count(fact.second) > 0;
    }));
}

QString complaint(const Base &base, const Outcome &outcome)
{
    if (!outcome.ledger) {
        const hakgal::Error &error = outcome.ledger.error();
        return QStringLiteral("failed: ") + QLatin1String(hakgal::errorName(error.code)) + u' ' +
               error.args.join(u' ') + error.detail;
    }
    const hakgal::Ledger &ledger = *outcome.ledger;
    const auto number = [](qint64 value) { return QString::number(value); };
    if (ledger.good() != static_cast<qint64>(outcome.facts.size()))
        return QStringLiteral("the ledger has %1 good facts, the file %2")
            .arg(number(ledger.good()), number(qint64(outcome.facts.size())));
    if (ledger.doubtful != static_cast<qint64>(outcome.quarantine.size()))
        return QStringLiteral("the ledger has %1 doubtful facts, the file %2")
            .arg(number(ledger.doubtful), number(qint64(outcome.quarantine.size())));
    if (ledger.found() + *ledger.lost() - *ledger.surplus() != *ledger.expected)
        return QStringLiteral("the ledger does not add up");
    const std::pair<const char *, qint64> classes[] = {
        {"exact", ledger.exact},       {"intact", ledger.intact},        {"partial", ledger.partial},
        {"doubtful", ledger.doubtful}, {"duplicate", ledger.duplicates}, {"from_backup", ledger.fromBackup}};
    for (const auto &[name, count] : classes) {
        const auto reported = outcome.classes.find(name);
        if ((reported == outcome.classes.end() ? 0 : reported->second) != count)
            return QStringLiteral("the report has another number of facts that are ") + QLatin1String(name);
    }
    if (static_cast<qint64>(outcome.exact.size()) != ledger.exact)
        return QStringLiteral("the report names another number of exact facts");
    for (const auto &[id, statement] : outcome.exact) {
        const auto row = base.rows.find(id);
        const bool same = base.spec.kind == BaseSpec::StatementKeyNoRowid
                              ? base.statements.count(statement) > 0
                              : row != base.rows.end() && row->second.statement == statement;
        if (!same)
            return QStringLiteral("altered, yet exact: %1 %2").arg(number(id), QString::fromUtf8(statement));
    }
    const auto reported = [&](const QByteArray &statement) {
        const qsizetype at = outcome.report.indexOf(statement);
        const qsizetype from = outcome.report.lastIndexOf('\n', at) + 1;
        return QString::fromUtf8(outcome.report.mid(from, outcome.report.indexOf('\n', at) - from));
    };
    for (const auto &[id, statement] : outcome.facts) {
        if (base.deleted.count(statement) > 0)
            return QStringLiteral("deleted, yet back: ") + reported(statement);
        if (base.statementIndex() && base.statements.count(statement) == 0)
            return QStringLiteral("altered among the good: ") + reported(statement);
    }
    // What the oracle counts: every statement stands once, and none that was there is left unaccounted for.
    std::set<QByteArray> standing;
    for (const auto &[id, statement] : outcome.facts)
        standing.insert(statement);
    if (standing.size() != outcome.facts.size())
        return QStringLiteral("a statement stands twice");
    const auto altered = ledger.good() - goodStatements(base, outcome);
    const auto gone = static_cast<qint64>(base.statements.size()) - goodStatements(base, outcome);
    if (gone > *ledger.lost() + ledger.doubtful + ledger.duplicates + altered)
        return QStringLiteral("%1 statements are gone, the ledger knows of fewer").arg(number(gone));
    if (outcome.auditRows < 1)
        return QStringLiteral("no audit row");
    return {};
}

} // namespace support
