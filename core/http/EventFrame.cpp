// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/EventFrame.h"

#include "core/http/WithoutFolders.h"
#include "core/text/Catalogue.h"

#include <QDateTime>

namespace hakgal {

QByteArray eventFrame(const char *name, const QByteArray &json)
{
    Q_ASSERT(!json.contains('\n'));
    return QByteArrayLiteral("event: ") + name + "\ndata: " + json + "\n\n";
}

QJsonObject alertJson(const AlertEvent &event)
{
    static const Catalogue words(Catalogue::Language::English);
    const Alert &alert = event.alert;
    QString severity = QStringLiteral("critical");
    if (alert.severity != Severity::Critical)
        severity = alert.severity == Severity::Warning ? QStringLiteral("warning") : QStringLiteral("info");
    return {{QStringLiteral("change"),
             event.kind == AlertEvent::Kind::Raised ? QStringLiteral("raised") : QStringLiteral("resolved")},
            {QStringLiteral("rule"), QLatin1String(ruleName(alert.rule))},
            {QStringLiteral("severity"), severity},
            {QStringLiteral("since"),
             QDateTime::fromMSecsSinceEpoch(alert.startedMs).toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("title"), words.alertTitle(alert)}};
}

QJsonObject jobJson(const JobEvent &job)
{
    const JobProgress &progress = job.progress;
    return {{QStringLiteral("verb"), job.verb},
            {QStringLiteral("state"), job.state},
            {QStringLiteral("step"), progress.step},
            {QStringLiteral("done"), progress.done},
            {QStringLiteral("message"), withoutFolders(progress.message)},
            {QStringLiteral("seconds_left"),
             progress.secondsLeft ? QJsonValue(*progress.secondsLeft) : QJsonValue(QJsonValue::Null)}};
}

} // namespace hakgal
