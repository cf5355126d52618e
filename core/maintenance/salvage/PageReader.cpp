// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/PageReader.h"

#include <algorithm>
#include <array>
#include <bit>

namespace hakgal::salvage {

namespace {

constexpr std::array kTypes{PageType::TableLeaf, PageType::IndexLeaf, PageType::TableInterior,
                            PageType::IndexInterior};
constexpr int kPointersThatMayBeBad = 2;

bool isType(quint8 byte)
{
    return byte == 2 || byte == 5 || byte == 10 || byte == 13;
}

bool oneBitFromAType(quint8 byte)
{
    return std::any_of(kTypes.begin(), kTypes.end(), [byte](PageType type) {
        return std::popcount(static_cast<unsigned>(byte ^ static_cast<quint8>(type))) == 1;
    });
}

/// The header of a record: sizes of its values add up to the payload.
bool recordAddsUp(Bytes local, quint64 payload)
{
    const Varint headerSize = readVarint(local, 0);
    if (headerSize.size == 0 || headerSize.value > payload || headerSize.value > local.size() ||
        headerSize.value < headerSize.size)
        return false;
    quint64 body = 0;
    std::size_t at = headerSize.size;
    while (at < headerSize.value) {
        const Varint type = readVarint(local.first(headerSize.value), at);
        const quint64 size = type.size == 0 ? kNoSuchType : serialSize(type.value);
        if (size == kNoSuchType || size > payload)
            return false;
        body += size;
        at += type.size;
    }
    return headerSize.value + body == payload && at > headerSize.size;
}

} // namespace

bool PageReader::cellAt(PageType type, Bytes page, quint32 offset, Cell &cell) const
{
    const quint32 usable = m_source->usable();
    const Bytes bytes = page.first(usable);
    cell = {};
    cell.offset = offset;
    quint32 at = offset;
    if (isInterior(type)) {
        if (at + 4 > usable)
            return false;
        cell.child = be32(bytes.data() + at);
        at += 4;
    }
    if (type == PageType::TableInterior) {
        const Varint key = readVarint(bytes, at);
        cell.rowid = static_cast<qint64>(key.value);
        cell.size = at + key.size - offset;
        return key.size != 0;
    }
    const Varint payload = readVarint(bytes, at);
    if (payload.size == 0 || payload.value < 2 || payload.value > 0x7fffffff)
        return false;
    at += payload.size;
    cell.payload = payload.value;
    if (type == PageType::TableLeaf) {
        const Varint rowid = readVarint(bytes, at);
        if (rowid.size == 0)
            return false;
        at += rowid.size;
        cell.rowid = static_cast<qint64>(rowid.value);
    }
    const quint64 least = (static_cast<quint64>(usable) - 12) * 32 / 255 - 23;
    const quint64 most =
        type == PageType::TableLeaf ? usable - 35 : (static_cast<quint64>(usable) - 12) * 64 / 255 - 23;
    quint64 local = cell.payload;
    if (cell.payload > most) {
        const quint64 fitting = least + (cell.payload - least) % (usable - 4);
        local = fitting <= most ? fitting : least;
    }
    const quint64 end = at + local + (local < cell.payload ? 4 : 0);
    if (end > usable)
        return false;
    cell.body = at;
    cell.local = static_cast<quint32>(local);
    if (local < cell.payload) {
        cell.overflow = be32(bytes.data() + at + local);
        if (cell.overflow == 0 || cell.overflow > m_source->pageCount() ||
            (cell.payload - local) / (usable - 4) >= m_source->pageCount())
            return false;
    }
    // SQLite gives no cell less than four bytes.
    cell.size = std::max<quint32>(4, static_cast<quint32>(end) - offset);
    return offset + cell.size <= usable && recordAddsUp(bytes.subspan(at, local), cell.payload);
}

quint32 PageReader::endOfCells(Bytes page, quint32 headerAt)
{
    const quint8 *head = page.data() + headerAt;
    if (!isType(head[0]))
        return 0;
    const auto type = static_cast<PageType>(head[0]);
    const quint32 pointers = headerAt + (isInterior(type) ? 12 : 8);
    const quint32 count = be16(head + 3);
    const quint32 start = be16(head + 5) == 0 ? 65536 : be16(head + 5);
    if (count == 0 || start > page.size() || pointers + 2 * count > start)
        return 0;
    quint32 end = 0;
    for (quint32 i = 0; i < count; ++i) {
        const quint32 offset = be16(page.data() + pointers + 2 * i);
        if (offset < start || offset + 4 > page.size())
            return 0;
        // The size without the overflow rules, which need the page size we are about to find.
        std::size_t at = offset + (isInterior(type) ? 4U : 0U);
        const Varint first = readVarint(page, at);
        at += first.size;
        quint64 size = 0;
        if (type != PageType::TableInterior)
            size = first.value;
        if (type == PageType::TableLeaf)
            at += readVarint(page, at).size;
        if (first.size == 0 || size > page.size())
            continue;
        const quint64 cellEnd = std::max<quint64>(at + size, offset + 4);
        if (cellEnd <= page.size())
            end = std::max(end, static_cast<quint32>(cellEnd));
    }
    return end;
}

void PageReader::read(quint32 number, Page &page)
{
    page.number = number;
    page.type = PageType::None;
    page.perfect = false;
    page.rightChild = 0;
    page.cells.clear();
    const Bytes whole = m_source->page(number);
    if (whole.empty() || number == m_source->lockPage())
        return;
    const Bytes bytes = whole.first(m_source->usable());
    const quint32 header = PageSource::headerAt(number);
    const quint8 told = bytes[header];
    if (isType(told) && take(bytes, header, static_cast<PageType>(told), page))
        return;
    if (!isType(told) && !oneBitFromAType(told))
        return;
    // The type may have a wrong bit: another type must explain every byte, or where the type told is none at
    // all, most of the cells.
    PageType best = isType(told) ? static_cast<PageType>(told) : PageType::None;
    std::size_t most = 0;
    for (const PageType type : kTypes) {
        if (std::popcount(static_cast<unsigned>(told ^ static_cast<quint8>(type))) != 1)
            continue;
        if (take(bytes, header, type, page) && !page.cells.empty())
            return;
        const std::size_t count = be16(bytes.data() + header + 3);
        if (!isType(told) && count > 0 && page.cells.size() > most && page.cells.size() * 4 >= count * 3) {
            most = page.cells.size();
            best = type;
        }
    }
    page.type = PageType::None;
    page.cells.clear();
    if (best != PageType::None)
        take(bytes, header, best, page);
}

/// Collects the free blocks; false where their chain is broken.
bool PageReader::freeBlocks(Bytes bytes, quint32 first, quint32 contentStart)
{
    quint32 block = first;
    quint32 end = contentStart;
    while (block != 0) {
        if (block < end || block + 4 > bytes.size())
            return false;
        const quint32 next = be16(bytes.data() + block);
        const quint32 size = be16(bytes.data() + block + 2);
        if (size < 4 || block + size > bytes.size())
            return false;
        m_stretches.push_back({block, block + size, -1});
        end = block + size;
        block = next;
    }
    return true;
}

/// Takes the page apart as `type`. Returns true where it is perfect.
bool PageReader::take(Bytes bytes, quint32 headerAt, PageType type, Page &page)
{
    page.type = type;
    page.perfect = false;
    page.cells.clear();
    m_stretches.clear();
    const quint8 *head = bytes.data() + headerAt;
    const auto usable = static_cast<quint32>(bytes.size());
    const quint32 pointers = headerAt + (isInterior(type) ? 12 : 8);
    const quint32 count = be16(head + 3);
    const quint32 start = be16(head + 5) == 0 ? 65536 : be16(head + 5);
    const quint32 fragments = head[7];
    page.rightChild = isInterior(type) ? be32(head + 8) : 0;

    bool headRight = start <= usable && pointers + 2 * count <= start;
    const bool blocksRight = freeBlocks(bytes, be16(head + 1), headRight ? start : pointers);
    if (!blocksRight)
        m_stretches.clear();
    const quint32 pointersThatFit = std::min(count, (usable - pointers) / 2);
    quint32 bad = count - pointersThatFit;
    for (quint32 i = 0; i < pointersThatFit; ++i) {
        const quint32 offset = be16(bytes.data() + pointers + 2 * i);
        Cell cell;
        if (offset < pointers || offset >= usable || !cellAt(type, bytes, offset, cell)) {
            ++bad;
            continue;
        }
        if (headRight && offset < start)
            cell.state = Cell::State::Weak;
        m_stretches.push_back({offset, offset + cell.size, static_cast<int>(page.cells.size())});
        page.cells.push_back(cell);
    }

    std::sort(m_stretches.begin(), m_stretches.end(), [](const Stretch &a, const Stretch &b) {
        return a.from != b.from ? a.from < b.from : a.to < b.to;
    });
    bool overlaps = false;
    quint32 unused = 0;
    quint32 reached = start;
    std::size_t last = 0; ///< the stretch that reaches furthest so far
    for (std::size_t i = 0; i < m_stretches.size(); ++i) {
        const Stretch &now = m_stretches[i];
        if (i > 0 && now.from < m_stretches[last].to) {
            overlaps = true;
            for (const Stretch &each : {now, m_stretches[last]}) {
                if (each.cell >= 0)
                    page.cells[static_cast<std::size_t>(each.cell)].state = Cell::State::Weak;
            }
        } else if (now.from > reached) {
            unused += now.from - reached;
        }
        reached = std::max(reached, now.to);
        if (now.to > m_stretches[last].to)
            last = i;
    }
    if (reached < usable)
        unused += usable - reached;
    const bool startRight = headRight && (m_stretches.empty() || m_stretches.front().from == start);
    const bool addsUp =
        headRight && blocksRight && bad == 0 && !overlaps && unused == fragments && startRight;
    checkOrder(page);
    page.perfect = addsUp && std::all_of(page.cells.begin(), page.cells.end(),
                                         [](const Cell &cell) { return cell.good(); });
    if (page.perfect)
        return true;
    // A broken chain of free blocks does no harm where there is no room for any.
    headRight = headRight && (blocksRight || unused == fragments) && bad <= kPointersThatMayBeBad &&
                (startRight || bad > 0 || overlaps);
    if (!headRight) {
        for (Cell &cell : page.cells)
            cell.state = Cell::State::Weak;
    }
    if (isLeaf(type) || type == PageType::IndexInterior)
        findLostCells(bytes, type, start <= usable ? start : pointers, page);
    return false;
}

/// Cells whose pointer was lost lie where there is neither a cell nor a free block.
void PageReader::findLostCells(Bytes bytes, PageType type, quint32 contentStart, Page &page)
{
    quint32 from = contentStart;
    const std::size_t known = m_stretches.size();
    for (std::size_t i = 0; i <= known; ++i) {
        const quint32 to = i < known ? m_stretches[i].from : static_cast<quint32>(bytes.size());
        quint32 at = from;
        Cell cell;
        while (at + 4 < to && cellAt(type, bytes, at, cell) && at + cell.size <= to) {
            cell.state = Cell::State::Weak;
            page.cells.push_back(cell);
            at += cell.size;
        }
        if (i < known)
            from = std::max(from, m_stretches[i].to);
    }
}

/// Rowids of a table page ascend; the fewest cells that break this are Weak (all but a longest ascending
/// sequence).
void PageReader::checkOrder(Page &page)
{
    if (!isTable(page.type))
        return;
    auto &cells = page.cells;
    const bool ascends = std::adjacent_find(cells.begin(), cells.end(), [](const Cell &a, const Cell &b) {
                             return a.rowid >= b.rowid;
                         }) == cells.end();
    if (ascends)
        return;
    constexpr std::size_t kNone = ~std::size_t(0);
    m_piles.clear();
    m_before.assign(cells.size(), kNone);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto pile =
            std::lower_bound(m_piles.begin(), m_piles.end(), cells[i].rowid,
                             [&](std::size_t top, qint64 rowid) { return cells[top].rowid < rowid; });
        if (pile != m_piles.begin())
            m_before[i] = *(pile - 1);
        if (pile == m_piles.end())
            m_piles.push_back(i);
        else
            *pile = i;
    }
    std::vector<bool> ordered(cells.size(), false);
    for (std::size_t i = m_piles.back(); i != kNone; i = m_before[i])
        ordered[i] = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!ordered[i])
            cells[i].state = Cell::State::Weak;
    }
}

} // namespace hakgal::salvage
