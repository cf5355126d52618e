// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/JobRunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace hakgal::madeup {

// What hakgalctl answers, by hand. Only tests make values up.

inline QJsonObject json(const char *text)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qPrintable(error.errorString()));
    return object;
}

inline JobReport succeeded(const QJsonObject &result)
{
    JobReport report;
    report.state = JobState::Succeeded;
    report.exitCode = 1;
    report.result = result;
    return report;
}

/// Two critical findings and two warnings with remedies (one of which can lose data), a piece of information,
/// and two checks that went well.
inline QJsonObject diagnosis()
{
    // clang-format off
    return json(R"json({"schema":1,"verb":"diagnose","ok":true,"status":"POOR","full":false,"seconds":1.1,
"findings":[
 {"id":"integrity.damaged","severity":"critical","args":["row 7 missing from index idx_subject"],"message":"…",
  "remedy":{"action":"salvage","args":[""],"changes":"…","can_lose_data":true}},
 {"id":"schema.audit_log_missing","severity":"critical","args":[],"message":"…",
  "remedy":{"action":"create_audit_log","args":[],"changes":"…","can_lose_data":false}},
 {"id":"index.damaged:idx_subject","severity":"warning","args":["idx_subject","entries","12"],"message":"…",
  "remedy":{"action":"reindex","args":["idx_subject"],"changes":"…","can_lose_data":false}},
 {"id":"endpoint.port:8000","severity":"warning","args":["127.0.0.1:8000","python3 (pid 4711)"],"message":"…",
  "remedy":{"action":"move_endpoint","args":["127.0.0.1:8000","127.0.0.1:8001"],"changes":"…",
            "can_lose_data":false}},
 {"id":"backup.none","severity":"info","args":[],"message":"…",
  "remedy":{"action":"make_backup","args":[],"changes":"…","can_lose_data":false}},
 {"id":"sqlite.wal_reset","severity":"info","args":["3.40.1"],"message":"…","remedy":null}],
"passed":[{"check":"disk","args":["61000000000","13000000"],"message":"61 GB free, 13 MB needed"},
          {"check":"backup","args":["1757733300000","18118"],"message":"…"}]})json");
    // clang-format on
}

inline QJsonObject ledger()
{
    return json(R"json({"expected":18160,"expected_from":"caller","expected_at":"2026-09-16T16:58:02Z",
"exact":18118,"intact":11,"partial":6,"doubtful":4,"lost":21,"surplus":0,"duplicates":0,"from_backup":0,
"left_deleted":0})json");
}

} // namespace hakgal::madeup
