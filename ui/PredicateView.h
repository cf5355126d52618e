// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"

class QPushButton;
class QTableView;

namespace hakgal {

class PredicateModel;

/// Card with the most frequent predicates: exact counts, their share of all facts, and how old the count is.
/// Without a count it says why; where counting is not automatic (a large table without an index) it offers to
/// count once. GUI thread.
class PredicateView : public Card
{
    Q_OBJECT
public:
    PredicateView(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void showSnapshot(const SnapshotPtr &snapshot);

Q_SIGNALS:
    /// A row was clicked or Enter pressed on it; empty: statements without a predicate.
    void predicateActivated(const QString &predicate);
    /// "Count now" was pressed.
    void countRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Catalogue m_catalogue;
    PredicateModel *m_model;
    QTableView *m_table;
    QPushButton *m_count;
    std::chrono::steady_clock::time_point m_asked{}; ///< last press of "Count now"
};

} // namespace hakgal
