// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace hakgal {

/// Gives a search field the button that empties it, with a name for assistive tools, which Qt's own has not.
void addClearButton(QLineEdit *field);

} // namespace hakgal
