// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertPanel.h"

#include "core/alert/AlertRule.h"
#include "ui/RowDelegate.h"
#include "ui/StatusMark.h"
#include "ui/TabularText.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
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

} // namespace

/// The mark that the alert has in the list, too.
class AlertPanel::Mark : public QWidget
{
public:
    Mark(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) { setFixedSize(10, 10); }

    void show(Severity severity, bool firing)
    {
        m_severity = severity;
        m_firing = firing;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawAlertMark(painter, QRectF(1, 1, 8, 8), m_severity, m_theme.colors().severity(m_severity),
                      m_firing);
    }

private:
    const Theme &m_theme;
    Severity m_severity = Severity::Info;
    bool m_firing = false;
};

AlertPanel::AlertPanel(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, {}, parent), m_theme(theme), m_catalogue(catalogue)
{
    setObjectName(QStringLiteral("alertPanel"));
    setAccessibleName(tr("Explanation of the chosen alert"));

    // What does not fit is scrolled; title and buttons stay.
    auto *contents = new QWidget;
    auto *columns = new QHBoxLayout(contents);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(2 * layout::kMargin);
    auto *words = new QVBoxLayout;
    m_explanation = new QLabel(contents);
    m_explanation->setObjectName(QStringLiteral("alertExplanation"));
    Theme::style(m_explanation, TextStyle::Body);
    m_explanation->setWordWrap(true);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_finding = new QLabel(contents);
    m_finding->setObjectName(QStringLiteral("alertFinding"));
    Theme::style(m_finding, TextStyle::Small, Tone::Muted);
    m_finding->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setSpacing(layout::kGap);
    words->addWidget(m_explanation);
    words->addWidget(m_finding);
    words->addStretch(1);
    columns->addLayout(words, 1);
    columns->addLayout(makeFigures(contents), 1);

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(accessibleName());
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(contents);
    scroll->viewport()->setAutoFillBackground(false);
    contents->setAutoFillBackground(false);
    body()->setSpacing(layout::kGap);
    body()->addLayout(makeHead());
    body()->addWidget(scroll, 1);
    showAlert(std::nullopt, 0);
}

QLayout *AlertPanel::makeHead()
{
    const auto label = [this](const char *name, TextStyle text, Tone tone) {
        auto *result = new QLabel(this);
        result->setObjectName(QLatin1String(name));
        Theme::style(result, text, tone);
        return result;
    };
    m_mark = new Mark(m_theme, this);
    m_title = label("alertTitle", TextStyle::Strong, Tone::Normal);
    m_state = label("alertState", TextStyle::Small, Tone::Muted);

    m_snooze = new QPushButton(tr("S&nooze"), this);
    m_snooze->setObjectName(QStringLiteral("snooze"));
    m_snooze->setToolTip(Theme::toolTip(tr("The alert is still watched and shown, but not announced.")));
    m_endSnooze = new QPushButton(tr("&End snooze"), this);
    m_endSnooze->setObjectName(QStringLiteral("endSnooze"));
    auto *menu = new QMenu(m_snooze);
    const auto add = [&](const char *name, const QString &text, auto untilMs) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, untilMs] { snoozeUntil(untilMs()); });
    };
    add("snooze15", tr("For &15 minutes"), [this] { return m_nowMs + 15 * kMinuteMs; });
    add("snooze60", tr("For 1 &hour"), [this] { return m_nowMs + 60 * kMinuteMs; });
    add("snoozeTomorrow", tr("Until &tomorrow"), [this] { return tomorrow(m_nowMs); });
    m_snooze->setMenu(menu);
    connect(m_endSnooze, &QPushButton::clicked, this, [this] { snoozeUntil(0); });

    auto *row = new QHBoxLayout;
    row->setSpacing(2 * layout::kStep);
    row->addWidget(m_mark);
    row->addWidget(m_title);
    row->addWidget(m_state, 1);
    row->addWidget(m_endSnooze);
    row->addWidget(m_snooze);
    // A resolved alert has no buttons; the head keeps its height.
    row->addStrut(layout::kControl);
    return row;
}

QLayout *AlertPanel::makeFigures(QWidget *parent)
{
    static const char *const names[FigureCount] = {"alertLast", "alertLimit", "alertWorst", "alertBegan",
                                                   "alertEnded"};
    const QString texts[FigureCount] = {tr("Last measured"), tr("Limit"), tr("Worst"), tr("Began"),
                                        tr("Resolved")};
    auto *column = new QVBoxLayout;
    column->setSpacing(layout::kGap);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(layout::kGap);
    grid->setVerticalSpacing(layout::kStep);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    for (int i = 0; i < FigureCount; ++i) {
        Figure &figure = m_figures[i];
        figure.name = new QLabel(texts[i], parent);
        Theme::style(figure.name, TextStyle::Body, Tone::Muted);
        figure.value = new TabularLabel(parent);
        figure.value->setObjectName(QLatin1String(names[i]));
        Theme::style(figure.value, TextStyle::Body);
        // Quantities stand in pairs, times in lines of their own.
        static constexpr int lines[FigureCount] = {0, 0, 1, 2, 3};
        const int first = i == Limit ? 2 : 0;
        grid->addWidget(figure.name, lines[i], first);
        grid->addWidget(figure.value, lines[i], first + 1, 1, i > Limit ? 3 : 1);
    }
    column->addLayout(grid);

    m_processTitle = new QLabel(parent);
    m_processTitle->setObjectName(QStringLiteral("alertProcessesTitle"));
    Theme::style(m_processTitle, TextStyle::Small, Tone::Muted);
    m_processes = new QTableWidget(0, 3, parent);
    m_processes->setObjectName(QStringLiteral("alertProcesses"));
    m_processes->setAccessibleName(tr("Processes that use the most"));
    m_processes->setHorizontalHeaderLabels({tr("Process"), tr("CPU of one core"), tr("Memory")});
    Theme::style(m_processes);
    m_processes->setItemDelegate(new RowDelegate(m_theme, m_processes));
    m_processes->setSelectionMode(QAbstractItemView::NoSelection);
    m_processes->setFocusPolicy(Qt::NoFocus);
    m_processes->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *header = m_processes->horizontalHeader();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int i : {1, 2}) {
        m_processes->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        header->setSectionResizeMode(i, QHeaderView::Fixed);
    }
    column->addWidget(m_processTitle);
    column->addWidget(m_processes);
    column->addStretch(1);
    return column;
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
    m_mark->show(alert->severity, alert->firing());
    if (!alert->firing())
        m_state->setText(
            tr("%1 · resolved after %2")
                .arg(severity, format.duration(double(alert->endedMs - alert->startedMs) / 1000)));
    else if (alert->snoozed(nowMs))
        m_state->setText(
            tr("%1 · firing, snoozed until %2").arg(severity, format.dateTime(alert->snoozedUntilMs)));
    else
        m_state->setText(tr("%1 · firing").arg(severity));
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
    QHeaderView *header = m_processes->horizontalHeader();
    for (int i : {1, 2})
        header->resizeSection(i, std::max(layout::scaled(84), header->sectionSizeHint(i)));
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
}

} // namespace hakgal
