// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Notifier.h"

#include "core/alert/SeverityName.h"
#include "core/Clock.h"
#include "core/config/NotifySettings.h"
#include "core/config/StatePaths.h"
#include "core/notify/Outbox.h"
#include "core/notify/Secrets.h"
#include "core/notify/Transfer.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QSysInfo>
#include <QTimer>

#include <algorithm>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcNotify, "hakgal.notify")

QString ledgerOf(const QString &databasePath)
{
    return StatePaths(databasePath).folder() + QLatin1String("/notified.json");
}

Transfer::MailServer mailServer(const Settings &settings, const Secrets &secrets)
{
    using Security = Transfer::MailServer::Security;
    Transfer::MailServer server;
    server.server = settings.notifyMailServer;
    server.user = settings.notifyMailUser;
    server.password = secrets.mailPassword;
    if (settings.notifyMailSecurity == QLatin1String("tls"))
        server.security = Security::Tls;
    else if (settings.notifyMailSecurity == QLatin1String("none") && isLoopbackServer(server.server))
        server.security = Security::None;
    return server;
}

/// Without the path: this goes to the log.
QString problemOf(const Error &secrets)
{
    if (secrets.code == ErrorCode::SettingInvalid)
        return QStringLiteral("the file of the secrets cannot be used; expected is ") +
               filled(secrets.args.mid(2));
    return QStringLiteral("the file of the secrets cannot be read");
}

Sent sendTo(NotifyChannel channel, const Notice &notice, const Settings &settings, const QString &secretsPath,
            const std::atomic<bool> *leaving)
{
    const Result<Secrets> secrets = Secrets::read(secretsPath);
    if (!secrets)
        return {false, false, problemOf(secrets.error())};
    const Transfer transfer(leaving, settings.notifyCaFile);
    const Catalogue catalogue(Catalogue::Language::User);
    if (channel == NotifyChannel::Webhook) {
        if (secrets->webhookUrl.isEmpty())
            return {false, false, QStringLiteral("no address of a webhook is stored")};
        return transfer.post(secrets->webhookUrl, settings.notifyWebhookForm == QLatin1String("slack")
                                                      ? notice.slack(catalogue)
                                                      : notice.json());
    }
    if (settings.notifyMailServer.isEmpty() || settings.notifyMailFrom.isEmpty() ||
        settings.notifyMailTo.isEmpty())
        return {false, false, QStringLiteral("server, sender and receiver of mail are not all set")};
    return transfer.mail(mailServer(settings, *secrets), settings.notifyMailFrom, settings.notifyMailTo,
                         notice.mail(catalogue, settings.notifyMailFrom, settings.notifyMailTo));
}

QString what(const Delivery &delivery)
{
    switch (delivery.kind) {
    case Notice::Kind::Raised:
        return QStringLiteral("raised ") + QLatin1String(ruleName(delivery.alert.rule));
    case Notice::Kind::Resolved:
        return QStringLiteral("resolved ") + QLatin1String(ruleName(delivery.alert.rule));
    case Notice::Kind::Test:
        break;
    }
    return QStringLiteral("test");
}

void log(const Delivery &delivery)
{
    if (delivery.ok)
        qCInfo(lcNotify).noquote() << channelName(delivery.channel) << "delivered:" << what(delivery);
    else
        qCWarning(lcNotify).noquote()
            << channelName(delivery.channel) << (delivery.givenUp ? "given up:" : "not delivered:")
            << what(delivery) << "because" << delivery.problem;
}

} // namespace

const char *channelName(NotifyChannel channel)
{
    return channel == NotifyChannel::Webhook ? "webhook" : "mail";
}

Delivery sendNotice(NotifyChannel channel, const Notice &notice, const Settings &settings,
                    const QString &secretsPath, const std::atomic<bool> *leaving, bool *refused)
{
    const Sent sent = sendTo(channel, notice, settings, secretsPath, leaving);
    if (refused)
        *refused = sent.refused;
    Delivery delivery;
    delivery.atMs = Instant::now().wallMs;
    delivery.channel = channel;
    delivery.kind = notice.kind();
    delivery.alert = notice.alert();
    delivery.ok = sent.ok;
    delivery.problem = sent.problem;
    return delivery;
}

struct Notifier::Private
{
    struct Way
    {
        NotifyChannel channel;
        QString Settings::*from;
        Outbox outbox;
    };

    std::atomic<bool> leaving = false;
    Settings settings;
    QString secretsPath;
    bool recorder = false;
    bool ledgerFailed = false;
    std::array<Way, 2> ways;
    QTimer *timer = nullptr;

    std::optional<Severity> from(const Way &way) const { return severityByName(settings.*way.from); }
    void load();
    void store();
};

void Notifier::Private::load()
{
    QFile file(ledgerOf(settings.databasePath));
    QJsonObject kept;
    if (file.open(QIODevice::ReadOnly))
        kept = QJsonDocument::fromJson(file.readAll()).object();
    for (Way &way : ways)
        way.outbox.fromJson(kept.value(QLatin1String(channelName(way.channel))).toArray());
}

void Notifier::Private::store()
{
    QJsonObject kept{{QStringLiteral("schema"), 1}};
    for (const Way &way : ways)
        kept[QLatin1String(channelName(way.channel))] = way.outbox.toJson();
    QSaveFile file(ledgerOf(settings.databasePath));
    const bool stored = file.open(QIODevice::WriteOnly) &&
                        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                        file.write(QJsonDocument(kept).toJson(QJsonDocument::Compact)) >= 0 && file.commit();
    if (!stored && !ledgerFailed)
        qCWarning(lcNotify) << "what was told cannot be noted; after a restart it may be told again";
    ledgerFailed = !stored;
}

Notifier::Notifier(std::chrono::milliseconds firstPause, std::chrono::milliseconds longestPause,
                   QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    const Outbox empty = firstPause.count() > 0 ? Outbox(firstPause, longestPause) : Outbox();
    d->ways = {Private::Way{NotifyChannel::Webhook, &Settings::notifyWebhook, empty},
               Private::Way{NotifyChannel::Mail, &Settings::notifyMail, empty}};
    qRegisterMetaType<Delivery>();
    d->timer = new QTimer(this);
    d->timer->setSingleShot(true);
    connect(d->timer, &QTimer::timeout, this, &Notifier::send);
}

Notifier::~Notifier() = default;

void Notifier::leave()
{
    d->leaving = true;
}

void Notifier::apply(const Settings &settings, const QString &secretsPath)
{
    if (settings.databasePath != d->settings.databasePath)
        d->recorder = false; // until a snapshot of the other base says so
    d->settings = settings;
    d->secretsPath = secretsPath;
    for (Private::Way &way : d->ways)
        way.outbox.retryNow();
    send();
}

void Notifier::publish(const SnapshotPtr &snapshot)
{
    const bool recorder = snapshot->recorder && !d->settings.databasePath.isEmpty() &&
                          snapshot->sample.database.path == d->settings.databasePath;
    const bool first = recorder && !d->recorder;
    if (first)
        d->load(); // what the recorder before us told, and what it could not
    d->recorder = recorder;
    if (!recorder || d->leaving)
        return;
    bool changed = first;
    for (Private::Way &way : d->ways) {
        const auto from = d->from(way);
        if (!from)
            continue;
        const quint64 dropped = way.outbox.dropped();
        changed = way.outbox.follow(*snapshot, *from) || changed;
        if (const quint64 more = way.outbox.dropped() - dropped; more > 0)
            qCWarning(lcNotify).noquote()
                << channelName(way.channel) << "too many messages wait:" << more << "will never be delivered";
    }
    if (!changed)
        return;
    d->store();
    send();
}

void Notifier::send()
{
    using Steady = std::chrono::steady_clock;
    d->timer->stop();
    if (!d->recorder)
        return;
    std::optional<Steady::time_point> soonest;
    for (Private::Way &way : d->ways) {
        if (!d->from(way))
            continue;
        while (!d->leaving) {
            const std::optional<AlertEvent> event = way.outbox.next(Steady::now());
            if (!event)
                break;
            const auto kind =
                event->kind == AlertEvent::Kind::Raised ? Notice::Kind::Raised : Notice::Kind::Resolved;
            bool refused = false;
            Delivery delivery = sendNotice(way.channel,
                                           Notice(kind, event->alert, d->settings.databasePath,
                                                  QSysInfo::machineHostName(), Instant::now().wallMs),
                                           d->settings, d->secretsPath, &d->leaving, &refused);
            if (d->leaving && !delivery.ok)
                return;
            if (delivery.ok)
                way.outbox.delivered();
            else
                delivery.givenUp = way.outbox.failed(refused, Steady::now());
            if (delivery.ok || delivery.givenUp)
                d->store();
            log(delivery);
            Q_EMIT delivered(delivery);
        }
        if (const auto due = way.outbox.due())
            soonest = std::min(soonest.value_or(*due), *due);
    }
    if (soonest && !d->leaving)
        d->timer->start(std::max(std::chrono::milliseconds(0),
                                 std::chrono::ceil<std::chrono::milliseconds>(*soonest - Steady::now())));
}

void Notifier::test(NotifyChannel channel)
{
    const Delivery delivery = sendNotice(channel,
                                         Notice(Notice::Kind::Test, {}, d->settings.databasePath,
                                                QSysInfo::machineHostName(), Instant::now().wallMs),
                                         d->settings, d->secretsPath, &d->leaving);
    if (d->leaving)
        return;
    log(delivery);
    Q_EMIT delivered(delivery);
    if (delivery.ok) { // what waits for this way to work again need not wait longer
        for (Private::Way &way : d->ways) {
            if (way.channel == channel)
                way.outbox.retryNow();
        }
        send();
    }
}

} // namespace hakgal
