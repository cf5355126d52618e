// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/scale/ScaleReport.h"
#include "core/text/Catalogue.h"

#include <QAbstractTableModel>

namespace hakgal {

/// What a scale test measured: a row for each size. Roles as ReportRowDelegate wants them.
class ScaleSizeModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit ScaleSizeModel(const Catalogue &catalogue, QObject *parent = nullptr);

    void clear();
    void add(const ScaleSize &size);
    void setSizes(const std::vector<ScaleSize> &sizes);
    const std::vector<ScaleSize> &sizes() const { return m_sizes; }

    enum Column { FactsColumn, InsertsColumn, FirstPatternColumn };
    static constexpr int kMemoryColumn = FirstPatternColumn + int(kScalePatterns.size());
    static constexpr int kFileColumn = kMemoryColumn + 1;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ScaleSize &size, int column) const;
    QString more(const ScaleSize &size, int column) const;

    Catalogue m_catalogue;
    std::vector<ScaleSize> m_sizes;
};

/// The promises, a row each, with what was measured at the largest size and both columns: the goal and what
/// was claimed of the system before. The verdict is a word, in colour.
class ScalePromiseModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit ScalePromiseModel(const Catalogue &catalogue, QObject *parent = nullptr);

    void setReport(const ScaleReport &report);

    enum Column { NameColumn, MeasuredColumn, GoalColumn, ClaimedColumn, ColumnCount };

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString name;
        QString measured;
        std::optional<ScaleLimit> goal;
        std::optional<ScaleLimit> claimed;
    };
    QString verdict(const std::optional<ScaleLimit> &limit) const;

    Catalogue m_catalogue;
    std::vector<Row> m_rows;
    qint64 m_facts = 0;
};

/// The sizes as CSV for a spreadsheet: base units, C locale, a line for each size and pattern.
QByteArray scaleCsv(const ScaleReport &report);
/// The same in words, for the clipboard; tabs between the cells.
QString scalePlainText(const ScaleReport &report, const Catalogue &catalogue);

} // namespace hakgal
