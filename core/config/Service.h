// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QSettings;

namespace hakgal {

/// A service that the operator wants watched beside the knowledge base. In the settings file:
///   [services]
///   NAME\check=tcp 127.0.0.1:7000        or: url http://127.0.0.1:7000/health
///                                        or: command /usr/bin/pg_isready -q   (exit code 0 is well)
///   NAME\restart=/usr/bin/systemctl --user restart NAME
///   NAME\automatic=true
/// Commands are programs with arguments, not run by a shell. The file is readable by its owner only, since
/// who can change it runs commands as us.
struct Service
{
    enum class Kind : quint8 { Tcp, Url, Command };
    QString name;
    Kind kind = Kind::Tcp;
    QString target;         ///< address:port, URL, or command line
    QString restart;        ///< command line; empty: it cannot be restarted from here
    bool automatic = false; ///< the recorder restarts it by itself, with growing pauses
    bool operator==(const Service &) const = default;
};

/// Reads the group `services` of a settings file. What is wrong is added to `errors` (SettingInvalid,
/// SettingUnknown), and that service is left out.
std::vector<Service> readServices(QSettings &file, std::vector<Error> &errors);

/// What is wrong with a service, in English, or nullopt where it answers as it should. Blocks for at most
/// five seconds.
using ServiceProbe = std::function<std::optional<QString>(const Service &)>;

} // namespace hakgal
