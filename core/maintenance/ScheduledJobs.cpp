// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/ScheduledJobs.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QLoggingCategory>

#include <algorithm>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcSchedule, "hakgal.schedule")

constexpr std::chrono::seconds kLookEvery{20};
constexpr std::chrono::minutes kPutOff{1};

/// For the journal, where a check left no row of its own.
QJsonObject detailsOf(const QString &verb, const QJsonObject &result)
{
    QJsonObject details{{QStringLiteral("scheduled"), true}};
    if (verb != QLatin1String("diagnose") || !result.value(QLatin1String("full")).toBool())
        return details;
    const QJsonArray findings = result.value(QLatin1String("findings")).toArray();
    const bool sound = std::none_of(findings.begin(), findings.end(), [](const QJsonValue &finding) {
        const QString id = finding[QLatin1String("id")].toString();
        return id.startsWith(QLatin1String("integrity.")) || id.startsWith(QLatin1String("index.damaged")) ||
               id.startsWith(QLatin1String("file."));
    });
    if (sound)
        details.insert(QStringLiteral("integrity"), QStringLiteral("ok"));
    return details;
}

} // namespace

const std::array<ScheduledJobs::Job, 3> &ScheduledJobs::jobs()
{
    static const std::array<Job, 3> all{{{"backup", &Settings::backupSchedule},
                                         {"diagnose", &Settings::checkSchedule},
                                         {"optimize", &Settings::optimizeSchedule}}};
    return all;
}

ScheduledJobs::ScheduledJobs(QString program, std::function<qint64()> nowMs, QObject *parent)
    : QObject(parent),
      m_now(nowMs ? std::move(nowMs) : &QDateTime::currentMSecsSinceEpoch),
      m_runner(std::move(program))
{
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &ScheduledJobs::look);
    connect(&m_runner, &JobRunner::finished, this, &ScheduledJobs::ended);
    m_timer.start();
}

void ScheduledJobs::apply(const Settings &settings, const QString &settingsPath)
{
    if (settings.databasePath != m_settings.databasePath) {
        m_facts.reset();
        m_schedules.clear();
        m_started.clear();
        m_recorder = false;
    }
    m_settings = settings;
    m_settingsPath = settingsPath;
    look();
}

void ScheduledJobs::setRecorder(bool recorder)
{
    if (m_recorder == recorder)
        return;
    m_recorder = recorder;
    look();
}

void ScheduledJobs::setFacts(const MaintenanceFactsPtr &facts)
{
    if (!facts || facts->databasePath != m_settings.databasePath)
        return;
    m_facts = facts;
    look();
}

void ScheduledJobs::look()
{
    if (!m_recorder || !m_facts || running())
        return;
    const qint64 now = m_now();
    for (const Job &job : jobs()) {
        if (due(job, now) && m_pause.hasExpired()) {
            start(job, now);
            return;
        }
    }
}

bool ScheduledJobs::due(const Job &job, qint64 nowMs)
{
    const auto schedule = Schedule::parse(m_settings.*job.schedule);
    if (!schedule)
        return false;
    const QString verb = QLatin1String(job.verb);
    if (const auto noted = m_facts->schedules.find(verb);
        noted != m_facts->schedules.end() && !m_schedules.contains(verb))
        m_schedules[verb] = noted->second;
    MaintenanceFacts::Scheduled &inForce = m_schedules[verb];
    if (inForce.when.isEmpty())
        inForce.when = QStringLiteral("off");
    if (inForce.when != schedule->text()) {
        inForce = {schedule->text(), nowMs};
        Q_EMIT noteRequested(kScheduleOf + verb, {{QStringLiteral("when"), inForce.when}});
    }
    // A run of ours counts from its start, also where the journal cannot be written; one of others, by hand
    // or by cron, counts as well.
    const auto started = m_started.find(verb);
    const auto ran = m_facts->lastRuns.find(verb);
    qint64 last = started != m_started.end() ? started->second : 0;
    if (ran != m_facts->lastRuns.end() && (last == 0 || (ran->second > last && ran->second <= nowMs)))
        last = ran->second;
    const auto next = schedule->nextDueMs(last, inForce.sinceMs, nowMs, QTimeZone::systemTimeZone());
    return next && *next <= nowMs;
}

void ScheduledJobs::start(const Job &job, qint64 nowMs)
{
    const QString verb = QLatin1String(job.verb);
    QStringList arguments{verb};
    if (job.schedule == &Settings::backupSchedule) {
        // As the window shows them, also where they could not be saved.
        arguments << QStringLiteral("--keep") << QString::number(m_settings.backupKeep);
        if (!m_settings.backupDirectory.isEmpty())
            arguments << QStringLiteral("--to") << m_settings.backupDirectory;
    }
    m_started[verb] = nowMs;
    qCInfo(lcSchedule).noquote() << verb << "is due and begins";
    m_runner.start(m_settings.databasePath, QFileInfo::exists(m_settingsPath) ? m_settingsPath : QString(),
                   arguments);
}

void ScheduledJobs::ended(const QString &verb, const JobReport &report)
{
    std::optional<Error> error;
    if (report.state == JobState::Failed)
        error = report.error;
    else if (report.state == JobState::Cancelled)
        error = Error{ErrorCode::Interrupted, {}, {}, 0};
    const auto found = m_started.find(verb);
    const qint64 startedMs = found != m_started.end() ? found->second : m_now();
    if (error && error->code == ErrorCode::JobRunning) {
        if (found != m_started.end())
            m_started.erase(found);
        m_pause.setRemainingTime(kPutOff);
        return;
    }
    if (error)
        qCWarning(lcSchedule).noquote()
            << verb << "failed:" << errorName(error->code) << error->args.join(u' ') << error->detail;
    if (found != m_started.end()) // else the base is another one by now
        Q_EMIT jobEnded(verb, startedMs, detailsOf(verb, report.result), error);
}

} // namespace hakgal
