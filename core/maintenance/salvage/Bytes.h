// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <cstring>
#include <span>

namespace hakgal::salvage {

using Bytes = std::span<const quint8>;

inline quint32 be16(const quint8 *p)
{
    return (quint32(p[0]) << 8) | p[1];
}

inline quint32 be32(const quint8 *p)
{
    return (quint32(p[0]) << 24) | (quint32(p[1]) << 16) | (quint32(p[2]) << 8) | p[3];
}

/// SQLite's variable-length integer: seven bits a byte, the ninth byte whole.
struct Varint
{
    quint64 value = 0;
    quint32 size = 0; ///< bytes read; 0: it runs past the end
};

inline Varint readVarint(Bytes bytes, std::size_t at)
{
    quint64 value = 0;
    for (quint32 i = 0; i < 9; ++i) {
        if (at + i >= bytes.size())
            return {};
        const quint8 byte = bytes[at + i];
        if (i == 8)
            return {(value << 8) | byte, 9};
        value = (value << 7) | (byte & 0x7fU);
        if ((byte & 0x80U) == 0)
            return {value, i + 1};
    }
    return {};
}

/// Bytes a value of this serial type takes in the body of a record; types 10 and 11 do not occur in files.
constexpr quint64 kNoSuchType = ~quint64(0);
inline quint64 serialSize(quint64 type)
{
    constexpr quint8 kFixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < 10)
        return kFixed[type];
    return type < 12 ? kNoSuchType : (type - 12) / 2;
}

inline bool equal(Bytes a, Bytes b)
{
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

/// Order of SQLite's BINARY collation.
inline int compare(Bytes a, Bytes b)
{
    const std::size_t common = a.size() < b.size() ? a.size() : b.size();
    const int order = common == 0 ? 0 : std::memcmp(a.data(), b.data(), common);
    if (order != 0)
        return order;
    return a.size() == b.size() ? 0 : (a.size() < b.size() ? -1 : 1);
}

} // namespace hakgal::salvage
