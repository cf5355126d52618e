// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/StatementSet.h"
#include "core/maintenance/salvage/Testimony.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace hakgal::salvage {

/// What became of one fact.
struct Verdict
{
    enum class Class : quint8 { Exact, Intact, Partial, Doubtful, Duplicate, Lost };
    Class what = Class::Doubtful;
    qint64 rowid = 0;
    bool hasRowid = true;      ///< false in a table WITHOUT ROWID
    CellRef row;               ///< Exact and Intact: where all columns stand; page 0: nowhere
    quint32 page = 0;          ///< where it was read
    QByteArray statement;      ///< UTF-8; of a doubtful one the bytes as they stand in the file
    QByteArray otherReading;   ///< Doubtful: what the other witness says, where it says something else
    bool mayBeDeleted = false; ///< Doubtful: not what it says but whether it still stood
    const char *reason = "";   ///< Partial and Doubtful: a stable English sentence
};

/// Hears the witnesses for each fact and decides; the rules stand at the top of Salvage.cpp.
class Judge
{
public:
    Judge(const PageSource &source, const PageMap &map, const Inventory &inventory, const Witness &witness);

    /// Hands every fact to `sink` exactly once, those of the table first, by rowid. False where sink or tick
    /// said stop.
    bool run(const std::function<bool(const Verdict &)> &sink, const std::function<bool(double)> &tick);

    // For filling gaps from a backup, while and after run().
    /// Live indices over predicate and subject have this rowid and agree with the statement.
    bool indicesConfirm(qint64 rowid, const QByteArray &utf8);
    /// Marks the statement as standing; false if it stands already (unless it was only in doubt).
    bool claim(const QByteArray &utf8, bool doubtful);
    bool mayBeMissing(qint64 rowid) { return m_testimony.mayBeMissing(rowid); }

    /// Facts that indices name and of which nothing else was found.
    qint64 lostByIndex() const { return m_lostByIndex; }
    /// Rows on given-up pages that a whole index does not know: they were deleted.
    qint64 leftDeleted() const { return m_leftDeleted; }

private:
    bool say(Verdict verdict);
    bool good(Verdict::Class what, const Reading &from, qint64 rowid, const char *reason = "");
    bool doubt(const Reading &reading, const char *reason, const QByteArray &other = {},
               bool mayBeDeleted = false);
    /// Read well, but from a page that may have been given up, and no live index knows it.
    bool doubtLife(const Reading &reading);
    bool judgeRow(std::size_t begin, std::size_t end);
    bool judgeAgreed(const Reading &row, const Reading &entry);
    bool judgeConflict(const Reading &row, const Reading &entry);
    bool judgeRowAlone(const Reading &row);
    bool judgeSharedStatement(const Reading &row, qint64 owner);
    bool judgeEntryAlone(const Reading &entry);
    bool sweepEntries(const std::function<bool(double)> &tick);
    void countLost();

    const TableInfo &m_table;
    const Witness &m_witness;
    Testimony m_testimony;
    StatementSet m_statements;
    std::function<bool(const Verdict &)> m_sink;
    qint64 m_lostByIndex = 0;
    qint64 m_leftDeleted = 0;
};

} // namespace hakgal::salvage
