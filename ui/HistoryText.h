// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/AlertRule.h"
#include "core/history/HistoryReader.h"
#include "core/text/Catalogue.h"
#include "ui/HistoryAxis.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace hakgal {

/// The limit of a metric's first alert, in the metric's unit.
struct HistoryLimit
{
    double value = 0;
    AlertRule::Side side = AlertRule::Side::Above;

    bool beyond(double v) const { return side == AlertRule::Side::Above ? v > value : v < value; }
    bool operator==(const HistoryLimit &) const = default;
};

/// The words of the History page. Pure.
class HistoryText
{
    Q_DECLARE_TR_FUNCTIONS(HistoryText)
public:
    explicit HistoryText(const Catalogue &catalogue) : m_catalogue(catalogue) {}

    /// Those that the history keeps, in the order in which they are offered.
    static const std::vector<MetricId> &metrics();
    /// The charts that are shown where none were chosen.
    static const std::vector<MetricId> &firstMetrics();

    QString name(MetricId metric) const { return m_catalogue.metricName(metric); }
    /// One measurement, or what those of a column amount to: "12.5 % (3.1 % – 48.0 %)"; "–" where none was
    /// made.
    QString value(MetricId metric, const HistoryColumn *column) const;
    /// The metric over the whole span, one or two sentences for assistive tools and tooltips.
    QString summary(MetricId metric, const std::vector<HistoryColumn> &columns, const TimeSpan &span) const;

    /// The value that the chart shows, and how it stands to the limit; for assistive tools.
    QString standing(MetricId metric, const HistoryColumn *column,
                     const std::optional<HistoryLimit> &limit) const;

    QString span(const TimeSpan &span) const; ///< "1/31/26 16:00:00 – 17:00:00"
    QString cursor(qint64 atMs) const;
    /// How finely the picture is drawn: "from averages of a minute, 14 min a pixel".
    QString resolution(HistoryTier tier, const TimeSpan &span, int columns) const;
    /// How large the history is and how far each of its parts reaches back.
    QString sizes(const HistorySizes &sizes) const;
    QString sizesInWords(const HistorySizes &sizes) const; ///< the same, longer, line by line
    QString operation(const QString &verb) const;          ///< "Backup"
    /// What a marker tells, in one or two lines.
    QString marker(const HistoryMarker &marker, qint64 nowMs) const;

private:
    QString number(MetricId metric, double value) const;

    Catalogue m_catalogue;
};

} // namespace hakgal
