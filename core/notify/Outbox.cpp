// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Outbox.h"

#include "core/alert/SeverityName.h"

#include <QJsonObject>

#include <algorithm>

namespace hakgal {

namespace {

bool isWaiting(const Alert &alert, bool raiseTold)
{
    return !raiseTold || !alert.firing();
}

/// When the next message of an incident became due to be told.
qint64 momentOf(const Alert &alert, bool raiseTold)
{
    return raiseTold ? alert.endedMs : alert.startedMs;
}

} // namespace

Outbox::Outbox(std::chrono::milliseconds firstPause, std::chrono::milliseconds longestPause)
    : m_firstPause(firstPause), m_longestPause(longestPause)
{
}

bool Outbox::follow(const Snapshot &snapshot, Severity from)
{
    bool changed = false;
    const qint64 now = snapshot.sample.at.wallMs;
    for (Incident &incident : m_incidents) {
        if (!incident.alert.firing())
            continue;
        const RuleId rule = incident.alert.rule;
        const bool firing = std::any_of(snapshot.alerts.begin(), snapshot.alerts.end(),
                                        [rule](const Alert &alert) { return alert.rule == rule; });
        if (firing)
            continue;
        const auto end =
            std::find_if(snapshot.events.begin(), snapshot.events.end(), [rule](const AlertEvent &event) {
                return event.alert.rule == rule && event.kind == AlertEvent::Kind::Resolved;
            });
        if (end != snapshot.events.end())
            incident.alert = end->alert;
        if (incident.alert.firing()) // nobody saw the end: it is dated now
            incident.alert.endedMs = std::max<qint64>(now, 1);
        changed = true;
    }
    for (const Alert &alert : snapshot.alerts) {
        const bool known =
            std::any_of(m_incidents.begin(), m_incidents.end(), [&alert](const Incident &incident) {
                return incident.alert.rule == alert.rule && incident.alert.firing();
            });
        if (known || alert.severity < from || alert.snoozed(now))
            continue;
        m_incidents.push_back({alert, false});
        changed = true;
    }
    while (m_incidents.size() > kMostIncidents) {
        const auto over = std::find_if(m_incidents.begin(), m_incidents.end(),
                                       [](const Incident &incident) { return !incident.alert.firing(); });
        if (over == m_incidents.end()) // there are not so many rules
            break;
        m_incidents.erase(over);
        ++m_dropped;
        m_refusals = 0;
    }
    return changed;
}

std::vector<Outbox::Incident>::const_iterator Outbox::front() const
{
    auto first = m_incidents.end();
    for (auto it = m_incidents.begin(); it != m_incidents.end(); ++it) {
        if (isWaiting(it->alert, it->raiseTold) &&
            (first == m_incidents.end() ||
             momentOf(it->alert, it->raiseTold) < momentOf(first->alert, first->raiseTold)))
            first = it;
    }
    return first;
}

std::vector<Outbox::Incident>::iterator Outbox::front()
{
    return m_incidents.begin() + (std::as_const(*this).front() - m_incidents.cbegin());
}

std::optional<AlertEvent> Outbox::next(Time now) const
{
    const auto first = front();
    if (first == m_incidents.end() || now < m_due)
        return std::nullopt;
    AlertEvent event{first->raiseTold ? AlertEvent::Kind::Resolved : AlertEvent::Kind::Raised, first->alert};
    return event;
}

std::optional<Outbox::Time> Outbox::due() const
{
    if (front() == m_incidents.end())
        return std::nullopt;
    return m_due;
}

void Outbox::settle(std::vector<Incident>::iterator incident)
{
    m_refusals = 0;
    if (incident->raiseTold)
        m_incidents.erase(incident);
    else
        incident->raiseTold = true;
}

void Outbox::delivered()
{
    m_failures = 0;
    m_due = {};
    if (const auto first = front(); first != m_incidents.end())
        settle(first);
}

bool Outbox::failed(bool refused, Time now)
{
    ++m_failures;
    std::chrono::milliseconds pause = m_firstPause;
    for (int i = 1; i < m_failures && pause < m_longestPause; ++i)
        pause *= 2;
    m_due = now + std::min(pause, m_longestPause);
    const auto first = front();
    if (!refused || first == m_incidents.end() || ++m_refusals < kMostRefusals)
        return false;
    settle(first);
    return true;
}

int Outbox::waiting() const
{
    int messages = 0;
    for (const Incident &incident : m_incidents)
        messages += (incident.raiseTold ? 0 : 1) + (incident.alert.firing() ? 0 : 1);
    return messages;
}

QJsonArray Outbox::toJson() const
{
    QJsonArray array;
    for (const Incident &incident : m_incidents) {
        const Alert &alert = incident.alert;
        array += QJsonObject{{QStringLiteral("rule"), QLatin1String(ruleName(alert.rule))},
                             {QStringLiteral("severity"), QLatin1String(severityName(alert.severity))},
                             {QStringLiteral("started"), double(alert.startedMs)},
                             {QStringLiteral("ended"), double(alert.endedMs)},
                             {QStringLiteral("value"), alert.value},
                             {QStringLiteral("worst"), alert.worst},
                             {QStringLiteral("limit"), alert.limit},
                             {QStringLiteral("error"), QLatin1String(errorName(alert.error.code))},
                             {QStringLiteral("error_args"), QJsonArray::fromStringList(alert.error.args)},
                             {QStringLiteral("raise_told"), incident.raiseTold}};
    }
    return array;
}

void Outbox::fromJson(const QJsonArray &array)
{
    m_incidents.clear();
    m_due = {};
    m_failures = 0;
    m_refusals = 0;
    for (const QJsonValue value : array) {
        const auto text = [&](const char *key) { return value[QLatin1String(key)].toString(); };
        const auto number = [&](const char *key) { return value[QLatin1String(key)].toDouble(); };
        Incident incident;
        Alert &alert = incident.alert;
        alert.rule = ruleByName(text("rule"));
        alert.severity = severityByName(text("severity")).value_or(Severity::Warning);
        alert.startedMs = static_cast<qint64>(number("started"));
        alert.endedMs = static_cast<qint64>(number("ended"));
        alert.value = number("value");
        alert.worst = number("worst");
        alert.limit = number("limit");
        alert.error.code = errorCode(text("error")).value_or(ErrorCode::DatabaseFailed);
        const QJsonArray args = value[QLatin1String("error_args")].toArray();
        for (const QJsonValue arg : args)
            alert.error.args += arg.toString();
        incident.raiseTold = value[QLatin1String("raise_told")].toBool();
        if (alert.rule != RuleId::Count_ && alert.startedMs > 0 && alert.endedMs >= 0 &&
            m_incidents.size() < kMostIncidents)
            m_incidents.push_back(std::move(incident));
    }
}

} // namespace hakgal
