// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/MaintenanceFacts.h"
#include "core/Result.h"

#include <QJsonObject>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

/// One line of the Audit page: what we did to the base, or what the base's own audit_log says.
struct AuditEntry
{
    enum class Source : quint8 {
        Journal, ///< ours
        Base,    ///< audit_log of the base, whoever wrote it
    };
    qint64 atMs = 0; ///< wall clock; 0: the row's time cannot be understood
    Source source = Source::Journal;
    QString operation;   ///< text from outside where source is Base
    QString details;     ///< JSON in rows of ours; text from outside, at most kMostAuditText characters, else
    bool failed = false; ///< only known of our own jobs
    bool operator==(const AuditEntry &) const = default;
};

/// What the Audit page asks for.
struct AuditQuery
{
    qint64 sinceMs = 0; ///< wall clock; older rows are left out
    int limit = 1000;   ///< rows of each source at most
};

/// What the journal and the folders of backups (`backupFolder` and our own; empty: only ours) say just now.
/// HistoryUnavailable where the journal cannot be read. Blocks on files.
Result<MaintenanceFacts> readMaintenanceFacts(const QString &databasePath, const QString &backupFolder);

/// Reads what was done to a base: our journal, the folder of backups, the base's own audit_log (read-only,
/// under OpenPolicy, for at most two seconds a time). Lives in a thread of its own, where it may block on
/// files; call its slots by queued connection. Looks anew once a minute (`lookAgain`), since other programs
/// of ours (cron) work on the base as well.
class MaintenanceRecord : public QObject
{
    Q_OBJECT
public:
    explicit MaintenanceRecord(QObject *parent = nullptr,
                               std::chrono::milliseconds lookAgain = std::chrono::minutes(1));
    ~MaintenanceRecord() override;

public Q_SLOTS:
    /// From now on about this base and this folder of backups (empty: our own). Answers with changed().
    void openFor(const QString &databasePath, const QString &backupFolder);
    void close();
    /// Looks anew and answers with changed() where something is different.
    void refresh();
    /// Answers with auditFound().
    void findAudit(int token, const hakgal::AuditQuery &query);
    /// Adds a row to the journal, then refresh().
    void note(const QString &operation, const QJsonObject &details);
    /// A job that we ran has ended. Where it left no row of its own since `startedMs` (it never began, it
    /// died, or it has none to leave), one is added: about the error, or with the details. Then refresh().
    void jobEnded(const QString &operation, qint64 startedMs, const QJsonObject &details,
                  const std::optional<hakgal::Error> &error);

Q_SIGNALS:
    void changed(const hakgal::MaintenanceFactsPtr &facts);
    /// Newest first, both sources together. `error`: why the rows of the base, or those of ours, are missing.
    void auditFound(int token, const std::vector<hakgal::AuditEntry> &rows,
                    const std::optional<hakgal::Error> &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::AuditQuery)
Q_DECLARE_METATYPE(std::vector<hakgal::AuditEntry>)
