// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ForecastCard.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>

namespace hakgal {

ForecastCard::ForecastCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, tr("Forecast"), parent), m_catalogue(catalogue), m_grid(new QGridLayout)
{
    setObjectName(QStringLiteral("forecastCard"));
    setCaption(tr("if what the hours kept tell goes on"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(2 * layout::kGap);
    m_grid->setVerticalSpacing(2 * layout::kStep);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    body()->addLayout(m_grid);
    setEmptyText(tr("Reading the history…"));
}

void ForecastCard::awaitForecasts()
{
    setForecasts({}, 0);
    setEmptyText(tr("Reading the history…"));
}

void ForecastCard::setForecasts(const std::vector<Forecast> &forecasts, qint64 nowMs)
{
    while (m_words.size() < forecasts.size()) {
        auto *words = new QLabel(this);
        Theme::style(words, TextStyle::Small);
        words->setWordWrap(true);
        words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(words, int(m_words.size()) / 2, int(m_words.size()) % 2);
        m_words.push_back(words);
    }
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        m_words[i]->setVisible(i < forecasts.size());
        if (i >= forecasts.size())
            continue;
        m_words[i]->setObjectName(QStringLiteral("forecast.") +
                                  QLatin1String(metricInfo(forecasts[i].metric).json));
        m_words[i]->setText(m_catalogue.forecast(forecasts[i], nowMs));
    }
    const auto young = [](const Forecast &one) {
        return one.refusal == Forecast::Refusal::NotMeasured || one.refusal == Forecast::Refusal::TooShort;
    };
    if (forecasts.empty())
        setEmptyText(tr("There is no history to tell from yet."));
    else if (std::ranges::all_of(forecasts, young)) {
        // One sentence, where each would say the same.
        const auto most = std::ranges::max_element(forecasts, {}, &Forecast::hours);
        const Format &format = m_catalogue.format();
        setEmptyText(
            tr("A forecast needs %1 hours of history within %2 days or more; kept so far: %3.")
                .arg(format.count(kForecastHours), format.count(kForecastDays), format.count(most->hours)));
    } else {
        setEmptyText({});
    }
}

} // namespace hakgal
