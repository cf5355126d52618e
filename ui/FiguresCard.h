// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"

#include <optional>

class QLabel;
class QPushButton;
class QTableWidget;

namespace hakgal {

/// What Optimize bought: the figures of the base before and after, where the backup is, and how to take back
/// what can be taken back.
class FiguresCard : public Card
{
    Q_OBJECT
public:
    FiguresCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// Hidden where the report has no figures of afterwards.
    void showReport(const OptimizeReport &report);

private:
    void setRow(int row, const QString &name, const QString &before, const QString &after,
                const QString &change, const std::optional<double> &plainBefore = {},
                const std::optional<double> &plainAfter = {});

    Catalogue m_catalogue;
    QTableWidget *m_table;
    QLabel *m_backup;
    QPushButton *m_undo;
    QString m_undoSql;
};

} // namespace hakgal
