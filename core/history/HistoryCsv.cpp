// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryCsv.h"

#include "core/history/HistoryDatabase.h"
#include "core/store/OpenPolicy.h"

#include <QDateTime>

#include <algorithm>
#include <map>

namespace hakgal {

namespace {

constexpr qint64 kMinute = tierStepMs(HistoryTier::Minute);
constexpr qint64 kHour = tierStepMs(HistoryTier::Hour);

/// Time that is written at once: some tens of thousands of values.
qint64 sliceMs(HistoryTier tier)
{
    switch (tier) {
    case HistoryTier::Raw:
        return 20 * kMinute;
    case HistoryTier::Minute:
        return 24 * kHour;
    case HistoryTier::Hour:
        break;
    }
    return 60 * 24 * kHour;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

HistoryCsv::HistoryCsv(const HistoryExport &request, HistoryTier tier, const QString &knowledgeBase)
    : m_request(request), m_tier(tier), m_knowledgeBase(knowledgeBase), m_file(request.file)
{
    std::copy_if(request.metrics.begin(), request.metrics.end(), std::back_inserter(m_metrics),
                 [](MetricId metric) { return metric < MetricId::Count_ && metricInfo(metric).recorded; });
}

double HistoryCsv::done() const
{
    const auto whole = static_cast<double>(m_request.toMs - m_request.fromMs);
    const auto written = static_cast<double>(std::min(m_nextMs, m_request.toMs) - m_request.fromMs);
    return m_file.isOpen() && whole > 0 ? std::clamp(written / whole, 0.0, 1.0) : 0;
}

QByteArray HistoryCsv::header() const
{
    QByteArray line = "time_utc";
    for (const MetricId metric : m_metrics) {
        const QByteArray name = metricInfo(metric).json;
        if (m_tier == HistoryTier::Raw)
            line += ',' + name;
        else
            line += ',' + name + "_min," + name + "_avg," + name + "_max";
    }
    return line + "\r\n";
}

Result<bool> HistoryCsv::writeSlice(HistoryDatabase &database)
{
    const auto failed = [this] {
        return Error{ErrorCode::WriteFailed, {m_request.file}, m_file.errorString(), 0};
    };
    if (!m_file.isOpen()) {
        if (belongsToBase(m_request.file, m_knowledgeBase) || belongsToBase(m_request.file, database.file()))
            return Error{
                ErrorCode::FileExists, {m_request.file}, QStringLiteral("it is a database in use"), 0};
        if (!m_file.open(QIODevice::WriteOnly) || m_file.write(header()) < 0)
            return failed();
        // A minute or hour that has begun before the range belongs to it.
        const qint64 step = std::max<qint64>(1, tierStepMs(m_tier));
        m_nextMs = m_request.fromMs - m_request.fromMs % step;
        m_endMs = m_request.toMs;
        const auto extent = database.extent(m_tier);
        if (!extent)
            return extent.error();
        m_endMs = *extent ? std::min(m_endMs, (*extent)->second + 1) : m_nextMs;
        if (*extent)
            m_nextMs = std::max(m_nextMs, (*extent)->first);
    }
    if (m_nextMs < m_endMs) {
        const qint64 to = std::min(m_endMs, m_nextMs + sliceMs(m_tier));
        const Result<QByteArray> text = lines(database, m_nextMs, to);
        if (!text)
            return text.error();
        if (m_file.write(*text) != text->size())
            return failed();
        m_nextMs = to;
        return false;
    }
    if (!m_file.commit())
        return failed();
    return true;
}

Result<QByteArray> HistoryCsv::lines(HistoryDatabase &database, qint64 fromMs, qint64 toMs)
{
    std::map<qint64, std::vector<std::optional<HistoryPoint>>> moments;
    const Result<void> read = database.readPoints(m_tier, m_metrics, fromMs, toMs,
                                                  [&](std::size_t place, const HistoryPoint &point) {
                                                      auto &row = moments[point.atMs];
                                                      row.resize(m_metrics.size());
                                                      row[place] = point;
                                                  });
    if (!read)
        return read.error();
    QByteArray text;
    for (const auto &[atMs, row] : moments) {
        text += QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
        for (const std::optional<HistoryPoint> &point : row) {
            if (m_tier == HistoryTier::Raw)
                text += ',' + (point ? number(point->mean) : QByteArray());
            else if (point)
                text += ',' + number(point->low) + ',' + number(point->mean) + ',' + number(point->high);
            else
                text += ",,,";
        }
        text += "\r\n";
        ++m_rows;
    }
    return text;
}

} // namespace hakgal
