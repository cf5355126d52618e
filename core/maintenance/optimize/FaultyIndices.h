// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace hakgal {

/// The indices in which integrity_check found wrong entries, from what it said, where it found nothing else:
/// REINDEX mends these. nullopt where it named any other damage. Pure.
std::optional<QStringList> faultyIndices(const QStringList &integrityMessages);

} // namespace hakgal
