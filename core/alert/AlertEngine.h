// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/AlertRule.h"

#include <map>
#include <vector>

namespace hakgal {

/// Decides which alerts fire. A pure state machine: time comes from the sample, nothing else is read.
/// An unknown reading neither raises nor resolves; it starts the hold time again.
/// Not thread safe; lives in the monitor thread.
class AlertEngine
{
public:
    /// Replaces the rules. Firing alerts of rules that are gone or whose limit no longer holds are
    /// resolved by the next evaluate().
    void setRules(std::vector<AlertRule> rules);

    /// Takes over incidents that were firing when the program ended, so that they are not raised again.
    /// Call before the first evaluate().
    void restore(const std::vector<Alert> &firing);

    /// One tick. Returns what changed; at most one event a rule.
    std::vector<AlertEvent> evaluate(const Sample &sample);

    /// Mutes a firing alert until the given wall-clock time; 0 ends the snooze. No effect if not firing.
    void snooze(RuleId rule, qint64 untilMs);

    /// Forgets everything that is about the knowledge base (another file was chosen). The incidents of the
    /// old one stay open in its own history and are restored when it is opened again.
    void forget();

    /// Firing now: critical first, then newest first.
    std::vector<Alert> firing() const;

    /// Whether a CPU or memory rule is beyond its limit or firing, so that processes are worth listing.
    bool wantsProcesses() const;

private:
    struct State
    {
        int held = 0;             ///< consecutive ticks beyond the limit
        qint64 firstBeyondMs = 0; ///< wall clock of the first of them
        double worst = 0;
        bool firing = false;
        Alert alert;
    };

    std::vector<AlertRule> m_rules;
    std::map<RuleId, State> m_states;
};

} // namespace hakgal
