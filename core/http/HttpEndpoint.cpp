// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HttpEndpoint.h"

#include "core/http/Listener.h"
#include "core/http/MetricsText.h"
#include "core/http/PortHolder.h"
#include "core/http/QtHttpCompat.h"
#include "core/http/StatusPage.h"
#include "core/text/Catalogue.h"
#include "core/text/SnapshotJson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <deque>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcHttp, "hakgal.http")

using http::Reply;
using Method = QHttpServerRequest::Method;
using Trouble = ListenerState::Trouble;

constexpr char kJson[] = "application/json";
constexpr char kHtml[] = "text/html; charset=utf-8";
constexpr std::chrono::milliseconds kScrapesToldEvery{1000};

/// An entry of settings.listen and what became of it.
struct Entry
{
    QString text;
    ListenerState state;
    Listener *listener = nullptr; ///< owned by the server; null while not listening
};

Reply plain(int status, const char *type, QByteArray body)
{
    return {status,
            type,
            std::move(body),
            {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}}};
}

Reply failed(int status, const QString &sentence)
{
    const QJsonObject body{{QStringLiteral("error"), sentence}};
    return plain(status, kJson, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

/// "127.0.0.1:8000" or "[::1]:8000"; a null address where it is neither.
std::pair<QHostAddress, quint16> parseListen(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.left(std::max<qsizetype>(colon, 0));
    bool ok = false;
    const quint16 port = text.mid(colon + 1).toUShort(&ok);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    return {ok ? QHostAddress(host) : QHostAddress(), port};
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
    QHttpServer *server = nullptr;
    QTimer *retry = nullptr;
    QTimer *tell = nullptr;

    std::vector<Entry> entries;
    EndpointState state;
    bool scrapeUntold = false; ///< a scrape came since `tell` was started

    SnapshotPtr snapshot;
    bool legacyNames = false;
    QByteArray metrics; ///< rendered from `snapshot`
    QByteArray json;
    std::deque<QByteArray> history; ///< compact JSON, newest last
    std::size_t historyLimit = static_cast<std::size_t>(Settings().maxHistorySize);

    void makeServer();
    template<typename Answer>
    void serve(const char *path, Answer answer);
    void open(Entry &entry) const;
    bool openMissing();
    void emitState();
    void trimHistory();
    void noteScrape(const QHttpServerRequest &request);

    double age() const { return snapshot ? seconds(clock().steady - snapshot->sample.at.steady) : 0; }
    double uptime() const;
    Reply historyReply(const QHttpServerRequest &request) const;
    Reply metricsReply(const QHttpServerRequest &request);
    Reply healthReply() const;
    Reply pageReply() const;
};

template<typename Answer>
void HttpEndpoint::Private::serve(const char *path, Answer answer)
{
    const bool understood =
        http::route(*server, QString::fromLatin1(path), [answer](const QHttpServerRequest &request) -> Reply {
            if (request.method() == Method::Get || request.method() == Method::Head)
                return answer(request);
            Reply reply = failed(405, QStringLiteral("Only GET and HEAD are possible here."));
            reply.headers.emplace_back("Allow", "GET, HEAD");
            return reply;
        });
    Q_ASSERT(understood);
    Q_UNUSED(understood)
}

void HttpEndpoint::Private::makeServer()
{
    server = new QHttpServer(q);
    serve("/", [this](const QHttpServerRequest &) { return pageReply(); });
    serve("/metrics", [this](const QHttpServerRequest &request) { return metricsReply(request); });
    serve("/api/health", [this](const QHttpServerRequest &) { return healthReply(); });
    serve("/api/metrics", [this](const QHttpServerRequest &) {
        return snapshot ? plain(200, kJson, json) : failed(503, QStringLiteral("Nothing was measured yet."));
    });
    serve("/api/metrics/history",
          [this](const QHttpServerRequest &request) { return historyReply(request); });
    http::setMissing(*server, [](const QHttpServerRequest &) {
        return failed(404, QStringLiteral("There is nothing here. See / for what there is."));
    });

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
        if (!std::exchange(scrapeUntold, false))
            return;
        emitState();
        tell->start();
    });
}

double HttpEndpoint::Private::uptime() const
{
    if (snapshot && (*snapshot)[MetricId::Uptime].known())
        return (*snapshot)[MetricId::Uptime].value + age();
    return seconds(clock().steady - started.steady);
}

Reply HttpEndpoint::Private::pageReply() const
{
    Reply reply = plain(200, kHtml, statusPage(snapshot.get(), age()));
    reply.headers.emplace_back("Content-Security-Policy", statusPagePolicy());
    reply.headers.emplace_back("Referrer-Policy", "no-referrer");
    return reply;
}

Reply HttpEndpoint::Private::metricsReply(const QHttpServerRequest &request)
{
    if (request.method() == Method::Get)
        noteScrape(request);
    if (!snapshot)
        return failed(503, QStringLiteral("Nothing was measured yet."));
    return plain(200, kMetricsContentType, metrics + snapshotAgeText(age()));
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
            return failed(400, QStringLiteral("limit has to be a whole number from 1."));
        count = static_cast<std::size_t>(std::min<qulonglong>(limit, count));
    }
    const auto first = history.end() - static_cast<std::ptrdiff_t>(count);
    qsizetype bytes = 64;
    for (auto entry = first; entry != history.end(); ++entry)
        bytes += entry->size() + 1;
    QByteArray body;
    body.reserve(bytes);
    body += "{\"count\":" + QByteArray::number(static_cast<qulonglong>(count)) + ",\"metrics\":[";
    for (auto entry = first; entry != history.end(); ++entry) {
        if (entry != first)
            body += ',';
        body += *entry;
    }
    body += "]}";
    return plain(200, kJson, std::move(body));
}

void HttpEndpoint::Private::noteScrape(const QHttpServerRequest &request)
{
    ++state.scrapes;
    state.lastScrapeWallMs = clock().wallMs;
    const QString agent = QString::fromUtf8(request.value("User-Agent"));
    state.lastScraper = plainName((request.remoteAddress().toString() + u' ' + agent).trimmed(), 200);
    scrapeUntold = tell->isActive();
    if (!scrapeUntold) {
        emitState();
        tell->start();
    }
}

/// Tries once; entry.state tells what came of it.
void HttpEndpoint::Private::open(Entry &entry) const
{
    const auto [address, port] = parseListen(entry.text);
    ListenerState &is = entry.state;
    is = {};
    is.address = address.isNull() ? entry.text : address.toString();
    is.port = address.isNull() ? quint16(0) : port;
    is.trouble = Trouble::NoSuchAddress;
    if (address.isNull())
        return;

    auto listener = std::make_unique<Listener>();
    is.trouble = listener->open(address, port);
    if (is.trouble == Trouble::None && http::bind(*server, listener.get())) {
        is.listening = true;
        is.port = listener->serverPort();
        entry.listener = listener.release();
        return;
    }
    if (is.trouble == Trouble::Taken || is.trouble == Trouble::Reserved) {
        if (const auto holder = findPortHolder(address, port)) {
            is.trouble = Trouble::Taken;
            is.holderPid = holder->pid;
            is.holderName = holder->name;
            is.holder = Catalogue(Catalogue::Language::English).portHolder(is);
        } else if (is.trouble == Trouble::Reserved) {
            is.holder = QStringLiteral("reserved by Windows");
        }
    }
}

/// Opens what is not open; true when something changed.
bool HttpEndpoint::Private::openMissing()
{
    bool changed = false;
    bool missing = false;
    for (Entry &entry : entries) {
        if (entry.listener)
            continue;
        const ListenerState before = entry.state;
        open(entry);
        missing = missing || !entry.listener;
        if (entry.state == before)
            continue;
        changed = true;
        const Catalogue words(Catalogue::Language::English);
        if (entry.listener)
            qCInfo(lcHttp).noquote() << words.listener(entry.state);
        else
            qCWarning(lcHttp).noquote() << words.listener(entry.state);
    }
    if (missing)
        retry->start();
    else
        retry->stop();
    return changed;
}

void HttpEndpoint::Private::emitState()
{
    state.listeners.clear();
    for (const Entry &entry : entries)
        state.listeners.push_back(entry.state);
    Q_EMIT q->stateChanged(state);
}

void HttpEndpoint::Private::trimHistory()
{
    while (history.size() > historyLimit)
        history.pop_front();
}

HttpEndpoint::HttpEndpoint(Clock clock, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(clock)))
{
}

HttpEndpoint::~HttpEndpoint()
{
    delete d->server; // before what its routes refer to
}

void HttpEndpoint::setRetryInterval(std::chrono::milliseconds interval)
{
    d->retryInterval = interval;
}

void HttpEndpoint::apply(const Settings &settings)
{
    if (!d->server)
        d->makeServer();
    if (d->legacyNames != settings.legacyMetricNames) {
        d->legacyNames = settings.legacyMetricNames;
        if (d->snapshot)
            d->metrics = metricsText(*d->snapshot, d->legacyNames);
    }
    d->historyLimit = static_cast<std::size_t>(std::max(1, settings.maxHistorySize));
    d->trimHistory();

    std::vector<Entry> wanted;
    for (const QString &text : settings.listen) {
        const auto same = [&text](const Entry &entry) { return entry.text == text; };
        if (std::any_of(wanted.begin(), wanted.end(), same))
            continue;
        const auto kept = std::find_if(d->entries.begin(), d->entries.end(), same);
        if (kept == d->entries.end())
            wanted.push_back({text, {}, nullptr});
        else
            wanted.push_back(std::exchange(*kept, {}));
    }
    for (const Entry &entry : d->entries)
        delete entry.listener; // no longer wanted; frees its port before others are opened
    d->entries = std::move(wanted);
    d->openMissing();
    d->emitState();
}

void HttpEndpoint::publish(const SnapshotPtr &snapshot)
{
    if (!snapshot)
        return;
    if (d->snapshot && d->snapshot->sample.database.path != snapshot->sample.database.path)
        d->history.clear(); // figures of another base would mislead
    d->snapshot = snapshot;
    d->metrics = metricsText(*snapshot, d->legacyNames);
    d->json = QJsonDocument(metricsJson(*snapshot)).toJson(QJsonDocument::Compact);
    d->history.push_back(QJsonDocument(historyJson(*snapshot)).toJson(QJsonDocument::Compact));
    d->trimHistory();
}

void HttpEndpoint::stop()
{
    if (!d->server)
        return;
    d->retry->stop();
    d->tell->stop();
    for (const Entry &entry : d->entries)
        delete entry.listener;
    d->entries.clear();
    d->emitState();
}

} // namespace hakgal
