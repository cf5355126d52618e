// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"

#include <optional>
#include <vector>

class QLabel;
class QLayout;
class QPushButton;
class QTableWidget;

namespace hakgal {

/// The explanation of one alert: what was measured against which limit since when, the top processes where
/// it is about CPU or memory, the finding that fits, and snooze. GUI thread.
class AlertPanel : public Card
{
    Q_OBJECT
public:
    AlertPanel(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// Nothing chosen: says so. `current` are the processes of this tick; empty: those of the alert are
    /// shown, from when it was raised.
    void showAlert(const std::optional<Alert> &alert, qint64 nowMs,
                   const std::vector<ProcessLoad> &current = {});
    const std::optional<Alert> &alert() const { return m_alert; }

    /// Wall-clock time of the next local midnight.
    static qint64 tomorrow(qint64 nowMs);

Q_SIGNALS:
    /// Mute the firing alert of that rule until then; 0 ends the snooze.
    void snoozeRequested(hakgal::RuleId rule, qint64 untilMs);

private:
    QLayout *makeHead();
    QLayout *makeFigures(QWidget *parent);
    void showFigures(const Alert &alert);
    void showProcesses(const Alert &alert, const std::vector<ProcessLoad> &current);
    void showSnooze(const Alert &alert);
    void snoozeUntil(qint64 untilMs);

    const Theme &m_theme;
    Catalogue m_catalogue;
    std::optional<Alert> m_alert;
    qint64 m_nowMs = 0;

    class Mark;
    Mark *m_mark = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_explanation;
    QLabel *m_finding;
    /// Name and value of each figure of the alert.
    struct Figure
    {
        QLabel *name;
        QLabel *value;
    };
    enum { Last, Limit, Worst, Began, Ended, FigureCount };
    Figure m_figures[FigureCount] = {};
    QLabel *m_processTitle = nullptr;
    QTableWidget *m_processes = nullptr;
    QPushButton *m_snooze = nullptr;
    QPushButton *m_endSnooze = nullptr;
};

} // namespace hakgal
