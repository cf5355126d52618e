// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CommandCard.h"

#include "ui/CheckBox.h"
#include "ui/NumberBox.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hakgal {

namespace {

constexpr int kDefaultMb = 2048;

} // namespace

CommandCard::CommandCard(const Theme &theme, QWidget *parent)
    : Card(theme, tr("Advanced"), parent),
      m_theme(theme),
      m_backup(new CheckBox(theme, tr("Back &up first"), this)),
      m_memory(new NumberBox(this))
{
    setObjectName(QStringLiteral("commandCard"));
    setCaption(tr("single commands, each run alone"));
    m_backup->setObjectName(QStringLiteral("commandBackup"));
    m_backup->setChecked(true);
    m_backup->setToolTip(
        Theme::toolTip(tr("A verified copy comes before every command that changes the file.")));
    auto *label = new QLabel(tr("&Memory for jobs"), this);
    Theme::style(label, TextStyle::Body, Tone::Muted);
    label->setBuddy(m_memory);
    m_memory->setObjectName(QStringLiteral("memoryLimit"));
    m_memory->setRange(16, 1'048'576);
    m_memory->setDecimals(0);
    m_memory->setSuffix(tr(" MB"));
    m_memory->setValue(kDefaultMb);
    m_memory->setFixedWidth(layout::scaled(110));
    m_memory->setAccessibleName(tr("The most memory that SQLite may take in a job"));
    m_memory->setToolTip(Theme::toolTip(tr("The most memory that SQLite may take in a job; beyond it the job "
                                           "fails and changes nothing. Holds for the plan's steps too.")));
    addToHeader(m_backup);
    auto *memory = new QWidget(this);
    auto *row = new QHBoxLayout(memory);
    row->setContentsMargins(layout::kGap, 0, 0, 0);
    row->setSpacing(2 * layout::kStep);
    row->addWidget(label);
    row->addWidget(m_memory);
    addToHeader(memory);

    auto *grid = new QGridLayout;
    grid->setContentsMargins(8, 0, 0, 0);
    grid->setHorizontalSpacing(layout::kGap);
    grid->setVerticalSpacing(layout::kStep);
    grid->setColumnStretch(1, 1);
    addCommand(grid, OptimizeStep::Pragma, QStringLiteral("PRAGMA optimize"),
               tr("refreshes the statistics that SQLite itself thinks are stale"));
    addCommand(grid, OptimizeStep::Analyze, QStringLiteral("ANALYZE"),
               tr("makes the query planner's statistics anew"));
    addCommand(grid, OptimizeStep::Reindex, QStringLiteral("REINDEX"),
               tr("rebuilds every index from the table; writers wait meanwhile"));
    addCommand(grid, OptimizeStep::Incremental, QStringLiteral("PRAGMA incremental_vacuum(1000)"),
               tr("gives free pages back in small slices, where the file was made for it"));
    addCommand(grid, OptimizeStep::Checkpoint, QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"),
               tr("folds the write-ahead log in, where that is safe"));
    addCommand(grid, OptimizeStep::Vacuum, QStringLiteral("VACUUM"),
               tr("writes the whole file anew without holes; writers wait meanwhile"));
    body()->addLayout(grid);
}

void CommandCard::addCommand(QGridLayout *grid, OptimizeStep step, const QString &command,
                             const QString &words)
{
    const int row = int(m_buttons.size());
    auto *name = new QLabel(command, this);
    Theme::style(name, TextStyle::Monospace);
    auto *what = new QLabel(words, this);
    Theme::style(what, TextStyle::Body, Tone::Muted);
    what->setWordWrap(true);
    auto *run = new QPushButton(tr("Run"), this);
    run->setObjectName(QStringLiteral("command.") + QLatin1String(stepName(step)));
    run->setAccessibleName(tr("Run %1").arg(command));
    grid->addWidget(name, row, 0);
    grid->addWidget(what, row, 1);
    grid->addWidget(run, row, 2);
    m_buttons.push_back(run);
    connect(run, &QPushButton::clicked, this,
            [this, step] { Q_EMIT commandChosen(step, m_backup->isChecked()); });
}

void CommandCard::setHindrance(const QString &why)
{
    for (QPushButton *button : m_buttons) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(Theme::toolTip(why));
        button->setAccessibleDescription(why);
    }
}

QStringList CommandCard::memoryOption() const
{
    const int mb = int(m_memory->value());
    if (mb == kDefaultMb)
        return {};
    return {QStringLiteral("--memory-limit-mb"), QString::number(mb)};
}

} // namespace hakgal
