// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"

#include <QByteArray>
#include <QString>

namespace hakgal {

/// What the Endpoint page says and what it gives to other programs. Pure; GUI thread for the words.
class EndpointText
{
public:
    explicit EndpointText(const Catalogue &catalogue) : m_catalogue(catalogue) {}

    /// One word for its state: Listening, Taken, Refused …
    QString word(const ListenerState &listener) const;
    /// Who can reach it, or why nobody can and what helps.
    QString sentence(const ListenerState &listener) const;
    /// Requests, who is connected and what was refused, for the scrapes' title line.
    QString traffic(const EndpointState &state) const;

    /// `http://127.0.0.1:8000` as a program on this computer reaches it; empty where it is no address.
    QString url(const ListenerState &listener) const;

private:
    Catalogue m_catalogue;
};

/// Lines for prometheus.yml, from `scrape_configs:` on, that make Prometheus scrape this address: with TLS
/// and the token where it is served so. `computer` stands for an address that means every one of this
/// computer. The token itself is never written; Prometheus gets a file of its own.
QString scrapeConfig(const ListenerState &listener, const QString &computer);

/// The shipped prometheus.yml with these lines in place of its own. Empty where `shipped` has none.
QByteArray prometheusFile(const QByteArray &shipped, const QString &scrapeConfig);

} // namespace hakgal
