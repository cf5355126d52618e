// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QString>

class QWidget;

namespace hakgal {

/// What assistive tools read of a widget that paints its figures itself. They ask for the words when they
/// want them, so these are always those of the moment; only a change of state is announced, since a new
/// figure each second would drown everything else that is said. The name is the widget's accessibleName().
/// GUI thread.
class Spoken
{
public:
    Spoken(const Spoken &) = delete;
    Spoken &operator=(const Spoken &) = delete;

    virtual QAccessible::Role spokenRole() const = 0;
    /// The figure alone, as it is shown; may be empty.
    virtual QString spokenValue() const { return {}; }
    /// Latest value, limit and state, in sentences.
    virtual QString spokenDescription() const = 0;

protected:
    Spoken();
    ~Spoken() = default;

    /// The state is another one (not only the figure).
    static void announce(QWidget *self);
};

} // namespace hakgal
