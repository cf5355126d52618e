// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/StatusPage.h"

#include "core/http/StatusPageParts.h"
#include "core/text/Catalogue.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cmath>

namespace hakgal {

namespace {

constexpr std::array kTiles{MetricId::Facts,    MetricId::QueryP95,      MetricId::CacheHitRate,
                            MetricId::WalBytes, MetricId::DatabaseBytes, MetricId::Connections};

struct Chart
{
    MetricId id;
    const char *title;
    const char *unit;
    double scale;            ///< from the metric's unit to the one that is shown
    double top;              ///< of the axis; 0: follows the values
    double Settings::*limit; ///< in the shown unit
};
constexpr std::array<Chart, 4> kCharts{{
    {MetricId::SystemCpu, "CPU", "% of all cores", 1, 100, &Settings::cpuPercent},
    {MetricId::SystemMemory, "Memory", "% of physical", 1, 100, &Settings::memoryPercent},
    {MetricId::CacheHitRate, "Cache hit", "% of page reads", 1, 100, &Settings::cacheHitRatePercent},
    {MetricId::QueryP95, "Query latency", "ms, p95", 1000, 0, &Settings::queryLatencyMs},
}};

struct Link
{
    const char *path;
    const char *text;
};
constexpr std::array<Link, 5> kLinks{{
    {"/metrics", "metrics for Prometheus"},
    {"/api/health", "health check: 200, or 503 when the knowledge base cannot be read"},
    {"/api/metrics", "all figures as JSON"},
    {"/api/metrics/history?limit=60", "the last figures as JSON, newest last"},
    {"/api/events", "figures, alerts and jobs as they come (server-sent events)"},
}};

const Catalogue &words()
{
    static const Catalogue catalogue(Catalogue::Language::English);
    return catalogue;
}

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString toneOf(Status status)
{
    switch (status) {
    case Status::Operational:
        return QStringLiteral("good");
    case Status::Degraded:
        return QStringLiteral("warn");
    case Status::Poor:
        break;
    }
    return QStringLiteral("bad");
}

/// Whether the figure may be told: one of a base that cannot be read may not.
bool known(const Snapshot &snapshot, MetricId id)
{
    const bool reached = snapshot.sample.database.reach == DatabaseState::Reach::Reachable;
    const Reading &reading = snapshot[id];
    return reading.known() && std::isfinite(reading.value) &&
           (reached || metricInfo(id).subject != Subject::Database);
}

QString figure(const Snapshot &snapshot, MetricId id)
{
    return known(snapshot, id) ? words().format().value(snapshot[id].value, metricInfo(id).unit)
                               : QStringLiteral("\u2013");
}

QString why(const Snapshot &snapshot, MetricId id)
{
    if (known(snapshot, id))
        return words().metricHelp(id);
    return words().reason(snapshot[id].known() ? Reason::Unreachable : snapshot[id].reason);
}

QJsonObject viewOf(const Snapshot &snapshot, double ageSeconds, const Settings &settings)
{
    const QString path = snapshot.sample.database.path;
    QJsonArray tiles;
    for (const MetricId id : kTiles)
        tiles += QJsonObject{{QStringLiteral("text"), figure(snapshot, id)},
                             {QStringLiteral("why"), why(snapshot, id)}};
    QJsonArray charts;
    for (const Chart &chart : kCharts)
        charts += QJsonObject{{QStringLiteral("text"), figure(snapshot, chart.id)},
                              {QStringLiteral("value"),
                               known(snapshot, chart.id) ? QJsonValue(snapshot[chart.id].value * chart.scale)
                                                         : QJsonValue(QJsonValue::Null)},
                              {QStringLiteral("limit"), settings.*chart.limit}};
    QJsonArray reasons;
    for (const StatusReason &reason : snapshot.reasons)
        reasons += words().statusReason(reason, snapshot);
    QJsonArray alerts;
    for (const Alert &alert : snapshot.alerts)
        alerts += QJsonObject{
            {QStringLiteral("tone"),
             alert.severity == Severity::Critical ? QStringLiteral("bad") : QStringLiteral("warn")},
            {QStringLiteral("severity"), words().severity(alert.severity)},
            {QStringLiteral("title"), words().alertTitle(alert)},
            {QStringLiteral("detail"), words().alertDetail(alert, snapshot.sample.at.wallMs)}};

    const QString up = known(snapshot, MetricId::Uptime)
                           ? words().format().duration(snapshot[MetricId::Uptime].value + ageSeconds)
                           : QStringLiteral("\u2013");
    constexpr double kFresh = 2; // from then on its age is worth a word
    return {
        {QStringLiteral("at"), snapshot.sample.at.wallMs},
        {QStringLiteral("every"), snapshot.intervalMs},
        {QStringLiteral("name"),
         path.isEmpty() ? QStringLiteral("No knowledge base is chosen.") : plainName(path)},
        {QStringLiteral("status"), words().status(snapshot.status)},
        {QStringLiteral("tone"), toneOf(snapshot.status)},
        {QStringLiteral("caption"),
         ageSeconds < kFresh
             ? QStringLiteral("up %1").arg(up)
             : QStringLiteral("up %1 \u00b7 measured %2 ago").arg(up, words().format().duration(ageSeconds))},
        {QStringLiteral("tiles"), tiles},
        {QStringLiteral("charts"), charts},
        {QStringLiteral("reasons"), reasons},
        {QStringLiteral("alerts"), alerts}};
}

/// Before the first measurement: the same, empty.
QJsonObject emptyView(const Settings &settings)
{
    Snapshot nothing;
    QJsonObject view = viewOf(nothing, 0, settings);
    view[QStringLiteral("name")] = QStringLiteral("HAK/GAL Optimizer");
    view[QStringLiteral("status")] = QStringLiteral("Waiting");
    view[QStringLiteral("tone")] = QStringLiteral("warn");
    view[QStringLiteral("caption")] = QStringLiteral("Nothing was measured yet.");
    return view;
}

QString tilesOf(const QJsonArray &tiles)
{
    QString html = QStringLiteral("<section class=\"grid tiles\">\n");
    for (std::size_t i = 0; i < kTiles.size(); ++i) {
        const QJsonValue tile = tiles.at(static_cast<qsizetype>(i));
        html +=
            QStringLiteral("<div class=\"card tile\" title=\"%1\"><span>%2</span><b>%3</b></div>\n")
                .arg(escaped(tile[QStringLiteral("why")].toString()), escaped(words().metricName(kTiles[i])),
                     escaped(tile[QStringLiteral("text")].toString()));
    }
    return html + QStringLiteral("</section>\n");
}

QString chartsOf(const QJsonArray &charts)
{
    QString html = QStringLiteral("<section class=\"grid charts\">\n");
    for (std::size_t i = 0; i < kCharts.size(); ++i) {
        const Chart &chart = kCharts[i];
        const QString text = charts.at(static_cast<qsizetype>(i))[QStringLiteral("text")].toString();
        html +=
            QStringLiteral(
                "<div class=\"card chart\" data-key=\"%1\" data-scale=\"%2\" data-top=\"%3\"><h2>%4"
                "<small>%5</small><output>%6</output></h2><div class=\"plot\">"
                "<svg viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%4\">"
                "<path class=\"rule\" d=\"M0 0H1000M0 25H1000M0 50H1000M0 75H1000M0 100H1000\"/>"
                "<path class=\"area\"/><path class=\"line\"/><path class=\"limit\"/></svg>"
                "<span class=\"top\"></span><span class=\"zero\">0</span></div>"
                "<div class=\"axis\"><span>-5 min</span><span>-4</span><span>-3</span><span>-2</span>"
                "<span>-1</span><span>now</span></div></div>\n")
                .arg(QLatin1String(metricInfo(chart.id).json), QString::number(chart.scale),
                     QString::number(chart.top), QLatin1String(chart.title), QLatin1String(chart.unit),
                     escaped(text));
    }
    return html + QStringLiteral("</section>\n");
}

QString reasonsOf(const QJsonArray &reasons)
{
    QString html = QStringLiteral("<ul id=\"reasons\">");
    for (const QJsonValue &reason : reasons)
        html += QStringLiteral("<li>%1</li>").arg(escaped(reason.toString()));
    return html + QStringLiteral("</ul>\n");
}

QString alertsOf(const QJsonArray &alerts)
{
    QString html =
        QStringLiteral("<section class=\"card\"><h2>Alerts</h2>"
                       "<p class=\"dim\" id=\"quiet\"%1>No alert is firing.</p><table><tbody id=\"alerts\">")
            .arg(alerts.isEmpty() ? QString() : QStringLiteral(" hidden"));
    for (const QJsonValue &alert : alerts)
        html += QStringLiteral("<tr><td class=\"%1\">%2</td><td>%3</td><td>%4</td></tr>")
                    .arg(alert[QStringLiteral("tone")].toString(),
                         escaped(alert[QStringLiteral("severity")].toString()),
                         escaped(alert[QStringLiteral("title")].toString()),
                         escaped(alert[QStringLiteral("detail")].toString()));
    return html + QStringLiteral("</tbody></table></section>\n");
}

QByteArray hashOf(QByteArrayView part)
{
    return QCryptographicHash::hash(part.toByteArray(), QCryptographicHash::Sha256).toBase64();
}

} // namespace

QByteArray pageView(const Snapshot &snapshot, double ageSeconds, const Settings &settings)
{
    return QJsonDocument(viewOf(snapshot, ageSeconds, settings)).toJson(QJsonDocument::Compact);
}

QByteArray statusPage(const Snapshot *snapshot, double ageSeconds, const Settings &settings)
{
    const QJsonObject view = snapshot ? viewOf(*snapshot, ageSeconds, settings) : emptyView(settings);
    const auto text = [&view](const char *key) { return escaped(view[QLatin1String(key)].toString()); };
    QString html = QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                                  "<meta name=\"viewport\" content=\"width=device-width\">"
                                  "<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>"
                                  "<title>HAK/GAL Optimizer</title><style>");
    html += QString::fromUtf8(kPageStyle);
    html += QStringLiteral("</style></head>\n<body><main>\n<header><h1 id=\"name\">") + text("name") +
            QStringLiteral("</h1><strong id=\"status\" class=\"pill ") + text("tone") +
            QStringLiteral("\">") + text("status") +
            QStringLiteral("</strong><span id=\"caption\" class=\"dim\">") + text("caption") +
            QStringLiteral("</span><span id=\"live\" role=\"status\">not live</span></header>\n");
    html += reasonsOf(view[QStringLiteral("reasons")].toArray());
    html += tilesOf(view[QStringLiteral("tiles")].toArray());
    html += QStringLiteral("<section class=\"card grid\" id=\"job\" hidden><h2><span id=\"jobname\"></span>"
                           "<small id=\"jobtext\"></small></h2><progress id=\"jobbar\" max=\"1\" value=\"0\">"
                           "</progress></section>\n");
    html += chartsOf(view[QStringLiteral("charts")].toArray());
    html += alertsOf(view[QStringLiteral("alerts")].toArray());
    html += QStringLiteral("<h2 class=\"links\">For programs</h2>\n<ul>");
    for (const Link &link : kLinks)
        html += QStringLiteral("<li><a href=\"%1\">%1</a> \u2013 %2</li>")
                    .arg(QLatin1String(link.path), QLatin1String(link.text));
    html += QStringLiteral("</ul>\n</main><script>") + QString::fromUtf8(kPageScript) +
            QStringLiteral("</script></body></html>\n");
    return html.toUtf8();
}

QByteArray statusPagePolicy()
{
    static const QByteArray policy = "default-src 'none'; style-src 'sha256-" + hashOf(kPageStyle) +
                                     "'; script-src 'sha256-" + hashOf(kPageScript) +
                                     "'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                     "frame-ancestors 'none'";
    return policy;
}

} // namespace hakgal
