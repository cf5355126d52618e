// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/SampleHistory.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"
#include "ui/ChartSeries.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <optional>

namespace hakgal {

// What the overview says: a snapshot becomes the words and lines of its tiles, charts and header. Pure.

/// What a tile shows.
struct TileContent
{
    enum class State : quint8 {
        Known,
        Unknown, ///< the value is "–", the note says why
        Stale,   ///< the last known value, shown greyed; the note says how old it is
    };

    State state = State::Unknown;
    QString value = QStringLiteral("–");
    /// The same in fewer and fewer words; the first that fits is shown, the tooltip has the first.
    QStringList notes;
    QString details;                  ///< further lines for the tooltip
    std::optional<Severity> severity; ///< a firing alert about it that is not snoozed
    bool operator==(const TileContent &) const = default;
};

enum class Tile : quint8 { Facts, QueryP95, CacheHit, Wal, Database, OpenElsewhere, Errors };
inline constexpr std::array kTiles{Tile::Facts,    Tile::QueryP95,      Tile::CacheHit, Tile::Wal,
                                   Tile::Database, Tile::OpenElsewhere, Tile::Errors};

enum class Chart : quint8 { Cpu, Memory, CacheHit, Latency };
inline constexpr std::array kCharts{Chart::Cpu, Chart::Memory, Chart::CacheHit, Chart::Latency};

class OverviewText
{
    Q_DECLARE_TR_FUNCTIONS(OverviewText)
public:
    /// `cores`: by which the own share of one core becomes one of all cores.
    OverviewText(const Catalogue &catalogue, int cores) : m_catalogue(catalogue), m_cores(cores) {}

    static const char *objectName(Tile tile); ///< "tile.facts" …
    QString name(Tile tile) const;
    TileContent content(Tile tile, const Snapshot &snapshot, const Settings &settings) const;

    static const char *objectName(Chart chart); ///< "chart.cpu" …
    QString name(Chart chart) const;
    QString caption(Chart chart) const;
    /// `scale` is the one shown before; `columns` as MetricChart::columns().
    ChartFrame frame(Chart chart, const Snapshot &snapshot, const Settings &settings,
                     const SampleHistory &history, int windowSeconds, int columns,
                     const ChartScale &scale) const;

    /// Name of the watched file, without its folder; empty where none is chosen.
    QString fileName(const Snapshot &snapshot) const;
    /// "up 2 h 14 min", and what else is worth a line.
    QString headline(const Snapshot &snapshot) const;
    /// The two lines at the foot of the rail: cost of the tick, the endpoint.
    QStringList footer(const Snapshot &snapshot, const EndpointState &endpoint) const;
    /// Whole sentences about the endpoint, for its tooltip.
    QString footerDetails(const EndpointState &endpoint) const;

private:
    struct Shown;
    Shown shown(MetricId id, const Snapshot &snapshot) const;
    QString shortReason(Reason reason) const;
    void describe(Tile tile, const Snapshot &snapshot, const Settings &settings, TileContent &content) const;
    QString endpointLine(const EndpointState &endpoint, qint64 nowMs) const;
    /// With a dot between them; empty ones are left out.
    static QString dot(const QStringList &parts);

    Catalogue m_catalogue;
    int m_cores;
};

} // namespace hakgal
