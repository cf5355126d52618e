// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/PageSource.h"

#include "core/maintenance/salvage/PageReader.h"
#include "core/maintenance/salvage/Record.h"

#include <algorithm>
#include <array>
#include <map>

namespace hakgal::salvage {

namespace {

constexpr quint32 kSmallestPage = 512;
constexpr quint32 kLargestPage = 65536;
constexpr quint32 kPagesLookedAt = 256;
constexpr char kMagic[16] = "SQLite format 3";

bool isPageSize(quint32 size)
{
    return size >= kSmallestPage && size <= kLargestPage && (size & (size - 1)) == 0;
}

/// The running checksum of the write-ahead log over whole pairs of 32-bit words.
struct WalChecksum
{
    bool bigEndian = false;
    quint32 a = 0;
    quint32 b = 0;

    void add(Bytes bytes)
    {
        for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
            a += word(bytes.data() + i) + b;
            b += word(bytes.data() + i + 4) + a;
        }
    }
    bool matches(const quint8 *stored) const { return be32(stored) == a && be32(stored + 4) == b; }

private:
    quint32 word(const quint8 *p) const
    {
        return bigEndian ? be32(p)
                         : (quint32(p[3]) << 24) | (quint32(p[2]) << 16) | (quint32(p[1]) << 8) | p[0];
    }
};

} // namespace

bool undoLineEndings(std::vector<quint8> &bytes)
{
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\n')
            continue;
        if (i == 0 || bytes[i - 1] != '\r')
            return false;
        ++pairs;
    }
    // A binary file of any size has bare line feeds, unless it is tiny.
    if (pairs < 4)
        return false;
    std::size_t to = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n')
            continue;
        bytes[to++] = bytes[i];
    }
    bytes.resize(to);
    return true;
}

PageSource::PageSource(Bytes database, Bytes wal) : m_database(database), m_wal(wal)
{
    readHead();
    findGeometry();
    const std::size_t whole = m_database.size() / m_pageSize;
    const std::size_t rest = m_database.size() % m_pageSize;
    constexpr std::size_t kMostPages = 0xfffffffe;
    m_pageCount = static_cast<quint32>(std::min(whole, kMostPages));
    if (rest > 0 && whole < kMostPages) {
        m_lastPage.assign(m_pageSize, 0);
        std::copy(m_database.end() - static_cast<std::ptrdiff_t>(rest), m_database.end(), m_lastPage.begin());
        ++m_pageCount;
    }
    applyWal(wal);
    findEncoding();
}

void PageSource::readHead()
{
    if (m_database.size() < 100)
        return;
    const quint8 *p = m_database.data();
    m_head = {};
    m_head.readable = std::memcmp(p, kMagic, sizeof(kMagic)) == 0;
    if (!m_head.readable)
        return;
    // The size in the header counts only where the last writer knew of the field.
    if (be32(p + 24) == be32(p + 92))
        m_head.pageCount = be32(p + 28);
    m_head.firstTrunk = be32(p + 32);
    m_head.freePages = be32(p + 36);
    m_head.autoVacuum = be32(p + 52) != 0;
    m_head.userVersion = be32(p + 60);
    m_head.applicationId = be32(p + 68);
}

/// How many of the pages looked at would be b-tree pages at this page size, and where their cells end.
/// With a wrong page size almost none are: cells fill a page from its end.
PageSource::Look PageSource::lookAt(quint32 pageSize) const
{
    constexpr quint32 kMostReserved = 255;
    const std::size_t pages = m_database.size() / pageSize;
    const std::size_t step = std::max<std::size_t>(1, pages / kPagesLookedAt);
    std::map<quint32, int> ends;
    Look look;
    for (std::size_t i = 0; i < pages; i += step) {
        const Bytes page = m_database.subspan(i * pageSize, pageSize);
        const quint32 end = PageReader::endOfCells(page, headerAt(static_cast<quint32>(i + 1)));
        if (end + kMostReserved < pageSize)
            continue;
        ++look.plausible;
        ++ends[end];
    }
    int most = 0;
    for (const auto &[end, count] : ends) {
        look.lastEnd = std::max(look.lastEnd, end);
        if (count > most) {
            most = count;
            look.commonEnd = end;
        }
    }
    look.agreed = look.plausible >= 4 && most * 5 >= look.plausible * 3;
    return look;
}

void PageSource::findGeometry()
{
    quint32 claimed = 0;
    quint32 claimedReserved = 0;
    if (m_head.readable) {
        claimed = be16(m_database.data() + 16);
        claimed = claimed == 1 ? kLargestPage : claimed;
        claimedReserved = m_database[20];
    }
    quint64 best = 0;
    quint32 bestSize = 0;
    Look seen;
    for (quint32 size = kSmallestPage; size <= kLargestPage; size *= 2) {
        const Look look = lookAt(size);
        const std::size_t pages = std::max<std::size_t>(1, m_database.size() / size);
        const quint64 share =
            static_cast<quint64>(look.plausible) * 1000 / std::min<std::size_t>(kPagesLookedAt, pages);
        if (share > best || (share == best && size == claimed && share > 0)) {
            best = share;
            bestSize = size;
            seen = look;
        }
    }
    if (bestSize != 0) {
        m_pageSize = bestSize;
        const bool fits = claimed == bestSize && seen.lastEnd + claimedReserved <= bestSize;
        m_reserved =
            fits && !seen.agreed ? claimedReserved : bestSize - (seen.agreed ? seen.commonEnd : seen.lastEnd);
    } else if (isPageSize(claimed)) {
        m_pageSize = claimed;
        m_reserved = claimedReserved;
    } else if (m_wal.size() >= 32 && isPageSize(be32(m_wal.data() + 8))) {
        m_pageSize = be32(m_wal.data() + 8);
    }
    if (m_pageSize - m_reserved < 480)
        m_reserved = 0;
}

void PageSource::applyWal(Bytes wal)
{
    constexpr std::size_t kHeader = 32;
    constexpr std::size_t kFrameHeader = 24;
    constexpr quint32 kMagicLittle = 0x377f0682;
    if (wal.size() < kHeader || (be32(wal.data()) & ~1U) != kMagicLittle)
        return;
    WalChecksum sum;
    sum.bigEndian = (be32(wal.data()) & 1U) != 0;
    sum.add(wal.first(24));
    if (!sum.matches(wal.data() + 24) || !isPageSize(be32(wal.data() + 8)))
        return;
    const quint32 pageSize = be32(wal.data() + 8);
    if (pageSize != m_pageSize) {
        // Its checksum vouches for the log's page size; the pages were misread.
        m_pageSize = pageSize;
        m_reserved = 0;
        m_lastPage.clear();
        m_pageCount = static_cast<quint32>(m_database.size() / pageSize);
    }
    std::vector<std::pair<quint32, std::size_t>> pending;
    quint32 committed = 0;
    quint32 frames = 0;
    const std::size_t frameSize = kFrameHeader + pageSize;
    for (std::size_t at = kHeader; at + frameSize <= wal.size(); at += frameSize) {
        const quint8 *frame = wal.data() + at;
        const quint32 number = be32(frame);
        if (number == 0 || std::memcmp(frame + 8, wal.data() + 16, 8) != 0)
            break;
        sum.add(wal.subspan(at, 8));
        sum.add(wal.subspan(at + kFrameHeader, pageSize));
        if (!sum.matches(frame + 16))
            break;
        pending.emplace_back(number, at + kFrameHeader);
        ++frames;
        if (be32(frame + 4) != 0) {
            committed = be32(frame + 4);
            m_walFrames = frames;
            m_frames.insert(m_frames.end(), pending.begin(), pending.end());
            pending.clear();
        }
    }
    if (m_frames.empty())
        return;
    std::stable_sort(m_frames.begin(), m_frames.end(),
                     [](const auto &x, const auto &y) { return x.first < y.first; });
    std::size_t to = 0;
    for (std::size_t i = 0; i < m_frames.size(); ++i) {
        if (i + 1 == m_frames.size() || m_frames[i + 1].first != m_frames[i].first)
            m_frames[to++] = m_frames[i];
    }
    m_frames.resize(to);
    // Pages past the ones in the file exist only as frames; a hostile number must not make us count to it.
    const auto most = static_cast<quint64>(m_pageCount) + m_frames.size();
    m_pageCount =
        std::max(m_pageCount,
                 static_cast<quint32>(std::min<quint64>(std::max(committed, m_frames.back().first), most)));
    if (const auto first = m_frames.front(); first.first == 1) {
        const Bytes kept = m_database;
        m_database = wal.subspan(first.second, pageSize);
        readHead();
        m_database = kept;
        const quint32 reserved = wal[first.second + 20];
        if (m_head.readable && pageSize - reserved >= 480)
            m_reserved = reserved;
    }
    if (m_head.readable)
        m_head.pageCount = committed;
}

Bytes PageSource::page(quint32 number) const
{
    if (number == 0 || number > m_pageCount)
        return {};
    if (!m_frames.empty()) {
        const auto found =
            std::lower_bound(m_frames.begin(), m_frames.end(), number,
                             [](const auto &frame, quint32 wanted) { return frame.first < wanted; });
        if (found != m_frames.end() && found->first == number)
            return m_wal.subspan(found->second, m_pageSize);
    }
    const std::size_t at = static_cast<std::size_t>(number - 1) * m_pageSize;
    if (at + m_pageSize <= m_database.size())
        return m_database.subspan(at, m_pageSize);
    if (at < m_database.size() && !m_lastPage.empty())
        return m_lastPage;
    return {};
}

bool PageSource::isPointerMap(quint32 number) const
{
    if (!m_head.autoVacuum || number < 2)
        return false;
    const quint32 span = usable() / 5 + 1;
    quint32 map = (number - 2) / span * span + 2;
    if (map == lockPage())
        ++map;
    return map == number;
}

/// By the zero bytes of texts in the leaf pages: UTF-16 is full of them, UTF-8 has none.
void PageSource::findEncoding()
{
    if (m_head.readable && m_database.size() >= 60) {
        const quint32 told = be32(page(1).empty() ? m_database.data() + 56 : page(1).data() + 56);
        if (told >= 1 && told <= 3)
            m_encoding = static_cast<TextEncoding>(told);
    }
    std::array<quint64, 2> zeros{};
    quint64 letters = 0;
    const quint32 step = std::max<quint32>(1, m_pageCount / kPagesLookedAt);
    PageReader reader(*this);
    Page page;
    Record record(*this);
    for (quint64 number = 1; number <= m_pageCount; number += step) {
        reader.read(static_cast<quint32>(number), page);
        if (page.type != PageType::TableLeaf && page.type != PageType::IndexLeaf)
            continue;
        for (std::size_t i = 0; i < page.cells.size() && i < 8; ++i) {
            if (!page.cells[i].good() || page.cells[i].overflow != 0 || !record.load(page, page.cells[i]))
                continue;
            for (int c = 0; c < record.columns(); ++c) {
                const Value value = record.column(c);
                if (value.type != Value::Text)
                    continue;
                for (std::size_t b = 0; b < value.bytes.size(); ++b)
                    zeros[b & 1U] += value.bytes[b] == 0 ? 1 : 0;
                letters += value.bytes.size() / 2;
            }
        }
    }
    if (letters < 16)
        return;
    // A file of Chinese in UTF-16 has few zeros: there the header decides.
    const bool little = zeros[1] * 4 > letters && zeros[1] > 4 * zeros[0];
    const bool big = zeros[0] * 4 > letters && zeros[0] > 4 * zeros[1];
    if (little)
        m_encoding = TextEncoding::Utf16Le;
    else if (big)
        m_encoding = TextEncoding::Utf16Be;
    else if (zeros[0] + zeros[1] == 0 && letters > 1000)
        m_encoding = TextEncoding::Utf8;
}

} // namespace hakgal::salvage
