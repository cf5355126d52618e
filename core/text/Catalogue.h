// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Finding.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Format.h"

#include <QString>

namespace hakgal {

enum class OptimizeStep : quint8;
struct Forecast;
struct PlannedStep;
enum class ScalePattern : quint8;
struct ScaleChange;
struct ScaleLimit;

/// All sentences that the window and hakgalctl share. Core yields codes and arguments; here they become
/// words. English (C locale, never translated: JSON, logs) or the user's language (translation context
/// "hakgal"). Texts are plain text, never markup, and never empty; what they take from a file (paths, names)
/// is shown with control and direction characters replaced and shortened in the middle where it is very long.
/// Pure; any thread.
class Catalogue
{
public:
    enum class Language { English, User };
    explicit Catalogue(Language language);
    Language language() const { return m_language; }

    /// One to three plain sentences: what happened, and what to do.
    QString error(const Error &error) const;
    /// Only the first of them: what happened.
    QString errorSummary(const Error &error) const;
    /// Why a reading is empty, a short sentence for a tooltip. Reason::None says that it is not.
    QString reason(Reason reason) const;
    /// Short name of a metric, for tables and charts: "Query p95".
    QString metricName(MetricId id) const;
    /// A sentence or two that explain how it is measured.
    QString metricHelp(MetricId id) const;

    QString severity(Severity severity) const;
    QString status(Status status) const; ///< Operational, Degraded, Poor
    QString statusReason(const StatusReason &reason, const Snapshot &snapshot) const;

    QString alertTitle(const Alert &alert) const;                ///< "Cache hit below 80 %"
    QString alertDetail(const Alert &alert, qint64 nowMs) const; ///< "74.2 % for 2 min 10 s"
    /// Three paragraphs: what was measured against which limit since when; what it means; what helps.
    QString alertExplanation(const Alert &alert, qint64 nowMs) const;
    /// The processes that used the most when a CPU or memory alert was raised, as one sentence; empty for
    /// alerts that list none.
    QString alertProcesses(const Alert &alert) const;
    /// Id of the finding that fits (a contract name such as "wal.large"); empty where none does.
    static QString alertFinding(RuleId rule);
    /// The same, told more exactly by the alert's error (a locked file is not an unreadable one).
    static QString alertFinding(const Alert &alert);

    QString holders(const DatabaseState &state)
        const; ///< "python3, litestream"; says when only our own user's were visible
    QString rejectReason(int why) const; ///< of FactImporter::Reject

    /// Who has a taken port: "another HAK/GAL (hakgal, pid 4711)"; "another program" where it is not known.
    QString portHolder(const ListenerState &listener) const;
    /// "127.0.0.1:8000", "[::1]:8000"; as it stands in a URL.
    QString listenerAddress(const ListenerState &listener) const;
    /// Whether and why an address is (not) served, and what happens next.
    QString listener(const ListenerState &listener) const;
    /// What to do about it. Names settings, never a path or a token.
    QString lacking(ListenerState::Lacking what) const;

    QString optimizeStep(OptimizeStep step) const;            ///< its name: "Compact the file"
    QString optimizeReason(const PlannedStep &planned) const; ///< why it runs or not, a sentence or two

    QString findingCheck(const QString &id) const;       ///< of a finding's or a passed check's id: "Index"
    QString finding(const Finding &finding) const;       ///< what was found, a sentence
    QString remedy(const Finding::Remedy &remedy) const; ///< what it will change, a sentence or two
    QString passedCheck(const PassedCheck &check) const; ///< what was found well: "61 GB free, 13 MB needed"

    QString scalePattern(ScalePattern pattern) const;  ///< "Predicate and subject"
    QString scaleLimit(const ScaleLimit &limit) const; ///< the promise: "goal: text p95 below 50 ms"
    QString scaleVerdict(const ScaleLimit &limit, qint64 facts) const; ///< up to how many facts it holds
    QString
    scaleChange(const ScaleChange &change) const; ///< "Text p95: 12.3 ms before, 11.0 ms now (−10.6 %)"

    /// What is expected of a metric and how well that held on the past, or why nothing is; sentences.
    QString forecast(const Forecast &forecast, qint64 nowMs) const;
    /// Of it only when its limit is reached; empty where it has none or nothing is expected.
    QString forecastLimit(const Forecast &forecast, qint64 nowMs) const;

    /// A clause of core's, in this language.
    QString phrase(const Phrase &phrase) const;

    const Format &format() const { return m_format; }

private:
    /// What happened and what to do about it.
    struct Said
    {
        QString what;
        QString help;
    };

    QString say(const char *source) const;
    QString argument(const QStringList &args, int index) const;
    Said said(const Error &error) const;
    QString measured(const Alert &alert, qint64 nowMs) const;

    Language m_language;
    Format m_format;
};

/// A text from outside as it may stand in a sentence: control and direction characters are replaced by
/// U+FFFD, and beyond `longest` characters the middle is left out.
QString plainName(const QString &text, int longest = 500);

} // namespace hakgal
