// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactsReader.h"

#include <QTimer>

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstSlice{15}; // so that what is found soon is seen soon
constexpr milliseconds kSlice{40};
constexpr milliseconds kCountAll{250};
constexpr milliseconds kBetweenTold{200};
constexpr std::chrono::seconds kLongestCount{120};
constexpr milliseconds kIdle{60'000};
constexpr int kCacheKib = 8192;
constexpr qsizetype kMostPageChars = qsizetype(512) * 1024;

constexpr std::array kOrders{FactOrder::Id,      FactOrder::Statement, FactOrder::Predicate,
                             FactOrder::Subject, FactOrder::Source,    FactOrder::Time};

bool isBackward(FactsRequest::Part part)
{
    return part == FactsRequest::Part::Previous || part == FactsRequest::Part::Last;
}

/// Rows of very long texts make a page before there are as many as were asked for.
bool isHeavy(const std::vector<FactRow> &rows)
{
    qsizetype chars = 0;
    for (const FactRow &row : rows)
        chars += row.statement.size();
    return chars >= kMostPageChars;
}

/// All that makes one page differ from another.
QByteArray questionOf(const FactsRequest &request)
{
    QByteArray question = request.query.fingerprint();
    question +=
        '/' + QByteArray::number(static_cast<int>(request.part)) + '/' + QByteArray::number(request.rows);
    for (const SqlValue &value : request.from) {
        question += '/' + QByteArray::number(static_cast<int>(value.type)) + ':' +
                    QByteArray::number(value.integer) + ':' + QByteArray::number(value.real, 'g', 17) + ':' +
                    QByteArray::number(value.bytes.size()) + ':' + value.bytes;
    }
    return question;
}

QByteArray countOf(const FactQuery &query)
{
    FactQuery plain = query; // the order changes no count
    plain.order.reset();
    plain.descending = false;
    return plain.fingerprint() + "/count";
}

} // namespace

FactsReader::FactsReader(Clock clock, QObject *parent)
    : QObject(parent), m_cache(std::move(clock)), m_turn(new QTimer(this)), m_idle(new QTimer(this))
{
    m_turn->setSingleShot(true);
    m_turn->setInterval(0);
    connect(m_turn, &QTimer::timeout, this, &FactsReader::work);
    m_idle->setSingleShot(true);
    m_idle->setInterval(kIdle);
    connect(m_idle, &QTimer::timeout, this, &FactsReader::close);
}

FactsReader::~FactsReader()
{
    stop();
}

void FactsReader::supersede(int token)
{
    // In this order: search() takes the flag back first and then looks at the token.
    if (m_newest.exchange(token) != token)
        m_cancel.store(true);
}

void FactsReader::stop()
{
    m_turn->stop();
    m_reading.reset();
    m_counting.reset();
}

void FactsReader::close()
{
    stop();
    m_search.reset();
    m_database.reset();
    m_cache.clear(); // data_version compares within one connection only
    tellCache();
}

Result<void> FactsReader::reopen(const QString &path)
{
    m_idle->start();
    m_path = path;
    if (m_database && statFile(path).identity == m_database->verdict().identity) {
        const auto version = m_database->integer(QStringLiteral("PRAGMA schema_version"));
        if (version && *version == m_schemaVersion)
            return {};
    }
    close();
    Database::Options options;
    options.cacheKib = kCacheKib;
    auto database = Database::open(path, options);
    if (!database)
        return database.error();
    m_database = std::move(*database);
    m_database->setCancelFlag(&m_cancel);
    const auto version = m_database->integer(QStringLiteral("PRAGMA schema_version"));
    auto search = version ? FactSearch::attach(*m_database) : version.error();
    if (!search) {
        m_database.reset();
        return search.error();
    }
    m_schemaVersion = *version;
    m_search = std::move(*search);
    m_orders.clear();
    for (const FactOrder order : kOrders) {
        if (m_search->canOrderBy(order))
            m_orders << order;
    }
    return {};
}

Result<qint64> FactsReader::dataVersion()
{
    return m_database->integer(QStringLiteral("PRAGMA data_version"));
}

void FactsReader::search(const FactsRequest &request)
{
    m_cancel.store(false);
    if (superseded(request.token)) {
        // Whoever superseded it may have done so before the flag was taken back.
        m_cancel.store(true);
        return;
    }
    m_turn->stop();
    m_told = std::chrono::steady_clock::now();
    if (m_reading && m_reading->listed && request.part != FactsRequest::Part::First)
        m_counting = std::move(m_reading);
    m_reading.reset();
    if (request.part == FactsRequest::Part::First)
        m_counting.reset();

    if (const auto opened = reopen(request.path); !opened)
        return fail(request, opened.error());
    const auto version = dataVersion();
    if (!version)
        return fail(request, version.error());
    const bool backward = isBackward(request.part);
    const bool first = request.part == FactsRequest::Part::First;
    const QByteArray question = questionOf(request);
    const auto known = m_cache.find(question, *version);
    if (!known || first) {
        m_reading.emplace(Reading{
            request,
            m_search->scan(request.query, request.from,
                           backward ? FactSearch::Direction::Backward : FactSearch::Direction::Forward),
            question,
            *version,
            {},
            known != nullptr,
            false,
            {}});
    }
    if (known)
        tellRows(request, known->rows, true, known->atEnd, known->order);
    if (known && first) {
        if (known->atEnd) {
            tellCount(request, static_cast<qint64>(known->rows.size()), true);
            m_reading.reset();
        } else if (const auto total = m_cache.find(countOf(request.query), *version)) {
            tellCount(request, total->total, true);
            m_reading.reset();
        }
    }
    tellCache();
    work();
}

/// One slice of what is to be done, then back to the event loop, where newer questions wait.
void FactsReader::work()
{
    if (!m_reading && m_counting) {
        m_reading = std::move(m_counting);
        m_counting.reset();
    }
    if (!m_reading)
        return;
    if (superseded(m_reading->request.token))
        return stop();
    m_idle->start(); // counting may take longer than we stay open for nothing
    if (m_reading->listed)
        count();
    else
        readRows();
    if (m_reading || m_counting)
        m_turn->start();
}

void FactsReader::readRows()
{
    Reading &reading = *m_reading;
    const FactsRequest request = reading.request;
    const bool backward = isBackward(request.part);
    const auto now = std::chrono::steady_clock::now();
    const bool begins = reading.rows.empty() && reading.scan.examined() == 0;
    const int missing = request.rows - static_cast<int>(reading.rows.size());
    auto slice = reading.scan.run(missing, now + (begins ? kFirstSlice : kSlice));
    if (!slice)
        return fail(request, slice.error());
    reading.rows.insert(reading.rows.end(), slice->rows.begin(), slice->rows.end());
    const bool complete =
        slice->done || static_cast<int>(reading.rows.size()) >= request.rows || isHeavy(reading.rows);

    if (backward) {
        if (complete) {
            std::reverse(reading.rows.begin(), reading.rows.end());
            tellRows(request, reading.rows, true, slice->done, reading.scan.order());
        }
    } else if (complete || !slice->rows.empty()) {
        tellRows(request, std::move(slice->rows), complete, slice->done, reading.scan.order());
    }
    if (!complete)
        return tellProgress();

    // An answer that was long in the making may be of several states of the base: it is kept only if the base
    // is still the same.
    const auto version = dataVersion();
    if (version && *version == reading.dataVersion) {
        auto answer = std::make_shared<QueryCache::Answer>();
        answer->rows = std::move(reading.rows);
        answer->atEnd = slice->done;
        answer->order = reading.scan.order();
        m_cache.store(reading.question, *version, std::move(answer));
        tellCache();
    }
    reading.rows.clear();
    reading.listed = true;
    if (request.part != FactsRequest::Part::First) {
        m_reading.reset();
    } else if (slice->done) {
        tellCount(request, reading.scan.matches(), true);
        m_reading.reset();
    }
}

void FactsReader::count()
{
    Reading &reading = *m_reading;
    const FactsRequest request = reading.request;
    const auto now = std::chrono::steady_clock::now();
    bool complete = false;
    qint64 matches = 0;
    if (!request.query.narrows() && !reading.countedAll) {
        reading.countedAll = true; // tried once
        m_database->setDeadline(now + kCountAll);
        const auto all = m_search->countAll();
        m_database->setDeadline(std::chrono::steady_clock::time_point::max());
        if (!all && all.error().code != ErrorCode::Interrupted)
            return fail(request, all.error());
        complete = all.ok();
        matches = all ? *all : 0;
    }
    if (!complete) {
        const auto done = reading.scan.count(now + kSlice);
        if (!done)
            return fail(request, done.error());
        complete = *done;
        matches = reading.scan.matches();
    }
    reading.countingFor += std::chrono::steady_clock::now() - now;
    if (complete) {
        const auto version = dataVersion();
        if (version && *version == reading.dataVersion) {
            auto answer = std::make_shared<QueryCache::Answer>();
            answer->total = matches;
            m_cache.store(countOf(request.query), *version, std::move(answer));
            tellCache();
        }
    }
    const bool tooLong = !complete && reading.countingFor > kLongestCount;
    if (complete || tooLong) {
        tellCount(request, matches, complete);
        m_reading.reset();
    } else {
        tellProgress();
    }
}

void FactsReader::describe(int token, const FactKey &key)
{
    if (superseded(token) || m_path.isEmpty())
        return;
    m_cancel.store(false);
    if (superseded(token))
        return m_cancel.store(true);
    m_idle->start();
    if (!m_search) { // nothing was asked for a while
        if (const auto opened = reopen(m_path); !opened) {
            Q_EMIT failed(token, opened.error());
            return;
        }
    }
    const auto details = m_search->details(key);
    if (!details) {
        if (!superseded(token))
            Q_EMIT failed(token, details.error());
        return;
    }
    Q_EMIT described(token, *details);
}

void FactsReader::fail(const FactsRequest &request, const Error &error)
{
    stop();
    // Interrupted for another one, which is answered instead.
    if (!superseded(request.token))
        Q_EMIT failed(request.token, error);
}

void FactsReader::tellProgress()
{
    const auto now = std::chrono::steady_clock::now();
    if (now < m_told + kBetweenTold)
        return;
    m_told = now;
    const FactScan &scan = m_reading->scan;
    FactsProgress progress;
    progress.token = m_reading->request.token;
    progress.fraction = scan.progress().value_or(-1);
    progress.examined = scan.examined();
    progress.matches = scan.matches();
    progress.counting = m_reading->listed;
    Q_EMIT progressed(progress);
}

void FactsReader::tellRows(const FactsRequest &request, std::vector<FactRow> rows, bool complete, bool atEnd,
                           FactOrder order)
{
    if (superseded(request.token))
        return;
    FactsAnswer page;
    page.token = request.token;
    page.part = request.part;
    page.rows = std::move(rows);
    page.complete = complete;
    page.atEnd = atEnd;
    page.order = order;
    page.orders = m_orders;
    Q_EMIT found(page);
}

void FactsReader::tellCount(const FactsRequest &request, qint64 matches, bool complete)
{
    if (!superseded(request.token))
        Q_EMIT counted({request.token, matches, complete});
}

void FactsReader::tellCache()
{
    if (m_cache.figures() == m_toldFigures)
        return;
    m_toldFigures = m_cache.figures();
    Q_EMIT cacheChanged(m_toldFigures);
}

} // namespace hakgal
