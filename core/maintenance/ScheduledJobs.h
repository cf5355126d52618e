// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/maintenance/JobRunner.h"
#include "core/maintenance/Schedule.h"
#include "core/metrics/MaintenanceFacts.h"

#include <QDeadlineTimer>
#include <QLatin1String>
#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <map>
#include <optional>

namespace hakgal {

/// Begins the operation of the journal's rows that note a schedule: "schedule_backup" {"when": "daily
/// 03:15"}. Without them nobody would know whether a time that passed was missed or lies before the schedule.
inline constexpr QLatin1String kScheduleOf("schedule_");

/// Runs backup, full check and Optimize when their schedules say so, one at a time, as child processes, in
/// the process that is the recorder of the base. Lives in the thread that made it; never blocks, but for the
/// destructor while a job runs (see JobRunner). What ran when is read from the journal by others and comes in
/// with setFacts(); until then nothing runs. Looks three times a minute, so changes of the clock do no harm.
/// Where another job holds the lease it tries again a minute later.
class ScheduledJobs : public QObject
{
    Q_OBJECT
public:
    /// `program`: as JobRunner. `nowMs`: the wall clock, for tests.
    explicit ScheduledJobs(QString program = {}, std::function<qint64()> nowMs = {},
                           QObject *parent = nullptr);

    /// `settingsPath`: what the jobs read their settings from, where it exists.
    void apply(const Settings &settings, const QString &settingsPath);
    bool running() const { return m_runner.state() == JobState::Running; }
    /// For who wants to follow the jobs.
    const JobRunner &runner() const { return m_runner; }

public Q_SLOTS:
    void setRecorder(bool recorder);
    void setFacts(const hakgal::MaintenanceFactsPtr &facts);
    /// Starts what is due.
    void look();

Q_SIGNALS:
    /// A row for the journal.
    void noteRequested(const QString &operation, const QJsonObject &details);
    /// `error`: the job failed or was cancelled. `details`: for the journal where the job left no row. Not
    /// told where the job was put off.
    void jobEnded(const QString &operation, qint64 startedMs, const QJsonObject &details,
                  const std::optional<hakgal::Error> &error);

private:
    struct Job
    {
        const char *verb;
        QString Settings::*schedule;
    };
    static const std::array<Job, 3> &jobs();
    bool due(const Job &job, qint64 nowMs);
    void start(const Job &job, qint64 nowMs);
    void ended(const QString &verb, const JobReport &report);

    std::function<qint64()> m_now;
    Settings m_settings;
    QString m_settingsPath;
    bool m_recorder = false;
    MaintenanceFactsPtr m_facts;
    std::map<QString, MaintenanceFacts::Scheduled> m_schedules; ///< noted by us, maybe not in the facts yet
    std::map<QString, qint64> m_started;                        ///< by us
    QDeadlineTimer m_pause;
    QTimer m_timer;
    JobRunner m_runner;
};

} // namespace hakgal
