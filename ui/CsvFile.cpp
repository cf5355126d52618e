// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CsvFile.h"

#include <QDateTime>

namespace hakgal {

QString csvField(const QString &text)
{
    static const QString starts = QStringLiteral("=+-@\t\r");
    QString field = text;
    if (!field.isEmpty() && starts.contains(field.front()))
        field.prepend(QLatin1Char('\''));
    const bool quote = field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')) ||
                       field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r'));
    if (!quote)
        return field;
    field.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + field + QLatin1Char('"');
}

QString csvTime(qint64 wallMs)
{
    return wallMs == 0 ? QString()
                       : QDateTime::fromMSecsSinceEpoch(wallMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace hakgal
