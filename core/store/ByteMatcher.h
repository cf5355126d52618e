// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace hakgal {

/// Looks for a text in UTF-8 bytes without regard to the case of A–Z, as SQLite's LIKE does, but without
/// copies: a million statements take some tens of milliseconds. (Horspool's way: the byte under the end of
/// the needle tells how far it may move.) Equal to FactPattern's contains-search for valid UTF-8. Immutable;
/// any thread.
class ByteMatcher
{
public:
    explicit ByteMatcher(const QByteArray &utf8);

    /// An empty needle is in every text.
    bool isIn(QByteArrayView text) const;

private:
    QByteArray m_needle; ///< folded
    std::array<qsizetype, 256> m_shift{};
};

} // namespace hakgal
