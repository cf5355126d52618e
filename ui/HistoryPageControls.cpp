// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HistoryPage that makes its controls: menus, range, foot, keys.
#include "ui/FoldingRow.h"
#include "ui/HistoryBoard.h"
#include "ui/HistoryPage.h"
#include "ui/PageHeader.h"
#include "ui/SegmentedControl.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QAction>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>

namespace hakgal {

namespace {

QPushButton *smallButton(const QString &text, const char *name, const QString &says, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(says);
    button->setToolTip(Theme::toolTip(says));
    button->setFixedHeight(layout::kControl);
    return button;
}

} // namespace

void HistoryPage::makeActions()
{
    auto *charts = new QPushButton(tr("Ch&arts"), this);
    charts->setObjectName(QStringLiteral("historyCharts"));
    charts->setToolTip(Theme::toolTip(tr("Which figures are shown.")));
    m_charts = new QMenu(charts);
    m_charts->setObjectName(QStringLiteral("menu.historyCharts"));
    for (const MetricId metric : HistoryText::metrics()) {
        QAction *action = m_charts->addAction(m_words.name(metric));
        action->setCheckable(true);
        action->setData(QLatin1String(metricInfo(metric).json));
        action->setObjectName(QStringLiteral("action.history.") + QLatin1String(metricInfo(metric).json));
        action->setToolTip(Theme::toolTip(m_catalogue.metricHelp(metric)));
        connect(action, &QAction::triggered, this, &HistoryPage::chooseChart);
    }
    m_charts->setToolTipsVisible(true);
    charts->setMenu(m_charts);

    auto *take = new QPushButton(tr("E&xport"), this);
    take->setObjectName(QStringLiteral("historyExport"));
    m_take = new QMenu(take);
    m_take->setObjectName(QStringLiteral("menu.historyExport"));
    const auto add = [&](const QString &text, const char *name, const QKeySequence &keys, auto slot) {
        QAction *action = m_take->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action); // the keys hold on the whole page
    };
    add(tr("Save &picture…"), "action.savePicture", QKeySequence::Save, &HistoryPage::savePictureAsked);
    add(tr("&Copy picture"), "action.copyPicture", QKeySequence::Copy, &HistoryPage::copyPicture);
    add(tr("Export C&SV…"), "action.exportCsv", QKeySequence(Qt::CTRL | Qt::Key_E),
        &HistoryPage::exportAsked);
    m_take->addSeparator();
    add(tr("Report as P&DF…"), "action.reportPdf", QKeySequence(Qt::CTRL | Qt::Key_P),
        [this] { reportAsked(ReportOrder::Form::Pdf); });
    add(tr("Report as &web page…"), "action.reportHtml", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
        [this] { reportAsked(ReportOrder::Form::Html); });
    take->setMenu(m_take);
    m_board->addActions(m_take->actions());
    m_board->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_header->addAction(charts);
    m_header->addAction(take);
}

QWidget *HistoryPage::makeRanges()
{
    auto *folding = new FoldingRow(this);
    m_ranges = new SegmentedControl(
        m_theme, QStringLiteral("historyRange"),
        {tr("Hour"), tr("Day"), tr("Week"), tr("Month"), tr("Year"), tr("All time"), tr("Custom")}, folding);
    auto *bar = new QWidget(folding);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * layout::kStep);
    m_ranges->setAccessibleName(tr("The time that is shown"));
    const auto edit = [&](const char *name, const QString &says) {
        auto *field = new QDateTimeEdit(bar);
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(says);
        field->setToolTip(Theme::toolTip(says));
        field->setDisplayFormat(m_catalogue.format().datePattern() + QStringLiteral(" HH:mm"));
        field->setKeyboardTracking(false);
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
        field->setFixedHeight(layout::kControl - 2);
        connect(field, &QDateTimeEdit::dateTimeChanged, this, &HistoryPage::takeEdits);
        return field;
    };
    m_from = edit("historyFrom", tr("From when on; local time"));
    m_to = edit("historyTo", tr("Until when; local time"));
    auto *dash = new QLabel(QStringLiteral("–"), bar);
    Theme::style(dash, TextStyle::Body, Tone::Muted);
    auto *closer = smallButton(QStringLiteral("+"), "historyZoomIn", tr("Show less time (Ctrl++)"), bar);
    auto *wider = smallButton(QStringLiteral("−"), "historyZoomOut", tr("Show more time (Ctrl+−)"), bar);
    closer->setFixedWidth(layout::scaled(48));
    wider->setFixedWidth(layout::scaled(48));
    m_back = smallButton(tr("&Back to range"), "historyBack",
                         tr("Shows the chosen range again, up to the present (Ctrl+Backspace)"), bar);
    folding->addPart(m_ranges);
    folding->addPart(bar, 1);
    row->addWidget(m_from);
    row->addWidget(dash);
    row->addWidget(m_to);
    row->addStretch(1);
    row->addWidget(wider);
    row->addWidget(closer);
    row->addWidget(m_back);
    connect(m_ranges, &SegmentedControl::chosen, this, [this](int index) { setRange(Range(index)); });
    connect(closer, &QPushButton::clicked, this, [this] { m_board->zoom(1 / 1.5); });
    connect(wider, &QPushButton::clicked, this, [this] { m_board->zoom(1.5); });
    connect(m_back, &QPushButton::clicked, this, &HistoryPage::backToRange);
    return folding;
}

QWidget *HistoryPage::makeFoot()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(2, 0, 2, 0);
    row->setSpacing(layout::kGap);
    m_foot = new TabularLabel(bar);
    m_foot->setObjectName(QStringLiteral("historyFoot"));
    Theme::style(m_foot, TextStyle::Small, Tone::Muted);
    m_cursor = new TabularLabel(bar);
    m_cursor->setObjectName(QStringLiteral("historyCursor"));
    m_cursor->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    Theme::style(m_cursor, TextStyle::Small);

    m_progress = new QWidget(bar);
    auto *progress = new QHBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    auto *writing = new QLabel(tr("Writing…"), m_progress);
    Theme::style(writing, TextStyle::Small);
    m_progressBar = new QProgressBar(m_progress);
    m_progressBar->setObjectName(QStringLiteral("historyProgress"));
    m_progressBar->setAccessibleName(tr("How much is written"));
    m_progressBar->setTextVisible(false);
    m_progressBar->setRange(0, 1000);
    m_progressBar->setFixedSize(120, 6);
    auto *cancel = new QPushButton(tr("Cancel"), m_progress);
    cancel->setObjectName(QStringLiteral("historyCancel"));
    cancel->setFixedHeight(layout::scaled(24));
    progress->addWidget(writing);
    progress->addWidget(m_progressBar);
    progress->addWidget(cancel);
    m_progress->hide();
    connect(cancel, &QPushButton::clicked, this, [this] { cancelWriting(); });

    row->addWidget(m_foot, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cursor);
    bar->setFixedHeight(layout::scaled(24));
    return bar;
}

void HistoryPage::makeShortcuts()
{
    const auto on = [this](const QString &words, const QList<QKeySequence> &keys, auto what) {
        auto *action = new QAction(words, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, what);
    };
    on(tr("Show less time"), {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)},
       [this] { m_board->zoom(1 / 1.5); });
    on(tr("Show more time"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)}, [this] { m_board->zoom(1.5); });
    on(tr("Back to range"), {QKeySequence(Qt::CTRL | Qt::Key_Backspace)}, [this] { backToRange(); });
}

} // namespace hakgal
