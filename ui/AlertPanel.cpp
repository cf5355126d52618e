// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertPanel.h"

#include "core/alert/AlertRule.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace hakgal {

namespace {

constexpr int kProcessRows = 5;
constexpr qint64 kMinuteMs = 60'000;

/// The unit of an alert's figures; none where they are not a quantity (the base is reachable or not).
std::optional<Unit> unitOf(RuleId rule)
{
    static const std::map<RuleId, MetricId> metrics = [] {
        Settings all;
        all.factsStalledMinutes = 1; // off by default, then it is not among the rules
        std::map<RuleId, MetricId> result;
        for (const AlertRule &r : alertRules(all))
            result.emplace(r.id, r.metric);
        return result;
    }();
    const auto found = metrics.find(rule);
    if (found == metrics.end() || found->second == MetricId::Up)
        return std::nullopt;
    return metricInfo(found->second).unit;
}

bool aboutCpu(RuleId rule)
{
    return rule == RuleId::Cpu || rule == RuleId::CpuCritical;
}

bool aboutMemory(RuleId rule)
{
    return rule == RuleId::Memory || rule == RuleId::MemoryCritical;
}

Tone toneOf(const Alert &alert)
{
    if (!alert.firing())
        return Tone::Muted;
    switch (alert.severity) {
    case Severity::Info:
        return Tone::Good;
    case Severity::Warning:
        return Tone::Warning;
    case Severity::Critical:
        return Tone::Critical;
    }
    return Tone::Muted;
}

} // namespace

AlertPanel::AlertPanel(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, {}, parent), m_catalogue(catalogue)
{
    setObjectName(QStringLiteral("alertPanel"));
    setAccessibleName(tr("Explanation of the chosen alert"));

    auto *stateRow = new QHBoxLayout;
    m_dot = new QLabel(QStringLiteral("●"), this);
    Theme::style(m_dot, TextStyle::Small, Tone::Muted);
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("alertState"));
    Theme::style(m_state, TextStyle::Small, Tone::Muted);
    stateRow->setSpacing(6);
    stateRow->addWidget(m_dot);
    stateRow->addWidget(m_state, 1);
    body()->addSpacing(layout::kStep);
    body()->addLayout(stateRow);
    body()->addSpacing(layout::kStep);
    m_title = addLabel("alertTitle", TextStyle::Title, Tone::Normal);
    body()->addSpacing(2 * layout::kStep);
    m_explanation = addLabel("alertExplanation", TextStyle::Body, Tone::Normal);
    addFigures();
    addProcesses();
    body()->addSpacing(layout::kGap);
    m_finding = addLabel("alertFinding", TextStyle::Small, Tone::Muted);
    body()->addStretch(1);
    addSnooze();
    showAlert(std::nullopt, 0);
}

QLabel *AlertPanel::addLabel(const char *name, TextStyle text, Tone tone)
{
    auto *label = new QLabel(this);
    label->setObjectName(QLatin1String(name));
    Theme::style(label, text, tone);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(label);
    return label;
}

void AlertPanel::addFigures()
{
    static const char *const names[FigureCount] = {"alertLast", "alertWorst", "alertLimit", "alertBegan",
                                                   "alertEnded"};
    const QString texts[FigureCount] = {tr("Last measured"), tr("Worst"), tr("Limit"), tr("Began"),
                                        tr("Resolved")};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(layout::kGap);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < FigureCount; ++i) {
        Figure &figure = m_figures[i];
        figure.name = new QLabel(texts[i], this);
        Theme::style(figure.name, TextStyle::Body, Tone::Muted);
        figure.value = new QLabel(this);
        figure.value->setObjectName(QLatin1String(names[i]));
        Theme::style(figure.value, TextStyle::Body);
        grid->addWidget(figure.name, i, 0);
        grid->addWidget(figure.value, i, 1);
    }
    body()->addSpacing(layout::kGap);
    body()->addLayout(grid);
}

void AlertPanel::addProcesses()
{
    body()->addSpacing(layout::kGap);
    m_processTitle = addLabel("alertProcessesTitle", TextStyle::Strong, Tone::Normal);
    m_processes = new QTableWidget(0, 3, this);
    m_processes->setObjectName(QStringLiteral("alertProcesses"));
    m_processes->setAccessibleName(tr("Processes that use the most"));
    m_processes->setHorizontalHeaderLabels({tr("Process"), tr("CPU of one core"), tr("Memory")});
    Theme::style(m_processes);
    m_processes->setSelectionMode(QAbstractItemView::NoSelection);
    m_processes->setFocusPolicy(Qt::NoFocus);
    m_processes->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *header = m_processes->horizontalHeader();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column : {1, 2}) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, column == 1 ? 124 : 88);
        m_processes->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    m_processes->setFixedHeight((kProcessRows + 1) * layout::kRow);
    body()->addWidget(m_processes);
}

void AlertPanel::addSnooze()
{
    m_snoozed = addLabel("alertSnoozed", TextStyle::Small, Tone::Muted);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * layout::kStep);
    m_snooze = new QPushButton(tr("S&nooze"), this);
    m_snooze->setObjectName(QStringLiteral("snooze"));
    m_snooze->setToolTip(tr("The alert is still watched and shown, but not announced."));
    m_endSnooze = new QPushButton(tr("&End snooze"), this);
    m_endSnooze->setObjectName(QStringLiteral("endSnooze"));
    auto *menu = new QMenu(m_snooze);
    const auto add = [&](const char *name, const QString &text, auto untilMs) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, untilMs] { snoozeUntil(untilMs()); });
    };
    add("snooze15", tr("For &15 minutes"), [this] { return m_nowMs + 15 * kMinuteMs; });
    add("snooze60", tr("For &1 hour"), [this] { return m_nowMs + 60 * kMinuteMs; });
    add("snoozeTomorrow", tr("Until &tomorrow"), [this] { return tomorrow(m_nowMs); });
    m_snooze->setMenu(menu);
    connect(m_endSnooze, &QPushButton::clicked, this, [this] { snoozeUntil(0); });
    row->addWidget(m_snooze);
    row->addWidget(m_endSnooze);
    row->addStretch(1);
    body()->addSpacing(2 * layout::kStep);
    body()->addLayout(row);
}

qint64 AlertPanel::tomorrow(qint64 nowMs)
{
    return QDateTime::fromMSecsSinceEpoch(nowMs).date().addDays(1).startOfDay().toMSecsSinceEpoch();
}

void AlertPanel::snoozeUntil(qint64 untilMs)
{
    if (m_alert && m_alert->firing())
        Q_EMIT snoozeRequested(m_alert->rule, untilMs);
}

void AlertPanel::showAlert(const std::optional<Alert> &alert, qint64 nowMs,
                           const std::vector<ProcessLoad> &current)
{
    m_alert = alert;
    m_nowMs = nowMs;
    if (!alert) {
        setEmptyText(tr("Choose an alert to see what was measured and what helps."));
        return;
    }
    setEmptyText({});
    const Format &format = m_catalogue.format();
    const QString severity = m_catalogue.severity(alert->severity);
    Theme::style(m_dot, TextStyle::Small, toneOf(*alert));
    if (alert->firing())
        m_state->setText(
            tr("%1 · firing for %2").arg(severity, format.duration(double(nowMs - alert->startedMs) / 1000)));
    else
        m_state->setText(
            tr("%1 · resolved after %2")
                .arg(severity, format.duration(double(alert->endedMs - alert->startedMs) / 1000)));
    m_title->setText(m_catalogue.alertTitle(*alert));
    m_explanation->setText(m_catalogue.alertExplanation(*alert, nowMs));
    showFigures(*alert);
    showProcesses(*alert, current);
    const QString finding = Catalogue::alertFinding(*alert);
    m_finding->setVisible(!finding.isEmpty());
    m_finding->setText(tr("Fitting finding of the diagnosis: %1").arg(finding));
    showSnooze(*alert);
}

void AlertPanel::showFigures(const Alert &alert)
{
    const Format &format = m_catalogue.format();
    const std::optional<Unit> unit = unitOf(alert.rule);
    const auto figure = [&](int which, bool shown, const QString &text) {
        m_figures[which].name->setVisible(shown);
        m_figures[which].value->setVisible(shown);
        m_figures[which].value->setText(text);
    };
    const auto quantity = [&](int which, double value) {
        const bool shown = unit && qIsFinite(value);
        figure(which, shown, shown ? format.value(value, *unit) : QString());
    };
    quantity(Last, alert.value);
    quantity(Worst, alert.worst);
    figure(Limit, unit.has_value(), unit ? format.limit(alert.limit, *unit) : QString());
    figure(Began, true, format.dateTime(alert.startedMs));
    figure(Ended, !alert.firing(), alert.firing() ? QString() : format.dateTime(alert.endedMs));
}

void AlertPanel::showProcesses(const Alert &alert, const std::vector<ProcessLoad> &current)
{
    const bool cpu = aboutCpu(alert.rule);
    const bool now = alert.firing() && !current.empty();
    std::vector<ProcessLoad> top = now ? current : alert.processes;
    const bool shown = (cpu || aboutMemory(alert.rule)) && !top.empty();
    m_processTitle->setVisible(shown);
    m_processes->setVisible(shown);
    if (!shown)
        return;
    if (cpu)
        m_processTitle->setText(now ? tr("Processes that use the most CPU now")
                                    : tr("Processes that used the most CPU when it was raised"));
    else
        m_processTitle->setText(now ? tr("Processes that use the most memory now")
                                    : tr("Processes that used the most memory when it was raised"));
    std::stable_sort(top.begin(), top.end(), [cpu](const ProcessLoad &a, const ProcessLoad &b) {
        return cpu ? a.cpuPercent > b.cpuPercent : a.memoryBytes > b.memoryBytes;
    });
    const int rows = std::min(kProcessRows, int(top.size()));
    m_processes->setRowCount(rows);
    m_processes->setFixedHeight((rows + 1) * layout::kRow);
    const Format &format = m_catalogue.format();
    for (int row = 0; row < rows; ++row) {
        const ProcessLoad &process = top[size_t(row)];
        const QString texts[] = {tr("%1 (pid %2)").arg(process.name.simplified()).arg(process.pid),
                                 format.percent(process.cpuPercent), format.bytes(process.memoryBytes)};
        for (int column = 0; column < 3; ++column) {
            QTableWidgetItem *item = m_processes->item(row, column);
            if (!item) {
                item = new QTableWidgetItem;
                item->setTextAlignment(Qt::Alignment(column == 0 ? Qt::AlignLeft : Qt::AlignRight) |
                                       Qt::AlignVCenter);
                m_processes->setItem(row, column, item);
            }
            item->setText(texts[column]);
        }
    }
}

void AlertPanel::showSnooze(const Alert &alert)
{
    const bool snoozed = alert.firing() && alert.snoozed(m_nowMs);
    m_snooze->setVisible(alert.firing());
    m_endSnooze->setVisible(snoozed);
    m_snoozed->setVisible(snoozed);
    m_snoozed->setText(tr("Snoozed until %1: it is watched, but not announced.")
                           .arg(m_catalogue.format().dateTime(alert.snoozedUntilMs)));
}

QString AlertPanel::plainText() const
{
    if (!m_alert)
        return {};
    QStringList lines{m_title->text(), m_state->text(), m_explanation->text()};
    for (const Figure &figure : m_figures) {
        if (!figure.value->text().isEmpty())
            lines << QStringLiteral("%1: %2").arg(figure.name->text(), figure.value->text());
    }
    if (!m_processes->isHidden()) {
        lines << m_processTitle->text();
        for (int row = 0; row < m_processes->rowCount(); ++row)
            lines << QStringLiteral("%1\t%2\t%3")
                         .arg(m_processes->item(row, 0)->text(), m_processes->item(row, 1)->text(),
                              m_processes->item(row, 2)->text());
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace hakgal
