// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"

#include <QAbstractTableModel>
#include <QJsonArray>

#include <vector>

namespace hakgal {

/// What a repair did: one row for each chosen remedy, as `applied` of `hakgalctl repair --json` tells it.
class AppliedModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { ResultColumn, CheckColumn, MessageColumn, ColumnCount };

    explicit AppliedModel(const Catalogue &catalogue, QObject *parent = nullptr);

    /// What is not understood is left out.
    void setApplied(const QJsonArray &applied);
    int done() const;
    int failed() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString words(const QJsonObject &applied) const;
    enum class Outcome : quint8 { Done, Failed, Skipped };
    struct Row
    {
        Outcome outcome = Outcome::Done;
        QString check;
        QString message;
    };
    int count(Outcome outcome) const;

    Catalogue m_catalogue;
    std::vector<Row> m_rows;
};

} // namespace hakgal
