// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryPage.h"

#include "ui/ForecastCard.h"
#include "ui/HistoryBoard.h"
#include "ui/PageHeader.h"
#include "ui/SegmentedControl.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QDateTimeEdit>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kBatchMs = 10'000;          ///< the history is written that often
constexpr qint64 kAroundMs = 10 * 60 * 1000; ///< sizes and forecast are good for so long
constexpr qint64 kSettledMs = 3'000;         ///< after so long it is known who records
constexpr int kMostColumns = 10'000;         ///< of a request

} // namespace

HistoryPage::HistoryPage(const Theme &theme, const Catalogue &catalogue, Clock clock, QWidget *parent)
    : Page(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_clock(std::move(clock)),
      m_words(catalogue),
      m_header(new PageHeader(tr("History"), this)),
      m_board(new HistoryBoard(theme, catalogue, this)),
      m_forecast(new ForecastCard(theme, catalogue, this))
{
    setObjectName(QStringLiteral("historyPage"));
    m_notice = new QLabel(this);
    m_notice->setObjectName(QStringLiteral("historyNotice"));
    Theme::style(m_notice, TextStyle::Body, Tone::Warning);
    m_notice->setWordWrap(true);
    m_notice->hide();

    makeActions();
    QWidget *ranges = makeRanges();
    QWidget *foot = makeFoot();
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("historyScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_board);
    scroll->viewport()->setAutoFillBackground(false);
    m_board->setAutoFillBackground(false);
    m_forecast->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    column->setSpacing(layout::kGap);
    column->addWidget(m_header);
    column->addWidget(ranges);
    column->addWidget(m_notice);
    column->addWidget(scroll, 1);
    column->addWidget(foot);
    column->addWidget(m_forecast);

    makeShortcuts();
    connect(m_board, &HistoryBoard::spanChosen, this, &HistoryPage::leaveRange);
    connect(m_board, &HistoryBoard::cursorChanged, this, &HistoryPage::showCursor);
    setCharts({});
    setRange(Range::Day);
    showState();
}

bool HistoryPage::canAsk() const
{
    return isVisible() && !m_database.isEmpty();
}

void HistoryPage::setDatabase(const QString &path)
{
    if (path == m_database)
        return;
    m_database = path;
    m_firstToken = m_token + 1; // what was asked before is about another base
    m_shownToken = 0;
    m_aroundMs = 0;
    m_sizes.reset();
    m_notOursMs = 0;
    m_forecasts.clear();
    abandonWriting();
    m_board->setView(nullptr);
    m_forecast->awaitForecasts();
    backToRange();
    showState();
}

void HistoryPage::applySettings(const Settings &settings)
{
    m_settings = settings;
    m_board->setSettings(settings);
}

void HistoryPage::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    if (snapshot->recorder)
        m_notOursMs = 0;
    else if (m_notOursMs == 0)
        m_notOursMs = now();
    if (!isVisible())
        return;
    showNotice();
    // As often as something new can be seen: a batch was written, and it is a pixel wide.
    const qint64 pixel = m_board->span().lengthMs() / std::max(1, m_board->columns());
    if (m_following && m_range != Range::Custom && now() - m_askedMs >= std::max(kBatchMs, pixel))
        follow();
}

/// Why this process does not record, where it does not.
void HistoryPage::showNotice()
{
    QString words;
    Tone tone = Tone::Warning;
    if (m_snapshot && !m_database.isEmpty()) {
        for (const StatusReason &reason : m_snapshot->reasons) {
            if (reason.kind == StatusReason::Kind::HistoryFailed)
                words = m_catalogue.statusReason(reason, *m_snapshot);
        }
        // While a base is being opened nobody is known to record it yet.
        if (words.isEmpty() && m_notOursMs != 0 && now() - m_notOursMs >= kSettledMs) {
            tone = Tone::Muted; // nothing is wrong
            words = tr("Another process records this history, and it is read here. Should that process end, "
                       "this one goes on recording.");
        }
    }
    Theme::style(m_notice, TextStyle::Body, tone);
    if (m_notice->text() != words)
        m_notice->setText(words);
    m_notice->setVisible(!words.isEmpty());
}

void HistoryPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_following)
        m_board->setSpan(spanOf(m_range));
    ask();
    showState();
}

void HistoryPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    ask();
}

TimeSpan HistoryPage::spanOf(Range range) const
{
    const qint64 end = now();
    const auto last = [end](qint64 length) { return TimeSpan{end - length, end}; };
    switch (range) {
    case Range::Hour:
        return last(kHourMs);
    case Range::Day:
        return last(kDayMs);
    case Range::Week:
        return last(7 * kDayMs);
    case Range::Month:
        return last(30 * kDayMs);
    case Range::Year:
        return last(365 * kDayMs);
    case Range::All: {
        const HistoryViewPtr &view = m_board->view();
        const qint64 oldest = view && view->oldestMs != 0 ? view->oldestMs : end - 365 * kDayMs;
        return {std::min(oldest, end - kShortestSpanMs), end};
    }
    case Range::Custom:
        break;
    }
    return m_custom;
}

void HistoryPage::setRange(Range range)
{
    if (range == Range::Custom && m_custom.lengthMs() <= 0)
        m_custom = m_board->span();
    m_range = range;
    m_ranges->setCurrent(int(range));
    backToRange();
    if (range == Range::Custom)
        m_from->setFocus(Qt::ShortcutFocusReason);
}

void HistoryPage::setSpan(const TimeSpan &span)
{
    m_custom = kept(span, 0, 0);
    m_range = Range::Custom;
    m_ranges->setCurrent(int(m_range));
    backToRange();
}

void HistoryPage::backToRange()
{
    m_following = true;
    follow();
}

/// The range as it stands now.
void HistoryPage::follow()
{
    m_board->setNow(now());
    m_board->setSpan(spanOf(m_range));
    showRange();
    ask();
}

/// Someone zoomed or moved.
void HistoryPage::leaveRange(const TimeSpan &)
{
    m_following = false;
    showRange();
    ask();
}

void HistoryPage::takeEdits()
{
    const TimeSpan span{m_from->dateTime().toMSecsSinceEpoch(), m_to->dateTime().toMSecsSinceEpoch()};
    const bool sensible = span.lengthMs() > 0;
    for (QDateTimeEdit *edit : {m_from, m_to}) {
        edit->setProperty("invalid", !sensible);
        edit->style()->polish(edit);
    }
    if (sensible)
        setSpan(span);
}

void HistoryPage::ask()
{
    if (!canAsk())
        return;
    // More than is shown, so that a moved picture has something at its edges until the answer comes.
    const TimeSpan &span = m_board->span();
    const qint64 margin = span.lengthMs() / 2;
    HistoryRequest request;
    request.token = ++m_token;
    request.metrics = m_board->metrics();
    request.fromMs = span.fromMs - margin;
    request.toMs = span.toMs + margin;
    request.columns = std::min(kMostColumns, 2 * m_board->columns());
    m_askedMs = now();
    Q_EMIT viewRequested(request);
}

/// What stands beside the charts.
void HistoryPage::askAround()
{
    if (!canAsk() || (m_aroundMs != 0 && now() - m_aroundMs < kAroundMs))
        return;
    m_aroundMs = now();
    m_aroundToken = ++m_token;
    Q_EMIT sizesRequested(m_aroundToken);
    Q_EMIT forecastRequested(m_aroundToken, m_settings.queryLatencyMs / 1000.0);
}

void HistoryPage::showView(const HistoryViewPtr &view)
{
    if (view && view->request.group == kReportGroup)
        takeReportView(view);
    if (!view || view->request.group != 0 || view->request.token < m_firstToken ||
        view->request.token <= m_shownToken)
        return;
    const bool first = m_shownToken == 0;
    m_shownToken = view->request.token;
    m_board->setNow(now());
    m_board->setView(view);
    showState();
    // Only the first answer tells how far back all of it reaches.
    if (first && m_following && m_range == Range::All)
        follow();
    askAround(); // after the picture: measuring the sizes takes the reader longer than drawing from it
}

void HistoryPage::showSizes(quint64 token, const HistorySizes &sizes)
{
    if (token != m_aroundToken || token < m_firstToken || sizes.error)
        return;
    m_sizes = sizes;
    showState();
}

void HistoryPage::showForecasts(quint64 token, const std::vector<Forecast> &forecasts)
{
    if (token != m_aroundToken || token < m_firstToken)
        return;
    m_forecasts = forecasts;
    m_forecast->setForecasts(forecasts, now());
}

void HistoryPage::showRange()
{
    const TimeSpan &span = m_board->span();
    for (const auto &[edit, atMs] : {std::pair{m_from, span.fromMs}, std::pair{m_to, span.toMs}}) {
        if (edit->hasFocus() && m_following)
            continue; // someone types there
        const QSignalBlocker quiet(edit);
        edit->setDateTime(QDateTime::fromMSecsSinceEpoch(atMs));
        edit->setProperty("invalid", false);
    }
    m_back->setEnabled(!m_following);
    showState();
}

void HistoryPage::showState()
{
    const HistoryViewPtr &view = m_board->view();
    QString empty;
    if (m_database.isEmpty())
        empty = tr("No knowledge base is open.");
    else if (!view)
        empty = tr("Reading the history…");
    else if (view->error)
        empty = m_catalogue.error(*view->error);
    else if (view->oldestMs == 0)
        empty =
            tr("Nothing has been recorded yet. The first figures come ten seconds after this program began "
               "to watch the knowledge base.");
    m_board->setEmptyText(empty);
    showNotice();
    for (QAction *action : m_take->actions())
        action->setEnabled(empty.isEmpty());

    m_header->setCaption(empty.isEmpty() ? m_words.span(m_board->span()) : QString());
    QStringList foot;
    if (view && empty.isEmpty())
        foot << m_words.resolution(view->tier, m_board->span(), m_board->columns());
    if (m_sizes) {
        foot << m_words.sizes(*m_sizes);
        m_foot->setToolTip(Theme::toolTip(m_words.sizesInWords(*m_sizes)));
    }
    m_foot->setText(foot.join(QLatin1Char(' ')));
}

void HistoryPage::showCursor(std::optional<qint64> atMs)
{
    m_cursor->setText(atMs ? m_words.cursor(*atMs) : QString());
}

void HistoryPage::setCharts(const QStringList &names)
{
    std::vector<MetricId> metrics;
    for (const MetricId metric : HistoryText::metrics()) {
        if (names.contains(QLatin1String(metricInfo(metric).json)))
            metrics.push_back(metric);
    }
    if (metrics.empty())
        metrics = HistoryText::firstMetrics();
    m_board->setMetrics(metrics);
    const QStringList shown = charts();
    for (QAction *action : m_charts->actions())
        action->setChecked(shown.contains(action->data().toString()));
    showState();
    ask();
}

QStringList HistoryPage::charts() const
{
    QStringList names;
    for (const MetricId metric : m_board->metrics())
        names << QLatin1String(metricInfo(metric).json);
    return names;
}

void HistoryPage::chooseChart()
{
    QStringList names;
    for (const QAction *action : m_charts->actions()) {
        if (action->isChecked())
            names << action->data().toString();
    }
    setCharts(names);
    Q_EMIT chartsChosen(charts());
}

} // namespace hakgal
