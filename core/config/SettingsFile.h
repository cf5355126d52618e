// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/Result.h"

#include <vector>

namespace hakgal {

/// Reads and writes Settings as INI (QSettings' form; a comment begins with `;`). Any thread; the file is
/// small. QSettings turns `a,b` into a list, eats backslashes and cuts at `;`. A path that comes back as a
/// list or with traces of eaten backslashes is an error that says so; one that was cut at `;` cannot be told
/// from a shorter path: such a path must stand in double quotes (save() sees to it). Unknown keys, values of
/// the wrong type and values out of range are errors, never silently the default. Keys under `window/` and
/// `recent/` belong to others and are kept. Services: see ServiceSettings.h.
class SettingsFile
{
public:
    /// The file the platform's configuration folder holds for this user (created only by save()).
    static QString defaultPath();

    explicit SettingsFile(QString path);

    QString path() const { return m_path; }

    /// Defaults where the file is missing. Every error of the file is returned, not only the first.
    struct Loaded
    {
        Settings settings;
        std::vector<Error>
            errors; ///< SettingInvalid, SettingUnknown (args: key and, where one is near, the key that
                    ///< was probably meant), ReadFailed; settings then hold defaults there
    };
    Loaded load() const;

    /// Writes all settings through a temporary file and a rename, readable by its owner only; keys that are
    /// not ours stay, comments of a hand-written file are lost. SettingInvalid where validate() complains,
    /// WriteFailed where it cannot be written or the present file holds lines that are no settings (nothing
    /// is changed then).
    Result<void> save(const Settings &settings) const;

private:
    QString m_path;
};

/// Checks ranges and relations: critical beyond warning, addresses well formed, of this machine only and none
/// twice. Empty: all is well.
std::vector<Error> validate(const Settings &settings);

/// A setting as it stands in the file.
struct SettingText
{
    QString key;
    QString value;
    bool isText = false; ///< or a list of texts; else a number or a switch
    bool isDefault = false;
};
/// Every setting but the services, in the order of the documentation.
std::vector<SettingText> settingTexts(const Settings &settings);

/// What the settings form and the documentation need to know of one numeric setting.
struct SettingRange
{
    const char *key; ///< as in the file, for example "alert_thresholds/cpu_percent"
    double min;
    double max;
};
/// Range of a numeric key; min == max == 0 where there is no such key.
SettingRange settingRange(const char *key);

} // namespace hakgal
