// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/Ledger.h"
#include "core/Result.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <random>
#include <set>
#include <vector>

namespace support {

/// How a base is made before it is damaged.
struct BaseSpec
{
    enum Kind { Own, Bare, StatementKey, StatementKeyNoRowid, Content, Extended, StatementIndexOnly };
    Kind kind = Own;
    int facts = 300;
    int pageSize = 4096;
    int reserved = 0;
    bool utf16 = false;
    int deletedPercent = 0; ///< of what was stored at first, in one stretch and here and there
    bool longTexts = false; ///< some statements go over to overflow pages
    bool wal = false;       ///< the last tenth stands in the write-ahead log only
    quint32 seed = 1;
};

struct OracleRow
{
    QByteArray statement;
    QByteArray source;
    QByteArray timestamp;
};

/// A base and what it held.
struct Base
{
    BaseSpec spec;
    QByteArray bytes;
    QByteArray wal;
    std::map<qint64, OracleRow> rows; ///< by id (rowid); in a table WITHOUT ROWID by order of storing
    std::set<QByteArray> statements;
    std::set<QByteArray> deleted;
    bool statementIndex() const { return spec.kind != BaseSpec::Bare && spec.kind != BaseSpec::Content; }
    int rootOf(const char *table) const;
    std::map<QByteArray, int> roots;
};
const Base &base(const BaseSpec &spec); ///< made once for each spec

/// Ways to damage a file. All are seeded.
using Random = std::mt19937;
void flipBits(QByteArray &bytes, int count, Random &random);
void zeroPages(QByteArray &bytes, int pageSize, double share, Random &random);
void zeroPage(QByteArray &bytes, int pageSize, int page);
void wipeHeader(QByteArray &bytes);
void cutOff(QByteArray &bytes, double share);
void append(QByteArray &bytes, int count, Random &random);
void mangleLineEndings(QByteArray &bytes);
void scramble(QByteArray &bytes, int stretches, int length, Random &random); ///< runs of random bytes
void cutCells(QByteArray &bytes, int pageSize, int count, Random &random);   ///< zeroes stretches of 16 bytes

/// What a salvage gave, read back from the new file.
struct Outcome
{
    hakgal::Result<hakgal::Ledger> ledger = hakgal::Ledger();
    std::multimap<qint64, QByteArray> facts; ///< id → statement
    std::map<qint64, OracleRow> rows;        ///< the own schema: all columns
    std::vector<QByteArray> quarantine;
    std::map<QByteArray, int> classes;                ///< of the report
    std::vector<std::pair<qint64, QByteArray>> exact; ///< id and statement of the report
    QByteArray report;
    qint64 auditRows = 0;
    int userVersion = 0;
};
Outcome salvaged(const Base &base, const QByteArray &bytes, const QByteArray &wal,
                 const QString &backup = {});

/// Compares with the oracle. Empty: all is well; else what is wrong.
QString complaint(const Base &base, const Outcome &outcome);
int goodStatements(const Base &base, const Outcome &outcome); ///< unaltered ones among the facts

} // namespace support
