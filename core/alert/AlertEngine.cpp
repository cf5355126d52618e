// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/AlertEngine.h"

#include <algorithm>
#include <cmath>

// One rule, one tick:
//  quiet   a known value beyond the limit counts one tick of hold time; at holdTicks the incident is raised
//  and
//          starts at the first of these ticks. A known value inside the limit, or an unknown one, sets the
//          count to zero.
//  firing  a known value at or inside the clear level resolves it, any other changes nothing but `value`
//          and `worst`. Between clear level and limit nothing happens in either state, so that a value that
//          swings around the limit makes one incident.
// A limit that was moved is judged by itself once: a firing incident that is not beyond it is over.

namespace hakgal {

namespace {

bool isAboutLoad(RuleId id)
{
    return id == RuleId::Cpu || id == RuleId::CpuCritical || id == RuleId::Memory ||
           id == RuleId::MemoryCritical;
}

/// Why the rule is beyond its limit, where that is known.
Error errorOf(RuleId id, const Sample &sample)
{
    if (id == RuleId::DatabaseUnreachable)
        return sample.database.error;
    if (id == RuleId::BackupFailing && sample.maintenance && sample.maintenance->backupFailure)
        return sample.maintenance->backupFailure->error;
    return {};
}

double fartherBeyond(const AlertRule &rule, double a, double b)
{
    return rule.side == AlertRule::Side::Above ? std::max(a, b) : std::min(a, b);
}

AlertEvent resolved(Alert alert, qint64 nowMs)
{
    // 0 would say that it is firing, and an incident cannot end before it started.
    alert.endedMs = std::max({nowMs, alert.startedMs, qint64(1)});
    return {AlertEvent::Kind::Resolved, std::move(alert)};
}

} // namespace

void AlertEngine::setRules(std::vector<AlertRule> rules)
{
    m_rules = std::move(rules);
}

void AlertEngine::restore(const std::vector<Alert> &firing)
{
    for (const Alert &alert : firing) {
        if (alert.rule == RuleId::Count_ || !alert.firing())
            continue;
        State &state = m_states[alert.rule];
        state.limit = alert.limit;
        state.held = 0;
        state.firing = true;
        state.alert = alert;
    }
}

std::vector<AlertEvent> AlertEngine::evaluate(const Sample &sample)
{
    std::vector<AlertEvent> events;
    for (const AlertRule &rule : m_rules) {
        if (std::optional<AlertEvent> event = judge(rule, m_states[rule.id], sample))
            events.push_back(std::move(*event));
    }
    for (auto it = m_states.begin(); it != m_states.end();) {
        const bool known = std::any_of(m_rules.begin(), m_rules.end(),
                                       [&](const AlertRule &rule) { return rule.id == it->first; });
        if (!known && it->second.firing)
            events.push_back(resolved(std::move(it->second.alert), sample.at.wallMs));
        it = known ? std::next(it) : m_states.erase(it);
    }
    return events;
}

std::optional<AlertEvent> AlertEngine::judge(const AlertRule &rule, State &state, const Sample &sample)
{
    const Reading reading = rule.read(sample);
    // A collector that divides by nothing must not end an incident: NaN compares false with everything.
    if (!reading.known() || std::isnan(reading.value)) {
        state.held = 0;
        return std::nullopt;
    }
    return state.firing ? judgeFiring(rule, state, reading.value, sample)
                        : judgeQuiet(rule, state, reading.value, sample);
}

std::optional<AlertEvent> AlertEngine::judgeFiring(const AlertRule &rule, State &state, double value,
                                                   const Sample &sample)
{
    state.alert.value = value;
    state.alert.worst = fartherBeyond(rule, state.alert.worst, value);
    // With a hold time of one tick the processes come a tick after the alert.
    if (isAboutLoad(rule.id) && state.alert.processes.empty())
        state.alert.processes = sample.processes;
    if (rule.beyond(value))
        state.alert.error = errorOf(rule.id, sample);
    const bool limitMoved = state.limit != rule.limit;
    state.limit = rule.limit;
    if (!rule.cleared(value) && !(limitMoved && !rule.beyond(value)))
        return std::nullopt;
    state.firing = false;
    return resolved(std::move(state.alert), sample.at.wallMs);
}

std::optional<AlertEvent> AlertEngine::judgeQuiet(const AlertRule &rule, State &state, double value,
                                                  const Sample &sample)
{
    if (state.limit != rule.limit) {
        state.limit = rule.limit;
        state.held = 0;
    }
    if (!rule.beyond(value)) {
        state.held = 0;
        return std::nullopt;
    }
    if (state.held++ == 0) {
        state.firstBeyondMs = sample.at.wallMs;
        state.worst = value;
    }
    state.worst = fartherBeyond(rule, state.worst, value);
    if (state.held < rule.holdTicks)
        return std::nullopt;

    state.held = 0;
    state.firing = true;
    state.alert = Alert{};
    state.alert.rule = rule.id;
    state.alert.severity = rule.severity;
    state.alert.startedMs = state.firstBeyondMs;
    state.alert.value = value;
    state.alert.worst = state.worst;
    state.alert.limit = rule.limit;
    if (isAboutLoad(rule.id))
        state.alert.processes = sample.processes;
    state.alert.error = errorOf(rule.id, sample);
    return AlertEvent{AlertEvent::Kind::Raised, state.alert};
}

void AlertEngine::snooze(RuleId rule, qint64 untilMs)
{
    const auto found = m_states.find(rule);
    if (found != m_states.end() && found->second.firing)
        found->second.alert.snoozedUntilMs = untilMs;
}

void AlertEngine::forget()
{
    std::erase_if(m_states, [](const auto &entry) { return !isAboutLoad(entry.first); });
}

std::vector<Alert> AlertEngine::firing() const
{
    std::vector<Alert> alerts;
    for (const auto &[rule, state] : m_states) {
        if (state.firing)
            alerts.push_back(state.alert);
    }
    std::stable_sort(alerts.begin(), alerts.end(), [](const Alert &a, const Alert &b) {
        return a.severity != b.severity ? a.severity > b.severity : a.startedMs > b.startedMs;
    });
    return alerts;
}

bool AlertEngine::wantsProcesses() const
{
    return std::any_of(m_states.begin(), m_states.end(), [](const auto &entry) {
        return isAboutLoad(entry.first) && (entry.second.firing || entry.second.held > 0);
    });
}

} // namespace hakgal
