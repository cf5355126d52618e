// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/Result.h"

#include <optional>
#include <vector>

namespace hakgal {

/// The rules of the group `notify` of the settings. All of it is pure.

/// What is expected instead of a text of this group; nullopt where it is fine or the key is of another group.
std::optional<Phrase> notifyComplaint(const char *key, const QString &value);
/// The same of `mail_to`.
std::optional<Phrase> mailAddressesComplaint(const QStringList &addresses);
/// What does not fit together, as SettingInvalid: mail that is on needs a server, a sender and a receiver,
/// and goes in the clear only to this computer.
std::vector<Error> checkNotify(const Settings &settings);

/// Whether "host:port" is of this very computer: localhost, 127.… or ::1.
bool isLoopbackServer(const QString &server);

/// Where the secrets are: `notify/secrets_file`, else `secrets` beside the settings file; empty: nowhere.
QString secretsPath(const Settings &settings, const QString &settingsPath);

} // namespace hakgal
