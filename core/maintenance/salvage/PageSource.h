// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/Bytes.h"

#include <optional>
#include <utility>
#include <vector>

namespace hakgal::salvage {

enum class TextEncoding : quint8 { Utf8 = 1, Utf16Le = 2, Utf16Be = 3 };

/// What the first 100 bytes say, as far as they can be believed.
struct FileHead
{
    bool readable = false;  ///< the magic string is there
    quint32 pageCount = 0;  ///< 0: not told
    quint32 firstTrunk = 0; ///< of the freelist
    quint32 freePages = 0;
    quint32 userVersion = 0;
    quint32 applicationId = 0;
    bool autoVacuum = false; ///< pointer-map pages are among the pages
};

/// Takes back what a copy in text mode did: every line feed got a carriage return before it. Exact where the
/// copier put one before each line feed, which is required here: with a single bare line feed nothing is
/// changed. Returns true where bytes were removed.
bool undoLineEndings(std::vector<quint8> &bytes);

/// The pages of a database file with the valid frames of its write-ahead log applied. Page size, reserved
/// bytes and text encoding come from the header where the pages bear it out, else from the pages themselves.
/// Owns no file: the bytes must outlive it. Never fails on any bytes; without a single page it is empty.
class PageSource
{
public:
    PageSource(Bytes database, Bytes wal);

    quint32 pageSize() const { return m_pageSize; }
    quint32 usable() const { return m_pageSize - m_reserved; }
    quint32 reserved() const { return m_reserved; }
    TextEncoding encoding() const { return m_encoding; }
    const FileHead &head() const { return m_head; }
    quint32 walFrames() const { return m_walFrames; } ///< valid and committed

    quint32 pageCount() const { return m_pageCount; }
    /// A whole page; numbers count from 1. A page that is cut off is filled up with zeros; one that is not
    /// there at all is empty.
    Bytes page(quint32 number) const;
    /// Where the b-tree header begins in a page.
    static quint32 headerAt(quint32 number) { return number == 1 ? 100 : 0; }
    /// The page that SQLite never uses (it holds the lock bytes at 1 GiB).
    quint32 lockPage() const { return 0x40000000U / m_pageSize + 1; }
    bool isPointerMap(quint32 number) const;

private:
    void readHead();
    void findGeometry();
    void applyWal(Bytes wal);
    void findEncoding();
    struct Look
    {
        int plausible = 0;     ///< pages that would be b-tree pages
        quint32 commonEnd = 0; ///< where the cells of most of them end
        quint32 lastEnd = 0;   ///< the furthest
        bool agreed = false;   ///< most of them end there
    };
    Look lookAt(quint32 pageSize) const;

    Bytes m_database;
    Bytes m_wal;
    FileHead m_head;
    quint32 m_pageSize = 4096;
    quint32 m_reserved = 0;
    quint32 m_pageCount = 0;
    quint32 m_walFrames = 0;
    TextEncoding m_encoding = TextEncoding::Utf8;
    std::vector<quint8> m_lastPage;                        ///< the cut-off one, filled up
    std::vector<std::pair<quint32, std::size_t>> m_frames; ///< page → where its newest image is in the WAL
};

} // namespace hakgal::salvage
