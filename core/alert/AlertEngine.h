// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/AlertRule.h"

#include <map>
#include <optional>
#include <vector>

namespace hakgal {

/// Decides which alerts fire. A pure state machine: time comes from the sample, nothing else is read.
/// An unknown reading neither raises nor resolves; it starts the hold time again. An incident never ends
/// before it started, whatever the wall clock does.
/// Not thread safe; lives in the monitor thread.
class AlertEngine
{
public:
    /// Replaces the rules. A firing alert is resolved by the next evaluate() where its rule is gone, and by
    /// the next known reading where the limit moved and the value is not beyond the new one; beyond it the
    /// incident goes on. A hold time that is running starts again only for a rule whose limit moved.
    void setRules(std::vector<AlertRule> rules);

    /// Takes over incidents that were firing when the program ended, so that they are not raised again.
    /// One that this engine holds already keeps firing under the identity of the restored one.
    void restore(const std::vector<Alert> &firing);

    /// One tick. Returns what changed; at most one event a rule.
    std::vector<AlertEvent> evaluate(const Sample &sample);

    /// Mutes a firing alert until the given wall-clock time; 0 ends the snooze. No effect if not firing.
    void snooze(RuleId rule, qint64 untilMs);

    /// Forgets everything that is about the knowledge base and its volume (another file was chosen); CPU and
    /// memory stay. The incidents of the old one stay open in its own history and are restored when it is
    /// opened again.
    void forget();

    /// Firing now: critical first, then newest first.
    std::vector<Alert> firing() const;

    /// Whether a CPU or memory rule is beyond its limit or firing, so that processes are worth listing.
    bool wantsProcesses() const;

private:
    struct State
    {
        double limit = 0;         ///< by which the rest was judged; differs from the rule's once it moved
        int held = 0;             ///< consecutive known ticks beyond the limit
        qint64 firstBeyondMs = 0; ///< wall clock of the first of them
        double worst = 0;         ///< of them
        bool firing = false;
        Alert alert;
    };

    static std::optional<AlertEvent> judge(const AlertRule &rule, State &state, const Sample &sample);
    static std::optional<AlertEvent> judgeFiring(const AlertRule &rule, State &state, double value,
                                                 const Sample &sample);
    static std::optional<AlertEvent> judgeQuiet(const AlertRule &rule, State &state, double value,
                                                const Sample &sample);

    std::vector<AlertRule> m_rules;
    std::map<RuleId, State> m_states;
};

} // namespace hakgal
