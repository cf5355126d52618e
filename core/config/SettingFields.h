// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/Result.h"

#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace hakgal {

/// One setting that is a single value. Its default is the one of a fresh Settings.
struct SettingField
{
    using Member = std::variant<QString Settings::*, double Settings::*, int Settings::*, bool Settings::*,
                                QStringList Settings::*>;
    const char *key; ///< as in the file
    Member member;
    double min = 0; ///< of a number
    double max = 0;
};

/// THE list of settings: loading, saving, checking and the settings form are made from it.
std::span<const SettingField> settingFields();
/// Null where there is no such key.
const SettingField *settingField(const QString &key);

/// A text that says when, not a path.
bool isSchedule(const SettingField &field);
/// The value as it stands in the file.
QString settingText(const SettingField &field, const Settings &settings);
/// What a number must be.
Phrase settingRangeText(const SettingField &field);
/// Gives the field its default.
void resetSetting(const SettingField &field, Settings &settings);

/// SettingInvalid: a key, what it says, and what is expected.
Error settingInvalid(const char *key, const QString &value, const Phrase &expected);
/// What is wrong with each value by itself.
std::vector<Error> checkSettingFields(const Settings &settings);
/// Critical limits that do not lie beyond the warnings they belong to. The errors name the critical one;
/// settingWarningOf() gives the other.
std::vector<Error> checkSettingPairs(const Settings &settings);
QString settingWarningOf(const QString &criticalKey);

} // namespace hakgal
