// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace hakgal {

/// Rows that hold all words that are searched for, in any case. Sorts as people of this language do.
class WordFilter : public QSortFilterProxyModel
{
    Q_OBJECT
protected:
    /// `sortRole`, `searchRole`: roles of the source, for comparing and for the text that is searched.
    WordFilter(int sortRole, int searchRole, QObject *parent);

    /// The caller invalidates the filter.
    void setWords(const QString &text);
    bool hasWords(const QModelIndex &sourceIndex) const;
    /// Rows that compare equal stand in the order of the source, whichever came first.
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
};

} // namespace hakgal
