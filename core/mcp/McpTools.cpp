// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mcp/McpTools.h"

#include "core/text/Catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace hakgal::mcp {

namespace {

const QString kMonitor = QStringLiteral("performance_monitor");
const QString kOptimize = QStringLiteral("optimize_database");
const QString kScale = QStringLiteral("scale_test");

const QStringList &metricNames()
{
    static const QStringList names{QStringLiteral("insert_rate"), QStringLiteral("query_latency"),
                                   QStringLiteral("memory_usage")};
    return names;
}

/// The actions of the tool and the steps of `optimize` that they are.
constexpr std::pair<const char *, const char *> kActions[] = {
    {"VACUUM", "vacuum"},
    {"ANALYZE", "analyze"},
    {"REINDEX", "reindex"},
    {"WAL-checkpoint", "checkpoint"},
};

QStringList actionNames()
{
    QStringList names;
    for (const auto &[action, step] : kActions)
        names += QLatin1String(action);
    return names;
}

const QStringList &patternNames()
{
    static const QStringList names{QStringLiteral("point"), QStringLiteral("predicate"),
                                   QStringLiteral("subject"), QStringLiteral("text"),
                                   QStringLiteral("mixed")};
    return names;
}

Error usage(const QString &what)
{
    return {ErrorCode::Usage, {what}, {}, 0};
}

QJsonObject listOf(const QStringList &words, const char *description)
{
    return {
        {QStringLiteral("type"), QStringLiteral("array")},
        {QStringLiteral("items"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                                              {QStringLiteral("enum"), QJsonArray::fromStringList(words)}}},
        {QStringLiteral("uniqueItems"), true},
        {QStringLiteral("minItems"), 1},
        {QStringLiteral("description"), QLatin1String(description)}};
}

QJsonObject numberOf(const char *type, double min, double max, double standard, const char *description)
{
    return {{QStringLiteral("type"), QLatin1String(type)},
            {QStringLiteral("minimum"), min},
            {QStringLiteral("maximum"), max},
            {QStringLiteral("default"), standard},
            {QStringLiteral("description"), QLatin1String(description)}};
}

QJsonObject schemaOf(const QJsonObject &properties, const QStringList &required = {})
{
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("required"), QJsonArray::fromStringList(required)},
            {QStringLiteral("additionalProperties"), false}};
}

constexpr double kMostSeconds = 60;
constexpr double kStandardSeconds = 5;
constexpr double kMostFacts = 10'000'000;
constexpr double kMostDuration = 3600;

/// The words of a list, all of them known, each once.
Result<QStringList> wordsOf(const QJsonObject &arguments, const char *key, const QStringList &known)
{
    const QJsonValue value = arguments[QLatin1String(key)];
    const Error wrong = usage(QStringLiteral("%1 is a list of one or more of: %2")
                                  .arg(QLatin1String(key), known.join(QLatin1String(", "))));
    if (!value.isArray() || value.toArray().isEmpty())
        return wrong;
    QStringList words;
    const QJsonArray array = value.toArray();
    for (const QJsonValue word : array) {
        if (!known.contains(word.toString()))
            return wrong;
        if (!words.contains(word.toString()))
            words += word.toString();
    }
    return words;
}

Result<double> numberIn(const QJsonObject &arguments, const char *key, double min, double max,
                        double standard, bool whole)
{
    const QJsonValue value = arguments[QLatin1String(key)];
    if (value.isUndefined())
        return standard;
    const double number = value.toDouble(std::nan(""));
    if (!(number >= min && number <= max) || (whole && number != std::trunc(number)))
        return usage(QStringLiteral("%1 is a %2number from %3 to %4")
                         .arg(QLatin1String(key), whole ? QStringLiteral("whole ") : QString(),
                              QString::number(min, 'f', 0), QString::number(max, 'f', 0)));
    return number;
}

Result<void> onlyThese(const QJsonObject &arguments, const QStringList &known)
{
    const QStringList keys = arguments.keys();
    for (const QString &key : keys) {
        if (!known.contains(key))
            return usage(QStringLiteral("there is no argument \"%1\"; there are: %2")
                             .arg(plainName(key, 60), known.join(QLatin1String(", "))));
    }
    return {};
}

/// All where none are named.
QStringList metricsOf(const QJsonObject &arguments)
{
    const auto chosen = wordsOf(arguments, "metrics", metricNames());
    return chosen ? *chosen : metricNames();
}

Result<Plan> planMonitor(const QJsonObject &arguments)
{
    if (auto fine = onlyThese(arguments, {QStringLiteral("metrics"), QStringLiteral("seconds")}); !fine)
        return fine.error();
    QStringList metrics = metricNames();
    if (arguments.contains(QLatin1String("metrics"))) {
        const auto chosen = wordsOf(arguments, "metrics", metricNames());
        if (!chosen)
            return chosen.error();
        metrics = *chosen;
    }
    const auto seconds = numberIn(arguments, "seconds", 1, kMostSeconds, kStandardSeconds, false);
    if (!seconds)
        return seconds.error();
    return Plan{{QStringLiteral("status")}, metrics.contains(metricNames().front()) ? *seconds : 0};
}

Result<Plan> planOptimize(const QJsonObject &arguments)
{
    if (auto fine = onlyThese(arguments, {QStringLiteral("actions"), QStringLiteral("dry_run")}); !fine)
        return fine.error();
    const auto actions = wordsOf(arguments, "actions", actionNames());
    if (!actions)
        return actions.error();
    const QJsonValue dry = arguments[QLatin1String("dry_run")];
    if (!dry.isUndefined() && !dry.isBool())
        return usage(QStringLiteral("dry_run is true or false"));
    // What keeps it safe is not left out: nothing is done to a damaged file, and a backup comes first.
    QStringList steps{QStringLiteral("check"), QStringLiteral("backup")};
    for (const auto &[action, step] : kActions) {
        if (actions->contains(QLatin1String(action)))
            steps += QLatin1String(step);
    }
    steps += QStringLiteral("verify");
    Plan made{{QStringLiteral("optimize"), QStringLiteral("--only"), steps.join(u',')}};
    if (dry.toBool(true))
        made.verbAndArguments += QStringLiteral("--dry-run");
    return made;
}

Result<Plan> planScale(const QJsonObject &arguments)
{
    if (auto fine = onlyThese(arguments, {QStringLiteral("target_facts"), QStringLiteral("query_patterns"),
                                          QStringLiteral("duration")});
        !fine)
        return fine.error();
    const auto facts = numberIn(arguments, "target_facts", 1000, kMostFacts, 100'000, true);
    if (!facts)
        return facts.error();
    const auto seconds = numberIn(arguments, "duration", 1, kMostDuration, 20, false);
    if (!seconds)
        return seconds.error();
    Plan made{{QStringLiteral("scale-test"), QStringLiteral("--facts"), QString::number(*facts, 'f', 0),
               QStringLiteral("--seconds"), QString::number(*seconds)}};
    if (arguments.contains(QLatin1String("query_patterns"))) {
        const auto patterns = wordsOf(arguments, "query_patterns", patternNames());
        if (!patterns)
            return patterns.error();
        made.verbAndArguments += {QStringLiteral("--patterns"), patterns->join(u',')};
    }
    return made;
}

QJsonValue because(const QJsonObject &status, const char *key, const char *otherwise)
{
    const QString told = status[QLatin1String("empty")][QLatin1String(key)].toString();
    return told.isEmpty() ? QLatin1String(otherwise) : told;
}

/// null with its reason where a count is missing, or the facts became fewer (which is no insert rate).
QJsonObject insertRate(const std::vector<JobReport> &reports, double secondsBetween)
{
    QJsonObject rate{{QStringLiteral("facts_per_second"), QJsonValue::Null}};
    const QJsonValue before = reports.front().result[QLatin1String("facts_count")];
    const QJsonValue after = reports.back().result[QLatin1String("facts_count")];
    rate[QStringLiteral("facts_count")] = after.isDouble() ? after : QJsonValue(QJsonValue::Null);
    rate[QStringLiteral("measured_seconds")] = secondsBetween;
    if (!before.isDouble() || !after.isDouble())
        rate[QStringLiteral("reason")] =
            because(reports.back().result, "facts_count", "The facts could not be counted.");
    else if (reports.size() < 2 || !(secondsBetween > 0))
        rate[QStringLiteral("reason")] = QStringLiteral("It takes two counts to tell a rate.");
    else if (after.toDouble() < before.toDouble())
        rate[QStringLiteral("reason")] = QStringLiteral("Facts were removed meanwhile.");
    else
        rate[QStringLiteral("facts_per_second")] = (after.toDouble() - before.toDouble()) / secondsBetween;
    return rate;
}

QJsonObject figures(const QJsonObject &status, std::initializer_list<const char *> keys)
{
    QJsonObject object;
    for (const char *key : keys) {
        const QJsonValue value = status[QLatin1String(key)];
        object[QLatin1String(key)] = value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
        if (!value.isDouble())
            object[QLatin1String(key) + QLatin1String("_reason")] =
                because(status, key, "It was not measured.");
    }
    return object;
}

QJsonObject monitored(const QJsonObject &arguments, const std::vector<JobReport> &reports,
                      double secondsBetween)
{
    const QJsonObject &status = reports.back().result;
    const QStringList metrics = metricsOf(arguments);
    QJsonObject result{{QStringLiteral("timestamp"), status[QLatin1String("timestamp")]},
                       {QStringLiteral("system_status"), status[QLatin1String("system_status")]},
                       {QStringLiteral("reasons"), status[QLatin1String("reasons")]}};
    if (metrics.contains(QLatin1String("insert_rate")))
        result[QStringLiteral("insert_rate")] = insertRate(reports, secondsBetween);
    if (metrics.contains(QLatin1String("query_latency")))
        result[QStringLiteral("query_latency")] =
            figures(status, {"avg_query_time", "min_query_time", "max_query_time", "query_p50_seconds",
                             "query_p95_seconds"});
    if (metrics.contains(QLatin1String("memory_usage")))
        result[QStringLiteral("memory_usage")] =
            figures(status, {"system_memory_percent", "system_memory_used_bytes"});
    return result;
}

} // namespace

std::vector<McpTool> tools()
{
    const QJsonObject monitor{
        {QStringLiteral("metrics"), listOf(metricNames(), "What to measure; all where it is left out.")},
        {QStringLiteral("seconds"), numberOf("number", 1, kMostSeconds, kStandardSeconds,
                                             "How long to watch the facts for insert_rate.")},
    };
    const QJsonObject optimize{
        {QStringLiteral("actions"), listOf(actionNames(), "What to do, always in a safe order.")},
        {QStringLiteral("dry_run"),
         QJsonObject{{QStringLiteral("type"), QStringLiteral("boolean")},
                     {QStringLiteral("default"), true},
                     {QStringLiteral("description"),
                      QStringLiteral("true: only the plan, nothing is changed. false: do it, after a "
                                     "verified backup.")}}},
    };
    const QJsonObject scale{
        {QStringLiteral("target_facts"),
         numberOf("integer", 1000, kMostFacts, 100'000, "How many facts the copy is grown to.")},
        {QStringLiteral("query_patterns"),
         listOf(patternNames(), "Which queries; all where it is left out.")},
        {QStringLiteral("duration"),
         numberOf("number", 1, kMostDuration, 20, "Seconds for queries, over all sizes together.")},
    };
    return {
        {kMonitor, QStringLiteral("Performance monitor"),
         QStringLiteral("Measures the knowledge base and its machine now: facts inserted per second, latency "
                        "of probe queries in seconds, memory of the machine in percent. What could not be "
                        "measured is null with its reason. Only reads."),
         schemaOf(monitor), true},
        {kOptimize, QStringLiteral("Optimize the database"),
         QStringLiteral("VACUUM, ANALYZE, REINDEX or WAL-checkpoint beside the programs that use the file. "
                        "Without dry_run=false it only tells the plan. A real run makes a verified backup "
                        "first, stops at damage, and reports figures before and after."),
         schemaOf(optimize, {QStringLiteral("actions")}), false},
        {kScale, QStringLiteral("Scale test"),
         QStringLiteral("Grows a private copy of the knowledge base to target_facts and measures inserts and "
                        "queries on the way. The knowledge base itself is only read. Takes minutes for large "
                        "targets."),
         schemaOf(scale), true},
    };
}

QString instructions()
{
    return QStringLiteral(
        "Tools for one HAK/GAL knowledge base (a SQLite file that other programs keep using). "
        "Every figure is measured; null means that it could not be, with the reason beside "
        "it. Look at the plan of optimize_database (dry_run) before you run it.");
}

Result<Plan> plan(const QString &tool, const QJsonObject &arguments)
{
    if (tool == kMonitor)
        return planMonitor(arguments);
    if (tool == kOptimize)
        return planOptimize(arguments);
    if (tool == kScale)
        return planScale(arguments);
    return usage(QStringLiteral("there is no such tool"));
}

Answer answer(const QString &tool, const QJsonObject &arguments, const std::vector<JobReport> &reports,
              double secondsBetween)
{
    Answer told;
    const auto failed = std::find_if(reports.begin(), reports.end(), [](const JobReport &report) {
        return report.state != JobState::Succeeded;
    });
    if (failed != reports.end()) {
        told.failed = true;
        told.result = failed->result;
        told.words = failed->state == JobState::Cancelled
                         ? QStringLiteral("It was cancelled.")
                         : Catalogue(Catalogue::Language::English).error(failed->error);
        told.result[QStringLiteral("error")] =
            QJsonObject{{QStringLiteral("code"), QLatin1String(errorName(failed->error.code))},
                        {QStringLiteral("message"), told.words}};
        return told;
    }
    told.result = tool == kMonitor ? monitored(arguments, reports, secondsBetween) : reports.back().result;
    // Clients without structured content get the same as text.
    told.words = QString::fromUtf8(QJsonDocument(told.result).toJson(QJsonDocument::Indented));
    return told;
}

} // namespace hakgal::mcp
