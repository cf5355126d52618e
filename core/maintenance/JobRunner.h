// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <memory>

namespace hakgal {

enum class JobState : quint8 { Idle, Running, Succeeded, Failed, Cancelled };

/// How a job ended. Exactly one for each start().
struct JobReport
{
    JobState state = JobState::Failed;
    int exitCode = -1;  ///< of the child; -1 where it crashed, was killed or could not be started
    QJsonObject result; ///< the child's JSON object; empty where it gave none
    Error error;        ///< for Failed: what the child said, or that it died
};

/// Runs one maintenance job as a child process (`hakgalctl --db FILE --config FILE VERB … --json --progress`)
/// and follows it. A crash of the child spares us; a cancel is asked for on its standard input and, where it
/// does not answer within five seconds while it may be cancelled, the child is killed (the next start of any
/// job finishes or reverses what was cut off). Lives in the thread that made it, usually the GUI's; never
/// blocks, but for the destructor while a job runs: it asks the job to stop, waits five seconds, then kills.
class JobRunner : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kGrace{5000};

    /// `program`: path of hakgalctl; empty: the one beside the running program. `grace`: from a cancel to the
    /// kill.
    explicit JobRunner(QString program = {}, QObject *parent = nullptr,
                       std::chrono::milliseconds grace = kGrace);
    ~JobRunner() override;

    JobState state() const;
    QString verb() const;
    const JobProgress &progress() const;

    /// False (and nothing happens) while a job runs.
    bool start(const QString &database, const QString &config, const QStringList &verbAndArguments);

    /// Asks the child to stop. No effect when it is not running or may not be cancelled now.
    void cancel();

Q_SIGNALS:
    void started(const QString &verb);
    void progressed(const hakgal::JobProgress &progress);
    void finished(const QString &verb, const hakgal::JobReport &report);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::JobReport)
