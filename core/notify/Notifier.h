// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"
#include "core/notify/Notice.h"

#include <QMetaType>
#include <QObject>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>

namespace hakgal {

enum class NotifyChannel : quint8 { Webhook, Mail };
inline constexpr std::array kNotifyChannels{NotifyChannel::Webhook, NotifyChannel::Mail};

/// "webhook", "mail".
const char *channelName(NotifyChannel channel);

/// One try to tell something.
struct Delivery
{
    qint64 atMs = 0; ///< wall clock
    NotifyChannel channel = NotifyChannel::Webhook;
    Notice::Kind kind = Notice::Kind::Test;
    Alert alert; ///< for Raised and Resolved
    bool ok = false;
    bool givenUp = false; ///< it failed and is not tried again; a test never is
    QString problem;      ///< English; where it failed
};

/// Tells alerts by webhook and mail, where this process is the recorder of the base: one message for each
/// incident raised and one when it is resolved, also across restarts (Outbox, kept as notified.json in the
/// base's state folder). Secrets are read when they are needed and not kept longer than a transfer.
/// Lives in a thread of its own, which it blocks while it sends (at most 30 s a message); call its slots by
/// queued connection. Before that thread is ended, call leave() from any other.
class Notifier : public QObject
{
    Q_OBJECT
public:
    /// The pauses of Outbox, shorter ones for tests.
    explicit Notifier(std::chrono::milliseconds firstPause = {}, std::chrono::milliseconds longestPause = {},
                      QObject *parent = nullptr);
    ~Notifier() override;

    /// Ends what is being sent; what was not delivered is told by the next recorder.
    void leave();

public Q_SLOTS:
    /// `secretsPath`: see NotifySettings.h. What waits is tried again at once.
    void apply(const hakgal::Settings &settings, const QString &secretsPath);
    void publish(const hakgal::SnapshotPtr &snapshot);
    /// Sends a test, whether or not this process is the recorder; answered by delivered().
    void test(hakgal::NotifyChannel channel);

Q_SIGNALS:
    void delivered(const hakgal::Delivery &delivery);

private:
    struct Private;
    void send();
    std::unique_ptr<Private> d;
};

/// Sends one message now and waits for the outcome; for the verb notify-test. `leaving` may be null.
Delivery sendNotice(NotifyChannel channel, const Notice &notice, const Settings &settings,
                    const QString &secretsPath, const std::atomic<bool> *leaving, bool *refused = nullptr);

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::NotifyChannel)
Q_DECLARE_METATYPE(hakgal::Delivery)
