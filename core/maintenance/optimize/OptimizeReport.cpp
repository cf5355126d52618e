// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Optimizer.h"

#include "core/text/Catalogue.h"

#include <QJsonArray>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using Why = PlannedStep::Why;
using Outcome = OptimizeReport::Ran::Result;

template<typename Value>
struct Named
{
    Value value;
    const char *name;
};

constexpr std::array kSteps{
    Named<OptimizeStep>{OptimizeStep::Check, "check"},
    Named<OptimizeStep>{OptimizeStep::Backup, "backup"},
    Named<OptimizeStep>{OptimizeStep::Wal, "wal"},
    Named<OptimizeStep>{OptimizeStep::Indices, "indices"},
    Named<OptimizeStep>{OptimizeStep::Analyze, "analyze"},
    Named<OptimizeStep>{OptimizeStep::Reindex, "reindex"},
    Named<OptimizeStep>{OptimizeStep::Vacuum, "vacuum"},
    Named<OptimizeStep>{OptimizeStep::Checkpoint, "checkpoint"},
    Named<OptimizeStep>{OptimizeStep::Verify, "verify"},
    Named<OptimizeStep>{OptimizeStep::Pragma, "optimize"},
    Named<OptimizeStep>{OptimizeStep::Incremental, "incremental"},
};

constexpr std::array kWhys{
    Named<Why>{Why::Always, "always"},
    Named<Why>{Why::NotChosen, "not_chosen"},
    Named<Why>{Why::AlreadyWal, "already_wal"},
    Named<Why>{Why::NetworkVolume, "network_volume"},
    Named<Why>{Why::IndicesMissing, "indices_missing"},
    Named<Why>{Why::IndicesThere, "indices_there"},
    Named<Why>{Why::NoFaultyIndex, "no_faulty_index"},
    Named<Why>{Why::FaultyIndex, "faulty_index"},
    Named<Why>{Why::Pays, "pays"},
    Named<Why>{Why::TooLittleGain, "too_little_gain"},
    Named<Why>{Why::NoSpace, "no_space"},
    Named<Why>{Why::WalResetDefect, "wal_reset_defect"},
    Named<Why>{Why::OthersPresent, "others_present"},
    Named<Why>{Why::WalEmpty, "wal_empty"},
    Named<Why>{Why::WalLarge, "wal_large"},
    Named<Why>{Why::NoBackupWanted, "no_backup_wanted"},
    Named<Why>{Why::StatisticsOld, "statistics_old"},
    Named<Why>{Why::NotIncremental, "not_incremental"},
    Named<Why>{Why::Chosen, "chosen"},
    Named<Why>{Why::NotWal, "not_wal"},
    Named<Why>{Why::StatisticsMissing, "statistics_missing"},
    Named<Why>{Why::NothingFree, "nothing_free"},
    Named<Why>{Why::NothingChanges, "nothing_changes"},
    Named<Why>{Why::NotMeasured, "not_measured"},
};

constexpr std::array kOutcomes{
    Named<Outcome>{Outcome::Done, "done"},
    Named<Outcome>{Outcome::Partial, "partial"},
    Named<Outcome>{Outcome::Skipped, "skipped"},
    Named<Outcome>{Outcome::Failed, "failed"},
};

constexpr std::array kKnown{
    Named<HoldersKnown>{HoldersKnown::Unknown, "unknown"},
    Named<HoldersKnown>{HoldersKnown::OwnUser, "own_user"},
    Named<HoldersKnown>{HoldersKnown::All, "all"},
};

template<typename Table, typename Value>
const char *nameIn(const Table &table, Value value)
{
    for (const auto &entry : table) {
        if (entry.value == value)
            return entry.name;
    }
    return "";
}

template<typename Table>
auto valueIn(const Table &table, QStringView name)
    -> std::optional<std::remove_cvref_t<decltype(table.front().value)>>
{
    for (const auto &entry : table) {
        if (name == QLatin1String(entry.name))
            return entry.value;
    }
    return std::nullopt;
}

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}
QJsonValue orNull(const std::optional<qint64> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<double> real(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}
std::optional<qint64> whole(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        list += entry.toString();
    return list;
}

QJsonObject json(const OptimizeFigures &figures)
{
    return {{u"facts"_s, figures.facts},
            {u"database_size_bytes"_s, figures.databaseBytes},
            {u"wal_size_bytes"_s, figures.walBytes},
            {u"p50_seconds"_s, orNull(figures.p50Seconds)},
            {u"p95_seconds"_s, orNull(figures.p95Seconds)},
            {u"cache_hit_rate"_s, orNull(figures.cacheHitRate)}};
}

OptimizeFigures figures(const QJsonObject &object)
{
    OptimizeFigures read;
    read.facts = object.value("facts"_L1).toInteger();
    read.databaseBytes = object.value("database_size_bytes"_L1).toInteger();
    read.walBytes = object.value("wal_size_bytes"_L1).toInteger();
    read.p50Seconds = real(object, "p50_seconds"_L1);
    read.p95Seconds = real(object, "p95_seconds"_L1);
    read.cacheHitRate = real(object, "cache_hit_rate"_L1);
    return read;
}

QJsonArray planJson(const std::vector<PlannedStep> &plan)
{
    const Catalogue english(Catalogue::Language::English);
    QJsonArray array;
    for (const PlannedStep &step : plan)
        array += QJsonObject{{u"step"_s, QLatin1String(stepName(step.step))},
                             {u"run"_s, step.run},
                             {u"why"_s, QLatin1String(nameIn(kWhys, step.why))},
                             {u"args"_s, QJsonArray::fromStringList(step.args)},
                             {u"reason"_s, english.optimizeReason(step)},
                             {u"predicted_bytes"_s, orNull(step.predictedBytes)},
                             {u"predicted_seconds"_s, orNull(step.predictedSeconds)},
                             {u"predicted_gain_seconds"_s, orNull(step.predictedGainSeconds)},
                             {u"space_needed"_s, orNull(step.spaceNeeded)}};
    return array;
}

std::optional<PlannedStep> plannedStep(const QJsonObject &object)
{
    const auto step = stepByName(object.value("step"_L1).toString());
    const auto why = valueIn(kWhys, object.value("why"_L1).toString());
    if (!step || !why)
        return std::nullopt;
    PlannedStep planned;
    planned.step = *step;
    planned.run = object.value("run"_L1).toBool();
    planned.why = *why;
    planned.args = texts(object.value("args"_L1));
    planned.predictedBytes = whole(object, "predicted_bytes"_L1);
    planned.predictedSeconds = real(object, "predicted_seconds"_L1);
    planned.predictedGainSeconds = real(object, "predicted_gain_seconds"_L1);
    planned.spaceNeeded = whole(object, "space_needed"_L1);
    return planned;
}

} // namespace

const char *stepName(OptimizeStep step)
{
    return nameIn(kSteps, step);
}

std::optional<OptimizeStep> stepByName(QStringView name)
{
    return valueIn(kSteps, name);
}

QJsonObject optimizeJson(const OptimizeReport &report)
{
    QJsonArray steps;
    for (const OptimizeReport::Ran &ran : report.steps) {
        QJsonArray said;
        for (const Phrase &sentence : ran.said)
            said += QJsonArray::fromStringList(sentence);
        steps += QJsonObject{{u"step"_s, QLatin1String(stepName(ran.step))},
                             {u"result"_s, QLatin1String(nameIn(kOutcomes, ran.result))},
                             {u"seconds"_s, ran.seconds},
                             {u"message"_s, ran.message},
                             {u"said"_s, said}};
    }
    QJsonArray others;
    for (const Holder &holder : report.others)
        others +=
            QJsonObject{{u"pid"_s, holder.pid}, {u"name"_s, holder.name}, {u"handles"_s, holder.handles}};
    QJsonArray advice;
    for (const ConnectionAdvice &entry : report.advice)
        advice += QJsonObject{{u"pragma"_s, entry.pragma},
                              {u"file_default"_s, entry.fileDefault},
                              {u"recommended"_s, entry.recommended}};
    return {{u"plan"_s, planJson(report.plan)},
            {u"steps"_s, steps},
            {u"before"_s, json(report.before)},
            {u"after"_s, report.after ? QJsonValue(json(*report.after)) : QJsonValue()},
            {u"backup"_s, report.backup.isEmpty() ? QJsonValue() : QJsonValue(report.backup)},
            {u"undo"_s, QJsonArray::fromStringList(report.undo)},
            {u"others"_s, others},
            {u"others_known"_s, QLatin1String(nameIn(kKnown, report.othersKnown))},
            {u"advice"_s, advice}};
}

OptimizeReport optimizeFromJson(const QJsonObject &object)
{
    OptimizeReport report;
    const QJsonArray plan = object.value("plan"_L1).toArray();
    for (const QJsonValue &entry : plan) {
        if (auto planned = plannedStep(entry.toObject()))
            report.plan.push_back(std::move(*planned));
    }
    const QJsonArray steps = object.value("steps"_L1).toArray();
    for (const QJsonValue &entry : steps) {
        const QJsonObject ran = entry.toObject();
        const auto step = stepByName(ran.value("step"_L1).toString());
        const auto result = valueIn(kOutcomes, ran.value("result"_L1).toString());
        std::vector<Phrase> said;
        for (const QJsonValue &sentence : ran.value("said"_L1).toArray())
            said.push_back(texts(sentence));
        if (step && result)
            report.steps.push_back({*step, *result, ran.value("seconds"_L1).toDouble(),
                                    ran.value("message"_L1).toString(), said});
    }
    report.before = figures(object.value("before"_L1).toObject());
    if (const QJsonValue after = object.value("after"_L1); after.isObject())
        report.after = figures(after.toObject());
    report.backup = object.value("backup"_L1).toString();
    report.undo = texts(object.value("undo"_L1));
    const QJsonArray others = object.value("others"_L1).toArray();
    for (const QJsonValue &entry : others) {
        const QJsonObject holder = entry.toObject();
        report.others.push_back({holder.value("pid"_L1).toInteger(), holder.value("name"_L1).toString(),
                                 holder.value("handles"_L1).toInt()});
    }
    report.othersKnown =
        valueIn(kKnown, object.value("others_known"_L1).toString()).value_or(HoldersKnown::Unknown);
    const QJsonArray advice = object.value("advice"_L1).toArray();
    for (const QJsonValue &entry : advice) {
        const QJsonObject line = entry.toObject();
        report.advice.push_back({line.value("pragma"_L1).toString(), line.value("file_default"_L1).toString(),
                                 line.value("recommended"_L1).toString()});
    }
    return report;
}

} // namespace hakgal
