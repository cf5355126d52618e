// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace hakgal {

/// A program that the knowledge base's users need, as the operator listed it in the settings file. A plain
/// value.
struct Service
{
    enum class Kind : quint8 {
        Url,     ///< target: http:// or https:// address; up where it answers with the expected status
        Tcp,     ///< target: host:port; up where somebody accepts a connection
        Command, ///< target: a command line; up where it ends with the expected exit code
    };
    QString name; ///< 1 … 64 characters, none of them a comma or a control character; no two are equal
    Kind kind = Kind::Tcp;
    QString target;
    QString expected; ///< Url: a status, empty: any of 200 … 399; Command: an exit code, empty: 0; Tcp: empty
    QString restart;        ///< a command line, run without a shell; empty: it is only watched
    bool automatic = false; ///< restarted without being asked, with growing pauses; needs `restart`

    bool operator==(const Service &) const = default;
};

/// Whether a service does what it shall.
struct ServiceState
{
    QString name;
    bool up = false;
    QString problem; ///< English; empty where it is up
    bool operator==(const ServiceState &) const = default;
};

/// As in the settings file: "url", "tcp", "command".
const char *serviceKindName(Service::Kind kind);
std::optional<Service::Kind> serviceKindByName(QStringView name);

} // namespace hakgal
