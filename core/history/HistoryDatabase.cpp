// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryDatabase.h"

#include "core/maintenance/FileSync.h"
#include "core/NativePath.h"
#include "core/store/OpenPolicy.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QVariant>

#include <algorithm>
#include <atomic>
#include <iterator>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcHistory, "hakgal.history")

constexpr int kVersion = 2;

constexpr const char *kVersion1[] = {
    "CREATE TABLE performance_metrics(id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, "
    "metric_name TEXT NOT NULL, metric_value REAL NOT NULL)",
    "CREATE INDEX performance_metrics_timestamp ON performance_metrics(timestamp)",
    "CREATE TABLE alerts(id INTEGER PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, "
    "started_at INTEGER NOT NULL, ended_at INTEGER, value REAL NOT NULL, worst REAL NOT NULL, "
    "limit_value REAL NOT NULL, snoozed_until INTEGER NOT NULL DEFAULT 0, context TEXT NOT NULL)",
    // One alert and one resolve an incident is a rule of the file itself.
    "CREATE UNIQUE INDEX alerts_firing ON alerts(rule) WHERE ended_at IS NULL",
    "CREATE INDEX alerts_started ON alerts(started_at)",
    "CREATE TABLE journal(id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, operation TEXT NOT NULL, "
    "details TEXT)",
};

/// What version 2 has beyond version 1: the tiers.
constexpr const char *kVersion2[] = {
    "CREATE TABLE metric_names(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE performance_minutes(metric INTEGER NOT NULL, timestamp INTEGER NOT NULL, low REAL NOT "
    "NULL, mean REAL NOT NULL, high REAL NOT NULL, ticks INTEGER NOT NULL, PRIMARY KEY(metric, timestamp)) "
    "WITHOUT ROWID",
    "CREATE TABLE performance_hours(metric INTEGER NOT NULL, timestamp INTEGER NOT NULL, low REAL NOT NULL, "
    "mean REAL NOT NULL, high REAL NOT NULL, ticks INTEGER NOT NULL, PRIMARY KEY(metric, timestamp)) "
    "WITHOUT ROWID",
    "CREATE TABLE rollup(tier TEXT PRIMARY KEY, done_until INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO rollup VALUES('minute', 0), ('hour', 0)",
};

/// What a file of ours must answer.
constexpr const char *kProbes1[] = {
    "SELECT id, timestamp, metric_name, metric_value FROM performance_metrics LIMIT 0",
    "SELECT id, rule, severity, started_at, ended_at, value, worst, limit_value, snoozed_until, context "
    "FROM alerts LIMIT 0",
    "SELECT id, timestamp, operation, details FROM journal LIMIT 0",
};
constexpr const char *kProbes2[] = {
    "SELECT id, name FROM metric_names LIMIT 0",
    "SELECT metric, timestamp, low, mean, high, ticks FROM performance_minutes LIMIT 0",
    "SELECT metric, timestamp, low, mean, high, ticks FROM performance_hours LIMIT 0",
    "SELECT tier, done_until FROM rollup LIMIT 0",
};

} // namespace

HistoryDatabase::HistoryDatabase(const QString &file, const QSqlDatabase &connection)
    : m_file(file), m_connection(connection)
{
}

HistoryDatabase::~HistoryDatabase()
{
    m_statements.reset();
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

QString HistoryDatabase::copyBeforeMigration(const QString &file, qint64 version)
{
    QString stem = file;
    if (stem.endsWith(QLatin1String(".db")))
        stem.chop(3);
    return stem + QStringLiteral(".v%1.db").arg(version);
}

Result<std::unique_ptr<HistoryDatabase>> HistoryDatabase::open(const QString &file, Access access)
{
    // SQLite makes a missing file even to read it, unless told otherwise; and a reader has nothing to read
    // then.
    if (access == Access::Read && !statFile(file).exists)
        return std::unique_ptr<HistoryDatabase>();
    static std::atomic<int> number = 0;
    std::unique_ptr<HistoryDatabase> database(new HistoryDatabase(
        file, QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"),
                                        QStringLiteral("hakgal-history-%1").arg(++number))));
    QSqlDatabase &connection = database->m_connection;
    connection.setDatabaseName(nativePath(file));
    connection.setConnectOptions(access == Access::Read
                                     ? QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000;QSQLITE_OPEN_READONLY")
                                     : QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000"));
    if (!connection.open())
        return database->failure(connection.lastError());
    const Result<bool> usable = database->prepareSchema(access);
    if (!usable)
        return usable.error();
    if (!*usable)
        return std::unique_ptr<HistoryDatabase>();
    if (access != Access::Read) {
        for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"}) {
            if (Result<void> done = database->run(QString::fromLatin1(pragma)); !done)
                return done.error();
        }
    }
    if (access == Access::Record) {
        if (Result<void> ready = database->prepareWriting(); !ready)
            return ready.error();
    }
    return database;
}

Result<bool> HistoryDatabase::prepareSchema(Access access)
{
    const Result<qint64> version = integer(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    if (*version > kVersion)
        return refusal(
            QStringLiteral("the file was made by a later version of this program (%1, this one knows %2)")
                .arg(*version)
                .arg(kVersion));
    if (*version >= 1) {
        for (const char *probe : kProbes1) {
            if (Result<void> answered = run(QString::fromLatin1(probe)); !answered)
                return answered.error();
        }
        if (*version < kVersion) {
            if (access != Access::Record)
                return true;
            if (Result<void> copied = copyAside(copyBeforeMigration(m_file, *version)); !copied)
                return copied.error();
            if (Result<void> made = createSchema(*version); !made)
                return made.error();
            qCInfo(lcHistory).noquote()
                << "the history was brought from version" << *version << "to" << kVersion
                << "- as it was:" << QFileInfo(copyBeforeMigration(m_file, *version)).fileName();
        }
        for (const char *probe : kProbes2) {
            if (Result<void> answered = run(QString::fromLatin1(probe)); !answered)
                return answered.error();
        }
        m_tiers = true;
        return true;
    }
    // In one statement, since another process of ours may be making the schema just now.
    const Result<qint64> foreign = integer(QStringLiteral(
        "SELECT user_version < 0 OR (user_version = 0 AND (SELECT count(*) FROM sqlite_master) > 0) "
        "FROM pragma_user_version"));
    if (!foreign)
        return foreign.error();
    if (*foreign != 0)
        return refusal(QStringLiteral("the file belongs to another program"));
    if (access == Access::Read)
        return false;

    // Only outside a transaction; before the first page is written the file has no mode to change.
    if (Result<void> wal = run(QStringLiteral("PRAGMA journal_mode=WAL")); !wal)
        return wal.error();
    if (Result<void> made = createSchema(0); !made)
        return made.error();
    m_tiers = true;
    return true;
}

/// All or nothing. Where somebody was faster there is nothing left to do.
Result<void> HistoryDatabase::createSchema(qint64 oldVersion)
{
    if (Result<void> begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    const Result<qint64> now = integer(QStringLiteral("PRAGMA user_version"));
    if (!now || *now != oldVersion) {
        (void)run(QStringLiteral("ROLLBACK"));
        return now ? Result<void>() : Result<void>(now.error());
    }
    Result<void> made;
    const auto make = [&](const char *statement) {
        if (made)
            made = run(QString::fromLatin1(statement));
    };
    if (oldVersion < 1)
        std::for_each(std::begin(kVersion1), std::end(kVersion1), make);
    std::for_each(std::begin(kVersion2), std::end(kVersion2), make);
    if (made)
        made = run(QStringLiteral("PRAGMA user_version=%1").arg(kVersion));
    if (made)
        made = run(QStringLiteral("COMMIT"));
    if (!made)
        (void)run(QStringLiteral("ROLLBACK"));
    return made;
}

/// Whether the copy is a whole history.
Result<void> HistoryDatabase::checkCopy(const QString &copy)
{
    const auto opened = open(copy, Access::Read);
    if (!opened)
        return opened.error();
    if (!*opened)
        return refusal(QStringLiteral("the copy is empty"));
    const Result<qint64> complaints = (*opened)->integer(
        QStringLiteral("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"));
    if (!complaints)
        return complaints.error();
    return *complaints == 0 ? Result<void>() : refusal(QStringLiteral("the copy is damaged"));
}

/// What is committed now, as a file of its own that is on the disk before this returns. VACUUM INTO writes
/// without fsync, so it gets another name first; one process's unfinished copy is never another's.
Result<void> HistoryDatabase::copyAside(const QString &copy)
{
    const QString part = copy + QStringLiteral(".%1.part").arg(QCoreApplication::applicationPid());
    (void)removeFile(part); // of a process before us that had our number and was cut off
    QSqlQuery query(m_connection);
    Result<void> done;
    if (!query.prepare(QStringLiteral("VACUUM INTO ?")))
        done = failure(query.lastError());
    else
        done = run(query, {nativePath(part)});
    query.finish();
    if (done)
        done = checkCopy(part);
    if (done)
        done = syncFile(part);
    if (done)
        done = renameOver(part, copy);
    if (done)
        done = syncFolder(QFileInfo(copy).absolutePath());
    if (!done) {
        (void)removeFile(part);
        return refusal(QStringLiteral("it has to be copied before it is brought to this version, and that "
                                      "failed: ") +
                       done.error().detail);
    }
    return {};
}

Result<void> HistoryDatabase::run(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return failure(query.lastError());
    return {};
}

Result<void> HistoryDatabase::run(QSqlQuery &query, const QVariantList &values)
{
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    return run(query);
}

Result<void> HistoryDatabase::run(QSqlQuery &query)
{
    if (!query.exec())
        return failure(query.lastError());
    return {};
}

Result<qint64> HistoryDatabase::integer(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql) || !query.next())
        return failure(query.lastError());
    return query.value(0).toLongLong();
}

Error HistoryDatabase::failure(const QSqlError &error) const
{
    return {ErrorCode::HistoryUnavailable, {m_file}, error.text(), error.nativeErrorCode().toInt()};
}

Error HistoryDatabase::refusal(const QString &why) const
{
    return {ErrorCode::HistoryUnavailable, {m_file}, why};
}

} // namespace hakgal
