// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SettingsForm that is about notifications.
#include "ui/Card.h"
#include "ui/ComboBox.h"
#include "ui/SettingsFormRows.h"

#include <QEvent>
#include <QLineEdit>

namespace hakgal {

void SettingsForm::addChoice(Card *card, const char *key, QString Settings::*member, const QString &title,
                             const QString &help, const std::vector<std::pair<QString, QString>> &words)
{
    const Row row = addRow(card, title, help);
    auto *box = new ComboBox(m_theme, card);
    for (const auto &[word, label] : words)
        box->addItem(label, word);
    box->setAccessibleName(title);
    box->setMinimumHeight(layout::kControl - 2);
    box->setMinimumWidth(layout::scaled(224));
    box->setFocusPolicy(Qt::StrongFocus);
    box->installEventFilter(this);
    row.editors->addWidget(box);
    addField<QString>(
        row, key, member, box, [box] { return box->currentData().toString(); },
        [box](const QString &word) { box->setCurrentIndex(box->findData(word)); });
    connect(box, &QComboBox::currentIndexChanged, this, &SettingsForm::check);
}

bool SettingsForm::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void SettingsForm::addText(Card *card, const char *key, QString Settings::*member, const QString &title,
                           const QString &help, const QString &example)
{
    const Row row = addRow(card, title, help);
    QLineEdit *line = addLine(row, key, title);
    line->setPlaceholderText(example);
    addField<QString>(
        row, key, member, line, [line] { return line->text().trimmed(); },
        [line](const QString &text) { line->setText(text); });
}

void SettingsForm::addNotifications()
{
    Card *card = addCard(tr("Notifications"));
    const std::vector<std::pair<QString, QString>> severities{
        {QStringLiteral("off"), tr("Off")},
        {QStringLiteral("info"), tr("Everything")},
        {QStringLiteral("warning"), tr("Warnings and critical")},
        {QStringLiteral("critical"), tr("Critical only")},
    };
    addChoice(card, "notify/desktop", &Settings::notifyDesktop, tr("On this desktop"),
              tr("A message on the screen when an alert is raised and when it is over."), severities);
    addChoice(card, "notify/webhook", &Settings::notifyWebhook, tr("By webhook"),
              tr("A POST to the address below, once when an alert is raised and once when it is over."),
              severities);
    addChoice(card, "notify/webhook_form", &Settings::notifyWebhookForm, tr("Form of the webhook"),
              tr("JSON with all figures, or the words that Slack and its kind understand."),
              {{QStringLiteral("json"), tr("JSON")}, {QStringLiteral("slack"), tr("Slack")}});
    addChoice(card, "notify/mail", &Settings::notifyMail, tr("By mail"), tr("The same as a mail."),
              severities);
    addText(card, "notify/mail_server", &Settings::notifyMailServer, tr("Mail server"),
            tr("Host and port that mail is handed in at."), QStringLiteral("smtp.example.org:587"));
    addChoice(card, "notify/mail_security", &Settings::notifyMailSecurity,
              tr("Encryption to the mail server"), tr("Without it only to a server on this computer."),
              {{QStringLiteral("starttls"), tr("STARTTLS")},
               {QStringLiteral("tls"), tr("TLS from the start")},
               {QStringLiteral("none"), tr("None")}});
    addText(card, "notify/mail_user", &Settings::notifyMailUser, tr("User name"),
            tr("Empty: without signing in. The password is stored below."));
    addText(card, "notify/mail_from", &Settings::notifyMailFrom, tr("Sender"), tr("One address."),
            QStringLiteral("hakgal@example.org"));
    addList(card, "notify/mail_to", &Settings::notifyMailTo, tr("Receivers"),
            tr("Addresses, separated by commas."));
    addPath(card, "notify/ca_file", &Settings::notifyCaFile, tr("Certificates to trust"),
            tr("PEM file, for servers with a certificate of your own. Empty: those of the system."));
    addPath(card, "notify/secrets_file", &Settings::notifySecretsFile, tr("File of the secrets"),
            tr("Readable by its owner only. Empty: the file \"secrets\" beside the settings file."));
}

} // namespace hakgal
