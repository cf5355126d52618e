// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AdviceCard.h"

#include "ui/RowDelegate.h"
#include "ui/SegmentedControl.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hakgal {

AdviceCard::AdviceCard(const Theme &theme, QWidget *parent)
    : Card(theme, tr("Settings of your own programs' connections"), parent),
      m_table(new QTableWidget(0, 3, this)),
      m_language(new SegmentedControl(theme, QStringLiteral("adviceLanguage"),
                                      {QStringLiteral("Python"), QStringLiteral("SQL")}, this)),
      m_snippet(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("adviceCard"));
    setCaption(tr("each program sets them for itself after opening the file"));
    auto *copy = new QPushButton(tr("Cop&y"), this);
    copy->setObjectName(QStringLiteral("copyAdvice"));
    copy->setToolTip(Theme::toolTip(tr("Copies the lines that are shown.")));
    m_language->setAccessibleName(tr("Language of the lines"));
    addToHeader(m_language);
    addToHeader(copy);

    m_table->setObjectName(QStringLiteral("adviceTable"));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("PRAGMA"), tr("By default"), tr("Recommended")});
    Theme::style(m_table);
    m_table->setItemDelegate(new RowDelegate(theme, m_table));
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);

    m_snippet->setObjectName(QStringLiteral("adviceSnippet"));
    m_snippet->setAccessibleName(tr("Lines to paste into your program"));
    m_snippet->setReadOnly(true);
    m_snippet->setFont(Theme::font(TextStyle::Monospace));
    m_snippet->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_snippet->setTabChangesFocus(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(2 * layout::kGap);
    row->addWidget(m_table, 5);
    row->addWidget(m_snippet, 5);
    row->setAlignment(m_table, Qt::AlignTop);
    body()->addLayout(row);
    connect(m_language, &SegmentedControl::chosen, this, &AdviceCard::showSnippet);
    connect(copy, &QPushButton::clicked, this, &AdviceCard::copySnippet);
    hide();
}

void AdviceCard::setAdvice(const std::vector<ConnectionAdvice> &advice)
{
    setVisible(!advice.empty());
    if (m_advice == advice)
        return;
    m_advice = advice;
    const int rows = int(advice.size());
    m_table->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const ConnectionAdvice &line = advice[size_t(row)];
        const QString texts[] = {line.pragma, line.fileDefault, line.recommended};
        for (int column = 0; column < 3; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    m_table->setFixedHeight((rows + 1) * layout::kRow + 2);
    showSnippet();
    // All of it is seen at once, with room for a bar where the window is narrow.
    const int text = m_snippet->blockCount() * QFontMetrics(m_snippet->font()).lineSpacing();
    m_snippet->setFixedHeight(std::max(m_table->height(), text + 6 * layout::kStep));
}

void AdviceCard::showSnippet()
{
    m_snippet->setPlainText(adviceSnippet(m_advice, m_language->current() == 0));
}

void AdviceCard::copySnippet()
{
    QGuiApplication::clipboard()->setText(m_snippet->toPlainText());
}

} // namespace hakgal
