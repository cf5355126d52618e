// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace hakgal {

/// Speaks a language from now on: installs the translations that the program carries (:/hakgal/i18n) and Qt's
/// own where they are installed, and sets the locale of numbers and dates. `language`: "en", "de", or
/// "system" for the first of the user's languages that we have, else English (also where LC_ALL, LC_MESSAGES
/// or LANG says C). Call it once, after the application object was made and before any text is. JSON, CSV,
/// metrics and logs stay English.
void speak(const QString &language);

/// The code of the language that speak() chose, "en" or "de"; "en" before.
QString spokenLanguage();

/// What the setting `language` takes.
QStringList languages();

/// The setting `language` of the file that `--config` names among the arguments, or of the usual one; needed
/// before the command line is read, since its help speaks, too. "system" where the file cannot be read.
QString configuredLanguage(const QStringList &arguments);

} // namespace hakgal
