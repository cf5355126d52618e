// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryText.h"

#include "ui/HistoryDrawing.h"
#include "ui/JobText.h"

#include <QDateTime>
#include <QDir>
#include <QStringList>

#include <algorithm>

namespace hakgal {

const std::vector<MetricId> &HistoryText::metrics()
{
    static const std::vector<MetricId> recorded = [] {
        // What an operator looks at first; then whatever else is recorded.
        std::vector<MetricId> list{MetricId::SystemCpu,      MetricId::SystemMemory,  MetricId::CacheHitRate,
                                   MetricId::QueryP95,       MetricId::Facts,         MetricId::DatabaseBytes,
                                   MetricId::WalBytes,       MetricId::QueryP50,      MetricId::QueryMax,
                                   MetricId::FactsPerMinute, MetricId::Connections,   MetricId::SystemDisk,
                                   MetricId::DatabaseErrors, MetricId::ProcessMemory, MetricId::ProcessCpu};
        list.erase(std::remove_if(list.begin(), list.end(),
                                  [](MetricId metric) { return !metricInfo(metric).recorded; }),
                   list.end());
        for (const MetricInfo &info : metricTable()) {
            if (info.recorded && std::find(list.begin(), list.end(), info.id) == list.end())
                list.push_back(info.id);
        }
        return list;
    }();
    return recorded;
}

const std::vector<MetricId> &HistoryText::firstMetrics()
{
    static const std::vector<MetricId> first{MetricId::SystemCpu, MetricId::CacheHitRate, MetricId::QueryP95,
                                             MetricId::Facts};
    return first;
}

QString HistoryText::number(MetricId metric, double value) const
{
    return m_catalogue.format().value(value, metricInfo(metric).unit);
}

QString HistoryText::value(MetricId metric, const HistoryColumn *column) const
{
    if (!column)
        return QStringLiteral("–");
    const QString mean = number(metric, column->mean);
    const QString low = number(metric, column->low);
    const QString high = number(metric, column->high);
    return low == high ? mean : tr("%1 (%2 – %3)").arg(mean, low, high);
}

QString HistoryText::summary(MetricId metric, const std::vector<HistoryColumn> &columns,
                             const TimeSpan &span) const
{
    double total = 0;
    double ticks = 0;
    for (const HistoryColumn &column : columns) {
        if (column.toMs < span.fromMs || column.fromMs > span.toMs)
            continue;
        total += column.mean * double(column.ticks);
        ticks += double(column.ticks);
    }
    if (ticks <= 0)
        return tr("%1: nothing was recorded in this time.").arg(name(metric));
    const ValueRange range = rangeWithin(columns, span);
    const QString mean = number(metric, total / ticks);
    const QString low = number(metric, range.low);
    const QString high = number(metric, range.high);
    return low == high ? tr("%1: always %2.").arg(name(metric), low)
                       : tr("%1: %2 on average, between %3 and %4.").arg(name(metric), mean, low, high);
}

QString HistoryText::standing(MetricId metric, const HistoryColumn *column,
                              const std::optional<HistoryLimit> &limit) const
{
    if (!column)
        return {};
    const QString now = tr("Shown: %1.").arg(value(metric, column));
    if (!limit)
        return now;
    const QString bound = m_catalogue.format().limit(limit->value, metricInfo(metric).unit);
    const bool beyond = limit->beyond(column->mean);
    if (limit->side == AlertRule::Side::Below)
        return now + u' ' +
               (beyond ? tr("Below the limit of %1.") : tr("Not below the limit of %1.")).arg(bound);
    return now + u' ' + (beyond ? tr("Above the limit of %1.") : tr("Within the limit of %1.")).arg(bound);
}

QString HistoryText::span(const TimeSpan &span) const
{
    const Format &format = m_catalogue.format();
    const bool oneDay = QDateTime::fromMSecsSinceEpoch(span.fromMs).date() ==
                        QDateTime::fromMSecsSinceEpoch(span.toMs).date();
    return tr("%1 – %2").arg(format.dateTime(span.fromMs),
                             oneDay ? format.time(span.toMs) : format.dateTime(span.toMs));
}

QString HistoryText::cursor(qint64 atMs) const
{
    return m_catalogue.format().dateTime(atMs);
}

QString HistoryText::resolution(HistoryTier tier, const TimeSpan &span, int columns) const
{
    const double seconds = double(span.lengthMs()) / 1000.0 / std::max(1, columns);
    // The end that is not rolled up yet is drawn from a finer tier than all the rest, which is not told.
    tier = std::max(tier, wantedTier(span.lengthMs() / std::max(1, columns)));
    const double finest = double(tierStepMs(tier)) / 1000.0;
    QString from;
    switch (tier) {
    case HistoryTier::Raw:
        from = tr("every measurement");
        break;
    case HistoryTier::Minute:
        from = tr("average, smallest and largest of each minute");
        break;
    case HistoryTier::Hour:
        from = tr("average, smallest and largest of each hour");
        break;
    }
    if (seconds <= std::max(1.0, finest))
        return tr("Drawn from %1.").arg(from);
    return tr("Drawn from %1; %2 to a pixel.").arg(from, m_catalogue.format().duration(seconds));
}

QString HistoryText::sizes(const HistorySizes &sizes) const
{
    qint64 oldest = 0;
    for (const HistorySizes::Tier &tier : sizes.tiers) {
        if (tier.oldestMs != 0 && (oldest == 0 || tier.oldestMs < oldest))
            oldest = tier.oldestMs;
    }
    const QString bytes = m_catalogue.format().bytes(double(sizes.fileBytes + sizes.walBytes));
    if (oldest == 0)
        return tr("The history takes %1.").arg(bytes);
    const Format &format = m_catalogue.format();
    const QDate day = QDateTime::fromMSecsSinceEpoch(oldest).date();
    return tr("The history takes %1 and reaches back to %2.")
        .arg(bytes, format.locale().toString(day, format.datePattern()));
}

QString HistoryText::sizesInWords(const HistorySizes &sizes) const
{
    const Format &format = m_catalogue.format();
    QStringList lines;
    const QStringList names{tr("Every measurement, kept for a day"), tr("Minutes, kept for 30 days"),
                            tr("Hours, kept for two years")};
    for (std::size_t i = 0; i < sizes.tiers.size(); ++i) {
        const HistorySizes::Tier &tier = sizes.tiers[i];
        const QString name = names.value(qsizetype(i));
        const QString bytes = tier.bytes < 0 ? QStringLiteral("–") : format.bytes(double(tier.bytes));
        lines << (tier.oldestMs == 0 ? tr("%1: nothing yet").arg(name)
                                     : tr("%1: %2, from %3 to %4")
                                           .arg(name, bytes, format.dateTime(tier.oldestMs),
                                                format.dateTime(tier.newestMs)));
    }
    if (!sizes.file.isEmpty())
        lines << plainName(QDir::toNativeSeparators(sizes.file));
    return lines.join(QLatin1Char('\n'));
}

QString HistoryText::operation(const QString &verb) const
{
    return JobText(m_catalogue).name(verb);
}

QString HistoryText::marker(const HistoryMarker &marker, qint64 nowMs) const
{
    const Format &format = m_catalogue.format();
    if (marker.kind == HistoryMarker::Kind::Operation) {
        const QString operation = this->operation(marker.operation);
        return marker.failed ? tr("%1: %2 did not succeed.").arg(format.dateTime(marker.fromMs), operation)
                             : tr("%1: %2 was done.").arg(format.dateTime(marker.fromMs), operation);
    }
    const QString when = marker.toMs != 0 ? span({marker.fromMs, marker.toMs})
                                          : tr("since %1, still firing").arg(format.dateTime(marker.fromMs));
    return m_catalogue.alertTitle(marker.alert) + QLatin1Char('\n') +
           m_catalogue.alertDetail(marker.alert, nowMs) + QLatin1Char('\n') + when;
}

} // namespace hakgal
