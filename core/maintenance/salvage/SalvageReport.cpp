// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/SalvageReport.h"

#include "core/store/FactStore.h"

#include <sqlite3.h>

namespace hakgal::salvage {

namespace {

const char *nameOf(Verdict::Class what)
{
    switch (what) {
    case Verdict::Class::Exact:
        return "exact";
    case Verdict::Class::Intact:
        return "intact";
    case Verdict::Class::Partial:
        return "partial";
    case Verdict::Class::Doubtful:
        return "doubtful";
    case Verdict::Class::Duplicate:
        return "duplicate";
    case Verdict::Class::Lost:
        return "lost";
    }
    return "";
}

QByteArray quoted(const QByteArray &text)
{
    QByteArray inside = text;
    inside.replace('"', "\"\"");
    return '"' + inside + '"';
}

} // namespace

SalvageReport::~SalvageReport()
{
    if (m_csv.isOpen())
        m_csv.remove();
}

Result<void> SalvageReport::open(const QString &csv)
{
    if (csv.isEmpty())
        return {};
    m_csv.setFileName(csv);
    if (!m_csv.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return Error{
            m_csv.exists() ? ErrorCode::FileExists : ErrorCode::WriteFailed, {csv}, m_csv.errorString(), 0};
    m_csv.write("class,id,page,reason,statement,other_reading\r\n");
    return {};
}

Result<void> SalvageReport::useBackup(const QString &path, Judge &judge)
{
    auto database = Database::open(path, {});
    if (!database)
        return database.error();
    m_backup = std::move(*database);
    auto store = FactStore::attach(*m_backup);
    if (!store)
        return store.error();
    const FactSchema &schema = store->schema();
    if (!schema.rowid)
        return usageError(QT_TRANSLATE_NOOP(
            "hakgal", "the facts of this backup have no ids by which they could be compared"));
    m_backupTable = QStringLiteral("main.") + quoteName(schema.table);
    m_backupStatement = quoteName(schema.statement);
    m_backupRowid = schema.rowidName;
    QString columns = m_backupStatement;
    const QStringList wanted = m_writer.factColumns();
    for (const QString &name : wanted)
        columns += QStringLiteral(", ") +
                   (schema.column(QLatin1String(name.toLatin1())) ? quoteName(name) : QStringLiteral("NULL"));
    const QByteArray sql =
        QStringLiteral("SELECT %1 FROM %2 WHERE %3 = ?1").arg(columns, m_backupTable, m_backupRowid).toUtf8();
    sqlite3_stmt *raw = nullptr;
    const int rc =
        sqlite3_prepare_v2(m_backup->handle(), sql.constData(), static_cast<int>(sql.size()), &raw, nullptr);
    m_backupRow.reset(raw);
    if (rc != SQLITE_OK)
        return m_backup->failure(rc);
    m_judge = &judge;
    return {};
}

bool SalvageReport::fail(const Error &error)
{
    m_failure = error;
    return false;
}

void SalvageReport::line(const Verdict &verdict, const char *what)
{
    if (!m_csv.isOpen())
        return;
    m_csv.write(QByteArray(what) + ',' +
                (verdict.hasRowid ? QByteArray::number(verdict.rowid) : QByteArray()) + ',' +
                QByteArray::number(verdict.page) + ',' + quoted(verdict.reason) + ',' +
                (verdict.what == Verdict::Class::Lost ? QByteArray() : quoted(verdict.statement)) + ',' +
                (verdict.otherReading.isNull() ? QByteArray() : quoted(verdict.otherReading)) + "\r\n");
}

/// Whether the backup vouches for the fact: it has the id with a statement that a reading or the indices
/// confirm. That it was not deleted since, no backup can say.
bool SalvageReport::fromBackup(const Verdict &verdict, bool *taken)
{
    *taken = false;
    const bool wanted = verdict.what == Verdict::Class::Lost ||
                        (verdict.what == Verdict::Class::Doubtful && !verdict.mayBeDeleted);
    if (!m_backup || !wanted || !verdict.hasRowid)
        return true;
    sqlite3_stmt *row = m_backupRow.get();
    sqlite3_reset(row);
    sqlite3_bind_int64(row, 1, verdict.rowid);
    const int rc = sqlite3_step(row);
    if (rc == SQLITE_DONE)
        return true;
    if (rc != SQLITE_ROW)
        return fail(m_backup->failure(rc));
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, 0));
    const QByteArray statement(text, sqlite3_column_bytes(row, 0));
    const bool confirmed = verdict.what == Verdict::Class::Lost
                               ? m_judge->indicesConfirm(verdict.rowid, statement)
                               : statement == verdict.statement || statement == verdict.otherReading;
    if (!confirmed || !m_judge->claim(statement, verdict.what == Verdict::Class::Doubtful))
        return true;
    const auto stored = m_writer.addFromBackup(verdict.rowid, row);
    if (!stored)
        return fail(stored.error());
    *taken = *stored;
    return true;
}

bool SalvageReport::take(const Verdict &verdict)
{
    bool taken = false;
    if (!fromBackup(verdict, &taken))
        return false;
    if (taken) {
        ++m_ledger.fromBackup;
        m_lostButFound += verdict.what == Verdict::Class::Lost ? 1 : 0;
        line(verdict, "from_backup");
        return true;
    }
    return settle(verdict);
}

bool SalvageReport::settle(const Verdict &verdict)
{
    Verdict now = verdict;
    if (now.what == Verdict::Class::Exact || now.what == Verdict::Class::Intact ||
        now.what == Verdict::Class::Partial) {
        const auto stored = m_writer.addFact(now);
        if (!stored)
            return fail(stored.error());
        if (!*stored) {
            now.what = Verdict::Class::Doubtful;
            now.reason = "the table does not take the row: one of its rules forbids it";
        }
    }
    switch (now.what) {
    case Verdict::Class::Exact:
        ++m_ledger.exact;
        break;
    case Verdict::Class::Intact:
        ++m_ledger.intact;
        break;
    case Verdict::Class::Partial:
        ++m_ledger.partial;
        break;
    case Verdict::Class::Doubtful:
        ++m_ledger.doubtful;
        if (auto stored = m_writer.addDoubtful(now); !stored)
            return fail(stored.error());
        break;
    case Verdict::Class::Duplicate:
        ++m_ledger.duplicates;
        break;
    case Verdict::Class::Lost:
        break;
    }
    line(now, nameOf(now.what));
    return true;
}

bool SalvageReport::takeRestOfBackup()
{
    if (!m_backup)
        return true;
    auto rows = m_backup->prepare(
        QStringLiteral("SELECT %1, %2 FROM %3").arg(m_backupRowid, m_backupStatement, m_backupTable));
    if (!rows)
        return fail(rows.error());
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return true;
        Verdict verdict;
        verdict.rowid = rows->integer(0);
        verdict.statement = rows->utf8(1);
        verdict.reason = "only the backup has it; it may have been deleted since";
        if (m_judge->mayBeMissing(verdict.rowid) && m_judge->claim(verdict.statement, false) &&
            !settle(verdict))
            return false;
    }
}

Result<void> SalvageReport::finish()
{
    if (!m_csv.isOpen())
        return {};
    const bool well = m_csv.flush() && m_csv.error() == QFile::NoError;
    m_csv.close();
    if (!well)
        return Error{ErrorCode::WriteFailed, {m_csv.fileName()}, m_csv.errorString(), 0};
    return {};
}

} // namespace hakgal::salvage
