// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/text/Catalogue.h"

#include <QByteArray>

#include <vector>

namespace hakgal {

/// Alerts as CSV for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, one header row, times in ISO 8601
/// UTC, numbers in the C locale. A text that a spreadsheet could take for a formula (it begins with
/// `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it. Pure.
QByteArray alertsCsv(const std::vector<Alert> &alerts, const Catalogue &catalogue, qint64 nowMs);

/// One text as a CSV field, made harmless and quoted as above.
QString csvField(const QString &text);

} // namespace hakgal
