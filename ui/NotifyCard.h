// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notify/Notifier.h"
#include "ui/Card.h"

#include <QString>

#include <deque>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace hakgal {

/// The secrets of the notifications, a test of each way, and what was sent last. A secret that is stored is
/// never shown: it can be replaced or removed. GUI thread.
class NotifyCard : public Card
{
    Q_OBJECT
public:
    static constexpr std::size_t kMostDeliveries = 8;

    NotifyCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// Which secrets are stored, or why they cannot be read.
    void setStored(bool webhook, bool password, const std::optional<Error> &error);
    /// Something was tried; the answer to testRequested() is one of these.
    void addDelivery(const Delivery &delivery);
    /// A test uses what is in force: while there are changes not applied, that is said.
    void setUnapplied(bool unapplied);

Q_SIGNALS:
    /// Store this in place of what is stored; an empty text removes it.
    void webhookTyped(const QString &url);
    void passwordTyped(const QString &password);
    void testRequested(hakgal::NotifyChannel channel);

private:
    struct Secret
    {
        QLineEdit *line;
        QPushButton *button;
        bool stored = false;
    };
    Secret addSecret(const QString &title, const QString &help, const char *name);
    void showSecret(const Secret &secret);
    void showDeliveries();
    QString worded(const Delivery &delivery) const;

    Catalogue m_catalogue;
    Secret m_webhook;
    Secret m_password;
    QLabel *m_error;
    QLabel *m_hint;
    QLabel *m_deliveriesText;
    std::deque<Delivery> m_deliveries; ///< newest first
};

} // namespace hakgal
