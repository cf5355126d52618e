// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/text/Catalogue.h"

#include <QByteArray>

#include <vector>

namespace hakgal {

/// Alerts as CSV for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, one header row, times in ISO 8601
/// UTC, numbers in the C locale. Texts as csvField() makes them. Pure.
QByteArray alertsCsv(const std::vector<Alert> &alerts, const Catalogue &catalogue, qint64 nowMs);

} // namespace hakgal
