// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/StatusPage.h"

#include "core/text/Catalogue.h"

#include <QCryptographicHash>

#include <array>

namespace hakgal {

namespace {

constexpr char kStyle[] =
    ":root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--line:#d9dde3;--text:#1c2128;--dim:#5b6470;"
    "--link:#0b62c4;--good:#17703a;--warn:#8a5a00;--bad:#b3261e}"
    "@media(prefers-color-scheme:dark){:root{--bg:#12161b;--card:#1b2027;--line:#2c333c;--text:#e6e9ed;"
    "--dim:#9aa4b0;--link:#6cb0ff;--good:#54c283;--warn:#e5a84b;--bad:#ff8a80}}"
    "body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}"
    "main{max-width:56rem;margin:0 auto;padding:2rem 1rem}"
    "h1{font-size:1.4rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}"
    ".path,.dim,dt{color:var(--dim)}.path{overflow-wrap:anywhere}"
    ".good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}"
    "dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr));gap:.75rem;margin:1.5rem 0}"
    "dl div,table{background:var(--card);border:1px solid var(--line);border-radius:.5rem}"
    "dl div{padding:.6rem .9rem}dt{font-size:.85rem}"
    "dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}"
    "table{width:100%;border-collapse:collapse;border-radius:0}"
    "td{padding:.4rem .9rem;border-top:1px solid var(--line);vertical-align:top}"
    "a{color:var(--link)}ul{padding-left:1.2rem}";

constexpr std::array kFigures{MetricId::Facts,     MetricId::QueryP95,      MetricId::CacheHitRate,
                              MetricId::WalBytes,  MetricId::DatabaseBytes, MetricId::Connections,
                              MetricId::SystemCpu, MetricId::SystemMemory,  MetricId::SystemDisk};

struct Link
{
    const char *path;
    const char *text;
};
constexpr std::array<Link, 4> kLinks{{
    {"/metrics", "metrics for Prometheus"},
    {"/api/health", "health check: 200, or 503 when the knowledge base cannot be read"},
    {"/api/metrics", "all figures as JSON"},
    {"/api/metrics/history?limit=60", "the last figures as JSON, newest last"},
}};

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString statusClass(Status status)
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

QString figures(const Snapshot &snapshot, const Catalogue &words)
{
    const bool reached = snapshot.sample.database.reach == DatabaseState::Reach::Reachable;
    QString html = QStringLiteral("<dl>");
    for (const MetricId id : kFigures) {
        const MetricInfo &info = metricInfo(id);
        const Reading &reading = snapshot[id];
        const bool known = reading.known() && (reached || info.subject != Subject::Database);
        const QString why = known ? words.metricHelp(id)
                                  : words.reason(reading.known() ? Reason::Unreachable : reading.reason);
        html += QStringLiteral("<div title=\"%1\"><dt>%2</dt><dd>%3</dd></div>")
                    .arg(escaped(why), escaped(words.metricName(id)),
                         escaped(known ? words.format().value(reading.value, info.unit)
                                       : QStringLiteral("\u2013")));
    }
    return html + QStringLiteral("</dl>\n");
}

QString alerts(const Snapshot &snapshot, const Catalogue &words)
{
    if (snapshot.alerts.empty())
        return QStringLiteral("<p class=\"dim\">No alert is firing.</p>\n");
    QString html = QStringLiteral("<table>");
    for (const Alert &alert : snapshot.alerts)
        html +=
            QStringLiteral("<tr><td class=\"%1\">%2</td><td>%3</td><td>%4</td></tr>")
                .arg(alert.severity == Severity::Critical ? QStringLiteral("bad") : QStringLiteral("warn"),
                     escaped(words.severity(alert.severity)), escaped(words.alertTitle(alert)),
                     escaped(words.alertDetail(alert, snapshot.sample.at.wallMs)));
    return html + QStringLiteral("</table>\n");
}

QString report(const Snapshot &snapshot, double ageSeconds, const Catalogue &words)
{
    const QString path = snapshot.sample.database.path;
    QString html =
        QStringLiteral("<p class=\"path\">%1</p>\n")
            .arg(path.isEmpty() ? QStringLiteral("No knowledge base is chosen.") : escaped(plainName(path)));
    html += QStringLiteral("<p><strong class=\"%1\">%2</strong> "
                           "<span class=\"dim\">measured %3 ago</span></p>\n")
                .arg(statusClass(snapshot.status), escaped(words.status(snapshot.status)),
                     escaped(words.format().duration(ageSeconds)));
    if (!snapshot.reasons.empty()) {
        html += QStringLiteral("<ul>");
        for (const StatusReason &reason : snapshot.reasons)
            html += QStringLiteral("<li>%1</li>").arg(escaped(words.statusReason(reason, snapshot)));
        html += QStringLiteral("</ul>\n");
    }
    return html + figures(snapshot, words) + QStringLiteral("<h2>Alerts</h2>\n") + alerts(snapshot, words);
}

} // namespace

QByteArray statusPage(const Snapshot *snapshot, double ageSeconds)
{
    const Catalogue words(Catalogue::Language::English);
    QString html = QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                                  "<meta name=\"viewport\" content=\"width=device-width\">"
                                  "<meta http-equiv=\"refresh\" content=\"10\">"
                                  "<title>HAK/GAL Optimizer</title><style>");
    html += QLatin1String(kStyle);
    html += QStringLiteral("</style></head>\n<body><main>\n<h1>HAK/GAL Optimizer</h1>\n");
    html += snapshot ? report(*snapshot, ageSeconds, words)
                     : QStringLiteral("<p class=\"dim\">Nothing was measured yet.</p>\n");
    html += QStringLiteral("<h2>For programs</h2>\n<ul>");
    for (const Link &link : kLinks)
        html += QStringLiteral("<li><a href=\"%1\">%1</a> \u2013 %2</li>")
                    .arg(QLatin1String(link.path), QLatin1String(link.text));
    html += QStringLiteral("</ul>\n</main></body></html>\n");
    return html.toUtf8();
}

QByteArray statusPagePolicy()
{
    static const QByteArray policy =
        "default-src 'none'; style-src 'sha256-" +
        QCryptographicHash::hash(QByteArray::fromRawData(kStyle, sizeof kStyle - 1),
                                 QCryptographicHash::Sha256)
            .toBase64() +
        "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return policy;
}

} // namespace hakgal
