// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Record.h"

#include <bit>

namespace hakgal::salvage {

namespace {

quint64 bigEndian(Bytes bytes)
{
    quint64 value = 0;
    for (const quint8 byte : bytes)
        value = (value << 8) | byte;
    return value;
}

} // namespace

bool Value::operator==(const Value &other) const
{
    if (type != other.type)
        return false;
    switch (type) {
    case Null:
        return true;
    case Integer:
        return integer == other.integer;
    case Real:
        return std::bit_cast<quint64>(real) == std::bit_cast<quint64>(other.real);
    case Text:
    case Blob:
        return equal(bytes, other.bytes);
    }
    return false;
}

bool Record::load(quint32 page, const Cell &cell)
{
    m_columns.clear();
    m_chain.clear();
    const Bytes bytes = m_source->page(page);
    if (bytes.empty() || cell.body + static_cast<std::size_t>(cell.local) > bytes.size())
        return false;
    const Bytes local = bytes.subspan(cell.body, cell.local);
    m_bytes = local;
    if (cell.overflow != 0) {
        if (cell.payload > kLongestPayload)
            return false;
        const quint32 room = m_source->usable() - 4;
        // The chain first: its pages must be there, and end just where the payload does.
        quint64 left = cell.payload - cell.local;
        for (quint32 next = cell.overflow; next != 0;) {
            const Bytes more = m_source->page(next);
            if (more.empty() || left == 0 || next == page || m_stepsLeft == 0)
                return false;
            --m_stepsLeft;
            m_chain.push_back(next);
            left -= std::min<quint64>(left, room);
            next = be32(more.data());
        }
        if (left != 0)
            return false;
        m_assembled.assign(local.begin(), local.end());
        m_assembled.reserve(cell.payload);
        for (const quint32 next : m_chain) {
            const auto take = std::min<quint64>(cell.payload - m_assembled.size(), room);
            const Bytes more = m_source->page(next).subspan(4, take);
            m_assembled.insert(m_assembled.end(), more.begin(), more.end());
        }
        m_bytes = m_assembled;
    }
    const Varint headerSize = readVarint(m_bytes, 0);
    if (headerSize.size == 0 || headerSize.value > m_bytes.size())
        return false;
    std::size_t at = headerSize.size;
    quint64 offset = headerSize.value;
    while (at < headerSize.value) {
        const Varint type = readVarint(m_bytes.first(headerSize.value), at);
        const quint64 size = type.size == 0 ? kNoSuchType : serialSize(type.value);
        if (size == kNoSuchType || offset + size > m_bytes.size())
            return false;
        m_columns.push_back({type.value, static_cast<std::size_t>(offset)});
        offset += size;
        at += type.size;
    }
    return offset == m_bytes.size();
}

Value Record::column(int index) const
{
    Value value;
    if (index < 0 || index >= columns())
        return value;
    const Column &column = m_columns[static_cast<std::size_t>(index)];
    const Bytes bytes = m_bytes.subspan(column.offset, serialSize(column.type));
    switch (column.type) {
    case 0:
        return value;
    case 7:
        value.type = Value::Real;
        value.real = std::bit_cast<double>(bigEndian(bytes));
        return value;
    case 8:
    case 9:
        value.type = Value::Integer;
        value.integer = column.type == 9 ? 1 : 0;
        return value;
    default:
        break;
    }
    if (column.type < 7) {
        value.type = Value::Integer;
        quint64 bits = bigEndian(bytes);
        const auto width = bytes.size() * 8;
        if (width < 64 && (bits >> (width - 1)) != 0)
            bits |= ~quint64(0) << width;
        value.integer = static_cast<qint64>(bits);
        return value;
    }
    value.type = (column.type & 1U) != 0 ? Value::Text : Value::Blob;
    value.bytes = bytes;
    return value;
}

QByteArray Record::sortKey(const std::vector<int> &columns) const
{
    QByteArray key;
    for (const int index : columns) {
        const Value value = column(index);
        switch (value.type) {
        case Value::Null:
            key += '\1';
            break;
        case Value::Integer:
        case Value::Real: {
            // Numbers sort as reals here: near enough to find a page.
            const double number = value.type == Value::Real ? value.real : static_cast<double>(value.integer);
            const auto bits = std::bit_cast<quint64>(number);
            const quint64 ordered = (bits >> 63) != 0 ? ~bits : bits | (quint64(1) << 63);
            key += '\2';
            for (int shift = 56; shift >= 0; shift -= 8)
                key += static_cast<char>(ordered >> shift);
            break;
        }
        case Value::Text:
        case Value::Blob:
            key += value.type == Value::Text ? '\3' : '\4';
            key.append(reinterpret_cast<const char *>(value.bytes.data()),
                       static_cast<qsizetype>(value.bytes.size()));
            key += '\0';
            break;
        }
    }
    return key;
}

} // namespace hakgal::salvage
