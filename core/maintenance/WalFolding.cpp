// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/WalFolding.h"

#include <thread>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr int kTries = 3;
constexpr std::chrono::milliseconds kBetweenTries{100};

/// False where others were in the way.
Result<bool> checkpoint(Database &database)
{
    auto statement = database.prepare(u"PRAGMA main.wal_checkpoint(TRUNCATE)"_s);
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error().code == ErrorCode::Locked ? Result<bool>(false) : row;
    // busy, frames in the log, frames folded in; -1 where it is no WAL base
    return *row && statement->integer(0) == 0;
}

} // namespace

Result<bool> truncateWal(Database &database)
{
    for (int number = 1; number <= kTries; ++number) {
        if (number > 1)
            std::this_thread::sleep_for(kBetweenTries);
        auto done = checkpoint(database);
        if (!done || *done)
            return done;
    }
    return false;
}

Result<WalFolding> foldWal(std::unique_ptr<Database> &database, bool defect)
{
    const QString wal = database->verdict().path + "-wal"_L1;
    WalFolding folding;
    if (defect) {
        database.reset();
        folding.walBytes = statFile(wal).bytes;
        folding.how = folding.walBytes > 0 ? WalFolding::How::Refused : WalFolding::How::Folded;
        return folding;
    }
    const auto done = truncateWal(*database);
    if (!done)
        return done.error();
    folding.how = *done ? WalFolding::How::Folded : WalFolding::How::Partial;
    folding.walBytes = statFile(wal).bytes;
    return folding;
}

} // namespace hakgal
