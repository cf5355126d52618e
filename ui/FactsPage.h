// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactsReader.h"
#include "ui/FactsText.h"
#include "ui/JobPage.h"

#include <chrono>
#include <optional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTableView;
class QTimer;

namespace hakgal {

class Card;
class FactTableModel;
class PredicateView;
class SegmentedControl;

/// Browses and searches the facts. It only asks: searchRequested() is answered by showRows(), showCount(),
/// showProgress() or showFailure(), describeRequested() by showDetails(); answers to older questions are
/// ignored. Rows come as the table is scrolled and go again at its other end. It changes nothing. While
/// hidden it asks nothing. GUI thread.
class FactsPage : public JobPage
{
    Q_OBJECT
public:
    FactsPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);
    ~FactsPage() override;

    void setDatabase(const QString &path) override;
    void showSnapshot(const SnapshotPtr &snapshot) override;
    void showJobReport(const QString &verb, const JobReport &report) override;

    /// Widths of the columns, and which are hidden, to be remembered.
    QByteArray columns() const;
    void setColumns(const QByteArray &state);

    /// Writes the selected facts. Never over the watched base or its sidecars.
    Result<void> exportSelected(const QString &path, FactsText::FileFormat format) const;

public Q_SLOTS:
    void showRows(const hakgal::FactsAnswer &answer);
    void showCount(const hakgal::FactsCount &count);
    void showProgress(const hakgal::FactsProgress &progress);
    void showFailure(int token, const hakgal::Error &error);
    void showDetails(int token, const std::optional<hakgal::FactDetails> &details);

Q_SIGNALS:
    /// A question whose token is greater than the last one's supersedes it at once.
    void searchRequested(const hakgal::FactsRequest &request);
    /// No answers are wanted any more, but for those with this token, which was given to no question.
    void searchCancelled(int token);
    void describeRequested(int token, const hakgal::FactKey &key);
    /// The facts by predicate shall be counted, however long it takes.
    void countRequested();
    void columnsChanged(const QByteArray &state);
    /// The dialogs that read facts from a file and write all of them to one.
    void importWanted();
    void exportWanted();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeTransfer();
    QWidget *makeFilters();
    QWidget *makeUnderstood();
    void makeTable();
    void makeCopying();
    void makeExporting();
    void makeFoot();
    void makeDetails();
    FactQuery query() const;
    bool filtered() const;
    void searchSoon();
    void search();
    bool isSearching() const;
    void cancelSearch();
    void clearFilters();
    void choosePredicate(const std::optional<QString> &predicate);
    void sortBy(int column);
    void ask(FactsRequest::Part part);
    void fetchAround();
    void moveBy(int rows);
    void showState();
    void showChosen();
    std::vector<FactRow> selected() const;
    void copyStatements() const;
    void copyTable() const;
    void exportAsked(FactsText::FileFormat format);

    FactsText m_words;
    FactTableModel *m_model;
    QLineEdit *m_text = nullptr;
    QLineEdit *m_subject = nullptr;
    SegmentedControl *m_only = nullptr;
    QPushButton *m_clear = nullptr;
    QLabel *m_understood = nullptr;
    QPushButton *m_chip = nullptr; ///< the chosen predicate
    PredicateView *m_predicates;
    Card *m_card;
    QTableView *m_table;
    QLabel *m_foot = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_export = nullptr;
    Card *m_details;
    QPlainTextEdit *m_detailText = nullptr;
    QTimer *m_typing;

    std::optional<QString> m_predicate;
    std::optional<FactOrder> m_wanted; ///< by a click on a header
    bool m_descending = false;
    FactOrder m_order = FactOrder::Id; ///< of the rows that are here

    bool m_due = true; ///< what is shown is of another base, or nothing was searched yet
    int m_token = 0;
    bool m_answered = false; ///< the first rows are here
    bool m_cancelled = false;
    bool m_moving = false;
    std::optional<FactsRequest::Part> m_asked; ///< rows that are on their way
    bool m_atStart = true;
    bool m_atEnd = false;
    qint64 m_before = 0; ///< rows before the first one here; -1: not known
    std::optional<FactsCount> m_count;
    std::optional<FactsProgress> m_progress;
    std::optional<Error> m_error;
    std::chrono::steady_clock::time_point m_since{}; ///< of the question
};

} // namespace hakgal
