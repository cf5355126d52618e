// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HistoryPage that takes away what it shows: picture, CSV, report.
#include "core/store/OpenPolicy.h"
#include "ui/AuditText.h"
#include "ui/FileDialog.h"
#include "ui/HistoryBoard.h"
#include "ui/HistoryPage.h"
#include "ui/MessageBox.h"
#include "ui/Motion.h"
#include "ui/SavedFile.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QProgressBar>

#include <algorithm>

namespace hakgal {

QString HistoryPage::pictureTitle() const
{
    return plainName(QFileInfo(m_database).fileName(), 80) + QStringLiteral(" · ") +
           m_words.span(m_board->span());
}

QString HistoryPage::suggestion(const char *suffix) const
{
    const QString day = QDateTime::fromMSecsSinceEpoch(m_board->span().fromMs).date().toString(Qt::ISODate);
    return QFileInfo(m_database).completeBaseName() + QStringLiteral("-history-") + day +
           QLatin1String(suffix);
}

Result<void> HistoryPage::savePicture(const QString &path) const
{
    return hakgal::savePicture(path, m_database, m_board->picture(pictureTitle()));
}

void HistoryPage::savePictureAsked()
{
    const QString path =
        FileDialog::save(this, tr("Save picture"), suggestion(".png"), tr("Pictures (*.png)"));
    if (path.isEmpty())
        return;
    const Result<void> saved = savePicture(path);
    if (!saved)
        complain(tr("Save picture"), saved.error());
    else
        tell(tr("The picture is in %1.").arg(plainName(path)));
}

void HistoryPage::copyPicture() const
{
    QApplication::clipboard()->setImage(m_board->picture(pictureTitle()));
}

Result<void> HistoryPage::exportCsv(const QString &path)
{
    if (belongsToBase(path, m_database))
        return Error{ErrorCode::FileExists, {path}, QStringLiteral("it belongs to the knowledge base")};
    if (isWriting())
        return Error{ErrorCode::JobRunning, {tr("export"), QString()}, {}};
    HistoryExport request;
    request.token = ++m_token;
    request.file = path;
    request.metrics = m_board->metrics();
    request.fromMs = m_board->span().fromMs;
    request.toMs = m_board->span().toMs;
    m_exportToken = request.token;
    beginWriting(path);
    Q_EMIT exportRequested(request);
    return {};
}

void HistoryPage::exportAsked()
{
    const QString path =
        FileDialog::save(this, tr("Export CSV"), suggestion(".csv"), tr("Comma-separated values (*.csv)"));
    if (path.isEmpty())
        return;
    const Result<void> begun = exportCsv(path);
    if (!begun)
        complain(tr("Export CSV"), begun.error());
}

void HistoryPage::showExportProgress(quint64 token, double done)
{
    if (token == m_exportToken)
        m_progressBar->setValue(int(std::clamp(done, 0.0, 1.0) * 1000));
}

void HistoryPage::showExported(quint64 token, qint64 rows, const std::optional<Error> &error)
{
    if (token != m_exportToken || token == 0)
        return;
    m_exportToken = 0;
    m_progress->hide();
    if (!error)
        tell(tr("%1 rows were written to %2.").arg(m_catalogue.format().count(rows), plainName(m_writing)));
    else if (error->code == ErrorCode::Interrupted)
        tell(tr("The export was cancelled; nothing was written."));
    else
        complain(tr("Export CSV"), *error);
}

bool HistoryPage::isWriting() const
{
    return m_exportToken != 0 || m_report;
}

void HistoryPage::beginWriting(const QString &path)
{
    m_writing = path;
    m_progressBar->setRange(0, 1000);
    m_progressBar->setValue(0);
    m_progress->show();
}

/// Someone pressed Cancel. A report is forgotten: what writes it is done in a moment.
void HistoryPage::cancelWriting()
{
    if (m_exportToken != 0) {
        Q_EMIT exportCancelRequested(m_exportToken);
    } else if (m_report) {
        abandonWriting();
        tell(tr("The report was cancelled."));
    }
}

/// What is being written is about another base.
void HistoryPage::abandonWriting()
{
    if (m_exportToken != 0)
        Q_EMIT exportCancelRequested(m_exportToken);
    m_exportToken = 0;
    m_report.reset();
    m_progress->hide();
}

Result<void> HistoryPage::writeReport(const QString &path, ReportOrder::Form form)
{
    if (belongsToBase(path, m_database))
        return Error{ErrorCode::FileExists, {path}, QStringLiteral("it belongs to the knowledge base")};
    if (isWriting())
        return Error{ErrorCode::JobRunning, {tr("export"), QString()}, {}};
    Report report;
    report.order.token = ++m_token;
    report.order.file = path;
    report.order.form = form;
    ReportInput &input = report.order.input;
    input.database = m_database;
    input.madeMs = now();
    input.fromMs = m_board->span().fromMs;
    input.toMs = std::max(std::min(m_board->span().toMs, now()), input.fromMs + 1);
    input.forecasts = m_forecasts;
    report.auditToken = -int(report.order.token % 1'000'000'000); // those of the Audit page are above 0
    m_report = report;
    beginWriting(path);
    motion::showBusy(m_progressBar);

    HistoryRequest request;
    request.token = report.order.token;
    request.group = kReportGroup;
    request.metrics = reportMetrics();
    request.fromMs = input.fromMs;
    request.toMs = input.toMs;
    request.columns = kReportColumns;
    Q_EMIT viewRequested(request);
    AuditQuery query;
    query.sinceMs = input.fromMs;
    query.limit = 5000;
    Q_EMIT auditRequested(report.auditToken, query);
    return {};
}

void HistoryPage::reportAsked(ReportOrder::Form form)
{
    const bool pdf = form == ReportOrder::Form::Pdf;
    const char *suffix = pdf ? ".pdf" : ".html";
    const QString path = FileDialog::save(this, tr("Write report"), suggestion(suffix),
                                          pdf ? tr("PDF (*.pdf)") : tr("Web pages (*.html)"));
    if (path.isEmpty())
        return;
    const Result<void> begun = writeReport(path, form);
    if (!begun)
        complain(tr("Write report"), begun.error());
}

void HistoryPage::takeReportView(const HistoryViewPtr &view)
{
    if (!m_report || view->request.token != m_report->order.token)
        return;
    m_report->order.input.view = view;
    orderReport();
}

void HistoryPage::showAudit(int token, const std::vector<AuditEntry> &rows, const std::optional<Error> &error)
{
    if (!m_report || token != m_report->auditToken || m_report->audited)
        return;
    m_report->audited = true;
    ReportInput &input = m_report->order.input;
    input.error = error;
    const AuditText words(m_catalogue);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) { // newest first
        // What others note in the base is no maintenance of ours.
        if (row->source == AuditEntry::Source::Journal)
            input.work.push_back({row->atMs, row->operation, words.what(*row), row->failed});
    }
    orderReport();
}

/// When both answers are there.
void HistoryPage::orderReport()
{
    if (m_report->audited && m_report->order.input.view)
        Q_EMIT reportRequested(m_report->order);
}

void HistoryPage::showReportWritten(quint64 token, const std::optional<Error> &error)
{
    if (!m_report || token != m_report->order.token)
        return;
    m_report.reset();
    m_progress->hide();
    if (error)
        complain(tr("Write report"), *error);
    else
        tell(tr("The report is in %1.").arg(plainName(m_writing)));
}

/// Stands at the foot until something else is said there.
void HistoryPage::tell(const QString &words)
{
    m_foot->setText(words);
}

void HistoryPage::complain(const QString &title, const Error &error)
{
    showMessage(this, QMessageBox::Warning, title, m_catalogue.error(error));
}

} // namespace hakgal
