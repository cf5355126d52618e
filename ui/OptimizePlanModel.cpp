// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/OptimizePlanModel.h"

#include "ui/CheckBox.h"
#include "ui/ColumnHeader.h"
#include "ui/JobText.h"
#include "ui/TableActions.h"
#include "ui/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace hakgal {

OptimizePlanModel::OptimizePlanModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void OptimizePlanModel::setPlan(std::vector<PlannedStep> plan)
{
    beginResetModel();
    m_rows.clear();
    for (PlannedStep &step : plan) {
        const bool run = step.run;
        m_rows.push_back({std::move(step), run});
    }
    endResetModel();
    Q_EMIT chosenChanged();
}

std::vector<OptimizeStep> OptimizePlanModel::chosen() const
{
    std::vector<OptimizeStep> steps;
    for (const Row &row : m_rows) {
        if (row.chosen)
            steps.push_back(row.step.step);
    }
    return steps;
}

bool OptimizePlanModel::isChosen(OptimizeStep step) const
{
    for (const Row &row : m_rows) {
        if (row.step.step == step)
            return row.chosen;
    }
    return false;
}

bool OptimizePlanModel::isAsPlanned() const
{
    return std::all_of(m_rows.begin(), m_rows.end(),
                       [](const Row &row) { return row.chosen == row.step.run; });
}

double OptimizePlanModel::expectedSeconds() const
{
    double sum = 0;
    for (const Row &row : m_rows) {
        if (row.chosen)
            sum += row.step.predictedSeconds.value_or(0);
    }
    return sum;
}

const PlannedStep *OptimizePlanModel::planned(OptimizeStep step) const
{
    for (const Row &row : m_rows) {
        if (row.step.step == step)
            return &row.step;
    }
    return nullptr;
}

bool OptimizePlanModel::canRun(const PlannedStep &planned)
{
    using Why = PlannedStep::Why;
    return planned.run || planned.why == Why::TooLittleGain || planned.why == Why::NoFaultyIndex ||
           planned.why == Why::NotMeasured || planned.why == Why::NotChosen;
}

int OptimizePlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int OptimizePlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OptimizePlanModel::gain(const PlannedStep &step) const
{
    const Format &format = m_catalogue.format();
    QStringList parts;
    if (step.predictedBytes && *step.predictedBytes > 0)
        parts += tr("%1 less").arg(format.bytes(double(*step.predictedBytes)));
    if (step.predictedBytes && *step.predictedBytes < 0)
        parts += tr("%1 more").arg(format.bytes(double(-*step.predictedBytes)));
    if (step.predictedGainSeconds && *step.predictedGainSeconds > 0)
        parts += tr("up to %1 a query").arg(format.latency(*step.predictedGainSeconds));
    return parts.join(QStringLiteral(", "));
}

QString OptimizePlanModel::text(const Row &row, int column) const
{
    const Format &format = m_catalogue.format();
    switch (column) {
    case StepColumn:
        return m_catalogue.optimizeStep(row.step.step);
    case WhyColumn:
        return m_catalogue.optimizeReason(row.step);
    case GainColumn:
        return gain(row.step);
    case TimeColumn:
        if (!row.step.predictedSeconds)
            return {};
        return *row.step.predictedSeconds < 0.1 ? tr("at once")
                                                : JobText(m_catalogue).seconds(*row.step.predictedSeconds);
    case SpaceColumn:
        return row.step.spaceNeeded ? format.bytes(double(*row.step.spaceNeeded)) : QString();
    default:
        return {};
    }
}

QVariant OptimizePlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() == ChosenColumn)
            return !canRun(row.step) ? tr("cannot run") : row.chosen ? tr("will run") : tr("will not run");
        return text(row, index.column());
    case Qt::CheckStateRole:
        if (index.column() != ChosenColumn || !canRun(row.step))
            return {};
        return int(row.chosen ? Qt::Checked : Qt::Unchecked);
    case Qt::TextAlignmentRole:
        return int(
            (index.column() == TimeColumn || index.column() == SpaceColumn ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case PlannedRole:
        return row.chosen;
    case tables::kPlainRole:
        if (index.column() == TimeColumn)
            return row.step.predictedSeconds ? QVariant(*row.step.predictedSeconds) : QVariant();
        if (index.column() == SpaceColumn)
            return row.step.spaceNeeded ? QVariant(*row.step.spaceNeeded) : QVariant();
        return {};
    default:
        return {};
    }
}

bool OptimizePlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) ||
        index.column() != ChosenColumn)
        return false;
    Row &row = m_rows[size_t(index.row())];
    if (!canRun(row.step))
        return false;
    row.chosen = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
    Q_EMIT chosenChanged();
    return true;
}

Qt::ItemFlags OptimizePlanModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == ChosenColumn && canRun(m_rows[size_t(index.row())].step))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant OptimizePlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::AccessibleTextRole && section == ChosenColumn)
        return tr("Run it");
    return columnHeader({tr("Step"), tr("Why"), tr("Gain"), tr("Time"), tr("Space"), QString()},
                        {TimeColumn, SpaceColumn}, section, orientation, role);
}

int OptimizePlanDelegate::heightFor(const QString &text, int columnWidth)
{
    const QFontMetrics metrics(Theme::font(TextStyle::Body));
    const QRect needed = metrics.boundingRect(QRect(0, 0, std::max(40, columnWidth - 2 * kSide), 10'000),
                                              Qt::TextWordWrap | Qt::AlignLeft, text);
    const int rest = layout::kRow - metrics.lineSpacing();
    return std::max(int(layout::kRow), needed.height() + rest);
}

QColor OptimizePlanDelegate::textColor(const QModelIndex &index) const
{
    const Colors &colors = theme().colors();
    const bool runs = index.data(OptimizePlanModel::PlannedRole).toBool();
    if (index.column() == OptimizePlanModel::GainColumn && runs)
        return colors.goodText;
    return runs && index.column() != OptimizePlanModel::WhyColumn ? colors.text : colors.muted;
}

void OptimizePlanDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                                     const QModelIndex &index) const
{
    switch (index.column()) {
    case OptimizePlanModel::WhyColumn:
    case OptimizePlanModel::GainColumn:
        painter->setPen(textColor(index));
        painter->drawText(area, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap,
                          index.data().toString());
        break;
    case OptimizePlanModel::ChosenColumn: {
        const QVariant state = index.data(Qt::CheckStateRole);
        if (!state.isValid())
            break;
        const QRectF box(area.center().x() - CheckBox::kBox / 2 + 0.5,
                         area.center().y() - CheckBox::kBox / 2 + 0.5, CheckBox::kBox - 1,
                         CheckBox::kBox - 1);
        CheckBox::Look look;
        look.checked = state.toInt() == Qt::Checked;
        look.hovered = option.state & QStyle::State_MouseOver;
        painter->setRenderHint(QPainter::Antialiasing);
        CheckBox::paintBox(*painter, box, theme().colors(), look);
        break;
    }
    default:
        RowDelegate::paintCell(painter, option, area, index);
    }
}

bool OptimizePlanDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                       const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QModelIndex box = index.siblingAtColumn(OptimizePlanModel::ChosenColumn);
    bool toggles = false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        toggles = index == box && mouse->button() == Qt::LeftButton &&
                  option.rect.contains(mouse->position().toPoint());
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        toggles = key == Qt::Key_Space || key == Qt::Key_Select;
    }
    const QVariant state = box.data(Qt::CheckStateRole);
    if (!toggles || !state.isValid())
        return false;
    return model->setData(box, state.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                          Qt::CheckStateRole);
}

} // namespace hakgal
