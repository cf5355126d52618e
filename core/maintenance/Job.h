// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace hakgal {

/// One line of progress, as a job running in a child process writes it to standard error (one JSON object a
/// line: step, done, message, seconds_left, cancellable, and detail where there is one).
struct JobProgress
{
    QString step;                      ///< stable id of the step, for example "vacuum"
    double done = 0;                   ///< of the whole job, 0 … 1, never going back
    QString message;                   ///< one sentence in the user's language
    std::optional<double> secondsLeft; ///< of the whole job; nullopt: not known yet
    bool cancellable = true;           ///< false from the commit or swap step on, and in VACUUM's copy-back
    QJsonObject detail{}; ///< a figure that the job has already, of the verb's own form; mostly empty

    QByteArray toJson() const;                                       ///< one line, without the line break
    static std::optional<JobProgress> fromJson(QByteArrayView line); ///< nullopt: not a line of progress
};

/// One step of a job with the time it is expected to take, from which the share of the bar and the time left
/// come.
struct JobStep
{
    QString id;
    double expectedSeconds = 1;
};

/// What a running job tells and asks: its steps, how far it is, whether it shall stop. Made by the verb,
/// handed to the work. Used in the thread of the work; only the cancel flag is set from elsewhere.
class JobContext
{
public:
    /// `tell` gets at most ten lines a second, and always the first one of a step. `cancel` may be null.
    JobContext(std::function<void(const JobProgress &)> tell, const std::atomic<bool> *cancel);

    /// The plan; replaces the one before. Steps that are begun without being planned weigh one second.
    void plan(std::vector<JobStep> steps);

    /// Begins a step (ending the one before). Planned steps in between are taken as skipped. `message` is a
    /// sentence for people.
    void begin(const QString &step, const QString &message);
    /// How far the running step is, 0 … 1.
    void advance(double stepDone);
    /// For steps that cannot tell how far they are: call it often. The share is taken from the time they were
    /// expected to take, and never reaches the end.
    void tick();
    /// From here on a cancel is not honoured, until the next begin(). `message` says why.
    void finishing(const QString &message);
    /// Tells a figure that is known before the job ends, in a line of its own; nothing else changes.
    void tell(const QJsonObject &detail);
    /// Ends the running step and tells 100 %.
    void end();

    /// A context for a part of the running step, which plans and tells steps of its own; what it tells moves
    /// the running step of this one and keeps its name. This context must outlive it.
    JobContext nested();

    /// True where the work shall stop now: undo or leave what is whole, and return ErrorCode::Interrupted.
    bool cancelled() const;
    /// The flag for Database::setCancelFlag while a cancel is honoured; nullptr after finishing().
    const std::atomic<bool> *cancelFlag() const;

    /// Seconds each ended step took, in order.
    struct Timing
    {
        QString step;
        double seconds = 0;
    };
    const std::vector<Timing> &timings() const { return m_timings; }

private:
    void say(bool always);
    void endStep();
    double expectedSoFar() const;
    double expectedInAll() const;

    using Time = std::chrono::steady_clock::time_point;

    std::function<void(const JobProgress &)> m_tell;
    const std::atomic<bool> *m_cancel;
    std::vector<JobStep> m_plan;
    std::size_t m_current = 0; ///< index of the running step in the plan, or of the next one
    bool m_running = false;    ///< a step was begun and not ended
    std::vector<Timing> m_timings;
    JobProgress m_now;
    double m_stepDone = 0;
    Time m_begun{}; ///< of the first step
    Time m_stepBegun{};
    Time m_toldAt{};
};

} // namespace hakgal
