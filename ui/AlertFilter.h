// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "ui/WordFilter.h"

#include <optional>

namespace hakgal {

/// Which rows of an AlertTableModel are shown, and in which order.
class AlertFilter : public WordFilter
{
    Q_OBJECT
public:
    struct Wanted
    {
        qint64 sinceMs = 0; ///< incidents that were firing at or after this moment
        bool firingOnly = false;
        std::optional<Severity> atLeast;
        QString text; ///< every word of it must occur, in any case
        /// Whether it asks for more than a time.
        bool narrow() const { return firingOnly || atLeast || !text.isEmpty(); }
        bool operator==(const Wanted &) const = default;
    };

    explicit AlertFilter(QObject *parent = nullptr);

    void setWanted(const Wanted &wanted);
    const Wanted &wanted() const { return m_wanted; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    Wanted m_wanted;
};

} // namespace hakgal
