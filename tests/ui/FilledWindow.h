// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/scale/ScaleTest.h"
#include "Findings.h"
#include "History.h"
#include "MadeUp.h"
#include "OptimizePlan.h"
#include "ui/EndpointPage.h"
#include "ui/FactsPage.h"
#include "ui/HistoryPage.h"
#include "ui/MainWindow.h"
#include "ui/Theme.h"
#include "ui/WindowJobs.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QStackedWidget>
#include <QTest>
#include <QTranslator>

#include <functional>

namespace hakgal::madeup {

/// The language of the window while it lives; "en" or "de". The translation comes from the build.
class Speaking
{
public:
    explicit Speaking(const QString &language)
    {
        QLocale::setDefault(language == QLatin1String("de")
                                ? QLocale(QLocale::German, QLocale::Germany)
                                : QLocale(QLocale::English, QLocale::UnitedStates));
        if (language == QLatin1String("de") &&
            m_qt.load(QStringLiteral("qtbase_de"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&m_qt);
        m_loaded = m_own.load(QStringLiteral("hakgal_") + language, QStringLiteral(HAKGAL_TRANSLATIONS));
        QCoreApplication::installTranslator(&m_own);
    }
    bool loaded() const { return m_loaded; }

private:
    QTranslator m_qt;
    QTranslator m_own;
    bool m_loaded = false;
};

inline QJsonObject plannedOptimization()
{
    QJsonObject object = optimizeJson(optimizePlan());
    object.insert(QStringLiteral("duration_seconds"), 0.41);
    return object;
}

inline QJsonObject scaleAnswer()
{
    const auto size = [](qint64 facts, std::optional<double> inserts, double factor) {
        ScaleSize made;
        made.facts = facts;
        made.insertPerSecond = inserts;
        made.fileBytes = facts * 310;
        made.rssBytes = 96'000'000;
        made.patterns[ScalePattern::Point] = {41'200, 6.1e-6 * factor, 9.2e-6 * factor, 2e-5 * factor};
        made.patterns[ScalePattern::Predicate] = {22'100, 0.00011, 0.00013, 0.0002};
        made.patterns[ScalePattern::Subject] = {18'020, 0.000092, 0.00011, 0.00019};
        made.patterns[ScalePattern::Text] = {90, 0.0011 * factor, 0.0031 * factor, 0.004 * factor};
        made.patterns[ScalePattern::Mixed] = {9'000, 0.00003, 0.00012, 0.0002};
        return made;
    };
    ScaleReport report;
    report.options.facts = 1'000'000;
    report.ownFacts = 4'242;
    report.sizes = {size(4'242, std::nullopt, 1), size(10'000, 61'200, 1.1), size(100'000, 52'400, 4.1),
                    size(1'000'000, 31'900, 36)};
    report.limits = scaleLimits(report.sizes, report.options.patterns);
    report.machine = ScaleMachine::here();
    report.atMs = kBegin;
    const ScaleNeeds needs{4'242, 480'000'000, 73'000'000'000, 74, false};
    return {{QStringLiteral("needs"), needs.toJson()}, {QStringLiteral("last"), report.toJson()}};
}

inline std::vector<FactRow> factRows()
{
    const char *const statements[] = {"HasPart(Computer, CPU).",  "HasPart(Computer, RAM).",
                                      "IsA(Computer, Machine).",  "LocatedIn(Berlin, Germany).",
                                      "Causes(Rain, WetStreet).", "HasProperty(Ice, Cold).",
                                      "Größe(Ω, 東京)."};
    std::vector<FactRow> rows;
    for (int i = 0; i < 60; ++i) {
        FactRow row;
        row.id = i + 1;
        row.key = {SqlValue::of(row.id)};
        row.statement = QString::fromUtf8(statements[i % 7]);
        row.predicate = row.statement.section(u'(', 0, 0);
        row.subject = row.statement.section(u'(', 1).section(u',', 0, 0);
        row.source = QStringLiteral("import");
        rows.push_back(row);
    }
    return rows;
}

/// The window as an operator has it: every page answered with made-up values, by what an engine would do.
class FilledWindow : public QObject
{
public:
    Theme &theme;
    Catalogue catalogue{Catalogue::Language::User};
    MainWindow window;

    explicit FilledWindow(Theme &used) : theme(used), window(used, catalogue, {})
    {
        using namespace std;
        const auto later = [this](std::function<void()> what) {
            QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
        };
        connect(&window, &MainWindow::pageMade, this, [this, later](Page *page) { answerFor(page, later); });
        connect(&window.jobs(), &WindowJobs::queryRequested, this, [this, later](const QString &topic) {
            later([this, topic] {
                if (topic == QLatin1String("diagnose"))
                    Q_EMIT window.jobs().answered(topic, succeeded(diagnosis()));
                else if (topic == QLatin1String("optimize"))
                    Q_EMIT window.jobs().answered(topic, succeeded(plannedOptimization()));
                else if (topic == QLatin1String("scale-test"))
                    Q_EMIT window.jobs().answered(topic, succeeded(scaleAnswer()));
            });
        });
        connect(&window, &MainWindow::backupsRequested, this,
                [this, later] { later([this] { window.showBackups(backups()); }); });
        connect(&window, &MainWindow::auditRequested, this, [this, later](int token) {
            later([this, token] { window.showAudit(token, audit(), std::nullopt); });
        });
        connect(&window, &MainWindow::alertsRequested, this,
                [this, later](int token) { later([this, token] { window.showAlerts(token, alerts()); }); });
        window.applySettings(Settings());
        window.setMarkers({{at(171).wallMs, QStringLiteral("Optimize")}});
        for (int t = 0; t < 60; ++t)
            tell(healthy(240 + t));
        tell(firing());
    }

    void tell(const Snapshot &snapshot) { window.showSnapshot(shared(snapshot)); }
    static Snapshot firing()
    {
        return withAlert(healthy(300), alert(RuleId::CacheHit, Severity::Warning, 170, 74.2, 80));
    }

    /// Shows the page and lets everything arrive.
    QWidget *show(const QString &page)
    {
        window.showPage(page);
        window.show();
        for (int i = 0; i < 8; ++i)
            QCoreApplication::processEvents();
        return window.findChild<QStackedWidget *>()->currentWidget();
    }

    static BackupList backups()
    {
        const auto file = [](const char *name, int hoursAgo, bool verified, bool safety, qint64 facts) {
            BackupFile made;
            made.path = QStringLiteral("/backups/") + QLatin1String(name);
            made.takenMs = kBegin - hoursAgo * 3'600'000LL;
            made.bytes = 6'100'000;
            made.facts = facts;
            made.verified = verified;
            made.safetyCopy = safety;
            return made;
        };
        BackupList list;
        list.database = QStringLiteral("/data/hexagonal_kb.db");
        list.folder = QStringLiteral("/backups");
        list.sameVolume = true;
        list.files = {file("hexagonal_kb-20260913T031500Z.db", 1, true, false, 18'118),
                      file("hexagonal_kb-20260912T031500Z.db.damaged", 25, false, true, -1),
                      file("hexagonal_kb-20260911T031500Z.db", 49, false, false, 18'004)};
        return list;
    }

    static std::vector<AuditEntry> audit()
    {
        const auto ours = [](int hours, const char *operation, const char *details, bool failed) {
            return AuditEntry{Instant::now().wallMs - hours * 3'600'000LL, AuditEntry::Source::Journal,
                              QLatin1String(operation), QString::fromUtf8(details), failed};
        };
        return {
            ours(1, "backup", R"({"file":"/backups/kb-1.db","facts":18160,"verified":true})", false),
            ours(3, "restore", R"({"error":{"code":"interrupted","args":[],"message":"cancelled"}})", true),
            ours(4, "optimize", R"({"error":{"code":"disk_full","args":["/data/kb.db"],"message":"x"}})",
                 true)};
    }

    static std::vector<Alert> alerts()
    {
        Alert cpu = alert(RuleId::CpuCritical, Severity::Critical, -60, 97.1, 95);
        cpu.endedMs = at(-20).wallMs;
        cpu.processes = {{4711, QStringLiteral("python3"), 98.2, 2.1e8},
                         {4712, QStringLiteral("litestream"), 3.1, 4.4e7}};
        Alert wal = alert(RuleId::WalSize, Severity::Warning, -4000, 8.1e7, 6.4e7);
        wal.endedMs = at(-3200).wallMs;
        Alert memory = alert(RuleId::MemoryCritical, Severity::Critical, -9000, 95.4, 95);
        memory.endedMs = at(-8900).wallMs;
        return {cpu, wal, memory};
    }

private:
    template<typename Later>
    void answerFor(Page *page, const Later &later)
    {
        if (auto *facts = qobject_cast<FactsPage *>(page)) {
            connect(facts, &FactsPage::searchRequested, this, [facts, later](const FactsRequest &request) {
                later([facts, request] {
                    FactsAnswer answer;
                    answer.token = request.token;
                    answer.part = request.part;
                    answer.rows = factRows();
                    answer.complete = true;
                    answer.atEnd = true;
                    answer.orders = {FactOrder::Id, FactOrder::Statement};
                    facts->showRows(answer);
                    facts->showCount({request.token, qint64(answer.rows.size()), true});
                });
            });
        }
        if (auto *history = qobject_cast<HistoryPage *>(page)) {
            connect(history, &HistoryPage::viewRequested, this,
                    [history, later](const HistoryRequest &request) {
                        later([history, request] {
                            const qint64 now = Instant::now().wallMs;
                            auto view = answer(request, now);
                            HistoryMarker backup;
                            backup.kind = HistoryMarker::Kind::Operation;
                            backup.operation = QStringLiteral("backup");
                            backup.fromMs = now - 6 * kHourMs;
                            HistoryMarker optimize = backup;
                            optimize.operation = QStringLiteral("optimize");
                            optimize.fromMs = now - 6 * kHourMs + 20 * kMinuteMs;
                            view->markers = {backup, optimize};
                            history->showView(view);
                        });
                    });
            connect(history, &HistoryPage::sizesRequested, this, [history, later](quint64 token) {
                later([history, token] {
                    HistorySizes sizes;
                    const qint64 now = Instant::now().wallMs;
                    for (HistorySizes::Tier &tier : sizes.tiers)
                        tier = {4'200'000, now - 365 * kDayMs, now};
                    sizes.fileBytes = 12'600'000;
                    history->showSizes(token, sizes);
                });
            });
            connect(history, &HistoryPage::forecastRequested, this, [history, later](quint64 token) {
                later([history, token] { history->showForecasts(token, forecasts()); });
            });
        }
    }

    static std::vector<Forecast> forecasts()
    {
        const qint64 now = Instant::now().wallMs;
        std::vector<Forecast> made;
        for (const auto &[metric, value] :
             {std::pair{MetricId::Facts, 18'900.0}, std::pair{MetricId::DatabaseBytes, 6.4e6},
              std::pair{MetricId::SystemDisk, 43.0}, std::pair{MetricId::QueryP95, 0.0006}}) {
            Forecast forecast;
            forecast.metric = metric;
            forecast.refusal = Forecast::Refusal::None;
            forecast.hours = 700;
            forecast.fromMs = now - 30 * kDayMs;
            forecast.toMs = now;
            forecast.reachDays = 90;
            forecast.expected = {{7, value, value * 0.98, value * 1.02},
                                 {30, value * 1.1, value, value * 1.2}};
            forecast.errorPercent = 1.2;
            if (metric == MetricId::SystemDisk)
                forecast.limit = 100;
            made.push_back(forecast);
        }
        return made;
    }
};

} // namespace hakgal::madeup
