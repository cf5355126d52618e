// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"

#include <QAbstractTableModel>

#include <vector>

namespace hakgal {

/// The last scrapes of /metrics, newest first.
class ScrapeTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        AddressColumn,
        ProgramColumn,
        StatusColumn,
        TookColumn,
        SizeColumn,
        ColumnCount
    };

    explicit ScrapeTableModel(const Catalogue &catalogue, QObject *parent = nullptr);

    /// As the endpoint tells them: newest last.
    void setScrapes(const std::vector<Scrape> &scrapes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Scrape &scrape, int column) const;

    Catalogue m_catalogue;
    std::vector<Scrape> m_scrapes; ///< newest first
};

} // namespace hakgal
