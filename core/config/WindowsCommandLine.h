// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace hakgal {

/// Arguments as one command line that CommandLineToArgvW takes apart again: each in double quotes, with
/// backslashes doubled where a quote follows. Pure, on every system.
QString windowsCommandLine(const QStringList &arguments);

} // namespace hakgal
