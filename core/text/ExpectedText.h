// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hakgal {

/// What a setting expects (the third argument of ErrorCode::SettingInvalid) in the language of the program;
/// what is not known here stays as it is, which is English. Pure but for the installed translation.
QString expectedText(const QString &english);

} // namespace hakgal
