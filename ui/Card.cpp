// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Card.h"

#include "ui/TabularText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace hakgal {

Card::Card(const Theme &theme, const QString &title, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_header(new QWidget(this)),
      m_headerRow(new QHBoxLayout(m_header)),
      m_title(new QLabel(m_header)),
      m_caption(new TabularLabel(m_header)),
      m_content(new QWidget(this)),
      m_body(new QVBoxLayout(m_content)),
      m_empty(new QLabel(this)),
      m_stack(new QStackedLayout)
{
    Theme::style(m_title, TextStyle::Strong);
    m_title->setObjectName(QStringLiteral("cardTitle"));
    Theme::style(m_caption, TextStyle::Small, Tone::Muted);
    m_caption->setObjectName(QStringLiteral("cardCaption"));
    m_caption->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    Theme::style(m_empty, TextStyle::Body, Tone::Muted);
    m_empty->setObjectName(QStringLiteral("cardEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    m_headerRow->setContentsMargins(0, 0, 0, 0);
    m_headerRow->setSpacing(2 * layout::kStep);
    m_headerRow->addWidget(m_title);
    m_headerRow->addWidget(m_caption, 1);

    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kPadding, 10, layout::kPadding, 10);
    column->setSpacing(2 * layout::kStep);
    column->addWidget(m_header);
    column->addLayout(m_stack, 1);
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_header->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QString Card::title() const
{
    return m_title->text();
}

void Card::setCaption(const QString &caption)
{
    m_caption->setText(caption);
}

QString Card::caption() const
{
    return m_caption->text();
}

void Card::addToHeader(QWidget *widget)
{
    m_headerRow->addWidget(widget);
}

void Card::setEmptyText(const QString &text)
{
    m_empty->setText(text);
    m_stack->setCurrentWidget(text.isEmpty() ? m_content : static_cast<QWidget *>(m_empty));
}

QString Card::emptyText() const
{
    return m_empty->text();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.colors().border);
    painter.setBrush(m_theme.colors().card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), layout::kRadius, layout::kRadius);
}

} // namespace hakgal
