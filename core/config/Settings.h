// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Service.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <vector>

namespace hakgal {

/// Every setting with its default. A plain value; ranges and file keys are listed once, in SettingsFile.cpp.
struct Settings
{
    QString databasePath;            ///< database_path; empty: none chosen yet
    double monitoringInterval = 1.0; ///< monitoring_interval, seconds, 0.2 … 60
    int maxHistorySize = 1000;  ///< max_history_size, entries the history API returns at most, 1 … 100000
    int maxQuerySamples = 1000; ///< max_query_samples, probe latencies kept, 10 … 100000
    QStringList listen{QStringLiteral("127.0.0.1:8000"),
                       QStringLiteral("127.0.0.1:5000")}; ///< listen; "none" in the file: no endpoint
    QStringList allowedHosts;                             ///< allowed_hosts
    bool legacyMetricNames = false;                       ///< legacy_metric_names
    QString language = QStringLiteral("system");          ///< language of people's texts: system, en, de

    // endpoint/…, absolute paths: all three, or the endpoint listens on this computer only
    QString tlsCertificate; ///< tls_certificate: PEM, the chain after it
    QString tlsKey;         ///< tls_key: PEM, without a pass phrase
    QString tokenFile;      ///< token_file: what clients send as bearer token; readable by its owner only

    int probeCacheMb = 8; ///< probe_cache_mb, 1 … 1024

    // alert_thresholds/…
    double queryLatencyMs = 100; ///< query_latency_ms: p95 of the probe queries
    double criticalQueryLatencyMs = 500;
    double cacheHitRatePercent = 80; ///< cache_hit_rate_percent: below it
    double criticalCacheHitRatePercent = 50;
    double cpuPercent = 80;
    double criticalCpuPercent = 95;
    double memoryPercent = 85;
    double criticalMemoryPercent = 95;
    double diskPercent = 90;
    double criticalDiskPercent = 97;
    double walSizeMb = 64;          ///< wal_size_mb, MB of 1,000,000 bytes; 0: off
    double factsStalledMinutes = 0; ///< facts_stalled_minutes; 0: off
    int holdTicks = 3;              ///< hold_ticks, 1 … 3600

    std::vector<Service> services; ///< services/…: programs to watch beside the base

    // backup/…
    QString backupDirectory;  ///< directory, absolute; empty: our own for this base
    int backupKeep = 10;      ///< keep, 1 … 10000
    QString backupSchedule;   ///< schedule, as Schedule::parse() takes it; empty: off
    QString checkSchedule;    ///< check_schedule: of the full integrity check
    QString optimizeSchedule; ///< optimize_schedule
    int memoryLimitMb = 2048; ///< memory_limit_mb: what SQLite may take in a job, MiB, 64 … 1048576

    // notify/…; what is secret stands in a file of its own (see notify/Secrets.h)
    QString notifyDesktop = QStringLiteral("warning"); ///< desktop: messages of the window from this severity
                                                       ///< on: info, warning or critical; off
    QString notifyWebhook = QStringLiteral("off");     ///< webhook: the same, to the address in the secrets
    QString notifyWebhookForm = QStringLiteral("json");      ///< webhook_form: json or slack
    QString notifyMail = QStringLiteral("off");              ///< mail: the same
    QString notifyMailServer;                                ///< mail_server, host:port
    QString notifyMailSecurity = QStringLiteral("starttls"); ///< mail_security: starttls, tls; none (only to
                                                             ///< a server on this computer)
    QString notifyMailUser;                                  ///< mail_user; empty: without signing in
    QString notifyMailFrom;                                  ///< mail_from, one address
    QStringList notifyMailTo;                                ///< mail_to, addresses
    QString notifyCaFile;      ///< ca_file, absolute; certificates to trust; empty: the system's
    QString notifySecretsFile; ///< secrets_file, absolute; empty: `secrets` beside the settings file
    bool closeToTray = false;  ///< close_to_tray: closing the window leaves it running in the tray

    bool operator==(const Settings &) const = default;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::Settings)
