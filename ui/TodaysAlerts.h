// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"

#include <QObject>

#include <vector>

namespace hakgal {

class AlertTableModel;

/// The incidents since midnight, for the list of the overview: what the history holds of them, and what each
/// tick changes. Asks the history by requested(), anew when a day begins. GUI thread.
class TodaysAlerts : public QObject
{
    Q_OBJECT
public:
    TodaysAlerts(const Catalogue &catalogue, QObject *parent);

    AlertTableModel *model() const { return m_model; }

    /// Another base is shown: of its day nothing is known yet.
    void forget();
    /// One tick.
    void follow(const Snapshot &snapshot);
    /// Asks for the day as the history has it; nothing before the first tick, or without a base.
    void ask();
    /// The answer to requested(). An answer to an older question is ignored.
    void take(int token, const std::vector<Alert> &alerts);

Q_SIGNALS:
    /// `token` is below 0, and lower with each question.
    void requested(int token, const hakgal::AlertQuery &query);

private:
    AlertTableModel *m_model;
    std::vector<Alert> m_firing; ///< of the last tick
    bool m_hasBase = false;
    int m_token = 0;
    qint64 m_midnightMs = 0; ///< local midnight that the list begins at; 0: no tick yet
};

} // namespace hakgal
