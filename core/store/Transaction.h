// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"

namespace hakgal {

/// Rolls back unless committed. Same thread as its Database, and gone before it.
class Transaction
{
public:
    enum class Kind { Deferred, Immediate };

    static Result<Transaction> begin(Database &database, Kind kind);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    Database *m_database; ///< null once committed or moved from
};

} // namespace hakgal
