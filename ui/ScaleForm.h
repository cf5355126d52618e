// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/scale/ScaleTest.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"

class QAbstractButton;
class QLabel;

namespace hakgal {

class CheckBox;
class NumberBox;

/// What a scale test shall do, and what it will need. Value-driven. GUI thread.
class ScaleForm : public Card
{
    Q_OBJECT
public:
    ScaleForm(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// As chosen; the page cache is the settings' business.
    ScaleOptions options() const;
    bool synthetic() const;
    /// The same for hakgalctl.
    QStringList arguments() const;

    /// Whether there is a base to grow from; without one facts are made up.
    void setBase(bool there);
    /// Chooses a round number well beyond what the base holds, where the one chosen is not beyond it.
    void suggestFor(qint64 ownFacts);
    /// What the answer said it will take, or why it cannot run; nullopt and empty: not known yet.
    void showNeeds(const std::optional<ScaleNeeds> &needs, const QString &why);
    void setLocked(bool locked);

Q_SIGNALS:
    void changed();

private:
    QWidget *makeNumbers();
    QWidget *makePatterns();

    const Theme &m_theme;
    Catalogue m_catalogue;
    NumberBox *m_facts;
    NumberBox *m_seconds;
    NumberBox *m_seed;
    CheckBox *m_synthetic;
    std::vector<std::pair<ScalePattern, CheckBox *>> m_patterns;
    std::vector<QWidget *> m_editors;
    QLabel *m_needs;
    bool m_base = false;
};

} // namespace hakgal
