// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ByteMatcher.h"
#include "core/store/FactQuery.h"

#include <optional>
#include <vector>

namespace hakgal {

/// The predicate (before the first `(`) and the subject (from there to the next `,` or `)`) as they stand in
/// UTF-8 bytes, spaces trimmed; equal to FactText's readings. Null views without a `(`.
struct ByteReading
{
    QByteArrayView predicate;
    QByteArrayView subject;
    bool bracket = false;

    static ByteReading of(QByteArrayView statement);
};

/// FactText::parse(statement).wellFormed, quick for the many that plainly are.
bool isWellFormed(QByteArrayView statement);

/// Whether a row is wanted by a FactQuery, judged on its bytes before anything is copied; but for duplicates,
/// which no row tells alone. Immutable; any thread.
class FactFilter
{
public:
    explicit FactFilter(const FactQuery &query);

    /// False: whatever the row's other columns say, it is not wanted. Needs only the statement.
    bool mayTake(QByteArrayView statement) const;

    /// What the row's own predicate and subject columns hold; nullopt: NULL, or there are none.
    struct Stored
    {
        std::optional<QByteArrayView> predicate;
        std::optional<QByteArrayView> subject;
    };
    /// To be asked only where mayTake() was true.
    bool takes(QByteArrayView statement, const Stored &stored) const;

private:
    FactQuery::Only m_only;
    std::optional<QByteArray> m_statement;
    std::optional<QByteArray> m_predicate;
    std::optional<QByteArray> m_subject;
    std::optional<ByteMatcher> m_text;
    std::optional<FactPattern> m_pattern;
    QByteArray m_patternPredicate;
    std::vector<QByteArray> m_patternArguments; ///< each stands in the text somewhere
};

} // namespace hakgal
