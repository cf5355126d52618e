// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace hakgal {

/// One entry of the setting `listen`: `127.0.0.1:8000` or `[::1]:8000`.
struct ListenAddress
{
    QString address; ///< numeric, without brackets, normalized: two ways to write one address are equal
    quint16 port = 0;
    bool loopback = false;
    bool operator==(const ListenAddress &) const = default;

    /// nullopt where it is not a numeric address with a port from 0 (any free one) to 65535.
    static std::optional<ListenAddress> parse(QStringView text);
};

/// What is expected instead of these entries; nullopt where all are fine: well formed, none twice, and of
/// this machine only unless TLS and a token protect the others. An empty list (no endpoint) is fine. Pure.
std::optional<Phrase> listenComplaint(const QStringList &entries, bool isProtected = false);
/// What the setting looks like.
Phrase listenExpected();

} // namespace hakgal
