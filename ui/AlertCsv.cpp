// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertCsv.h"

#include "core/text/Catalogue.h"
#include "ui/CsvFile.h"

#include <QStringList>

namespace hakgal {

namespace {

QString number(double value)
{
    return qIsFinite(value) ? QString::number(value, 'g', 12) : QString();
}

} // namespace

QByteArray alertsCsv(const std::vector<Alert> &alerts, qint64 nowMs)
{
    const Catalogue catalogue(Catalogue::Language::English); // programs read it, too
    QString out = QStringLiteral("began,ended,severity,rule,alert,measured,value,worst,limit,processes\r\n");
    for (const Alert &alert : alerts) {
        QStringList processes;
        for (const ProcessLoad &process : alert.processes)
            processes << QStringLiteral("%1 (%2)").arg(process.name).arg(process.pid);
        const QStringList fields{
            csvTime(alert.startedMs),
            csvTime(alert.endedMs),
            csvField(catalogue.severity(alert.severity)),
            csvField(QLatin1String(ruleName(alert.rule))),
            csvField(catalogue.alertTitle(alert)),
            csvField(catalogue.alertDetail(alert, nowMs)),
            number(alert.value),
            number(alert.worst),
            number(alert.limit),
            csvField(processes.join(QStringLiteral("; "))),
        };
        out += fields.join(QLatin1Char(',')) + QLatin1String("\r\n");
    }
    return QByteArrayLiteral("\xEF\xBB\xBF") + out.toUtf8();
}

} // namespace hakgal
