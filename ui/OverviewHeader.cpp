// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/OverviewHeader.h"

#include "ui/SegmentedControl.h"
#include "ui/StatusPill.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hakgal {

namespace {

constexpr int kWindows[] = {300, 3600};

} // namespace

OverviewHeader::OverviewHeader(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_pill(new StatusPill(theme, catalogue, this)),
      m_headline(new TabularLabel(this)),
      m_window(new SegmentedControl(theme, QStringLiteral("chartWindow"), {tr("5 min"), tr("1 h")}, this)),
      m_repair(new QPushButton(tr("&Repair…"), this)),
      m_optimize(new QPushButton(tr("&Optimize…"), this))
{
    Theme::style(m_title, TextStyle::Title);
    m_title->setObjectName(QStringLiteral("fileName"));
    Theme::style(m_headline, TextStyle::Small, Tone::Muted);
    m_headline->setObjectName(QStringLiteral("headline"));
    m_headline->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_window->setAccessibleName(tr("Time shown in the charts"));
    m_window->setToolTip(Theme::toolTip(tr("Time shown in the charts")));

    m_repair->setObjectName(QStringLiteral("repairButton"));
    m_optimize->setObjectName(QStringLiteral("optimizeButton"));
    m_optimize->setProperty("accent", true);
    connect(m_repair, &QPushButton::clicked, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("repair")); });
    connect(m_optimize, &QPushButton::clicked, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("optimize")); });
    for (QPushButton *button : {m_repair, m_optimize})
        button->setFont(Theme::font(TextStyle::Strong));
    m_repair->setToolTip(Theme::toolTip(tr("Finds what is wrong and offers remedies.")));
    m_optimize->setToolTip(Theme::toolTip(tr("Shows what could be gained, before anything runs.")));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(layout::kGap);
    row->addWidget(m_title);
    row->addWidget(m_pill);
    row->addWidget(m_headline, 1);
    row->addWidget(m_window);
    row->addWidget(m_repair);
    row->addWidget(m_optimize);
    setFixedHeight(layout::kControl);

    connect(m_window, &SegmentedControl::chosen, this,
            [this](int index) { Q_EMIT windowChosen(kWindows[index]); });
    connect(m_pill, &StatusPill::reasonChosen, this, &OverviewHeader::reasonChosen);
}

void OverviewHeader::showSnapshot(const Snapshot &snapshot, const OverviewText &text)
{
    const QString name = text.fileName(snapshot);
    if (m_title->text() != name) {
        m_title->setText(name);
        m_title->setToolTip(Theme::toolTip(snapshot.sample.database.path));
    }
    m_pill->showSnapshot(snapshot);
    const QString line = text.headline(snapshot);
    if (m_headline->text() != line)
        m_headline->setText(line);
}

void OverviewHeader::setWindowSeconds(int seconds)
{
    m_window->setCurrent(seconds == kWindows[1] ? 1 : 0);
}

} // namespace hakgal
