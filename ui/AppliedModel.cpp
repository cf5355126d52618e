// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AppliedModel.h"

#include "ui/ReportRowDelegate.h"
#include "ui/Theme.h"

#include <QJsonObject>

#include <algorithm>

namespace hakgal {

namespace {

QStringList texts(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &text : list.toArray())
        texts << text.toString();
    return texts;
}

} // namespace

AppliedModel::AppliedModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void AppliedModel::setApplied(const QJsonArray &applied)
{
    beginResetModel();
    m_rows.clear();
    for (const QJsonValue &value : applied) {
        const QJsonObject object = value.toObject();
        const QString id = object.value(QLatin1String("id")).toString();
        const QString result = object.value(QLatin1String("result")).toString();
        Row row;
        if (result == QLatin1String("done"))
            row.outcome = Outcome::Done;
        else if (result == QLatin1String("failed"))
            row.outcome = Outcome::Failed;
        else if (result == QLatin1String("skipped"))
            row.outcome = Outcome::Skipped;
        else
            continue;
        if (id.isEmpty())
            continue;
        row.check = m_catalogue.findingCheck(id);
        row.message = words(object);
        row.message = plainName(row.message, 2000);
        m_rows.push_back(std::move(row));
    }
    endResetModel();
}

/// What was done, or why it failed, in the language of the window; else as the job said it.
QString AppliedModel::words(const QJsonObject &applied) const
{
    if (const auto code = errorCode(applied.value(QLatin1String("error")).toString()))
        return m_catalogue.error({*code, texts(applied.value(QLatin1String("error_args"))), {}, 0});
    QStringList clauses;
    for (const QJsonValue &clause : applied.value(QLatin1String("said")).toArray())
        clauses << m_catalogue.phrase(texts(clause));
    return clauses.isEmpty() ? applied.value(QLatin1String("message")).toString()
                             : clauses.join(QLatin1String("; "));
}

int AppliedModel::count(Outcome outcome) const
{
    return int(
        std::count_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.outcome == outcome; }));
}

int AppliedModel::done() const
{
    return count(Outcome::Done);
}

int AppliedModel::failed() const
{
    return count(Outcome::Failed);
}

int AppliedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AppliedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AppliedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const QString outcome = row.outcome == Outcome::Done     ? tr("Done")
                            : row.outcome == Outcome::Failed ? tr("Failed")
                                                             : tr("Skipped");
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == ResultColumn  ? outcome
               : index.column() == CheckColumn ? row.check
                                               : row.message;
    case Qt::ToolTipRole:
        return index.column() == MessageColumn ? Theme::toolTip(row.message) : QString();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2. %3").arg(row.check, outcome, row.message);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    case ReportRowDelegate::ToneRole:
        if (index.column() == ResultColumn)
            return int(row.outcome == Outcome::Done     ? Tone::Good
                       : row.outcome == Outcome::Failed ? Tone::Critical
                                                        : Tone::Muted);
        return int(index.column() == MessageColumn ? Tone::Muted : Tone::Normal);
    case ReportRowDelegate::StrongRole:
        return index.column() == ResultColumn;
    default:
        return {};
    }
}

} // namespace hakgal
