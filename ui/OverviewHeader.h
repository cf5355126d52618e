// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"
#include "ui/OverviewText.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace hakgal {

class SegmentedControl;
class StatusPill;
class Theme;

/// First line of the overview: file name, status, uptime; at the right the time window and what can be done.
class OverviewHeader : public QWidget
{
    Q_OBJECT
public:
    OverviewHeader(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void showSnapshot(const Snapshot &snapshot, const OverviewText &text);
    void setWindowSeconds(int seconds);

Q_SIGNALS:
    void pageRequested(const QString &id);
    void windowChosen(int seconds);
    void reasonChosen(const hakgal::StatusReason &reason);

private:
    QLabel *m_title;
    StatusPill *m_pill;
    QLabel *m_headline;
    SegmentedControl *m_window;
    QPushButton *m_repair;
    QPushButton *m_optimize;
};

} // namespace hakgal
