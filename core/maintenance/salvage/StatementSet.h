// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstddef>
#include <vector>

namespace hakgal::salvage {

/// The set of statements that have a verdict, as 64-bit fingerprints under a key of this process.
class StatementSet
{
public:
    void reserve(std::size_t count);
    bool contains(QByteArrayView statement) const;
    /// False if it was there.
    bool insert(QByteArrayView statement);

private:
    static quint64 fingerprint(QByteArrayView statement);
    std::size_t slot(quint64 print) const;
    void grow(std::size_t slots);
    std::vector<quint64> m_slots;
    std::size_t m_count = 0;
};

} // namespace hakgal::salvage
