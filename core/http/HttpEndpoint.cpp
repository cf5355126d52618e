// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HttpEndpoint.h"

#include "core/config/StatePaths.h"
#include "core/http/EventFrame.h"
#include "core/http/GzipText.h"
#include "core/http/HistoryRing.h"
#include "core/http/ListenerSet.h"
#include "core/http/MetricsText.h"
#include "core/http/Router.h"
#include "core/http/StatusPage.h"
#include "core/http/WithoutFolders.h"
#include "core/text/Catalogue.h"
#include "core/text/SnapshotJson.h"

#include <QHttpServerRequest>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <deque>

namespace hakgal {

namespace {

constexpr char kJson[] = "application/json";
constexpr char kHtml[] = "text/html; charset=utf-8";
constexpr std::chrono::milliseconds kScrapesToldEvery{1000};

Reply plain(int status, const char *type, QByteArray body)
{
    Reply reply;
    reply.status = status;
    reply.contentType = type;
    reply.body = std::move(body);
    return reply;
}

Reply refused(int status, const QByteArray &sentence)
{
    Reply reply = refusal(status, sentence);
    reply.refused = true;
    return reply;
}

} // namespace

struct HttpEndpoint::Private
{
    Private(HttpEndpoint *endpoint, Clock timeSource)
        : q(endpoint), clock(std::move(timeSource)), started(clock())
    {
    }

    HttpEndpoint *q;
    Clock clock;
    Instant started;
    std::chrono::milliseconds retryInterval{5000};

    // All of these live in the endpoint's thread, so they are made there.
    ConnectionGuard *guard = nullptr;
    Router *router = nullptr;
    QTimer *retry = nullptr;
    QTimer *tell = nullptr;

    std::unique_ptr<ListenerSet> listeners;
    EndpointState state;
    bool untold = false; ///< something came since `tell` was started
    std::deque<Scrape> recent;
    Scrape scrape; ///< the last one; its texts belong to the next two
    QByteArray agentSent;
    QHostAddress peerSeen;

    GuardLimits limits;
    Settings settings;

    SnapshotPtr snapshot; ///< as it may be told: without folders
    QByteArray metrics;   ///< rendered from `snapshot`
    GzipText packed;      ///< the same, made when it is first asked for
    QByteArray json;
    HistoryRing history;
    QString historyOf; ///< the base it is about

    void begin();
    bool openMissing();
    void emitState();
    void beAbout(const QString &databasePath);
    void noteAnswer(const ConnectionGuard::Answered &answered);
    void tellSoon();

    double age() const { return snapshot ? seconds(clock().steady - snapshot->sample.at.steady) : 0; }
    double uptime() const;
    Reply answer(const Request &request);
    Reply admitted(const Request &request);
    void addRoutes();
    Reply historyReply(const QHttpServerRequest &request) const;
    Reply metricsReply(const QHttpServerRequest &request);
    Reply healthReply() const;
    Reply pageReply() const;
    Reply streamReply(const Request &request) const;
};

void HttpEndpoint::Private::begin()
{
    guard = new ConnectionGuard([this](const Request &request) { return answer(request); },
                                [this](const ConnectionGuard::Answered &answered) { noteAnswer(answered); },
                                limits, q);
    router = new Router(q);
    addRoutes();
    listeners = std::make_unique<ListenerSet>(*guard, *router);
    retry = new QTimer(q);
    retry->setInterval(retryInterval);
    QObject::connect(retry, &QTimer::timeout, q, [this] {
        if (openMissing())
            emitState();
    });
    tell = new QTimer(q);
    tell->setSingleShot(true);
    tell->setInterval(kScrapesToldEvery);
    QObject::connect(tell, &QTimer::timeout, q, [this] {
        if (!std::exchange(untold, false))
            return;
        emitState();
        tell->start();
    });
}

/// The rules that hold before any route: who may ask, by which name, how.
Reply HttpEndpoint::Private::answer(const Request &request)
{
    if (!hostIsOurs(request.head, request.local, request.port, settings.allowedHosts))
        return refused(
            403, "This name is not one that is served here. The setting allowed_hosts lists further names "
                 "by which the endpoint may be called.");
    if (request.tls && !listeners->admits(request.head.authorization)) {
        Reply reply = refused(401, "This address asks for the token of the setting endpoint/token_file.");
        reply.fields.emplace_back("WWW-Authenticate", "Bearer realm=\"hakgal\"");
        reply.fields.emplace_back("WWW-Authenticate", "Basic realm=\"hakgal\", charset=\"UTF-8\"");
        return reply;
    }
    if (request.head.crossSite)
        return refused(403, "Pages of other sites may not ask here.");
    return admitted(request);
}

/// A stream is the guard's own: how a server of Qt's lets one write to it is different in each version.
Reply HttpEndpoint::Private::admitted(const Request &request)
{
    const bool reads = request.head.method == "GET" || request.head.method == "HEAD";
    return reads && request.head.path == "/api/events" ? streamReply(request) : router->ask(request);
}

void HttpEndpoint::Private::addRoutes()
{
    router->add(QStringLiteral("/"), [this](const QHttpServerRequest &) { return pageReply(); });
    router->add(QStringLiteral("/metrics"),
                [this](const QHttpServerRequest &request) { return metricsReply(request); });
    router->add(QStringLiteral("/api/health"), [this](const QHttpServerRequest &) { return healthReply(); });
    router->add(QStringLiteral("/api/metrics"), [this](const QHttpServerRequest &) {
        return snapshot ? plain(200, kJson, json) : refusal(503, "Nothing was measured yet.");
    });
    router->add(QStringLiteral("/api/metrics/history"),
                [this](const QHttpServerRequest &request) { return historyReply(request); });
    // Only for methods that are not possible: see admitted().
    router->add(QStringLiteral("/api/events"),
                [](const QHttpServerRequest &) { return refusal(503, "The stream could not be opened."); });
}

double HttpEndpoint::Private::uptime() const
{
    if (snapshot && (*snapshot)[MetricId::Uptime].known())
        return (*snapshot)[MetricId::Uptime].value + age();
    return seconds(clock().steady - started.steady);
}

Reply HttpEndpoint::Private::pageReply() const
{
    Reply reply = plain(200, kHtml, statusPage(snapshot.get(), age(), settings));
    reply.fields.emplace_back("Content-Security-Policy", statusPagePolicy());
    reply.fields.emplace_back("Referrer-Policy", "no-referrer");
    return reply;
}

Reply HttpEndpoint::Private::metricsReply(const QHttpServerRequest &request)
{
    if (!snapshot)
        return refusal(503, "Nothing was measured yet.");
    const QByteArray ageText = snapshotAgeText(age());
    const bool gzip = request.value("Accept-Encoding") == "gzip";
    Reply reply;
    if (gzip && packed.isEmpty())
        packed = GzipText(metrics);
    if (gzip && !packed.isEmpty()) {
        reply = plain(200, kMetricsContentType, packed.closedWith(ageText));
        reply.fields.emplace_back("Content-Encoding", "gzip");
    } else {
        reply = plain(200, kMetricsContentType, metrics + ageText);
    }
    reply.fields.emplace_back("Vary", "Accept-Encoding");
    return reply;
}

Reply HttpEndpoint::Private::streamReply(const Request &request) const
{
    if (!guard->hasRoomForStream()) {
        Reply reply = refused(503, "As many streams are open as may be. Close one, or ask /api/metrics.");
        reply.fields.emplace_back("Retry-After", "15");
        return reply;
    }
    const bool view =
        QUrlQuery(QString::fromLatin1(request.head.query)).queryItemValue(QStringLiteral("view")) ==
        QLatin1String("page");
    Reply reply = plain(200, "text/event-stream; charset=utf-8", "retry: 3000\n\n");
    reply.stream = true;
    reply.topics = view ? kTopicView : kTopicData;
    if (snapshot)
        reply.body +=
            view ? eventFrame("view", pageView(*snapshot, age(), settings)) : eventFrame("snapshot", json);
    return reply;
}

Reply HttpEndpoint::Private::healthReply() const
{
    Health health = healthJson(snapshot.get(), age(), uptime());
    return plain(health.httpStatus, kJson, std::move(health.body));
}

Reply HttpEndpoint::Private::historyReply(const QHttpServerRequest &request) const
{
    std::size_t count = history.size();
    const QUrlQuery query = request.query();
    if (query.hasQueryItem(QStringLiteral("limit"))) {
        bool ok = false;
        const qulonglong limit = query.queryItemValue(QStringLiteral("limit")).toULongLong(&ok);
        if (!ok || limit < 1)
            return refusal(400, "limit has to be a whole number from 1.");
        count = static_cast<std::size_t>(std::min<qulonglong>(limit, count));
    }
    return plain(200, kJson, history.body(count));
}

void HttpEndpoint::Private::noteAnswer(const ConnectionGuard::Answered &answered)
{
    if (answered.head || answered.path != "/metrics" || (answered.status != 200 && answered.status != 503))
        return;
    if (answered.userAgent != agentSent || answered.peer != peerSeen) {
        agentSent = answered.userAgent;
        peerSeen = answered.peer;
        constexpr int kLongestAgent = 120;
        scrape.address = peerSeen.toString();
        scrape.agent = plainName(QString::fromUtf8(agentSent), kLongestAgent);
    }
    scrape.wallMs = clock().wallMs;
    scrape.seconds = seconds(std::chrono::steady_clock::now() - answered.asked);
    scrape.status = answered.status;
    scrape.bytes = answered.bytes;
    if (recent.size() == EndpointState::kScrapesKept)
        recent.pop_front();
    recent.push_back(scrape);
    ++state.scrapes;
    tellSoon();
}

/// At once where nothing was told within a second, else when it is over.
void HttpEndpoint::Private::tellSoon()
{
    untold = tell->isActive();
    if (!untold) {
        emitState();
        tell->start();
    }
}

/// Opens what is not open; true when something changed.
bool HttpEndpoint::Private::openMissing()
{
    const bool changed = listeners->openMissing();
    if (listeners->anyMissing())
        retry->start();
    else
        retry->stop();
    return changed;
}

void HttpEndpoint::Private::emitState()
{
    state.listeners = listeners->states();
    state.recent.assign(recent.begin(), recent.end());
    if (!recent.empty()) {
        state.lastScrapeWallMs = recent.back().wallMs;
        state.lastScraper = (recent.back().address + u' ' + recent.back().agent).trimmed();
    }
    state.connections = guard->connections();
    state.streams = guard->streams();
    state.refused = guard->refused();
    Q_EMIT q->stateChanged(state);
}

/// Figures of another base would mislead. The same file may be given by different names.
void HttpEndpoint::Private::beAbout(const QString &databasePath)
{
    if (historyOf == databasePath)
        return;
    if (historyOf.isEmpty() || databasePath.isEmpty() ||
        StatePaths(historyOf).key() != StatePaths(databasePath).key())
        history.clear();
    historyOf = databasePath;
}

HttpEndpoint::HttpEndpoint(Clock clock, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(clock)))
{
}

HttpEndpoint::~HttpEndpoint()
{
    d->listeners.reset(); // before the guard that they hand their connections to
    delete d->guard;
}

void HttpEndpoint::setRetryInterval(std::chrono::milliseconds interval)
{
    d->retryInterval = interval;
}

void HttpEndpoint::setLimits(const GuardLimits &limits)
{
    d->limits = limits;
}

void HttpEndpoint::apply(const Settings &settings)
{
    if (!d->guard)
        d->begin();
    const bool otherNames = d->settings.legacyMetricNames != settings.legacyMetricNames;
    d->settings = settings;
    if (otherNames && d->snapshot) {
        d->metrics = metricsText(*d->snapshot, settings.legacyMetricNames);
        d->packed = {};
    }
    d->history.setLimit(static_cast<std::size_t>(std::max(1, settings.maxHistorySize)));

    d->listeners->apply(settings);
    d->openMissing();
    d->emitState();
}

void HttpEndpoint::publish(const SnapshotPtr &snapshot)
{
    if (!snapshot)
        return;
    d->beAbout(snapshot->sample.database.path);
    d->snapshot = std::make_shared<const Snapshot>(withoutFolders(*snapshot));
    d->metrics = metricsText(*d->snapshot, d->settings.legacyMetricNames);
    d->packed = {};
    d->json = QJsonDocument(metricsJson(*d->snapshot)).toJson(QJsonDocument::Compact);
    d->history.add({d->snapshot->sample.at.wallMs,
                    QJsonDocument(historyJson(*d->snapshot)).toJson(QJsonDocument::Compact)});
    if (!d->guard)
        return;
    if (d->state.connections != d->guard->connections() || d->state.streams != d->guard->streams() ||
        d->state.refused != d->guard->refused())
        d->tellSoon();
    if (d->guard->streams() == 0)
        return;
    QByteArray frames = eventFrame("snapshot", d->json);
    for (const AlertEvent &event : d->snapshot->events)
        frames += eventFrame("alert", QJsonDocument(alertJson(event)).toJson(QJsonDocument::Compact));
    d->guard->tell(frames, kTopicData);
    d->guard->tell(eventFrame("view", pageView(*d->snapshot, 0, d->settings)), kTopicView);
}

void HttpEndpoint::fillHistory(const QString &databasePath, const std::vector<HistoryEntry> &entries)
{
    d->beAbout(databasePath);
    d->history.fill(entries);
}

void HttpEndpoint::publishJob(const JobEvent &job)
{
    if (d->guard && d->guard->streams() > 0)
        d->guard->tell(eventFrame("job", QJsonDocument(jobJson(job)).toJson(QJsonDocument::Compact)),
                       kTopicData | kTopicView);
}

void HttpEndpoint::stop()
{
    if (!d->guard)
        return;
    d->retry->stop();
    d->tell->stop();
    d->listeners->close();
    d->guard->end(nullptr);
    d->emitState();
}

} // namespace hakgal
