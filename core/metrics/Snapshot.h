// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/metrics/Sample.h"

#include <memory>
#include <vector>

namespace hakgal {

enum class Status : quint8 { Operational, Degraded, Poor };

/// The original's words: OPERATIONAL, DEGRADED, POOR.
const char *statusName(Status status);

/// One reason for the status, worst first.
struct StatusReason
{
    enum class Kind : quint8 { NoDatabase, Unreachable, AlertFiring, PortTaken, HistoryFailed, ServiceDown };
    Kind kind = Kind::AlertFiring;
    Severity severity = Severity::Warning;
    RuleId rule = RuleId::DatabaseUnreachable; ///< for AlertFiring
    QStringList args;                          ///< for PortTaken: port, holder; HistoryFailed: what happened;
                                               ///< ServiceDown: name, problem
    Error error;                               ///< for Unreachable
    bool operator==(const StatusReason &) const = default;
};

/// One address of the endpoint as the http thread sees it. text/Catalogue makes the sentence.
struct ListenerState
{
    /// Why the address is not served.
    enum class Trouble : quint8 {
        None,
        Taken,         ///< another socket has the port
        Reserved,      ///< the system keeps the port for itself (Windows)
        NoPermission,  ///< this user may not open it (ports below 1024)
        NoSuchAddress, ///< this computer does not have the address, or it is none
        Other,
        Unprotected, ///< beyond this computer, and TLS and a token are not both there: see `lacking`
    };

    /// What an address beyond this computer lacks; the settings named are those of endpoint/….
    enum class Lacking : quint8 {
        Nothing,
        Certificate,     ///< tls_certificate is not set
        Key,             ///< tls_key is not set
        Token,           ///< token_file is not set
        CertificateFile, ///< cannot be read, or holds no certificate in PEM form
        ExpiredCertificate,
        KeyFile,   ///< cannot be read, or holds no key in PEM form without a pass phrase
        OpenKey,   ///< everybody may read the key
        OtherKey,  ///< the key does not belong to the certificate
        TokenFile, ///< cannot be read
        OpenToken, ///< others than its owner may read the token
        BadToken,  ///< not one line of 16 to 256 characters without spaces
        Tls,       ///< this computer has no TLS library
    };

    QString address;
    quint16 port = 0;
    bool listening = false;
    QString holder; ///< in English, who has the port where it is taken and known: "nginx (pid 4711)"
    Trouble trouble = Trouble::None;
    qint64 holderPid = 0; ///< 0: not known
    QString holderName;   ///< of the process, as the system tells it
    Lacking lacking = Lacking::Nothing;
    bool tls = false; ///< served by HTTPS and with a token only
    bool operator==(const ListenerState &) const = default;
};

/// One answered GET /metrics.
struct Scrape
{
    qint64 wallMs = 0;  ///< when it was asked
    QString address;    ///< numeric, of who asked
    QString agent;      ///< its User-Agent: printable, at most 120 characters; empty where it sent none
    double seconds = 0; ///< from its complete request until the whole answer was handed to the system
    int status = 200;   ///< of the answer: 200, or 503 before the first measurement
    qint64 bytes = 0;   ///< of the answer's body as it was sent, compressed where asked
    bool operator==(const Scrape &) const = default;
};

/// The endpoint, told by the http thread when something changes, at most once a second.
struct EndpointState
{
    /// How many scrapes are remembered.
    static constexpr std::size_t kScrapesKept = 32;

    std::vector<ListenerState> listeners;
    qint64 lastScrapeWallMs = 0; ///< 0: never
    QString lastScraper;         ///< address and user agent of it
    quint64 scrapes = 0;
    std::vector<Scrape> recent; ///< the last kScrapesKept, newest last
    int connections = 0;        ///< open when this was told, streams among them
    int streams = 0;            ///< of them those that follow /api/events
    quint64 refused =
        0; ///< since the start: requests that broke the protocol, a limit or the rules of access
};

/// All that one tick knows: what the window shows, the endpoint renders and the history keeps.
/// Immutable once made; shared between threads as SnapshotPtr.
struct Snapshot
{
    Sample sample;
    std::vector<Alert> alerts;      ///< firing now, worst and newest first
    std::vector<AlertEvent> events; ///< raised or resolved in this very tick
    Status status = Status::Poor;
    std::vector<StatusReason> reasons;
    qint64 startedWallMs = 0; ///< when this process began to watch
    int intervalMs = 1000;    ///< the tick interval in force
    EndpointState endpoint;   ///< as last told by the http thread
    bool recorder = false;    ///< whether this process writes the history of this base

    const Reading &operator[](MetricId id) const { return sample[id]; }
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::SnapshotPtr)
Q_DECLARE_METATYPE(hakgal::EndpointState)
