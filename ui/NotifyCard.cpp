// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NotifyCard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace hakgal {

NotifyCard::NotifyCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, tr("Notifications: secrets and test"), parent), m_catalogue(catalogue)
{
    setObjectName(QStringLiteral("notifyCard"));
    setCaption(tr("Stored at once in a file that only you can read"));
    body()->setContentsMargins(layout::kMark, 0, 0, 0); // flush with the settings above
    m_webhook = addSecret(tr("Address of the webhook"), tr("Begins with https:// and often holds a token."),
                          "webhookSecret");
    m_password = addSecret(tr("Mail password"), tr("Of the user name above."), "passwordSecret");
    showSecret(m_webhook);
    showSecret(m_password);
    connect(m_webhook.button, &QPushButton::clicked, this,
            [this] { Q_EMIT webhookTyped(m_webhook.line->text().trimmed()); });
    connect(m_password.button, &QPushButton::clicked, this,
            [this] { Q_EMIT passwordTyped(m_password.line->text()); });

    m_error = new QLabel(this);
    m_error->setObjectName(QStringLiteral("secretsError"));
    Theme::style(m_error, TextStyle::Small, Tone::Critical);
    m_error->setWordWrap(true);
    m_error->hide();
    body()->addWidget(m_error);

    auto *row = new QHBoxLayout;
    row->setSpacing(2 * layout::kStep);
    for (const NotifyChannel channel : kNotifyChannels) {
        auto *button = new QPushButton(channel == NotifyChannel::Webhook ? tr("Send a test to the &webhook")
                                                                         : tr("Send a test &mail"),
                                       this);
        button->setObjectName(QLatin1String(channelName(channel)) + QLatin1String("Test"));
        connect(button, &QPushButton::clicked, this, [this, channel] { Q_EMIT testRequested(channel); });
        row->addWidget(button);
    }
    m_hint = new QLabel(tr("A test uses the settings in force. Apply the changes first."), this);
    m_hint->setObjectName(QStringLiteral("notifyHint"));
    Theme::style(m_hint, TextStyle::Small, Tone::Warning);
    m_hint->hide();
    row->addWidget(m_hint, 1);
    row->addStretch(1);
    body()->addSpacing(layout::kStep);
    body()->addLayout(row);

    m_deliveriesText = new QLabel(this);
    m_deliveriesText->setObjectName(QStringLiteral("deliveries"));
    m_deliveriesText->setAccessibleName(tr("What was sent last"));
    Theme::style(m_deliveriesText, TextStyle::Small, Tone::Muted);
    m_deliveriesText->setWordWrap(true);
    m_deliveriesText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    body()->addSpacing(2 * layout::kStep);
    body()->addWidget(m_deliveriesText);
    showDeliveries();
}

NotifyCard::Secret NotifyCard::addSecret(const QString &title, const QString &help, const char *name)
{
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *label = new QLabel(title, this);
    Theme::style(label, TextStyle::Body);
    auto *explanation = new QLabel(help, this);
    Theme::style(explanation, TextStyle::Small, Tone::Muted);
    words->addWidget(label);
    words->addWidget(explanation);

    Secret secret{new QLineEdit(this), new QPushButton(this)};
    secret.line->setObjectName(QLatin1String(name));
    secret.line->setAccessibleName(title);
    secret.line->setEchoMode(QLineEdit::Password);
    secret.line->setMaxLength(4000);
    secret.line->setMinimumWidth(layout::scaled(300));
    secret.button->setObjectName(QLatin1String(name) + QLatin1String("Store"));
    label->setBuddy(secret.line);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 2 * layout::kStep, 0, 2 * layout::kStep);
    row->setSpacing(2 * layout::kStep);
    row->addLayout(words, 1);
    row->addWidget(secret.line);
    row->addWidget(secret.button);
    body()->addLayout(row);
    connect(secret.line, &QLineEdit::textChanged, this, [this] {
        showSecret(m_webhook);
        showSecret(m_password);
    });
    return secret;
}

void NotifyCard::showSecret(const Secret &secret)
{
    if (!secret.line)
        return;
    const bool typed = !secret.line->text().isEmpty();
    secret.line->setPlaceholderText(secret.stored ? tr("Stored; type another one to replace it")
                                                  : tr("None stored"));
    secret.button->setText(secret.stored && !typed ? tr("Remove") : tr("Store"));
    secret.button->setAccessibleName(secret.button->text() + QLatin1String(": ") +
                                     secret.line->accessibleName());
    secret.button->setEnabled(typed || secret.stored);
}

void NotifyCard::setStored(bool webhook, bool password, const std::optional<Error> &error)
{
    m_webhook.stored = webhook;
    m_password.stored = password;
    if (!error) {
        m_webhook.line->clear();
        m_password.line->clear();
    }
    m_error->setText(error ? m_catalogue.error(*error) : QString());
    m_error->setVisible(error.has_value());
    showSecret(m_webhook);
    showSecret(m_password);
}

void NotifyCard::setUnapplied(bool unapplied)
{
    m_hint->setVisible(unapplied);
}

void NotifyCard::addDelivery(const Delivery &delivery)
{
    m_deliveries.push_front(delivery);
    if (m_deliveries.size() > kMostDeliveries)
        m_deliveries.pop_back();
    showDeliveries();
}

QString NotifyCard::worded(const Delivery &delivery) const
{
    const Notice notice(delivery.kind, delivery.alert, {}, {}, delivery.atMs);
    const QString way = delivery.channel == NotifyChannel::Webhook ? tr("webhook") : tr("mail");
    const QString head = QStringLiteral("%1  %2  %3")
                             .arg(m_catalogue.format().time(delivery.atMs), way, notice.title(m_catalogue));
    if (delivery.ok)
        return tr("%1: delivered").arg(head);
    const bool again = delivery.kind != Notice::Kind::Test && !delivery.givenUp;
    return (again ? tr("%1: not delivered (%2), will be tried again") : tr("%1: not delivered (%2)"))
        .arg(head, plainName(delivery.problem));
}

void NotifyCard::showDeliveries()
{
    QStringList lines;
    for (const Delivery &delivery : m_deliveries)
        lines += worded(delivery);
    m_deliveriesText->setText(lines.isEmpty() ? tr("Nothing was sent since this program was started.")
                                              : lines.join(u'\n'));
}

} // namespace hakgal
