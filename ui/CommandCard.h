// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"
#include "ui/Card.h"

#include <vector>

class QGridLayout;
class QPushButton;

namespace hakgal {

class CheckBox;
class NumberBox;

/// The single commands of SQLite, each to be run alone, and how much memory a job may take.
class CommandCard : public Card
{
    Q_OBJECT
public:
    explicit CommandCard(const Theme &theme, QWidget *parent = nullptr);

    /// Why none can be run now; empty: they can.
    void setHindrance(const QString &why);

    /// The options that hold for every job of Optimize.
    QStringList memoryOption() const;

Q_SIGNALS:
    void commandChosen(hakgal::OptimizeStep step, bool backup);

private:
    void addCommand(QGridLayout *grid, OptimizeStep step, const QString &command, const QString &words);

    const Theme &m_theme;
    std::vector<QPushButton *> m_buttons;
    CheckBox *m_backup;
    NumberBox *m_memory;
};

} // namespace hakgal
