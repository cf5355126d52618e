// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/OverviewPage.h"

#include "ui/AlertRowDelegate.h"
#include "ui/AlertTableModel.h"
#include "ui/Card.h"
#include "ui/MetricChart.h"
#include "ui/MetricTile.h"
#include "ui/OverviewHeader.h"
#include "ui/PredicateView.h"
#include "ui/Theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QThread>
#include <QVBoxLayout>

namespace hakgal {

namespace {

constexpr int kTileGap = 8;
/// Until something was measured the latency axis ends here, in milliseconds.
constexpr ChartScale kFirstLatencyScale{0.4, 4};

MetricChart::LineColor colorOf(Chart chart)
{
    switch (chart) {
    case Chart::Cpu:
        return &Colors::accent;
    case Chart::Memory:
        return &Colors::memory;
    case Chart::CacheHit:
        return &Colors::cache;
    case Chart::Latency:
        break;
    }
    return &Colors::latency;
}

MetricChart::SecondLine secondLineOf(Chart chart)
{
    switch (chart) {
    case Chart::Cpu:
        return MetricChart::SecondLine::Dotted;
    case Chart::Latency:
        return MetricChart::SecondLine::Dashed;
    case Chart::Memory:
    case Chart::CacheHit:
        break;
    }
    return MetricChart::SecondLine::None;
}

} // namespace

OverviewPage::OverviewPage(const Theme &theme, const Catalogue &catalogue, const SampleHistory &history,
                           AlertTableModel *alerts, QWidget *parent)
    : Page(parent),
      m_catalogue(catalogue),
      m_text(catalogue, QThread::idealThreadCount()),
      m_history(history),
      m_alerts(alerts),
      m_header(new OverviewHeader(theme, catalogue, this)),
      m_notice(makeNotice(theme)),
      m_alertsCard(makeAlertsCard(theme, alerts)),
      m_predicates(new PredicateView(theme, catalogue, this))
{
    setObjectName(QStringLiteral("overviewPage"));
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(kTileGap);
    for (std::size_t i = 0; i < kTiles.size(); ++i) {
        m_tiles[i] = new MetricTile(theme, m_text.name(kTiles[i]), this);
        m_tiles[i]->setObjectName(QLatin1String(OverviewText::objectName(kTiles[i])));
        tiles->addWidget(m_tiles[i], 1);
    }

    auto *charts = new QGridLayout;
    charts->setSpacing(layout::kGap);
    for (std::size_t i = 0; i < kCharts.size(); ++i) {
        const Chart chart = kCharts[i];
        m_charts[i] = new MetricChart(theme, m_text.name(chart), m_text.caption(chart), colorOf(chart),
                                      secondLineOf(chart), this);
        m_charts[i]->setObjectName(QLatin1String(OverviewText::objectName(chart)));
        m_scales[i] = chart == Chart::Latency ? kFirstLatencyScale : kPercentScale;
        charts->addWidget(m_charts[i], int(i) / 2, int(i) % 2);
        charts->setRowStretch(int(i) / 2, 1);
        charts->setColumnStretch(int(i) % 2, 1);
    }

    connect(m_predicates, &PredicateView::countRequested, this, &OverviewPage::countRequested);

    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(layout::kGap);
    bottom->addWidget(m_alertsCard, 5);
    bottom->addWidget(m_predicates, 3);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 4 * layout::kStep, layout::kMargin, 4 * layout::kStep);
    column->setSpacing(layout::kGap);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addLayout(tiles);
    column->addLayout(charts, 7);
    column->addLayout(bottom, 3);
    // The tables' own wishes would take the height from the charts.
    for (Card *card : {m_alertsCard, static_cast<Card *>(m_predicates)}) {
        card->setMinimumHeight(layout::scaled(96));
        card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    }
    for (MetricChart *chart : m_charts)
        chart->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);

    connect(m_header, &OverviewHeader::windowChosen, this, [this](int seconds) {
        setWindowSeconds(seconds);
        Q_EMIT windowChosen(seconds);
    });
    connect(m_header, &OverviewHeader::reasonChosen, this, &OverviewPage::reasonChosen);
    connect(m_header, &OverviewHeader::pageRequested, this, &OverviewPage::pageRequested);
}

OverviewPage::~OverviewPage() = default;

Card *OverviewPage::makeNotice(const Theme &theme)
{
    auto *card = new Card(theme, {}, this);
    card->setObjectName(QStringLiteral("notice"));
    m_noticeText = new QLabel(card);
    m_noticeText->setObjectName(QStringLiteral("noticeText"));
    Theme::style(m_noticeText, TextStyle::Body, Tone::Critical);
    m_noticeText->setWordWrap(true);
    m_noticeText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    card->body()->addWidget(m_noticeText);
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    card->hide();
    return card;
}

void OverviewPage::showNotice()
{
    const DatabaseState &database = m_snapshot->sample.database;
    const bool unreachable = database.reach == DatabaseState::Reach::Unreachable;
    if (unreachable) {
        const QString words = m_catalogue.error(database.error);
        if (m_noticeText->text() != words)
            m_noticeText->setText(words);
    }
    m_notice->setVisible(unreachable);
}

Card *OverviewPage::makeAlertsCard(const Theme &theme, AlertTableModel *alerts)
{
    auto *card = new Card(theme, tr("Alerts"), this);
    card->setObjectName(QStringLiteral("alertsCard"));
    card->setCaption(tr("today"));
    m_alertsTable = new QTableView(card);
    m_alertsTable->setObjectName(QStringLiteral("alertsToday"));
    m_alertsTable->setAccessibleName(tr("Alerts of today"));
    Theme::style(m_alertsTable);
    m_alertsTable->setModel(alerts);
    m_alertsTable->setItemDelegate(new AlertRowDelegate(theme, m_alertsTable));
    m_alertsTable->setColumnHidden(AlertTableModel::StartedColumn, true);
    QHeaderView *header = m_alertsTable->horizontalHeader();
    header->hide();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->resizeSection(AlertTableModel::SeverityColumn, layout::scaled(88));
    header->resizeSection(AlertTableModel::StateColumn, layout::scaled(140));
    m_alertsTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_alertsTable->installEventFilter(this);
    card->setMinimumWidth(layout::scaled(420));
    card->body()->addWidget(m_alertsTable);

    connect(m_alertsTable, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const std::optional<Alert> alert = m_alerts->alertAt(index.row()))
            Q_EMIT alertChosen(alert->rule, alert->startedMs);
    });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(alerts, signal, this, &OverviewPage::showEmptyAlerts);
    connect(alerts, &QAbstractItemModel::modelReset, this, &OverviewPage::showEmptyAlerts);
    card->setEmptyText(tr("No alerts today"));
    return card;
}

void OverviewPage::showEmptyAlerts()
{
    m_alertsCard->setEmptyText(m_alerts->rowCount() == 0 ? tr("No alerts today") : QString());
    fitAlerts();
}

bool OverviewPage::canBeSeen() const
{
    return isVisible() && !window()->isMinimized();
}

void OverviewPage::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    m_behind = true;
    if (canBeSeen())
        draw();
}

void OverviewPage::applySettings(const Settings &settings)
{
    m_settings = settings;
    m_behind = m_snapshot != nullptr;
    catchUp();
}

void OverviewPage::setWindowSeconds(int seconds)
{
    m_header->setWindowSeconds(seconds);
    if (seconds == m_windowSeconds)
        return;
    m_windowSeconds = seconds;
    m_behind = m_snapshot != nullptr;
    catchUp();
}

void OverviewPage::setMarkers(const std::vector<ChartMarker> &markers)
{
    for (MetricChart *chart : m_charts)
        chart->setMarkers(markers);
}

void OverviewPage::catchUp()
{
    if (m_behind && canBeSeen())
        draw();
}

void OverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    catchUp();
}

void OverviewPage::fitAlerts()
{
    // Titles are short, what was measured is longer; where there is no room for both, it is left out.
    const bool narrow = m_alertsTable->width() < layout::scaled(560);
    m_alertsTable->setColumnHidden(AlertTableModel::MeasuredColumn, narrow);
    QHeaderView *header = m_alertsTable->horizontalHeader();
    header->setSectionResizeMode(AlertTableModel::TitleColumn,
                                 narrow ? QHeaderView::Stretch : QHeaderView::Fixed);
    header->setSectionResizeMode(AlertTableModel::MeasuredColumn,
                                 narrow ? QHeaderView::Fixed : QHeaderView::Stretch);
    if (!narrow)
        header->resizeSection(AlertTableModel::TitleColumn,
                              std::clamp(static_cast<QAbstractItemView *>(m_alertsTable)
                                             ->sizeHintForColumn(AlertTableModel::TitleColumn),
                                         layout::scaled(172),
                                         std::max(layout::scaled(172), m_alertsTable->width() * 2 / 5)));
}

bool OverviewPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_alertsTable && event->type() == QEvent::Resize)
        fitAlerts();
    return QWidget::eventFilter(watched, event);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Other columns, other points; at once, or the charts would be coarse until the next tick.
    m_behind = m_snapshot != nullptr;
    catchUp();
}

void OverviewPage::draw()
{
    m_behind = false;
    m_header->showSnapshot(*m_snapshot, m_text);
    showNotice();
    for (std::size_t i = 0; i < kTiles.size(); ++i)
        m_tiles[i]->setContent(m_text.content(kTiles[i], *m_snapshot, m_settings));
    drawCharts();
    m_predicates->showSnapshot(m_snapshot);
}

void OverviewPage::drawCharts()
{
    for (std::size_t i = 0; i < kCharts.size(); ++i) {
        const ChartFrame frame = m_text.frame(kCharts[i], *m_snapshot, m_settings, m_history, m_windowSeconds,
                                              m_charts[i]->columns(), m_scales[i]);
        m_scales[i] = frame.scale;
        m_charts[i]->setFrame(frame);
    }
}

} // namespace hakgal
