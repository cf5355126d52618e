// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"
#include "ui/Theme.h"

#include <QAbstractTableModel>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace hakgal {

/// Where every fact of a damaged base went, as `hakgalctl salvage --json` tells it (its object `ledger`): one
/// row for each class, with its number and what it means. A number that is not known is a dash; a class that
/// need not be told (no surplus, no duplicates, nothing from a backup) has no row.
class LedgerModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, CountColumn, MeaningColumn, ColumnCount };

    explicit LedgerModel(const Catalogue &catalogue, QObject *parent = nullptr);

    /// Accepts the object itself or one that holds it under `ledger`.
    void setLedger(const QJsonObject &object);
    /// "18,135 of 18,160 facts recovered"; empty without a ledger.
    QString summary() const { return m_summary; }
    bool isEmpty() const { return m_rows.empty(); }
    /// All rows as lines of text, tabs between the cells.
    QString plainText() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString name;
        QString count;
        QString meaning;
        Tone tone = Tone::Normal;    ///< of the figure
        std::optional<qint64> plain; ///< the figure
    };

    Catalogue m_catalogue;
    std::vector<Row> m_rows;
    QString m_summary;
};

} // namespace hakgal
