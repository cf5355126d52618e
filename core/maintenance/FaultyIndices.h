// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace hakgal {

/// The index in which SQLite's check found a wrong entry, by one of the things that it said; nullopt: that is
/// about something else. Knows the words of SQLite 3.40 to 3.53. Pure.
std::optional<QString> faultyIndex(const QString &message);

/// The indices in which integrity_check found wrong entries, from what it said, where it found nothing else:
/// REINDEX mends these. nullopt where it named any other damage. Pure.
std::optional<QStringList> faultyIndices(const QStringList &integrityMessages);

} // namespace hakgal
