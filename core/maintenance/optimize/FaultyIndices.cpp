// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/FaultyIndices.h"

#include <QRegularExpression>

namespace hakgal {

std::optional<QStringList> faultyIndices(const QStringList &integrityMessages)
{
    // The name is all that follows, whatever it holds.
    static const QRegularExpression wrongEntries(
        QStringLiteral("\\A(?:row -?\\d+ missing from|row -?\\d+ values differ from|wrong # of entries in|"
                       "non-unique entry in) index (.+)\\z"),
        QRegularExpression::DotMatchesEverythingOption);
    QStringList names;
    for (const QString &message : integrityMessages) {
        const auto match = wrongEntries.match(message);
        if (!match.hasMatch())
            return std::nullopt;
        if (!names.contains(match.captured(1)))
            names += match.captured(1);
    }
    return names;
}

} // namespace hakgal
