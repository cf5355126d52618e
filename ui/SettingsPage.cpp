// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SettingsPage.h"

#include "ui/AutostartCard.h"
#include "ui/Card.h"
#include "ui/NotifyCard.h"
#include "ui/PageHeader.h"
#include "ui/PageScroll.h"
#include "ui/SettingsForm.h"

#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace hakgal {

SettingsPage::SettingsPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Page(parent), m_catalogue(catalogue), m_header(new PageHeader(tr("Settings"), this))
{
    setObjectName(QStringLiteral("settingsPage"));
    auto *scroll = new PageScroll(this);
    scroll->setObjectName(QStringLiteral("settingsScroll"));
    QWidget *contents = scroll->widget();
    QVBoxLayout *cards = scroll->column();
    m_problems = new Card(theme, tr("The settings file needs attention"), contents);
    m_problems->setObjectName(QStringLiteral("settingsProblems"));
    m_problemText = new QLabel(m_problems);
    Theme::style(m_problemText, TextStyle::Body, Tone::Critical);
    m_problemText->setObjectName(QStringLiteral("settingsProblemText"));
    m_problemText->setWordWrap(true);
    m_problemText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problems->body()->addWidget(m_problemText);
    m_problems->hide();
    cards->addWidget(m_problems);
    m_form = new SettingsForm(theme, contents, cards);
    m_notifications = new NotifyCard(theme, catalogue, contents);
    cards->addWidget(m_notifications);
    m_autostart = new AutostartCard(theme, catalogue, contents);
    cards->addWidget(m_autostart);
    cards->addStretch(1);

    auto *head = new QVBoxLayout;
    head->setContentsMargins(layout::kMargin, 16, layout::kMargin, layout::kGap);
    head->addWidget(m_header);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(scroll, 1);

    m_defaults = new QPushButton(tr("Restore &defaults"), this);
    m_revert = new QPushButton(tr("&Revert"), this);
    m_apply = new QPushButton(tr("&Apply"), this);
    m_apply->setObjectName(QStringLiteral("applySettings"));
    m_apply->setProperty("accent", true);
    m_revert->setObjectName(QStringLiteral("revertSettings"));
    m_revert->setToolTip(Theme::toolTip(tr("Puts back what is in force.")));
    m_defaults->setObjectName(QStringLiteral("restoreDefaults"));
    m_defaults->setToolTip(Theme::toolTip(
        tr("Fills in the defaults of everything but the database file. Nothing is in force before Apply.")));
    m_header->addAction(m_defaults);
    m_header->addAction(m_revert);
    m_header->addAction(m_apply);

    connect(m_form, &SettingsForm::changed, this, &SettingsPage::showState);
    connect(m_apply, &QPushButton::clicked, this, &SettingsPage::apply);
    connect(m_revert, &QPushButton::clicked, this, &SettingsPage::revert);
    connect(m_defaults, &QPushButton::clicked, this, &SettingsPage::restoreDefaults);
    showState();
}

void SettingsPage::applySettings(const Settings &settings)
{
    m_form->setInForce(settings);
}

void SettingsPage::setFile(const QString &path)
{
    m_file = path;
    showState();
}

void SettingsPage::setFileErrors(const std::vector<Error> &errors)
{
    QStringList sentences;
    for (const Error &error : errors)
        sentences << m_catalogue.error(error);
    m_problemText->setText(sentences.join(QLatin1Char('\n')));
    m_problems->setVisible(!errors.empty());
}

bool SettingsPage::hasUnapplied() const
{
    return m_form->edited() > 0;
}

void SettingsPage::apply()
{
    if (!hasUnapplied() || !m_form->valid())
        return;
    const Settings settings = m_form->typed();
    m_form->setInForce(settings);
    Q_EMIT settingsChanged(settings);
}

void SettingsPage::revert()
{
    m_form->fill(m_form->inForce());
}

void SettingsPage::restoreDefaults()
{
    Settings defaults;
    defaults.databasePath = m_form->typed().databasePath; // a choice, not a default
    m_form->fill(defaults);
}

void SettingsPage::showState()
{
    const int edited = m_form->edited();
    m_apply->setEnabled(edited > 0 && m_form->valid());
    m_revert->setEnabled(edited > 0);
    m_notifications->setUnapplied(edited > 0);
    if (!m_form->valid())
        m_header->setCaption(tr("Something is not right yet; see the message beside the field."));
    else if (edited > 0)
        m_header->setCaption(tr("%n change(s) not applied yet", nullptr, edited));
    else
        m_header->setCaption(m_file.isEmpty() ? QString()
                                              : tr("kept in %1").arg(QDir::toNativeSeparators(m_file)));
}

bool SettingsPage::confirmLeave()
{
    if (!hasUnapplied())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Settings"),
                    tr("%n change(s) of the settings are not applied yet.", nullptr, m_form->edited()),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("unappliedSettings"));
    box.setTextFormat(Qt::PlainText);
    QPushButton *applyButton = box.addButton(tr("&Apply"), QMessageBox::AcceptRole);
    applyButton->setObjectName(QStringLiteral("applyAndLeave"));
    applyButton->setEnabled(m_form->valid());
    QPushButton *discard = box.addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("discardAndLeave"));
    QPushButton *stay = box.addButton(tr("&Stay here"), QMessageBox::RejectRole);
    stay->setObjectName(QStringLiteral("stay"));
    box.setDefaultButton(m_form->valid() ? applyButton : stay);
    box.setEscapeButton(stay);
    box.exec();
    if (box.clickedButton() == applyButton) {
        apply();
        return true;
    }
    if (box.clickedButton() != discard)
        return false;
    revert();
    return true;
}

} // namespace hakgal
