// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PageHeader.h"

#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hakgal {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_caption(new TabularLabel(this))
{
    auto *name = new QLabel(title, this);
    Theme::style(name, TextStyle::Title);
    name->setObjectName(QStringLiteral("pageTitle"));
    Theme::style(m_caption, TextStyle::Small, Tone::Muted);
    m_caption->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_caption->setObjectName(QStringLiteral("pageCaption"));

    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(layout::kGap);
    m_row->addWidget(name);
    m_row->addWidget(m_caption, 1);
    setFixedHeight(layout::kControl);
}

void PageHeader::setCaption(const QString &caption)
{
    m_caption->setText(caption);
}

QString PageHeader::caption() const
{
    return m_caption->text();
}

void PageHeader::insertBeforeCaption(QWidget *widget)
{
    m_row->insertWidget(m_row->indexOf(m_caption), widget);
}

void PageHeader::addAction(QWidget *widget)
{
    if (qobject_cast<QPushButton *>(widget))
        widget->setFont(Theme::font(TextStyle::Strong));
    m_row->addWidget(widget);
}

} // namespace hakgal
