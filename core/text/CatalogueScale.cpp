// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleReport.h"
#include "core/text/Catalogue.h"

#include <QCoreApplication>

#include <cmath>

namespace hakgal {

namespace {

/// A value of that quantity with its unit.
QString valued(const Format &format, ScaleLimit::Quantity quantity, double value)
{
    switch (quantity) {
    case ScaleLimit::Quantity::Inserts:
        return format.count(std::llround(value));
    case ScaleLimit::Quantity::P95:
        return format.latency(value);
    case ScaleLimit::Quantity::Memory:
        break;
    }
    return format.bytes(value);
}

} // namespace

QString Catalogue::scalePattern(ScalePattern pattern) const
{
    switch (pattern) {
    case ScalePattern::Point:
        return say(QT_TRANSLATE_NOOP("hakgal", "Statement"));
    case ScalePattern::Predicate:
        return say(QT_TRANSLATE_NOOP("hakgal", "Predicate"));
    case ScalePattern::Subject:
        return say(QT_TRANSLATE_NOOP("hakgal", "Predicate and subject"));
    case ScalePattern::Text:
        return say(QT_TRANSLATE_NOOP("hakgal", "Text"));
    case ScalePattern::Mixed:
        break;
    }
    return say(QT_TRANSLATE_NOOP("hakgal", "Mixed, as the dashboard"));
}

QString Catalogue::scaleLimit(const ScaleLimit &limit) const
{
    switch (limit.quantity) {
    case ScaleLimit::Quantity::Inserts:
        return say(QT_TRANSLATE_NOOP("hakgal", "At least %1 inserts a second"))
            .arg(m_format.count(std::llround(limit.limit)));
    case ScaleLimit::Quantity::P95:
        return say(QT_TRANSLATE_NOOP("hakgal", "%1: p95 below %2"))
            .arg(limit.pattern ? scalePattern(*limit.pattern) : QString(),
                 m_format.limit(limit.limit, Unit::Seconds));
    case ScaleLimit::Quantity::Memory:
        break;
    }
    return say(QT_TRANSLATE_NOOP("hakgal", "Memory below %1")).arg(m_format.limit(limit.limit, Unit::Bytes));
}

QString Catalogue::scaleVerdict(const ScaleLimit &limit, qint64 facts) const
{
    if (limit.pass())
        return say(QT_TRANSLATE_NOOP("hakgal", "kept up to %1 facts")).arg(m_format.count(facts));
    const QString at = m_format.count(*limit.crossedAt);
    if (limit.interpolated)
        return say(QT_TRANSLATE_NOOP("hakgal", "broken from about %1 facts on, read off between two sizes"))
            .arg(at);
    return say(QT_TRANSLATE_NOOP("hakgal", "broken at the smallest size already: %1 facts")).arg(at);
}

QString Catalogue::scaleChange(const ScaleChange &change) const
{
    QString name;
    switch (change.quantity) {
    case ScaleLimit::Quantity::Inserts:
        name = say(QT_TRANSLATE_NOOP("hakgal", "Inserts a second"));
        break;
    case ScaleLimit::Quantity::P95:
        name = say(QT_TRANSLATE_NOOP("hakgal", "%1 p95"))
                   .arg(change.pattern ? scalePattern(*change.pattern) : QString());
        break;
    case ScaleLimit::Quantity::Memory:
        name = say(QT_TRANSLATE_NOOP("hakgal", "Memory"));
        break;
    }
    const double percent = change.percent();
    const QString size = m_format.percent(std::abs(percent));
    return say(percent < 0 ? QT_TRANSLATE_NOOP("hakgal", "%1: %2 before, %3 now (%4 less)")
                           : QT_TRANSLATE_NOOP("hakgal", "%1: %2 before, %3 now (%4 more)"))
        .arg(name, valued(m_format, change.quantity, change.before),
             valued(m_format, change.quantity, change.after), size);
}

} // namespace hakgal
