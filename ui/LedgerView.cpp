// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/LedgerView.h"

#include "ui/FittedTable.h"
#include "ui/ReportRowDelegate.h"
#include "ui/TableActions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QVBoxLayout>

namespace hakgal {

LedgerView::LedgerView(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, tr("Salvage ledger"), parent),
      m_model(new LedgerModel(catalogue, this)),
      m_table(new FittedTable(this))
{
    setObjectName(QStringLiteral("ledgerView"));
    m_table->setObjectName(QStringLiteral("ledgerTable"));
    m_table->setAccessibleName(tr("Salvage ledger"));
    m_table->setItemDelegate(new ReportRowDelegate(theme, m_table));
    m_table->setModel(m_model);
    QHeaderView *header = m_table->horizontalHeader();
    header->hide();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(LedgerModel::MeaningColumn, QHeaderView::Stretch);
    header->resizeSection(LedgerModel::NameColumn, layout::scaled(220));
    header->resizeSection(LedgerModel::CountColumn, layout::scaled(150));
    body()->addWidget(m_table);

    QAction *copy = tables::own(m_table, tables::Does::Copy);
    copy->setText(tr("Copy ledger"));
    connect(copy, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(m_model->plainText()); });
    hide();
}

void LedgerView::showLedger(const QJsonObject &ledger, bool preview)
{
    m_model->setLedger(ledger);
    setTitle(preview ? tr("Salvage ledger, before anything is changed") : tr("Salvage ledger"));
    setCaption(m_model->summary());
    setVisible(!m_model->isEmpty());
}

} // namespace hakgal
