// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"

namespace hakgal {

/// That a change of ours takes no fact: the count before and after on one connection. Where others committed
/// in between (which moves the connection's data_version) the counts say nothing and are not compared;
/// inside a write transaction nobody can.
class SameFacts
{
public:
    static Result<SameFacts> before(Database &database);
    Result<void> after();

private:
    explicit SameFacts(Database &database) : m_database(&database) {}
    Result<qint64> version();
    Result<qint64> count();

    Database *m_database;
    qint64 m_version = 0;
    qint64 m_count = 0;
};

} // namespace hakgal
