// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/history/HistoryReader.h"
#include "core/maintenance/MaintenanceRecord.h"
#include "core/text/Catalogue.h"
#include "ui/HistoryText.h"
#include "ui/Page.h"
#include "ui/ReportWriter.h"

#include <optional>
#include <vector>

class QDateTimeEdit;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;

namespace hakgal {

class ForecastCard;
class HistoryBoard;
class PageHeader;
class SegmentedControl;
class TabularLabel;
class Theme;

/// What was measured, over any time that is kept: charts on one axis, what is expected, and how to take it
/// away as picture, CSV or report. Reads no file of the base or its history: it asks by signals and is
/// answered by slots. It never waits for an answer: while someone drags, the last picture moves at once and
/// is replaced when the answer comes; of the answers the newest one wins. While hidden it does no work. GUI
/// thread.
class HistoryPage : public Page
{
    Q_OBJECT
public:
    enum class Range { Hour, Day, Week, Month, Year, All, Custom };

    HistoryPage(const Theme &theme, const Catalogue &catalogue, Clock clock = &Instant::now,
                QWidget *parent = nullptr);

    void setDatabase(const QString &path) override;
    void applySettings(const Settings &settings) override;
    void showSnapshot(const SnapshotPtr &snapshot) override;

    /// Names as in JSON; unknown ones are left out, and without any the first choice is shown.
    void setCharts(const QStringList &names);
    QStringList charts() const;
    HistoryBoard *board() const { return m_board; }

    /// Ends at the present and moves with it, until someone zooms or pans.
    void setRange(Range range);
    void setSpan(const TimeSpan &span);

    /// Writes what the charts show as PNG. Never over the watched base or its sidecars.
    Result<void> savePicture(const QString &path) const;
    /// Begins to write the span that is shown; the same refusal.
    Result<void> exportCsv(const QString &path);
    /// Begins to write a report on it; likewise.
    Result<void> writeReport(const QString &path, ReportOrder::Form form);

public Q_SLOTS:
    /// Answers to the signals below; those to older questions are ignored.
    void showView(const hakgal::HistoryViewPtr &view);
    void showSizes(quint64 token, const hakgal::HistorySizes &sizes);
    void showForecasts(quint64 token, const std::vector<hakgal::Forecast> &forecasts);
    void showExportProgress(quint64 token, double done);
    void showExported(quint64 token, qint64 rows, const std::optional<hakgal::Error> &error);
    void showAudit(int token, const std::vector<hakgal::AuditEntry> &rows,
                   const std::optional<hakgal::Error> &error);
    void showReportWritten(quint64 token, const std::optional<hakgal::Error> &error);

Q_SIGNALS:
    /// To a HistoryReader that is open for the base of the page.
    void viewRequested(const hakgal::HistoryRequest &request);
    void sizesRequested(quint64 token);
    void forecastRequested(quint64 token, double p95LimitSeconds);
    void exportRequested(const hakgal::HistoryExport &request);
    void exportCancelRequested(quint64 token);
    /// What was done to the base, for a report. Tokens are below 0.
    void auditRequested(int token, const hakgal::AuditQuery &query);
    void reportRequested(const hakgal::ReportOrder &order);
    /// Someone chose which charts are shown, names as in JSON.
    void chartsChosen(const QStringList &names);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr int kReportGroup = 1; ///< of requests; the charts' is 0

    QWidget *makeRanges();
    QWidget *makeFoot();
    void makeActions();
    void makeShortcuts();
    bool canAsk() const;
    qint64 now() const { return m_clock().wallMs; }
    TimeSpan spanOf(Range range) const;
    void follow();
    void backToRange();
    void leaveRange(const TimeSpan &span);
    void takeEdits();
    void ask();
    void askAround();
    void showRange();
    void showState();
    void showNotice();
    void showCursor(std::optional<qint64> atMs);
    void chooseChart();
    QString pictureTitle() const;
    QString suggestion(const char *suffix) const;
    void savePictureAsked();
    void copyPicture() const;
    void exportAsked();
    bool isWriting() const;
    void beginWriting(const QString &path);
    void cancelWriting();
    void abandonWriting();
    void reportAsked(ReportOrder::Form form);
    void takeReportView(const HistoryViewPtr &view);
    void orderReport();
    void tell(const QString &words);
    void complain(const QString &title, const Error &error);

    const Theme &m_theme;
    Catalogue m_catalogue;
    Clock m_clock;
    HistoryText m_words;
    Settings m_settings;
    QString m_database;
    SnapshotPtr m_snapshot;
    qint64 m_notOursMs = 0; ///< since when another process (or none) records; 0: this one does

    Range m_range = Range::Day;
    TimeSpan m_custom;        ///< of Range::Custom
    bool m_following = true;  ///< the range as chosen, neither zoomed nor moved
    quint64 m_token = 0;      ///< of the last question of any kind
    quint64 m_firstToken = 1; ///< answers to earlier ones are about another base
    quint64 m_shownToken = 0; ///< of the view that is shown
    qint64 m_askedMs = 0;     ///< when the last view was asked for
    quint64 m_aroundToken = 0;
    qint64 m_aroundMs = 0;     ///< when sizes and forecast were asked for
    quint64 m_exportToken = 0; ///< 0: none runs
    QString m_writing;         ///< the file that is written, or was last
    /// A report of which not everything was answered yet, or which is being written.
    struct Report
    {
        ReportOrder order;
        int auditToken = 0;
        bool audited = false;
    };
    std::optional<Report> m_report;
    std::vector<Forecast> m_forecasts;
    std::optional<HistorySizes> m_sizes;

    PageHeader *m_header;
    HistoryBoard *m_board;
    ForecastCard *m_forecast;
    SegmentedControl *m_ranges = nullptr;
    QDateTimeEdit *m_from = nullptr;
    QDateTimeEdit *m_to = nullptr;
    QPushButton *m_back = nullptr;
    QMenu *m_charts = nullptr;
    QMenu *m_take = nullptr;
    QLabel *m_notice = nullptr;
    TabularLabel *m_cursor = nullptr;
    TabularLabel *m_foot = nullptr;
    QWidget *m_progress = nullptr;
    QProgressBar *m_progressBar = nullptr;
};

} // namespace hakgal
