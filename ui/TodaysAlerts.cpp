// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TodaysAlerts.h"

#include "ui/AlertTableModel.h"

#include <QDateTime>

namespace hakgal {

TodaysAlerts::TodaysAlerts(const Catalogue &catalogue, QObject *parent)
    : QObject(parent), m_model(new AlertTableModel(catalogue, this))
{
}

void TodaysAlerts::forget()
{
    m_model->setAlerts({});
    m_firing.clear();
    m_midnightMs = 0;
}

void TodaysAlerts::follow(const Snapshot &snapshot)
{
    m_firing = snapshot.alerts;
    m_hasBase = !snapshot.sample.database.path.isEmpty();
    const qint64 now = snapshot.sample.at.wallMs;
    const qint64 midnight = QDateTime::fromMSecsSinceEpoch(now).date().startOfDay().toMSecsSinceEpoch();
    if (midnight != m_midnightMs) {
        m_midnightMs = midnight;
        ask();
    }
    std::vector<Alert> changed = m_firing;
    for (const AlertEvent &event : snapshot.events) {
        if (event.kind == AlertEvent::Kind::Resolved)
            changed.push_back(event.alert);
    }
    m_model->setNow(now);
    m_model->merge(changed);
}

void TodaysAlerts::ask()
{
    if (!m_hasBase)
        return;
    AlertQuery query;
    query.sinceMs = m_midnightMs;
    Q_EMIT requested(--m_token, query);
}

void TodaysAlerts::take(int token, const std::vector<Alert> &alerts)
{
    if (token != m_token)
        return;
    m_model->setAlerts(alerts);
    m_model->merge(m_firing);
}

} // namespace hakgal
