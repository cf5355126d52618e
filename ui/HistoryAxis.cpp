// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryAxis.h"

#include "ui/ChartSeries.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace hakgal {

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QDateTime local(qint64 atMs)
{
    return QDateTime::fromMSecsSinceEpoch(atMs);
}

/// A step of the time axis: so many of one unit.
struct Step
{
    enum class Of : quint8 { Second, Day, Month };
    Of of = Of::Second;
    int count = 1;

    qint64 aboutMs() const
    {
        return of == Of::Second ? count * kSecond : of == Of::Day ? count * kDay : count * 30 * kDay;
    }
};

constexpr std::array kSteps{
    Step{Step::Of::Second, 1},
    Step{Step::Of::Second, 2},
    Step{Step::Of::Second, 5},
    Step{Step::Of::Second, 10},
    Step{Step::Of::Second, 15},
    Step{Step::Of::Second, 30},
    Step{Step::Of::Second, 60},
    Step{Step::Of::Second, 2 * 60},
    Step{Step::Of::Second, 5 * 60},
    Step{Step::Of::Second, 10 * 60},
    Step{Step::Of::Second, 15 * 60},
    Step{Step::Of::Second, 30 * 60},
    Step{Step::Of::Second, 3600},
    Step{Step::Of::Second, 2 * 3600},
    Step{Step::Of::Second, 3 * 3600},
    Step{Step::Of::Second, 6 * 3600},
    Step{Step::Of::Second, 12 * 3600},
    Step{Step::Of::Day, 1},
    Step{Step::Of::Day, 2},
    Step{Step::Of::Day, 5},
    Step{Step::Of::Day, 10},
    Step{Step::Of::Month, 1},
    Step{Step::Of::Month, 2},
    Step{Step::Of::Month, 3},
    Step{Step::Of::Month, 6},
    Step{Step::Of::Month, 12},
    Step{Step::Of::Month, 24},
    Step{Step::Of::Month, 60},
};

/// The moments of that step from a little before `fromMs` on.
std::vector<qint64> moments(const Step &step, const TimeSpan &span)
{
    std::vector<qint64> found;
    const QDate first = local(span.fromMs).date();
    if (step.of == Step::Of::Month) {
        const int months = first.year() * 12 + first.month() - 1;
        for (int month = months / step.count * step.count;; month += step.count) {
            const qint64 at = QDate(month / 12, month % 12 + 1, 1).startOfDay().toMSecsSinceEpoch();
            if (at > span.toMs)
                return found;
            if (at >= span.fromMs)
                found.push_back(at);
        }
    }
    if (step.of == Step::Of::Day) {
        // Counted from the first of each month, so that they lie still; none close before the next month.
        for (QDate day = first; day.startOfDay().toMSecsSinceEpoch() <= span.toMs; day = day.addDays(1)) {
            const bool counted = (day.day() - 1) % step.count == 0;
            const bool crowded =
                step.count > 2 && day.day() > 1 && day.daysInMonth() - day.day() < step.count / 2;
            const qint64 at = day.startOfDay().toMSecsSinceEpoch();
            if (counted && !crowded && at >= span.fromMs)
                found.push_back(at);
        }
        return found;
    }
    // Counted from local midnight, so that they are round hours also where the zone is not.
    const qint64 stepMs = step.count * kSecond;
    for (QDate day = first; day.startOfDay().toMSecsSinceEpoch() <= span.toMs; day = day.addDays(1)) {
        const qint64 midnight = day.startOfDay().toMSecsSinceEpoch();
        const qint64 next = day.addDays(1).startOfDay().toMSecsSinceEpoch();
        const qint64 skipped = std::max<qint64>(0, (span.fromMs - midnight + stepMs - 1) / stepMs);
        for (qint64 at = midnight + skipped * stepMs; at < next && at <= span.toMs; at += stepMs)
            found.push_back(at);
    }
    return found;
}

QString words(qint64 atMs, const Step &step, const Format &format)
{
    const QDateTime at = local(atMs);
    const QLocale &locale = format.locale();
    if (step.of == Step::Of::Month)
        return at.date().month() == 1 || step.count >= 12 ? locale.toString(at.date(), u"yyyy")
                                                          : locale.toString(at.date(), u"MMM");
    if (step.of == Step::Of::Day || at.time() == QTime(0, 0))
        return locale.toString(at.date(), QCoreApplication::translate(
                                              "hakgal", "d MMM", "day and month, as Qt writes patterns"));
    return locale.toString(at.time(), step.count < 60 ? u"HH:mm:ss" : u"HH:mm");
}

} // namespace

TimeSpan zoomed(const TimeSpan &span, qint64 anchorMs, double factor)
{
    const double length =
        std::clamp(double(span.lengthMs()) * factor, double(kShortestSpanMs), double(kLongestSpanMs));
    const double share = double(anchorMs - span.fromMs) / double(std::max<qint64>(1, span.lengthMs()));
    const qint64 from = anchorMs - qint64(std::llround(share * length));
    return {from, from + qint64(std::llround(length))};
}

TimeSpan panned(const TimeSpan &span, qint64 byMs)
{
    return {span.fromMs + byMs, span.toMs + byMs};
}

TimeSpan kept(const TimeSpan &span, qint64 oldestMs, qint64 newestMs)
{
    const qint64 length = std::clamp(span.lengthMs(), kShortestSpanMs, kLongestSpanMs);
    TimeSpan result{span.fromMs, span.fromMs + length};
    if (oldestMs == 0)
        return result;
    const qint64 touch = length / 10;
    if (result.fromMs > newestMs - touch)
        result = panned(result, newestMs - touch - result.fromMs);
    if (result.toMs < oldestMs + touch)
        result = panned(result, oldestMs + touch - result.toMs);
    return result;
}

std::vector<MomentTick> momentTicks(const TimeSpan &span, int most, const Format &format)
{
    std::vector<MomentTick> ticks;
    if (span.lengthMs() <= 0 || most < 1)
        return ticks;
    const Step *step = &kSteps.back();
    for (const Step &candidate : kSteps) {
        if (span.lengthMs() / candidate.aboutMs() <= most - 1) {
            step = &candidate;
            break;
        }
    }
    for (const qint64 at : moments(*step, span))
        ticks.push_back({at, words(at, *step, format)});
    return ticks;
}

ValueScale fittingValueScale(MetricId metric, double low, double high, const ValueScale &current)
{
    const MetricInfo &info = metricInfo(metric);
    if (info.unit == Unit::Percent && info.max <= 100)
        return {0, 100, 4};
    if (!(low <= high) || !std::isfinite(low) || !std::isfinite(high))
        return current;

    const bool ofOwnRange = (info.unit == Unit::Bytes || metric == MetricId::Facts) && low > 0.5 * high;
    const bool signedValues = low < 0;
    if (!ofOwnRange && !signedValues) {
        const bool zeroBased = current.low == 0;
        const ChartScale before{zeroBased ? current.high : 0, current.steps};
        const ChartScale fitting = fittingScale(high, before);
        return high > 0 ? ValueScale{0, fitting.max, fitting.steps}
                        : ValueScale{0, zeroBased ? current.high : 1, 4};
    }

    const double range = high - low;
    const double shown = current.high - current.low;
    if (low >= current.low && high <= current.high && range > 0.4 * shown &&
        (current.low != 0 || signedValues))
        return current;
    // Steps of 1, 2 or 5; never finer than a thousandth of the value, so that noise stays noise.
    const double atLeast = std::max({range, std::abs(high) / 1000, info.unit == Unit::Seconds ? 1e-6 : 4.0});
    double step = std::pow(10, std::floor(std::log10(atLeast / 5)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0, 20.0}) {
        const double candidate = step * factor;
        if (candidate < 1 && info.unit != Unit::Seconds)
            continue; // bytes and facts are whole, and so are their labels
        const double bottom = std::floor((low - 0.02 * atLeast) / candidate) * candidate;
        const int steps = int(std::ceil((high + 0.02 * atLeast - bottom) / candidate));
        if (steps <= 5)
            return {bottom, bottom + candidate * std::max(2, steps), std::max(2, steps)};
    }
    step *= 50;
    const double bottom = std::floor(low / step) * step;
    return {bottom, bottom + 4 * step, 4};
}

} // namespace hakgal
