// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AutostartCard.h"

#include "ui/CheckBox.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hakgal {

AutostartCard::AutostartCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, tr("Start with the desktop"), parent),
      m_catalogue(catalogue),
      m_box(new CheckBox(theme, tr("&Start in the tray when I sign in"), this)),
      m_note(new QLabel(this)),
      m_renew(new QPushButton(tr("&Use this copy"), this))
{
    setObjectName(QStringLiteral("autostartCard"));
    setCaption(tr("Kept by the desktop, in force at once"));
    m_box->setObjectName(QStringLiteral("autostart"));
    m_note->setObjectName(QStringLiteral("autostartNote"));
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_renew->setObjectName(QStringLiteral("autostartRenew"));
    m_renew->hide();

    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 2 * layout::kStep, 0, layout::kStep);
    row->setSpacing(2 * layout::kStep);
    row->addWidget(m_box);
    row->addStretch(1);
    row->addWidget(m_renew);
    body()->addLayout(row);
    body()->addWidget(m_note);
    connect(m_box, &QCheckBox::clicked, this, &AutostartCard::switched);
    connect(m_renew, &QPushButton::clicked, this, [this] { Q_EMIT switched(true); });
    showState(autostart::State::Off, std::nullopt);
}

void AutostartCard::showState(autostart::State state, const std::optional<Error> &error)
{
    m_box->setChecked(state != autostart::State::Off);
    m_renew->setVisible(state == autostart::State::Outdated);
    QString words = tr("The last knowledge base is watched from then on. Kept in %1.")
                        .arg(QDir::toNativeSeparators(autostart::place()));
    Tone tone = Tone::Muted;
    if (error) {
        words = m_catalogue.error(*error);
        tone = Tone::Critical;
    } else if (state == autostart::State::Outdated) {
        words = tr("Another copy of this program, or one with other options, is started.");
        tone = Tone::Warning;
    }
    Theme::style(m_note, TextStyle::Small, tone);
    m_note->setText(words);
}

} // namespace hakgal
