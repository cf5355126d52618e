// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace hakgal {

/// The style sheet and the script of the page at /, as they stand in it.
extern const QByteArrayView kPageStyle;
extern const QByteArrayView kPageScript;

} // namespace hakgal
