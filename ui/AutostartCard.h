// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Autostart.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"

#include <optional>

class QLabel;
class QPushButton;

namespace hakgal {

class CheckBox;

/// Whether the desktop starts this program at sign-in. Holds at once, for it is the desktop's setting and not
/// one of ours; who has the answer shows it here. GUI thread.
class AutostartCard : public Card
{
    Q_OBJECT
public:
    AutostartCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// What the desktop has, and why it could not be changed.
    void showState(autostart::State state, const std::optional<Error> &error);

Q_SIGNALS:
    /// Switched here.
    void switched(bool on);

private:
    Catalogue m_catalogue;
    CheckBox *m_box;
    QLabel *m_note;
    QPushButton *m_renew;
};

} // namespace hakgal
