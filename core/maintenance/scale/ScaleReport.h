// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace hakgal {

// What a scale test is asked and what it found. Pure values; their JSON is the contract of `scale-test`.

/// What is asked of the base at every size; the keys are drawn by the facts' own frequency.
enum class ScalePattern : quint8 {
    Point,     ///< the row of one statement
    Predicate, ///< the first 100 rows of one predicate
    Subject,   ///< the first 100 rows of one predicate and subject
    Text,      ///< the first 100 statements that contain the subject of some fact
    Mixed,     ///< the mix by which the dashboard measures its query time (see collect/DatabaseProbe.h)
};
inline constexpr std::array kScalePatterns{ScalePattern::Point, ScalePattern::Predicate,
                                           ScalePattern::Subject, ScalePattern::Text, ScalePattern::Mixed};
const char *patternName(ScalePattern pattern); ///< "point" …, as in JSON and on the command line
std::optional<ScalePattern> patternByName(QStringView name);

struct ScaleOptions
{
    static constexpr qint64 kLeastFacts = 1'000;
    static constexpr qint64 kMostFacts = 10'000'000;
    static constexpr double kLeastSeconds = 1;
    static constexpr double kMostSeconds = 3600;
    static constexpr qint64 kMostSeed = 0xffff'ffff;
    /// So many are inserted at least, or the rate would say nothing.
    static constexpr qint64 kLeastGrowth = 1'000;

    qint64 facts = 100'000; ///< the largest size
    std::vector<ScalePattern> patterns{kScalePatterns.begin(), kScalePatterns.end()};
    double seconds = 20; ///< of queries, over all sizes and patterns; each gets an equal share
    qint64 seed = 1;     ///< 0 … kMostSeed
    int cacheMb = 8;     ///< page cache of the connection that asks

    bool operator==(const ScaleOptions &) const = default;
};

struct ScaleLatency
{
    qint64 queries = 0;
    double p50Seconds = 0;
    double p95Seconds = 0;
    double p99Seconds = 0;
    bool operator==(const ScaleLatency &) const = default;
};

/// What was measured with so many facts in the file.
struct ScaleSize
{
    qint64 facts = 0;
    /// Of the facts that were inserted since the size before, commits included; nullopt where none were: the
    /// base's own facts.
    std::optional<double> insertPerSecond;
    qint64 fileBytes = 0;
    std::optional<qint64> rssBytes; ///< the most that the process of the test had in memory at this size
    std::map<ScalePattern, ScaleLatency> patterns;

    QJsonObject toJson() const;
    static ScaleSize fromJson(const QJsonObject &object);
    bool operator==(const ScaleSize &) const = default;
};

/// One promise, and up to how many facts it holds.
struct ScaleLimit
{
    enum class Promise : quint8 {
        Goal,    ///< what the operator wants
        Claimed, ///< what was said of the system before this one
    };
    enum class Quantity : quint8 { Inserts, P95, Memory };

    Promise promise = Promise::Goal;
    Quantity quantity = Quantity::Inserts;
    std::optional<ScalePattern> pattern; ///< of P95
    double limit = 0;                    ///< inserts a second (at least), seconds or bytes (less than)
    std::optional<qint64> crossedAt;     ///< facts; nullopt: not crossed up to the largest size
    bool interpolated = false;           ///< crossedAt lies between two sizes; else it is a size

    bool pass() const { return !crossedAt; }
    QString name() const; ///< "goal.p95_seconds.text"
    static std::optional<ScaleLimit> fromName(const QString &name);
    bool operator==(const ScaleLimit &) const = default;
};

/// Where a run took place: figures of another machine or version are not comparable.
struct ScaleMachine
{
    QString system;
    QString architecture;
    int cores = 0;
    std::optional<qint64> memoryBytes;
    QString version; ///< of this product
    QString sqlite;

    static ScaleMachine here();
    bool operator==(const ScaleMachine &) const = default;
};

struct ScaleReport
{
    ScaleOptions options;
    bool synthetic = false; ///< of made-up facts
    qint64 ownFacts = 0;    ///< facts of the base it was grown from
    QStringList triggers;   ///< of the base; they do not run in the test
    QString contentSha256;  ///< over the statements that were inserted, in order: the same for the same seed
    std::vector<ScaleSize> sizes;
    std::vector<ScaleLimit> limits;
    ScaleMachine machine;
    /// Of one processor, that the test got while it stored and asked; little on a busy machine, whose figures
    /// are worse than the base's. nullopt where the system does not tell.
    std::optional<double> processorShare;
    qint64 atMs = 0; ///< when it ended

    /// Something else was at work so much that the figures say little about the base.
    bool wasBusy() const { return processorShare && *processorShare < 0.5; }

    QJsonObject toJson() const;
    /// What is missing or of another type is left at its default.
    static ScaleReport fromJson(const QJsonObject &object);
};

/// The sizes that are measured: the base's own, if it has facts, then 1, 2, 5 in each decade of the two below
/// `facts`, then `facts`. Sizes that differ by less than a quarter are not told apart.
std::vector<qint64> scaleSizes(qint64 ownFacts, qint64 facts);

/// The promises against what was measured, for the patterns that were. A promise is crossed where a size
/// first breaks it; if the size before kept it, the count is interpolated between the two, on a straight line
/// over the logarithms of both.
std::vector<ScaleLimit> scaleLimits(const std::vector<ScaleSize> &sizes,
                                    const std::vector<ScalePattern> &patterns);

/// One figure then and now, at the largest size of both runs.
struct ScaleChange
{
    ScaleLimit::Quantity quantity = ScaleLimit::Quantity::Inserts;
    std::optional<ScalePattern> pattern; ///< of P95
    double before = 0;
    double after = 0;
    double percent() const { return 100 * (after - before) / before; }
};
/// Empty where the largest sizes differ. Only figures that both have.
std::vector<ScaleChange> scaleChanges(const ScaleReport &before, const ScaleReport &after);

} // namespace hakgal
