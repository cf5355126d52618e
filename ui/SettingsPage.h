// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/Result.h"
#include "core/text/Catalogue.h"
#include "ui/Page.h"

#include <vector>

class QLabel;
class QPushButton;

namespace hakgal {

class AutostartCard;
class Card;
class NotifyCard;
class PageHeader;
class SettingsForm;
class Theme;

/// Every setting, checked while it is typed; nothing is in force before Apply. GUI thread.
class SettingsPage : public Page
{
    Q_OBJECT
public:
    SettingsPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// What is in force. Fields that were changed and not applied keep what was typed.
    void applySettings(const Settings &settings) override;
    /// Where the settings are kept, for the caption.
    void setFile(const QString &path);
    /// What is wrong with the file or with saving it; empty: nothing.
    void setFileErrors(const std::vector<Error> &errors);

    /// Secrets, tests and what was sent last; connected where the programs are composed.
    NotifyCard *notifications() const { return m_notifications; }
    /// Likewise.
    AutostartCard *autostart() const { return m_autostart; }

    bool hasUnapplied() const;
    /// Before the page is left or the window closed: asks about unapplied changes. False: stay.
    bool confirmLeave() override;

Q_SIGNALS:
    /// Apply was pressed; the settings are valid.
    void settingsChanged(const hakgal::Settings &settings);

private:
    void apply();
    void revert();
    void restoreDefaults();
    void showState();

    Catalogue m_catalogue;
    QString m_file;
    PageHeader *m_header;
    Card *m_problems;
    QLabel *m_problemText;
    SettingsForm *m_form;
    AutostartCard *m_autostart;
    NotifyCard *m_notifications;
    QPushButton *m_apply;
    QPushButton *m_revert;
    QPushButton *m_defaults;
};

} // namespace hakgal
