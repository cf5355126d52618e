// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Card.h"
#include "ui/LedgerModel.h"

namespace hakgal {

class FittedTable;

/// The card "Salvage ledger". Hidden while there is none. GUI thread.
class LedgerView : public Card
{
    Q_OBJECT
public:
    LedgerView(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// `preview`: what a salvage would recover; nothing has been changed yet. An empty object hides the card.
    void showLedger(const QJsonObject &ledger, bool preview);
    QString summary() const { return m_model->summary(); }

private:
    LedgerModel *m_model;
    FittedTable *m_table;
};

} // namespace hakgal
