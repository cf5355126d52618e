// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <sqlite3.h>

namespace hakgal {

bool hasWalResetDefect(int version)
{
    if (version >= 3044006 && version < 3045000)
        return false;
    if (version >= 3050007 && version < 3051000)
        return false;
    return version >= 3007000 && version < 3051003;
}

const BuildInfo &buildInfo()
{
    static const BuildInfo info{QStringLiteral(HAKGAL_VERSION), QStringLiteral(HAKGAL_REVISION),
                                QString::fromLatin1(qVersion()), QString::fromLatin1(sqlite3_libversion()),
                                hasWalResetDefect(sqlite3_libversion_number())};
    return info;
}

namespace {

/// What the SQLite library behind Qt's plugin was built from, asked through SQL.
Result<QString> qtSourceId(const QString &connection)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    database.setDatabaseName(QStringLiteral(":memory:"));
    if (!database.open())
        return Error{ErrorCode::DatabaseFailed, {}, database.lastError().text()};
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT sqlite_source_id()")) || !query.next())
        return Error{ErrorCode::DatabaseFailed, {}, query.lastError().text()};
    return query.value(0).toString();
}

} // namespace

Result<void> checkSingleSqlite()
{
    const QString connection = QStringLiteral("hakgal-single-sqlite");
    const Result<QString> theirs = qtSourceId(connection);
    QSqlDatabase::removeDatabase(connection);
    const QString ours = QString::fromLatin1(sqlite3_sourceid());
    if (!theirs)
        return Error{ErrorCode::SqliteMismatch, {ours, QString()}, theirs.error().detail};
    if (*theirs != ours)
        return Error{ErrorCode::SqliteMismatch, {ours, *theirs}, {}};
    return {};
}

} // namespace hakgal
