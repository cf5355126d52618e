// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"
#include "core/text/Catalogue.h"
#include "ui/RowDelegate.h"

#include <QAbstractTableModel>

#include <vector>

namespace hakgal {

/// The plan of Optimize: a row a step, with a tick for what shall run. Steps that cannot run have none.
class OptimizePlanModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { StepColumn, WhyColumn, GainColumn, TimeColumn, SpaceColumn, ChosenColumn, ColumnCount };
    enum Role { PlannedRole = Qt::UserRole }; ///< whether it runs as things are ticked now

    explicit OptimizePlanModel(const Catalogue &catalogue, QObject *parent = nullptr);

    /// Ticks what the plan says shall run.
    void setPlan(std::vector<PlannedStep> plan);

    /// The ticked steps, in order.
    std::vector<OptimizeStep> chosen() const;
    bool isChosen(OptimizeStep step) const;
    /// The ticks are those of the plan.
    bool isAsPlanned() const;
    /// Of the ticked steps, as far as known.
    double expectedSeconds() const;
    const PlannedStep *planned(OptimizeStep step) const;

    /// Whether the operator may tick it: it runs anyway, or could run where it does not pay.
    static bool canRun(const PlannedStep &planned);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The ticks are others than before.
    void chosenChanged();

private:
    struct Row
    {
        PlannedStep step;
        bool chosen = false;
    };
    QString text(const Row &row, int column) const;
    QString gain(const PlannedStep &step) const;

    Catalogue m_catalogue;
    std::vector<Row> m_rows;
};

/// Words that wrap, and a box for the tick. Space toggles the tick of the current row, a click that in its
/// column.
class OptimizePlanDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

    /// What a cell of that width needs.
    static int heightFor(const QString &text, int columnWidth);

protected:
    QColor textColor(const QModelIndex &index) const override;
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                   const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

} // namespace hakgal
