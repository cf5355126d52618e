// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Metric.h"

#include <QLocale>
#include <QString>

namespace hakgal {

/// All numbers that people read, in their locale. Pure; any thread.
/// Digits are chosen so that a text keeps its width while the value changes little.
class Format
{
public:
    explicit Format(const QLocale &locale = QLocale()) : m_locale(locale) {}

    QString count(qint64 value) const;            ///< 18,160
    QString signedCount(double value) const;      ///< +42, −3, ±0
    QString percent(double value) const;          ///< 93.4 %
    QString percentNumber(double value) const;    ///< 93.4 (unit stands elsewhere)
    QString bytes(double value) const;            ///< 6.1 MB (decimal units: kB, MB, GB, TB)
    QString latency(double seconds) const;        ///< 0.38 ms; 12.5 ms; 1.20 s
    QString latencyNumber(double seconds) const;  ///< the same in ms without the unit
    QString duration(double seconds) const;       ///< 2 min 10 s; 2 h 14 min; 3 d 4 h
    QString time(qint64 wallMs) const;            ///< 16:58:12 in local time
    QString dateTime(qint64 wallMs) const;        ///< short date and time, local
    QString value(double value, Unit unit) const; ///< by unit, the above

    const QLocale &locale() const { return m_locale; }

private:
    QLocale m_locale;
};

} // namespace hakgal
