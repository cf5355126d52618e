// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleReport.h"

#include "core/collect/SystemReading.h"
#include "core/config/BuildInfo.h"

#include <QDateTime>
#include <QJsonArray>
#include <QSysInfo>
#include <QThread>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

struct Promised
{
    ScaleLimit::Promise promise;
    double inserts; ///< a second, at least
    double p95Seconds;
    double memoryBytes;
};
// The two sets of promises made for the system that this one replaces.
constexpr std::array kPromises{
    Promised{ScaleLimit::Promise::Goal, 5'000, 0.050, 2e9},
    Promised{ScaleLimit::Promise::Claimed, 10'000, 0.010, 500e6},
};

QLatin1String promiseName(ScaleLimit::Promise promise)
{
    return promise == ScaleLimit::Promise::Goal ? "goal"_L1 : "claimed"_L1;
}

QLatin1String quantityName(ScaleLimit::Quantity quantity)
{
    switch (quantity) {
    case ScaleLimit::Quantity::Inserts:
        return "insert_per_second"_L1;
    case ScaleLimit::Quantity::P95:
        return "p95_seconds"_L1;
    case ScaleLimit::Quantity::Memory:
        break;
    }
    return "rss_bytes"_L1;
}

std::optional<double> measured(const ScaleSize &size, ScaleLimit::Quantity quantity,
                               std::optional<ScalePattern> pattern)
{
    switch (quantity) {
    case ScaleLimit::Quantity::Inserts:
        return size.insertPerSecond;
    case ScaleLimit::Quantity::P95: {
        const auto found = pattern ? size.patterns.find(*pattern) : size.patterns.end();
        return found == size.patterns.end() ? std::nullopt : std::optional<double>(found->second.p95Seconds);
    }
    case ScaleLimit::Quantity::Memory:
        break;
    }
    return size.rssBytes ? std::optional<double>(static_cast<double>(*size.rssBytes)) : std::nullopt;
}

/// The count at which a line through both points, on logarithmic axes, meets the limit.
qint64 crossing(double facts1, double value1, double facts2, double value2, double limit)
{
    if (value1 <= 0 || value2 <= 0 || value1 == value2)
        return static_cast<qint64>(facts2);
    const double share = (std::log(limit) - std::log(value1)) / (std::log(value2) - std::log(value1));
    const double facts = std::exp(std::log(facts1) + share * (std::log(facts2) - std::log(facts1)));
    return std::llround(std::clamp(facts, facts1, facts2));
}

void judge(ScaleLimit &limit, const std::vector<ScaleSize> &sizes)
{
    const auto breaks = [&limit](double value) {
        return limit.quantity == ScaleLimit::Quantity::Inserts ? value < limit.limit : value >= limit.limit;
    };
    std::optional<std::pair<double, double>> last; // facts and value of the size before that has one
    for (const ScaleSize &size : sizes) {
        const auto value = measured(size, limit.quantity, limit.pattern);
        if (!value)
            continue;
        const auto facts = static_cast<double>(size.facts);
        if (breaks(*value)) {
            limit.interpolated = last.has_value();
            limit.crossedAt =
                last ? crossing(last->first, last->second, facts, *value, limit.limit) : size.facts;
            return;
        }
        last = {facts, *value};
    }
}

QJsonValue orNull(const std::optional<qint64> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<qint64> integerOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional<qint64>(value.toInteger()) : std::nullopt;
}

} // namespace

const char *patternName(ScalePattern pattern)
{
    switch (pattern) {
    case ScalePattern::Point:
        return "point";
    case ScalePattern::Predicate:
        return "predicate";
    case ScalePattern::Subject:
        return "subject";
    case ScalePattern::Text:
        return "text";
    case ScalePattern::Mixed:
        break;
    }
    return "mixed";
}

std::optional<ScalePattern> patternByName(QStringView name)
{
    for (const ScalePattern pattern : kScalePatterns) {
        if (name == QLatin1String(patternName(pattern)))
            return pattern;
    }
    return std::nullopt;
}

QJsonObject ScaleSize::toJson() const
{
    QJsonObject measuredPatterns;
    for (const auto &[pattern, latency] : patterns) {
        measuredPatterns.insert(QLatin1String(patternName(pattern)),
                                QJsonObject{{u"queries"_s, latency.queries},
                                            {u"p50_seconds"_s, latency.p50Seconds},
                                            {u"p95_seconds"_s, latency.p95Seconds},
                                            {u"p99_seconds"_s, latency.p99Seconds}});
    }
    return {{u"facts"_s, facts},
            {u"insert_per_second"_s, insertPerSecond ? QJsonValue(*insertPerSecond) : QJsonValue()},
            {u"file_bytes"_s, fileBytes},
            {u"rss_bytes"_s, orNull(rssBytes)},
            {u"patterns"_s, measuredPatterns}};
}

ScaleSize ScaleSize::fromJson(const QJsonObject &object)
{
    ScaleSize size;
    size.facts = object.value("facts"_L1).toInteger();
    if (const QJsonValue rate = object.value("insert_per_second"_L1); rate.isDouble())
        size.insertPerSecond = rate.toDouble();
    size.fileBytes = object.value("file_bytes"_L1).toInteger();
    size.rssBytes = integerOf(object.value("rss_bytes"_L1));
    const QJsonObject measuredPatterns = object.value("patterns"_L1).toObject();
    for (const ScalePattern pattern : kScalePatterns) {
        const QJsonValue told = measuredPatterns.value(QLatin1String(patternName(pattern)));
        if (!told.isObject())
            continue;
        const QJsonObject latency = told.toObject();
        size.patterns[pattern] = {
            latency.value("queries"_L1).toInteger(), latency.value("p50_seconds"_L1).toDouble(),
            latency.value("p95_seconds"_L1).toDouble(), latency.value("p99_seconds"_L1).toDouble()};
    }
    return size;
}

QString ScaleLimit::name() const
{
    QString text = promiseName(promise) + u'.' + quantityName(quantity);
    if (pattern)
        text += u'.' + QLatin1String(patternName(*pattern));
    return text;
}

std::optional<ScaleLimit> ScaleLimit::fromName(const QString &name)
{
    std::vector<std::optional<ScalePattern>> patterns{std::nullopt};
    patterns.insert(patterns.end(), kScalePatterns.begin(), kScalePatterns.end());
    for (const Promised &promised : kPromises) {
        for (const Quantity quantity : {Quantity::Inserts, Quantity::P95, Quantity::Memory}) {
            for (const auto &pattern : patterns) {
                ScaleLimit limit{promised.promise, quantity, pattern, 0, std::nullopt, false};
                if ((quantity == Quantity::P95) == pattern.has_value() && limit.name() == name)
                    return limit;
            }
        }
    }
    return std::nullopt;
}

ScaleMachine ScaleMachine::here()
{
    ScaleMachine machine;
    machine.system = QSysInfo::prettyProductName();
    machine.architecture = QSysInfo::currentCpuArchitecture();
    machine.cores = QThread::idealThreadCount();
    if (const auto memory = readMemoryAmounts(); memory.known())
        machine.memoryBytes = static_cast<qint64>(memory.value.totalBytes);
    machine.version = buildInfo().version;
    machine.sqlite = buildInfo().sqliteVersion;
    return machine;
}

QJsonObject ScaleReport::toJson() const
{
    QJsonArray measuredSizes;
    for (const ScaleSize &size : sizes)
        measuredSizes.append(size.toJson());
    QJsonArray judged;
    for (const ScaleLimit &limit : limits) {
        judged.append(QJsonObject{{u"name"_s, limit.name()},
                                  {u"limit"_s, limit.limit},
                                  {u"crossed_at"_s, orNull(limit.crossedAt)},
                                  {u"interpolated"_s, limit.interpolated},
                                  {u"pass"_s, limit.pass()}});
    }
    QJsonArray patternNames;
    for (const ScalePattern pattern : options.patterns)
        patternNames.append(QLatin1String(patternName(pattern)));
    return {{u"seed"_s, options.seed},
            {u"facts"_s, options.facts},
            {u"seconds"_s, options.seconds},
            {u"patterns"_s, patternNames},
            {u"cache_mb"_s, options.cacheMb},
            {u"synthetic"_s, synthetic},
            {u"own_facts"_s, ownFacts},
            {u"triggers_off"_s, QJsonArray::fromStringList(triggers)},
            {u"content_sha256"_s, contentSha256},
            {u"sizes"_s, measuredSizes},
            {u"limits"_s, judged},
            {u"machine"_s, QJsonObject{{u"system"_s, machine.system},
                                       {u"architecture"_s, machine.architecture},
                                       {u"cores"_s, machine.cores},
                                       {u"memory_bytes"_s, orNull(machine.memoryBytes)},
                                       {u"version"_s, machine.version},
                                       {u"sqlite_version"_s, machine.sqlite}}},
            {u"processor_share"_s, processorShare ? QJsonValue(*processorShare) : QJsonValue()},
            {u"ended"_s, QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC).toString(Qt::ISODateWithMs)}};
}

ScaleReport ScaleReport::fromJson(const QJsonObject &object)
{
    ScaleReport report;
    report.options.seed = object.value("seed"_L1).toInteger();
    report.options.facts = object.value("facts"_L1).toInteger();
    report.options.seconds = object.value("seconds"_L1).toDouble();
    report.options.cacheMb = object.value("cache_mb"_L1).toInt(report.options.cacheMb);
    report.options.patterns.clear();
    const QJsonArray patternNames = object.value("patterns"_L1).toArray();
    for (const QJsonValue &name : patternNames) {
        if (const auto pattern = patternByName(name.toString()))
            report.options.patterns.push_back(*pattern);
    }
    report.synthetic = object.value("synthetic"_L1).toBool();
    report.ownFacts = object.value("own_facts"_L1).toInteger();
    const QJsonArray triggers = object.value("triggers_off"_L1).toArray();
    for (const QJsonValue &trigger : triggers)
        report.triggers += trigger.toString();
    report.contentSha256 = object.value("content_sha256"_L1).toString();
    const QJsonArray sizes = object.value("sizes"_L1).toArray();
    for (const QJsonValue &size : sizes)
        report.sizes.push_back(ScaleSize::fromJson(size.toObject()));
    const QJsonArray limits = object.value("limits"_L1).toArray();
    for (const QJsonValue &value : limits) {
        const QJsonObject told = value.toObject();
        auto limit = ScaleLimit::fromName(told.value("name"_L1).toString());
        if (!limit)
            continue;
        limit->limit = told.value("limit"_L1).toDouble();
        limit->crossedAt = integerOf(told.value("crossed_at"_L1));
        limit->interpolated = told.value("interpolated"_L1).toBool();
        report.limits.push_back(*limit);
    }
    const QJsonObject machine = object.value("machine"_L1).toObject();
    report.machine = {machine.value("system"_L1).toString(),  machine.value("architecture"_L1).toString(),
                      machine.value("cores"_L1).toInt(),      integerOf(machine.value("memory_bytes"_L1)),
                      machine.value("version"_L1).toString(), machine.value("sqlite_version"_L1).toString()};
    if (const QJsonValue share = object.value("processor_share"_L1); share.isDouble())
        report.processorShare = share.toDouble();
    const QDateTime ended = QDateTime::fromString(object.value("ended"_L1).toString(), Qt::ISODateWithMs);
    report.atMs = ended.isValid() ? ended.toMSecsSinceEpoch() : 0;
    return report;
}

std::vector<qint64> scaleSizes(qint64 ownFacts, qint64 facts)
{
    constexpr qint64 kRange = 100; // two decades
    // Further apart than a quarter.
    const auto apart = [](qint64 smaller, qint64 larger) { return larger - smaller >= smaller / 4; };
    std::vector<qint64> sizes;
    if (ownFacts > 0)
        sizes.push_back(ownFacts);
    for (qint64 decade = 1; decade < facts; decade *= 10) {
        for (const qint64 step : {1, 2, 5}) {
            const qint64 size = decade * step;
            if (size >= facts / kRange && size < facts && apart(size, facts) &&
                (sizes.empty() || (size > sizes.back() && apart(sizes.back(), size))))
                sizes.push_back(size);
        }
    }
    sizes.push_back(facts);
    return sizes;
}

std::vector<ScaleLimit> scaleLimits(const std::vector<ScaleSize> &sizes,
                                    const std::vector<ScalePattern> &patterns)
{
    using Quantity = ScaleLimit::Quantity;
    std::vector<ScaleLimit> limits;
    const auto add = [&](ScaleLimit::Promise promise, Quantity quantity, std::optional<ScalePattern> pattern,
                         double value) {
        const bool any = std::any_of(sizes.begin(), sizes.end(), [&](const ScaleSize &size) {
            return measured(size, quantity, pattern).has_value();
        });
        if (!any)
            return; // nothing was measured, so nothing can be said
        ScaleLimit limit{promise, quantity, pattern, value, std::nullopt, false};
        judge(limit, sizes);
        limits.push_back(limit);
    };
    for (const Promised &promised : kPromises) {
        add(promised.promise, Quantity::Inserts, std::nullopt, promised.inserts);
        for (const ScalePattern pattern : patterns)
            add(promised.promise, Quantity::P95, pattern, promised.p95Seconds);
        add(promised.promise, Quantity::Memory, std::nullopt, promised.memoryBytes);
    }
    return limits;
}

std::vector<ScaleChange> scaleChanges(const ScaleReport &before, const ScaleReport &after)
{
    using Quantity = ScaleLimit::Quantity;
    std::vector<ScaleChange> changes;
    if (before.sizes.empty() || after.sizes.empty() || before.sizes.back().facts != after.sizes.back().facts)
        return changes;
    const auto add = [&](Quantity quantity, std::optional<ScalePattern> pattern) {
        const auto then = measured(before.sizes.back(), quantity, pattern);
        const auto now = measured(after.sizes.back(), quantity, pattern);
        if (then && now && *then > 0)
            changes.push_back({quantity, pattern, *then, *now});
    };
    add(Quantity::Inserts, std::nullopt);
    for (const ScalePattern pattern : kScalePatterns)
        add(Quantity::P95, pattern);
    add(Quantity::Memory, std::nullopt);
    return changes;
}

} // namespace hakgal
