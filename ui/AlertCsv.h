// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"

#include <QByteArray>

#include <vector>

namespace hakgal {

/// Alerts as CSV for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, one header row, times in ISO 8601
/// UTC, numbers in the C locale, words in English. Texts as csvField() makes them. Pure.
QByteArray alertsCsv(const std::vector<Alert> &alerts, qint64 nowMs);

} // namespace hakgal
