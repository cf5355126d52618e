// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/verbs/Verbs.h"
#include "core/alert/SeverityName.h"
#include "core/Clock.h"
#include "core/config/NotifySettings.h"
#include "core/notify/Notifier.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSysInfo>

namespace hakgal {

int runNotifyTest(const Invocation &invocation, Output &output)
{
    const Settings &settings = invocation.settings;
    const Notice test(Notice::Kind::Test, {}, settings.databasePath, QSysInfo::machineHostName(),
                      Instant::now().wallMs);
    QJsonArray sent;
    bool failed = false;
    for (const NotifyChannel channel : kNotifyChannels) {
        const QString &from =
            channel == NotifyChannel::Webhook ? settings.notifyWebhook : settings.notifyMail;
        if (!severityByName(from))
            continue;
        const Delivery delivery =
            sendNotice(channel, test, settings, secretsPath(settings, invocation.settingsPath), nullptr);
        const QString way = QLatin1String(channelName(channel));
        sent += QJsonObject{{QStringLiteral("channel"), way},
                            {QStringLiteral("delivered"), delivery.ok},
                            {QStringLiteral("problem"),
                             delivery.ok ? QJsonValue(QJsonValue::Null) : QJsonValue(delivery.problem)}};
        failed = failed || !delivery.ok;
        output.line(delivery.ok ? QCoreApplication::translate("hakgal", "%1: delivered").arg(way)
                                : QCoreApplication::translate("hakgal", "%1: not delivered (%2)")
                                      .arg(way, plainName(delivery.problem)));
    }
    output.set(QStringLiteral("sent"), sent);
    if (sent.isEmpty())
        output.line(QCoreApplication::translate(
            "hakgal", "Neither webhook nor mail is on; see notify/webhook and notify/mail in the settings."));
    return output.done(failed ? ExitFailed : ExitOk);
}

} // namespace hakgal
