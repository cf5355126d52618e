// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/store/FactStore.h"

#include <QByteArray>

#include <vector>

namespace hakgal {

/// Makes any number of new statements that are like those of a base. Each takes after one fact of the base,
/// drawn with equal chance: so predicates, subjects within a predicate, numbers of arguments and text lengths
/// keep the frequencies that they have there. Its last word gets a number (`HasPart(Computer, CPU_17).`), for
/// which it gives up letters where it has them; a fact with one argument so gets a new subject. No statement
/// is made twice, and none that is in the base.
///
/// Counter-based: the n-th statement follows from the seed and the base alone, so it can be made again
/// without being kept. Holds at most 50,000 facts of the base and 32 MB of text, drawn with equal chance;
/// longer texts than an import takes are left out. Immutable once made.
class FactGrower
{
public:
    /// Reads every statement twice. Progress goes to the running step of the context. NoFactsTable where the
    /// base holds no fact to learn from.
    static Result<FactGrower> learn(Database &database, FactStore &store, quint64 seed, JobContext &context);
    /// Of a made-up sample: 60 predicates and for each of them up to 400 subjects, both with frequencies by
    /// Zipf's law, one to four arguments (mostly two) of words of 3 to 12 letters.
    static FactGrower synthetic(quint64 seed);

    /// The n-th new statement, from 0.
    QByteArray statement(qint64 n) const;
    /// One of the facts that it learned from; for made-up ones none is in any base.
    const QByteArray &own(quint64 draw) const;

    qint64 ownFacts() const { return m_ownFacts; }         ///< in the base
    double averageBytes() const { return m_averageBytes; } ///< of their texts

    /// Numbers that look random, one for each (seed, n); the same everywhere.
    static quint64 draw(quint64 seed, quint64 n);
    /// A statement that takes after another one, with this number; see above.
    static QByteArray numbered(const QByteArray &model, qint64 number);
    /// The greatest number of that form in a text; -1: none.
    static qint64 greatestNumber(const QByteArray &text);

private:
    std::vector<QByteArray> m_models;
    quint64 m_seed = 0;
    qint64 m_firstNumber = 1; ///< beyond every number of that form in the base
    qint64 m_ownFacts = 0;
    double m_averageBytes = 0;
};

} // namespace hakgal
