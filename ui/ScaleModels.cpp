// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ScaleModels.h"

#include "ui/CsvFile.h"
#include "ui/ReportRowDelegate.h"
#include "ui/Theme.h"

#include <cmath>

namespace hakgal {

namespace {

const QString kUnknown = QStringLiteral("–");

std::optional<ScalePattern> patternOf(int column)
{
    const int index = column - ScaleSizeModel::FirstPatternColumn;
    if (index < 0 || index >= int(kScalePatterns.size()))
        return std::nullopt;
    return kScalePatterns[std::size_t(index)];
}

} // namespace

ScaleSizeModel::ScaleSizeModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void ScaleSizeModel::clear()
{
    setSizes({});
}

void ScaleSizeModel::add(const ScaleSize &size)
{
    beginInsertRows({}, int(m_sizes.size()), int(m_sizes.size()));
    m_sizes.push_back(size);
    endInsertRows();
}

void ScaleSizeModel::setSizes(const std::vector<ScaleSize> &sizes)
{
    beginResetModel();
    m_sizes = sizes;
    endResetModel();
}

int ScaleSizeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sizes.size());
}

int ScaleSizeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kFileColumn + 1;
}

QString ScaleSizeModel::text(const ScaleSize &size, int column) const
{
    const Format &format = m_catalogue.format();
    if (column == FactsColumn)
        return format.count(size.facts);
    if (column == InsertsColumn)
        return size.insertPerSecond ? format.count(std::llround(*size.insertPerSecond)) : kUnknown;
    if (column == kMemoryColumn)
        return size.rssBytes ? format.bytes(double(*size.rssBytes)) : kUnknown;
    if (column == kFileColumn)
        return format.bytes(double(size.fileBytes));
    const auto latency = size.patterns.find(*patternOf(column));
    return latency == size.patterns.end() ? kUnknown : format.latency(latency->second.p95Seconds);
}

QString ScaleSizeModel::more(const ScaleSize &size, int column) const
{
    const Format &format = m_catalogue.format();
    if (const auto pattern = patternOf(column)) {
        const auto latency = size.patterns.find(*pattern);
        if (latency == size.patterns.end())
            return tr("This query was not asked.");
        return tr("%1: p50 %2, p95 %3, p99 %4, from %5 queries.")
            .arg(m_catalogue.scalePattern(*pattern), format.latency(latency->second.p50Seconds),
                 format.latency(latency->second.p95Seconds), format.latency(latency->second.p99Seconds),
                 format.count(latency->second.queries));
    }
    if (column == InsertsColumn)
        return size.insertPerSecond
                   ? tr("Facts stored a second on the way to this size, in transactions of 5,000 with all "
                        "indices in place.")
                   : tr("These are the facts of the knowledge base itself; nothing was stored yet.");
    if (column == kMemoryColumn)
        return tr("The most memory that the process of the test had at this size.");
    return {};
}

QVariant ScaleSizeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ScaleSize &size = m_sizes[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(size, index.column());
    case Qt::ToolTipRole:
        return Theme::toolTip(more(size, index.column()));
    case Qt::AccessibleDescriptionRole:
        return more(size, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case ReportRowDelegate::StrongRole:
        return index.column() == FactsColumn;
    default:
        return {};
    }
}

QVariant ScaleSizeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const auto pattern = patternOf(section);
    if (role == Qt::ToolTipRole && pattern)
        return Theme::toolTip(tr("p95 of: %1").arg(m_catalogue.scalePattern(*pattern)));
    if (role != Qt::DisplayRole)
        return {};
    if (pattern) {
        switch (*pattern) {
        case ScalePattern::Point:
            return tr("Statement");
        case ScalePattern::Predicate:
            return tr("Predicate");
        case ScalePattern::Subject:
            return tr("Subject");
        case ScalePattern::Text:
            return tr("Text");
        case ScalePattern::Mixed:
            return tr("Mixed");
        }
    }
    return section == FactsColumn     ? tr("Facts")
           : section == InsertsColumn ? tr("Inserts/s")
           : section == kMemoryColumn ? tr("RAM")
                                      : tr("File");
}

ScalePromiseModel::ScalePromiseModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void ScalePromiseModel::setReport(const ScaleReport &report)
{
    using Quantity = ScaleLimit::Quantity;
    beginResetModel();
    m_rows.clear();
    m_facts = report.sizes.empty() ? 0 : report.sizes.back().facts;
    const Format &format = m_catalogue.format();
    const auto find = [&](ScaleLimit::Promise promise, Quantity quantity,
                          std::optional<ScalePattern> pattern) -> std::optional<ScaleLimit> {
        for (const ScaleLimit &limit : report.limits) {
            if (limit.promise == promise && limit.quantity == quantity && limit.pattern == pattern)
                return limit;
        }
        return std::nullopt;
    };
    const auto add = [&](const QString &name, const QString &measured, Quantity quantity,
                         std::optional<ScalePattern> pattern = std::nullopt) {
        Row row{name, measured, find(ScaleLimit::Promise::Goal, quantity, pattern),
                find(ScaleLimit::Promise::Claimed, quantity, pattern)};
        if (row.goal || row.claimed)
            m_rows.push_back(row);
    };
    if (!report.sizes.empty()) {
        const ScaleSize &largest = report.sizes.back();
        add(tr("Inserts a second"),
            largest.insertPerSecond ? format.count(std::llround(*largest.insertPerSecond)) : kUnknown,
            Quantity::Inserts);
        for (const ScalePattern pattern : kScalePatterns) {
            const auto latency = largest.patterns.find(pattern);
            add(tr("%1, p95").arg(m_catalogue.scalePattern(pattern)),
                latency == largest.patterns.end() ? kUnknown : format.latency(latency->second.p95Seconds),
                Quantity::P95, pattern);
        }
        add(tr("Memory"), largest.rssBytes ? format.bytes(double(*largest.rssBytes)) : kUnknown,
            Quantity::Memory);
    }
    endResetModel();
}

int ScalePromiseModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ScalePromiseModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ScalePromiseModel::verdict(const std::optional<ScaleLimit> &limit) const
{
    if (!limit)
        return kUnknown;
    const Format &format = m_catalogue.format();
    QString promised;
    switch (limit->quantity) {
    case ScaleLimit::Quantity::Inserts:
        promised = tr("at least %1").arg(format.count(std::llround(limit->limit)));
        break;
    case ScaleLimit::Quantity::P95:
        promised = tr("below %1").arg(format.limit(limit->limit, Unit::Seconds));
        break;
    case ScaleLimit::Quantity::Memory:
        promised = tr("below %1").arg(format.limit(limit->limit, Unit::Bytes));
        break;
    }
    return (limit->pass() ? tr("Pass: %1, %2") : tr("Fail: %1, %2"))
        .arg(promised, m_catalogue.scaleVerdict(*limit, m_facts));
}

QVariant ScalePromiseModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const int column = index.column();
    const std::optional<ScaleLimit> &limit = column == GoalColumn ? row.goal : row.claimed;
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? row.name : column == MeasuredColumn ? row.measured : verdict(limit);
    case Qt::TextAlignmentRole:
        return int((column == MeasuredColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ReportRowDelegate::StrongRole:
        return column == MeasuredColumn;
    case ReportRowDelegate::ToneRole:
        if (column < GoalColumn || !limit)
            return int(Tone::Normal);
        return int(limit->pass() ? Tone::Good : Tone::Critical);
    default:
        return {};
    }
}

QVariant ScalePromiseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == MeasuredColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("What");
    case MeasuredColumn:
        return tr("At the largest size");
    case GoalColumn:
        return tr("Goal");
    default:
        return tr("Claimed for 100,000 facts");
    }
}

QByteArray scaleCsv(const ScaleReport &report)
{
    QStringList lines{
        QStringLiteral("facts,insert_per_second,file_bytes,rss_bytes,pattern,queries,p50_seconds,"
                       "p95_seconds,p99_seconds")};
    const auto number = [](double value) { return QString::number(value, 'g', 10); };
    for (const ScaleSize &size : report.sizes) {
        const QStringList first{
            QString::number(size.facts), size.insertPerSecond ? number(*size.insertPerSecond) : QString(),
            QString::number(size.fileBytes), size.rssBytes ? QString::number(*size.rssBytes) : QString()};
        for (const auto &[pattern, latency] : size.patterns) {
            lines += (first + QStringList{csvField(QLatin1String(patternName(pattern))),
                                          QString::number(latency.queries), number(latency.p50Seconds),
                                          number(latency.p95Seconds), number(latency.p99Seconds)})
                         .join(u',');
        }
    }
    return (lines.join(QStringLiteral("\r\n")) + QStringLiteral("\r\n")).toUtf8();
}

QString scalePlainText(const ScaleReport &report, const Catalogue &catalogue)
{
    ScaleSizeModel sizes(catalogue);
    sizes.setSizes(report.sizes);
    ScalePromiseModel promises(catalogue);
    promises.setReport(report);
    QStringList lines;
    for (const QAbstractTableModel *model : {static_cast<const QAbstractTableModel *>(&sizes),
                                             static_cast<const QAbstractTableModel *>(&promises)}) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells += model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        lines += cells.join(u'\t');
        for (int row = 0; row < model->rowCount(); ++row) {
            cells.clear();
            for (int column = 0; column < model->columnCount(); ++column)
                cells += model->index(row, column).data().toString();
            lines += cells.join(u'\t');
        }
        lines += QString();
    }
    return lines.join(u'\n');
}

} // namespace hakgal
