// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Job.h"

#include "core/Clock.h"

#include <QJsonDocument>
#include <QJsonValue>

#include <algorithm>
#include <cmath>

// Progress is told in expected seconds: what the ended steps were expected to take, and the share of the
// running one, over what the whole plan is expected to take. Time left is the rest of the plan at the pace of
// this run, that is the time it really took so far over the time that was expected for it. Steps that were
// skipped leave the plan, so they say nothing about the pace.

namespace hakgal {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBetweenLines{100};
constexpr double kLeastWeight = 0.001;
constexpr double kUnplannedSeconds = 1;
/// Below these, the pace of a run says nothing yet.
constexpr double kLeastSeconds = 0.5;
constexpr double kLeastShare = 0.02;

} // namespace

QByteArray JobProgress::toJson() const
{
    QJsonObject object{{QStringLiteral("step"), step},
                       {QStringLiteral("done"), std::round(done * 10'000) / 10'000},
                       {QStringLiteral("message"), message},
                       {QStringLiteral("seconds_left"), QJsonValue()},
                       {QStringLiteral("cancellable"), cancellable}};
    if (secondsLeft)
        object.insert(QStringLiteral("seconds_left"), std::round(*secondsLeft * 10) / 10);
    if (!detail.isEmpty())
        object.insert(QStringLiteral("detail"), detail);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<JobProgress> JobProgress::fromJson(QByteArrayView line)
{
    const QJsonObject object = QJsonDocument::fromJson(line.toByteArray()).object();
    const QJsonValue step = object.value(QStringLiteral("step"));
    const QJsonValue done = object.value(QStringLiteral("done"));
    if (!step.isString() || !done.isDouble())
        return std::nullopt;
    JobProgress progress;
    progress.step = step.toString();
    progress.done = std::clamp(done.toDouble(), 0.0, 1.0);
    progress.message = object.value(QStringLiteral("message")).toString();
    if (const QJsonValue left = object.value(QStringLiteral("seconds_left")); left.isDouble())
        progress.secondsLeft = std::max(0.0, left.toDouble());
    progress.cancellable = object.value(QStringLiteral("cancellable")).toBool(true);
    progress.detail = object.value(QStringLiteral("detail")).toObject();
    return progress;
}

JobContext::JobContext(std::function<void(const JobProgress &)> tell, const std::atomic<bool> *cancel)
    : m_tell(std::move(tell)), m_cancel(cancel)
{
}

void JobContext::plan(std::vector<JobStep> steps)
{
    m_plan = std::move(steps);
    for (JobStep &step : m_plan)
        step.expectedSeconds = std::max(kLeastWeight, step.expectedSeconds);
    m_current = 0;
    m_running = false;
    m_stepDone = 0;
    m_begun = {};
}

void JobContext::endStep()
{
    if (!m_running)
        return;
    m_timings.push_back({m_plan[m_current].id, seconds(SteadyClock::now() - m_stepBegun)});
    m_running = false;
    m_stepDone = 0;
    ++m_current;
}

void JobContext::begin(const QString &step, const QString &message)
{
    endStep();
    const auto from = m_plan.begin() + static_cast<std::ptrdiff_t>(m_current);
    const auto planned = std::find_if(from, m_plan.end(), [&](const JobStep &s) { return s.id == step; });
    if (planned == m_plan.end())
        m_plan.insert(from, JobStep{step, kUnplannedSeconds});
    else
        m_plan.erase(from, planned);
    m_running = true;
    m_stepBegun = SteadyClock::now();
    if (m_begun == Time{})
        m_begun = m_stepBegun;
    m_now.step = step;
    m_now.message = message;
    m_now.cancellable = true;
    say(true);
}

void JobContext::advance(double stepDone)
{
    m_stepDone = std::clamp(stepDone, m_stepDone, 1.0);
    say(false);
}

void JobContext::tick()
{
    if (!m_running)
        return;
    // Reaches 63 % when the expected time is over, and slows down from there.
    const double expected = m_plan[m_current].expectedSeconds;
    advance(1 - std::exp(-seconds(SteadyClock::now() - m_stepBegun) / expected));
}

void JobContext::finishing(const QString &message)
{
    m_now.message = message;
    m_now.cancellable = false;
    say(true);
}

void JobContext::tell(const QJsonObject &detail)
{
    m_now.detail = detail;
    say(true);
    m_now.detail = {};
}

void JobContext::end()
{
    endStep();
    m_plan.resize(m_current);
    m_now.done = 1;
    m_now.secondsLeft = 0;
    if (m_tell)
        m_tell(m_now);
}

JobContext JobContext::nested()
{
    return JobContext(
        [this](const JobProgress &inner) {
            m_now.message = inner.message;
            m_now.cancellable = inner.cancellable;
            m_now.detail = inner.detail;
            m_stepDone = std::clamp(inner.done, m_stepDone, 1.0);
            say(true); // it comes at the other one's pace
            m_now.detail = {};
        },
        cancelFlag());
}

bool JobContext::cancelled() const
{
    const std::atomic<bool> *flag = cancelFlag();
    return flag != nullptr && flag->load(std::memory_order_relaxed);
}

const std::atomic<bool> *JobContext::cancelFlag() const
{
    return m_now.cancellable ? m_cancel : nullptr;
}

double JobContext::expectedInAll() const
{
    double sum = 0;
    for (const JobStep &step : m_plan)
        sum += step.expectedSeconds;
    return sum;
}

double JobContext::expectedSoFar() const
{
    double sum = 0;
    for (std::size_t i = 0; i < m_current; ++i)
        sum += m_plan[i].expectedSeconds;
    return m_running ? sum + m_stepDone * m_plan[m_current].expectedSeconds : sum;
}

void JobContext::say(bool always)
{
    const Time now = SteadyClock::now();
    if (!m_tell || (!always && now - m_toldAt < kBetweenLines))
        return;
    m_toldAt = now;
    const double all = expectedInAll();
    const double soFar = expectedSoFar();
    const double share = all > 0 ? soFar / all : 0;
    m_now.done = std::clamp(share, m_now.done, 1.0);
    const double took = seconds(now - m_begun);
    m_now.secondsLeft.reset();
    if (took >= kLeastSeconds && share >= kLeastShare)
        m_now.secondsLeft = (all - soFar) * took / soFar;
    m_tell(m_now);
}

} // namespace hakgal
