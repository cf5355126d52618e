// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryReader.h"

#include <QByteArray>
#include <QSaveFile>

namespace hakgal {

class HistoryDatabase;

/// Writes one HistoryExport, a stretch of time at once. The file is there when all of it is written; one that
/// is given up leaves nothing.
class HistoryCsv
{
public:
    HistoryCsv(const HistoryExport &request, HistoryTier tier, const QString &knowledgeBase);

    /// True: the file is finished. FileExists where it would go over the knowledge base.
    Result<bool> writeSlice(HistoryDatabase &database);

    qint64 rows() const { return m_rows; }
    double done() const;

private:
    QByteArray header() const;
    Result<QByteArray> lines(HistoryDatabase &database, qint64 fromMs, qint64 toMs);

    const HistoryExport m_request;
    const HistoryTier m_tier;
    const QString m_knowledgeBase;
    std::vector<MetricId> m_metrics;
    QSaveFile m_file;
    qint64 m_nextMs = 0;
    qint64 m_endMs = 0;
    qint64 m_rows = 0;
};

} // namespace hakgal
