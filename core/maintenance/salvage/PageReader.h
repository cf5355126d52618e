// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/PageSource.h"

#include <vector>

namespace hakgal::salvage {

enum class PageType : quint8 {
    None = 0,
    IndexInterior = 2,
    TableInterior = 5,
    IndexLeaf = 10,
    TableLeaf = 13
};

inline bool isLeaf(PageType type)
{
    return type == PageType::IndexLeaf || type == PageType::TableLeaf;
}
inline bool isInterior(PageType type)
{
    return type == PageType::IndexInterior || type == PageType::TableInterior;
}
inline bool isTable(PageType type)
{
    return type == PageType::TableInterior || type == PageType::TableLeaf;
}

/// One cell of a b-tree page.
struct Cell
{
    /// Sound: on a page where every byte adds up, or clear of whatever is wrong elsewhere on the page.
    /// Weak: its borders, its place in the order or the page's head are in doubt.
    enum class State : quint8 { Sound, Weak };

    quint32 offset = 0; ///< in the page
    quint32 size = 0;   ///< bytes it takes in the page
    quint64 payload = 0;
    quint32 body = 0;     ///< offset of the payload in the page
    quint32 local = 0;    ///< bytes of the payload in the page
    quint32 overflow = 0; ///< page where the payload goes on; 0: nowhere
    quint32 child = 0;    ///< of an interior cell
    qint64 rowid = 0;     ///< of a table cell
    State state = State::Sound;

    bool good() const { return state == State::Sound; }
};

/// A b-tree page taken apart.
struct Page
{
    quint32 number = 0;
    PageType type = PageType::None; ///< None: not a b-tree page, or too damaged to tell
    bool perfect = false;           ///< every byte of it is accounted for
    quint32 rightChild = 0;         ///< of an interior page
    std::vector<Cell> cells;        ///< in the order of the page; Weak ones included
};

/// Takes b-tree pages apart. A page is perfect where its header, pointers, cells, free blocks and fragments
/// add up to its size and rowids ascend. On any other page
///   - a cell that a pointer leads to, whose record adds up and that overlaps nothing stays Sound as long as
///     the header is right about where cells begin and no more than two pointers lead nowhere;
///   - a stretch that belongs to no cell and no free block, and in which cells fit exactly, gives Weak cells
///     (their pointers were lost);
///   - a page type with one wrong bit is read as the type with which the page is perfect or, where there is
///   no
///     such type, as the one that explains most of its cells.
/// Never fails; cost is linear in the page.
class PageReader
{
public:
    explicit PageReader(const PageSource &source) : m_source(&source) {}

    void read(quint32 number, Page &page);

    /// Reads one cell of a page of this type again; false where there is none. Its state is Sound.
    bool cellAt(PageType type, Bytes page, quint32 offset, Cell &cell) const;

    /// For finding the page size: where the last cell ends if this is a b-tree page whose pointers all stay
    /// inside, else 0.
    static quint32 endOfCells(Bytes page, quint32 headerAt);

private:
    struct Stretch
    {
        quint32 from = 0;
        quint32 to = 0;
        int cell = -1; ///< index into cells; -1: a free block
    };
    bool take(Bytes bytes, quint32 headerAt, PageType type, Page &page);
    bool freeBlocks(Bytes bytes, quint32 first, quint32 contentStart);
    void findLostCells(Bytes bytes, PageType type, quint32 contentStart, Page &page);
    void checkOrder(Page &page);

    const PageSource *m_source;
    std::vector<Stretch> m_stretches;
    std::vector<std::size_t> m_piles;
    std::vector<std::size_t> m_before;
};

} // namespace hakgal::salvage
