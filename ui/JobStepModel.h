// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/maintenance/Job.h"
#include "ui/RowDelegate.h"

#include <QAbstractTableModel>

#include <functional>
#include <optional>
#include <vector>

namespace hakgal {

/// The steps of a job: which are done and how long they took, which one runs, which are to come. Times are
/// measured here, from one line of progress to the next.
class JobStepModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { MarkColumn, TextColumn, SecondsColumn, ColumnCount };
    enum Role { StateRole = Qt::UserRole };
    enum class State { Waiting, Running, Done, Skipped, Stopped };

    struct Step
    {
        QString id;
        QString text; ///< empty: what the job tells stays
    };

    /// `words` makes a duration readable.
    explicit JobStepModel(std::function<QString(double seconds)> words, QObject *parent = nullptr);

    /// A new job with these steps, all to come.
    void begin(const std::vector<Step> &steps);
    /// The job is there now. A step that was not planned comes after the running one; planned ones that were
    /// passed over are skipped.
    void follow(const JobProgress &progress, const Instant &now);
    /// The job ended; where it did not end well the running step is stopped.
    void end(bool well, const Instant &now);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        Step step;
        QString told; ///< the job's own sentence, shown while the step runs
        State state = State::Waiting;
        double seconds = 0;
        bool timed = false;
    };
    int find(const QString &id) const;
    void leave(State state, const Instant &now);
    void changed(int row);
    static QString textOf(const Row &row);

    std::function<QString(double)> m_words;
    std::vector<Row> m_rows;
    int m_current = -1; ///< the running row; -1: none yet
    Instant m_since;    ///< when it began
};

/// A tick, an arrow or nothing; steps that are to come in muted letters.
class JobStepDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

protected:
    QColor textColor(const QModelIndex &index) const override;
};

} // namespace hakgal
