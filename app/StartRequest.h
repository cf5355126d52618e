// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <optional>

namespace hakgal {

/// What a second start hands over to the window that is open already. A value; one line of JSON on the way.
struct StartRequest
{
    QString file;       ///< the knowledge base, absolute; empty: the one that is open, if any
    QString page;       ///< as `hakgal --page`; empty: the one that is shown
    QString activation; ///< the desktop's leave to come to the front (XDG activation token); empty: none

    static constexpr qsizetype kMostBytes = 16 * 1024;

    /// Ends with a line break.
    QByteArray toLine() const;
    /// Nothing where the line is too long, no such object, or holds what none of ours sends: a relative path,
    /// control characters, a page or token that is none.
    static std::optional<StartRequest> fromLine(const QByteArray &line);

    bool operator==(const StartRequest &) const = default;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::StartRequest)
