// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/text/Catalogue.h"
#include "ui/AuditTableModel.h"
#include "ui/Page.h"

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace hakgal {

class Card;
class PageHeader;
class SegmentedControl;
class Theme;

/// What was done to the knowledge base: by us (our journal) and by whoever writes its own audit_log, in one
/// list with filters, and all details of the chosen row. Touches no file of the base: it asks with
/// auditRequested() and is answered by setAudit(). While hidden it does no work; shown again it asks anew.
/// GUI thread.
class AuditPage : public Page
{
    Q_OBJECT
public:
    /// The most rows asked for of each source; older ones are left out and the page says so.
    static constexpr int kMostRows = 5'000;

    AuditPage(const Theme &theme, const Catalogue &catalogue, Clock clock = &Instant::now,
              QWidget *parent = nullptr);

    /// Another knowledge base than before (empty: none) clears the page.
    void setDatabase(const QString &path) override;
    /// Something was done to the base: asks anew where the page can be seen.
    void refresh();
    /// The answer to auditRequested(); an answer to an older question is ignored.
    void setAudit(int token, const std::vector<AuditEntry> &rows, const std::optional<Error> &error);

    /// Writes the shown rows as CSV (AuditText). Never over the watched base or its sidecars.
    Result<void> exportTo(const QString &path) const;

Q_SIGNALS:
    void auditRequested(int token, const hakgal::AuditQuery &query);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeFilters();
    void makeTable();
    void makeDetails();
    qint64 since() const;
    void applyFilters();
    void resetFilters();
    void fillOperations();
    void showSummary();
    void showChosen();
    void copySelected() const;
    void exportAsked();
    const AuditEntry *entryAt(const QModelIndex &shown) const;

    const Theme &m_theme;
    Catalogue m_catalogue;
    Clock m_clock;
    AuditText m_words;
    AuditTableModel *m_model;
    AuditFilter *m_filter;

    PageHeader *m_header;
    Card *m_card;
    QTableView *m_table;
    Card *m_details;
    QPlainTextEdit *m_detailText = nullptr;
    QLineEdit *m_text = nullptr;
    SegmentedControl *m_source = nullptr;
    QComboBox *m_operation = nullptr;
    SegmentedControl *m_range = nullptr;
    QPushButton *m_showAll = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_export = nullptr;

    QString m_database;
    std::optional<Error> m_error;
    int m_token = 0;
    bool m_answered = false;
    bool m_truncated = false;
};

} // namespace hakgal
