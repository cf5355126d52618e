// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/FaultyIndices.h"

#include <QRegularExpression>

namespace hakgal {

std::optional<QString> faultyIndex(const QString &message)
{
    // The name is all that follows, whatever it holds.
    static const QRegularExpression wrongEntry(
        QStringLiteral("\\A(?:row -?\\d+ missing from|row -?\\d+ values differ from|wrong # of entries in|"
                       "non-unique entry in|rowid not at end-of-record for row -?\\d+ of) index (.+)\\z"),
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = wrongEntry.match(message);
    return match.hasMatch() ? std::optional(match.captured(1)) : std::nullopt;
}

std::optional<QStringList> faultyIndices(const QStringList &integrityMessages)
{
    QStringList names;
    for (const QString &message : integrityMessages) {
        const auto name = faultyIndex(message);
        if (!name)
            return std::nullopt;
        if (!names.contains(*name))
            names += *name;
    }
    return names;
}

} // namespace hakgal
