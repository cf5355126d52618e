// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"
#include "core/text/Format.h"

#include <QString>

namespace hakgal {

/// All sentences that the window and hakgalctl share. Core yields codes and arguments; here they become
/// words. English (C locale, never translated: JSON, logs) or the user's language. Every text that
/// contains something read from a file is plain text, never markup. Pure; any thread.
class Catalogue
{
public:
    enum class Language { English, User };
    explicit Catalogue(Language language);

    /// One or two plain sentences: what happened, and what to do.
    QString error(const Error &error) const;
    /// Why a reading is empty, a short sentence for a tooltip.
    QString reason(Reason reason) const;
    /// Short name of a metric, for tables and charts: "Query p95".
    QString metricName(MetricId id) const;
    /// One sentence that explains how it is measured.
    QString metricHelp(MetricId id) const;

    QString severity(Severity severity) const;
    QString status(Status status) const; ///< Operational, Degraded, Poor
    QString statusReason(const StatusReason &reason, const Snapshot &snapshot) const;

    QString alertTitle(const Alert &alert) const;                ///< "Cache hit below 80 %"
    QString alertDetail(const Alert &alert, qint64 nowMs) const; ///< "74.2 % for 2 min 10 s"
    /// Several sentences: what was measured against which limit since when, what it means, what helps.
    QString alertExplanation(const Alert &alert, qint64 nowMs) const;
    /// Id of the finding that fits (a contract name such as "wal.large"); empty where none does.
    static QString alertFinding(RuleId rule);

    QString holders(const DatabaseState &state)
        const; ///< "python3, litestream"; says when only our own user's were visible
    QString rejectReason(int why) const; ///< of FactImporter::Reject

    const Format &format() const { return m_format; }

private:
    QString say(const char *source) const;
    Language m_language;
    Format m_format;
};

} // namespace hakgal
