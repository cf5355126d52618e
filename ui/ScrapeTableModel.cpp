// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ScrapeTableModel.h"

#include "ui/ColumnHeader.h"
#include "ui/CsvFile.h"
#include "ui/ReportRowDelegate.h"
#include "ui/TableActions.h"
#include "ui/Theme.h"

namespace hakgal {

namespace {

constexpr int kOk = 200;

} // namespace

ScrapeTableModel::ScrapeTableModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void ScrapeTableModel::setScrapes(const std::vector<Scrape> &scrapes)
{
    std::vector<Scrape> newest(scrapes.rbegin(), scrapes.rend());
    if (newest == m_scrapes)
        return;
    beginResetModel();
    m_scrapes = std::move(newest);
    endResetModel();
}

int ScrapeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_scrapes.size());
}

int ScrapeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ScrapeTableModel::text(const Scrape &scrape, int column) const
{
    const Format &format = m_catalogue.format();
    switch (column) {
    case TimeColumn:
        return format.dateTime(scrape.wallMs);
    case AddressColumn:
        return plainName(scrape.address, 80);
    case ProgramColumn:
        return scrape.agent.isEmpty() ? tr("did not say its name") : plainName(scrape.agent, 120);
    case StatusColumn:
        return scrape.status == kOk ? tr("Answered")
                                    : tr("Nothing measured yet (%1)").arg(QString::number(scrape.status));
    case TookColumn:
        return format.latency(scrape.seconds);
    case SizeColumn:
        return format.bytes(double(scrape.bytes));
    default:
        return {};
    }
}

QVariant ScrapeTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Scrape &scrape = m_scrapes[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(scrape, index.column());
    case Qt::ToolTipRole:
        return index.column() == ProgramColumn ? Theme::toolTip(text(scrape, ProgramColumn)) : QString();
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal).toString() + QStringLiteral(": ") +
               text(scrape, index.column());
    case tables::kPlainRole:
        return index.column() == TimeColumn   ? QVariant(csvTime(scrape.wallMs))
               : index.column() == TookColumn ? QVariant(scrape.seconds)
               : index.column() == SizeColumn ? QVariant(scrape.bytes)
                                              : QVariant();
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case ReportRowDelegate::ToneRole:
        if (index.column() == StatusColumn)
            return int(scrape.status == kOk ? Tone::Good : Tone::Warning);
        return int(index.column() == TimeColumn || (index.column() == ProgramColumn && scrape.agent.isEmpty())
                       ? Tone::Muted
                       : Tone::Normal);
    default:
        return {};
    }
}

QVariant ScrapeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader({tr("Time"), tr("From"), tr("Program"), tr("Answer"), tr("Took"), tr("Size")},
                        {TookColumn, SizeColumn}, section, orientation, role);
}

} // namespace hakgal
