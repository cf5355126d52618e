// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace hakgal {

class Database;

/// How a base keeps its facts. Found by looking, never assumed.
struct FactSchema
{
    enum class Kind : quint8 { Simple, StatementKey, Content, Extended, Other };
    enum class Audit : quint8 { None, Details, Payload, Other }; ///< form of audit_log

    struct Column
    {
        QString name; ///< unquoted, as everywhere here
        QString type; ///< as declared, upper case
        bool generated = false;
        bool required = false; ///< NOT NULL without a default; an insert must give it
        int key = 0;           ///< position in the primary key, from 1; 0: none
    };

    Kind kind = Kind::Other;
    QString table;     ///< unquoted; `facts` or `facts_extended`, a real table, not a view
    QString statement; ///< unquoted name of the column with the text
    bool rowid = true; ///< false: WITHOUT ROWID, ordered by the statement
    QString rowidName; ///< a name of the rowid that no column hides; empty where rowid is false
    QString source;    ///< column names; empty where there is none
    QString timestamp;
    QString predicateSql; ///< a column or the expression, ready to use in SQL
    QString subjectSql;
    bool predicateColumn = false; ///< a column (generated or stored) gives it
    bool subjectColumn = false;
    bool predicateStored = false; ///< an ordinary column, which other programs fill (or leave NULL)
    bool subjectStored = false;
    bool statementIndexed = false; ///< an equality search on the statement uses an index
    bool statementUnique = false;
    bool predicateIndexed = false; ///< likewise on predicateSql, so that grouped counts are cheap
    bool subjectIndexed = false;   ///< predicate + subject uses an index
    std::vector<Column> columns;
    QStringList requiredColumns; ///< columns an insert must fill besides the statement
    QStringList indices;
    QStringList triggers; ///< on the tables an import writes: the facts and audit_log
    Audit audit = Audit::None;
    QString auditTable;
    std::vector<Column> auditColumns;

    /// Looks at the tables of the base. NoFactsTable where no ordinary table holds facts: a view or a virtual
    /// table of that name would run code of the file's choosing for each question, and its counts need not be
    /// rows. Where both forms are there, facts_extended is taken only if `facts` is empty and it is not.
    static Result<FactSchema> read(Database &database);

    /// Looks only at audit_log, also in a base without facts: audit, auditTable, auditColumns, and in
    /// rowidName a name of that table's rowid.
    static Result<FactSchema> readAuditLog(Database &database);

    const Column *column(QLatin1String name) const; ///< by name, in any case; null where there is none
};

} // namespace hakgal
