// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Transaction.h"

#include <sqlite3.h>

#include <utility>

namespace hakgal {

Result<Transaction> Transaction::begin(Database &database, Kind kind)
{
    const auto begun = database.execute(kind == Kind::Immediate ? QStringLiteral("BEGIN IMMEDIATE")
                                                                : QStringLiteral("BEGIN"));
    if (!begun)
        return begun.error();
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    // Some errors (a full disk, for one) make SQLite roll back by itself.
    if (m_database != nullptr && sqlite3_get_autocommit(m_database->handle()) == 0)
        sqlite3_exec(m_database->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    auto committed = m_database->execute(QStringLiteral("COMMIT"));
    if (committed)
        m_database = nullptr;
    return committed;
}

} // namespace hakgal
