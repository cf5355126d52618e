// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <atomic>
#include <chrono>

namespace hakgal {

/// How a transfer ended. `problem` is English and holds neither address nor password.
struct Sent
{
    bool ok = false;
    bool refused = false; ///< the receiver does not want this very message; trying again is of little use
    QString problem;      ///< empty where `ok`
};

/// Sends over the network with libcurl. Blocks for at most kLimit and ends within about a second once
/// `leaving` is set; any thread. Certificates are always checked, no redirect is followed, and what the
/// receiver answers is read to 64 KiB and forgotten.
class Transfer
{
public:
    static constexpr std::chrono::seconds kLimit{30};

    struct MailServer
    {
        enum class Security : quint8 { StartTls, Tls, None };
        QString server; ///< host:port
        Security security = Security::StartTls;
        QString user; ///< empty: without signing in
        QString password;
    };

    /// `caFile`: certificates to trust in place of the system's; empty: the system's.
    explicit Transfer(const std::atomic<bool> *leaving, QString caFile = {});

    /// POST of JSON; fine where the answer is 200 … 299.
    Sent post(const QString &url, const QByteArray &json) const;
    /// `message`: as Notice::mail() makes it. Addresses are bare ones.
    Sent mail(const MailServer &server, const QString &from, const QStringList &to,
              const QByteArray &message) const;

private:
    const std::atomic<bool> *m_leaving;
    QString m_caFile;
};

} // namespace hakgal
