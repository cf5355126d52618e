// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/metrics/Snapshot.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMetaType>

namespace hakgal {

/// What the streams of /api/events are told; bits.
inline constexpr quint8 kTopicData = 1; ///< for programs: snapshots and alerts
inline constexpr quint8 kTopicView = 2; ///< for the page at /

/// A change of a job, as far as the endpoint tells it.
struct JobEvent
{
    QString verb;         ///< "backup"
    QString state;        ///< "running", "succeeded", "failed", "cancelled"
    JobProgress progress; ///< while it runs
};

/// One event of a stream (text/event-stream). `json` is compact: one line. Pure.
QByteArray eventFrame(const char *name, const QByteArray &json);

/// {"change": "raised"|"resolved", "rule", "severity", "since", "title"}. Pure.
QJsonObject alertJson(const AlertEvent &event);

/// {"verb", "state", "step", "done", "message", "seconds_left"}; the last is null where it is not known, and
/// no folder of a path is told. Pure.
QJsonObject jobJson(const JobEvent &job);

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::JobEvent)
