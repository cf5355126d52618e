// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/AuditTableModel.h"
#include "ui/RecordsPage.h"

#include <optional>

class QComboBox;
class QPlainTextEdit;

namespace hakgal {

/// What was done to the knowledge base: by us (our journal) and by whoever writes its own audit_log, in one
/// list with filters, and all details of the chosen row. Touches no file of the base: it asks with
/// auditRequested() and is answered by setAudit(). While hidden it does no work; shown again it asks anew.
/// GUI thread.
class AuditPage : public RecordsPage
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

Q_SIGNALS:
    void auditRequested(int token, const hakgal::AuditQuery &query);

protected:
    void showEvent(QShowEvent *event) override;

    void applyFilters() override;
    void rangeChanged() override;
    void resetFilters() override;
    void currentChanged() override;
    /// With the columns of AuditText.
    QByteArray csv() const override;

private:
    void makeOperations();
    void makeDetails();
    void fillOperations();
    void showSummary();
    const AuditEntry *entryAt(const QModelIndex &shown) const;

    AuditText m_words;
    AuditTableModel *m_model;
    AuditFilter *m_filter;
    Card *m_details;
    QPlainTextEdit *m_detailText = nullptr;
    SegmentedControl *m_source = nullptr;
    QComboBox *m_operation = nullptr;

    std::optional<Error> m_error;
    int m_token = 0;
    bool m_answered = false;
    bool m_truncated = false;
};

} // namespace hakgal
