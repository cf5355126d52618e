// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/LogWindow.h"

#include "ui/Card.h"
#include "ui/CheckBox.h"
#include "ui/ClearButton.h"
#include "ui/LogModel.h"
#include "ui/RowDelegate.h"
#include "ui/SegmentedControl.h"
#include "ui/SelectedRows.h"
#include "ui/TableActions.h"
#include "ui/TabOrder.h"
#include "ui/Theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace hakgal {

namespace {

constexpr int kPollMs = 1000;

/// Quiet times and sources; warnings and worse in their colour.
class LogRowDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

protected:
    QColor textColor(const QModelIndex &index) const override
    {
        const Colors &colors = theme().colors();
        if (index.column() == LogModel::TextColumn)
            return colors.text;
        const auto level = LogLevel(index.data(LogModel::LevelRole).toInt());
        if (index.column() != LogModel::LevelColumn || level < LogLevel::Warning)
            return colors.muted;
        return level == LogLevel::Warning ? colors.warningText : colors.criticalText;
    }
};

} // namespace

LogWindow::LogWindow(const Theme &theme, const Catalogue &catalogue, const QString &path, QWidget *parent)
    : QWidget(parent, Qt::Window),
      m_theme(theme),
      m_catalogue(catalogue),
      m_path(path),
      m_model(new LogModel(this)),
      m_filter(new LogFilter(this)),
      m_card(new Card(theme, {}, this)),
      m_table(new QTableView(this)),
      m_whole(new QPlainTextEdit(this)),
      m_summary(new QLabel(this)),
      m_timer(new QTimer(this)),
      m_tail(new LogTail)
{
    qRegisterMetaType<std::vector<LogLine>>();
    qRegisterMetaType<Error>();
    setObjectName(QStringLiteral("logWindow"));
    setWindowTitle(tr("Log"));
    resize(layout::scaled(960), layout::scaled(560));
    m_filter->setSourceModel(m_model);
    m_thread = std::make_unique<WorkerThread>(QStringLiteral("log"), m_tail);

    Theme::style(m_summary, TextStyle::Small, Tone::Muted);
    m_summary->setObjectName(QStringLiteral("logSummary"));
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_whole->setObjectName(QStringLiteral("logWhole"));
    m_whole->setAccessibleName(tr("The chosen line as a whole"));
    m_whole->setPlaceholderText(tr("Choose a line to read it as a whole."));
    m_whole->setReadOnly(true);
    m_whole->setTabChangesFocus(true);
    m_whole->setFont(Theme::font(TextStyle::Monospace));
    m_whole->setFixedHeight(layout::scaled(76));
    makeTable();

    QWidget *tools = makeTools();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    column->setSpacing(layout::kGap);
    column->addWidget(tools);
    m_card->body()->addWidget(m_table);
    column->addWidget(m_card, 1);
    column->addWidget(m_whole);
    column->addWidget(m_summary);
    tabAsRead(this);

    m_timer->setInterval(kPollMs);
    connect(m_timer, &QTimer::timeout, this, &LogWindow::ask);
    connect(this, &LogWindow::readRequested, m_tail, &LogTail::read, Qt::QueuedConnection);
    connect(m_tail, &LogTail::linesRead, this, &LogWindow::showLines, Qt::QueuedConnection);
    connect(m_tail, &LogTail::failed, this, &LogWindow::showError, Qt::QueuedConnection);
}

LogWindow::~LogWindow() = default;

QWidget *LogWindow::makeTools()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * layout::kStep);

    m_search = new QLineEdit(bar);
    m_search->setObjectName(QStringLiteral("logSearch"));
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setAccessibleName(tr("Search the log"));
    addClearButton(m_search);
    m_level = new SegmentedControl(m_theme, QStringLiteral("logLevel"),
                                   {tr("All levels"), tr("Info"), tr("Warning"), tr("Critical")}, bar);
    m_level->setAccessibleName(tr("The least level that is shown"));
    m_level->setToolTip(Theme::toolTip(tr("The least level that is shown")));
    m_follow = new CheckBox(m_theme, tr("&Follow"), bar);
    m_follow->setObjectName(QStringLiteral("logFollow"));
    m_follow->setToolTip(Theme::toolTip(tr("Keeps the newest line in view.")));
    m_follow->setChecked(true);
    auto *copyButton = new QPushButton(tr("&Copy"), bar);
    copyButton->setObjectName(QStringLiteral("copyLog"));
    copyButton->setToolTip(
        Theme::toolTip(tr("Copies the selected lines, or all that are shown where none is selected.")));

    row->addWidget(m_search, 1);
    row->addWidget(m_level);
    row->addWidget(m_follow);
    row->addWidget(copyButton);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text.trimmed());
        showSummary();
        follow();
    });
    connect(m_level, &SegmentedControl::chosen, this, [this](int least) {
        m_filter->setLeast(LogLevel(least)); // the choices are the levels in their order
        showSummary();
        follow();
    });
    connect(m_follow, &QCheckBox::toggled, this, &LogWindow::follow);
    connect(copyButton, &QPushButton::clicked, this, &LogWindow::copy);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    auto *close = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(close, &QShortcut::activated, this, &QWidget::close);
    return bar;
}

void LogWindow::makeTable()
{
    m_table->setObjectName(QStringLiteral("logTable"));
    m_table->setAccessibleName(tr("Log lines"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new LogRowDelegate(m_theme, m_table));
    Theme::style(m_table);
    m_table->setFont(Theme::font(TextStyle::Monospace));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setStretchLastSection(true);
    const QFontMetrics metrics(m_table->font());
    const auto width = [&](const QString &longest) { return metrics.horizontalAdvance(longest) + 24; };
    header->resizeSection(LogModel::TimeColumn, width(QStringLiteral("2026-01-31 12:00:00.000")));
    header->resizeSection(LogModel::LevelColumn, width(LogModel::levelName(LogLevel::Critical)));
    header->resizeSection(LogModel::SourceColumn, width(QStringLiteral("monitor hakgal.monitor")));

    connect(tables::own(m_table, tables::Does::Copy), &QAction::triggered, this, &LogWindow::copy);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LogWindow::showCurrent);
    // Who reads an older line wants it to stay.
    connect(m_table, &QTableView::clicked, this, [this] { m_follow->setChecked(false); });
    connect(
        m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this,
        [this] {
            const QScrollBar *bar = m_table->verticalScrollBar();
            m_follow->setChecked(bar->value() == bar->maximum());
        },
        Qt::QueuedConnection);
}

void LogWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer->start();
    ask();
}

void LogWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer->stop();
}

void LogWindow::ask()
{
    if (m_asked) // a slow drive: questions do not pile up
        return;
    m_asked = true;
    Q_EMIT readRequested(m_path);
}

void LogWindow::showLines(const std::vector<LogLine> &lines, bool anew)
{
    m_asked = false;
    if (anew)
        m_model->setLines(lines);
    else
        m_model->append(lines);
    if (!anew && lines.empty())
        return;
    showSummary();
    follow();
}

void LogWindow::showError(const Error &error)
{
    m_asked = false;
    m_model->setLines({});
    m_summary->clear();
    m_card->setEmptyText(m_catalogue.error(error));
}

void LogWindow::showSummary()
{
    m_summary->setText(tr("%n line(s) shown", nullptr, m_filter->rowCount()) + QStringLiteral(" · ") +
                       tr("the last 256 kB of %1").arg(QDir::toNativeSeparators(m_path)));
    m_card->setEmptyText(m_filter->rowCount() > 0   ? QString()
                         : m_model->rowCount() == 0 ? tr("Nothing has been logged yet.")
                                                    : tr("No line fits this search."));
}

void LogWindow::showCurrent()
{
    m_whole->setPlainText(m_table->currentIndex().data(LogModel::RawRole).toString());
}

void LogWindow::follow()
{
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

void LogWindow::copy() const
{
    QModelIndexList rows = selectedRows(m_table);
    if (rows.isEmpty()) {
        for (int row = 0; row < m_filter->rowCount(); ++row)
            rows << m_filter->index(row, 0);
    }
    QStringList lines;
    for (const QModelIndex &row : rows)
        lines << row.data(LogModel::RawRole).toString();
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

} // namespace hakgal
