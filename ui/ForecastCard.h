// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Forecast.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"

#include <vector>

class QGridLayout;
class QLabel;

namespace hakgal {

/// What the history lets expect, metric by metric, or why it lets expect nothing. GUI thread.
class ForecastCard : public Card
{
    Q_OBJECT
public:
    ForecastCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// Those that are told before are replaced. `nowMs`: wall clock, for days.
    void setForecasts(const std::vector<Forecast> &forecasts, qint64 nowMs);
    /// Another base: nothing is told until the next ones come.
    void awaitForecasts();

private:
    Catalogue m_catalogue;
    QGridLayout *m_grid;
    std::vector<QLabel *> m_words;
};

} // namespace hakgal
