// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/StatementSet.h"

#include <QHashFunctions>
#include <QRandomGenerator>

#include <algorithm>

namespace hakgal::salvage {

quint64 StatementSet::fingerprint(QByteArrayView statement)
{
    static const std::size_t key = static_cast<std::size_t>(QRandomGenerator::system()->generate64());
    const quint64 print = qHashBits(statement.data(), static_cast<std::size_t>(statement.size()), key);
    return print == 0 ? 1 : print;
}

void StatementSet::grow(std::size_t slots)
{
    std::vector<quint64> old(slots, 0);
    old.swap(m_slots);
    for (const quint64 print : old) {
        if (print != 0)
            m_slots[slot(print)] = print;
    }
}

void StatementSet::reserve(std::size_t count)
{
    std::size_t slots = 1024;
    while (slots * 3 < count * 4)
        slots *= 2;
    grow(slots);
}

std::size_t StatementSet::slot(quint64 print) const
{
    std::size_t at = print & (m_slots.size() - 1);
    while (m_slots[at] != 0 && m_slots[at] != print)
        at = (at + 1) & (m_slots.size() - 1);
    return at;
}

bool StatementSet::contains(QByteArrayView statement) const
{
    return !m_slots.empty() && m_slots[slot(fingerprint(statement))] != 0;
}

bool StatementSet::insert(QByteArrayView statement)
{
    if (m_count * 5 >= m_slots.size() * 4)
        grow(std::max<std::size_t>(1024, m_slots.size() * 2));
    const quint64 print = fingerprint(statement);
    const std::size_t at = slot(print);
    if (m_slots[at] != 0)
        return false;
    m_slots[at] = print;
    ++m_count;
    return true;
}

} // namespace hakgal::salvage
