// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Metric.h"

#include <QLocale>
#include <QString>

namespace hakgal {

/// All numbers that people read, in their locale. Pure; any thread.
/// Digits are chosen so that a text keeps its width while the value changes little, and a value that is not
/// zero is never shown as zero. Between number and unit stands a no-break space; in the C locale, which JSON
/// and logs use, a plain one, and there thousands are not grouped. What is not a number is a dash.
class Format
{
public:
    explicit Format(const QLocale &locale = QLocale()) : m_locale(locale) {}

    QString count(qint64 value) const;           ///< 18,160
    QString signedCount(double value) const;     ///< +42, -3 with the locale's minus, ±0
    QString percent(double value) const;         ///< 93.4 %
    QString percentNumber(double value) const;   ///< 93.4 (unit stands elsewhere)
    QString bytes(double value) const;           ///< 6.1 MB (decimal units: B, kB, MB, GB, TB)
    QString latency(double seconds) const;       ///< 0.038 ms; 0.38 ms; 12.5 ms; 1.20 s
    QString latencyNumber(double seconds) const; ///< the same in ms without the unit
    QString duration(double seconds) const;      ///< 34 s; 2 min 10 s; 2 h 14 min; 3 d 4 h; rounded down
    QString time(qint64 wallMs) const;           ///< 16:58:12 in local time
    QString dateTime(qint64 wallMs) const; ///< 31.01.2026 16:58:12, local; C locale: 2026-01-31 16:58:12
    QString moment(qint64 wallMs, qint64 nowMs) const; ///< 08:00 on the day of now, else a short date
    QString value(double value, Unit unit) const; ///< by unit, the above; seconds from a minute on: duration
    /// As value(), without zeros at the end of the decimals; for limits: 80 %, 64 MB, 100 ms, 30 min.
    QString limit(double value, Unit unit) const;

    /// How a date is written: the locale's short pattern, always with four digits of the year.
    QString datePattern() const;

    const QLocale &locale() const { return m_locale; }

private:
    struct Scaled
    {
        double number;
        int decimals;
        const char *unit;
    };
    static Scaled scaleBytes(double value);
    static Scaled scaleLatency(double seconds);
    QString fixed(double value, int decimals) const;
    QString trimmed(double value, int decimals) const;
    QString with(const QString &number, const QString &unit) const;

    QLocale m_locale;
};

} // namespace hakgal
