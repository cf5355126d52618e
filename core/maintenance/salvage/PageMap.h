// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/PageReader.h"

#include <functional>
#include <vector>

namespace hakgal::salvage {

/// Whether what stands on a page is part of the base now.
enum class Life : quint8 {
    Live,     ///< a tree of the schema leads here, or the list of free pages is whole and does not name it
    Unproven, ///< may be a page that was given up: its rows need a live witness
    Free,     ///< on the freelist: never mined, what is deleted stays deleted
};

/// The pages below one root, or what is left of a tree.
struct Tree
{
    quint32 root = 0;
    bool known = false;         ///< the schema names its root
    bool table = false;         ///< else an index, or a table WITHOUT ROWID
    quint32 missing = 0;        ///< children that are not there, not readable, or claimed by another tree
    std::vector<quint32> pages; ///< interior and leaf
};

/// A leaf page in the order of its tree.
struct LeafPlace
{
    quint32 page = 0;
    bool holeBefore = false; ///< a page is missing between this leaf and the one before
    bool holeAfter = false;
    quint32 divider = 0; ///< interior page with the cell that follows this leaf in the order; 0: none
};

struct PageCounts
{
    qint64 total = 0;
    qint64 tableLeaf = 0;
    qint64 indexLeaf = 0;
    qint64 unreadable = 0; ///< neither b-tree, nor overflow, nor free: zeroed, cut off or garbage
    qint64 freelist = 0;
};

/// What each page of a file is for: first every page is looked at by itself, then the freelist is followed,
/// then the trees from their roots. Call in this order: scan(), addTree() for each root of the schema,
/// finish(). Memory: about ten bytes a page.
class PageMap
{
public:
    explicit PageMap(const PageSource &source) : m_source(&source) {}

    /// Looks at every page and follows the freelist. `tick` gets 0…1 now and then; false: stop (then false).
    bool scan(const std::function<bool(double)> &tick);
    /// The tree below a root named by the schema; its index in trees(). A root that is lost gives a tree
    /// without pages and one child missing.
    std::size_t addTree(quint32 root, bool table);
    /// What no root leads to becomes trees of its own.
    void finish();

    const std::vector<Tree> &trees() const { return m_trees; }
    /// The leaves of a tree in its order, and where pages are missing between them.
    std::vector<LeafPlace> leavesInOrder(const Tree &tree) const;
    PageType type(quint32 page) const { return m_type[page]; }
    Life life(quint32 page) const;
    PageCounts counts() const;
    bool freelistWhole() const { return m_freelistWhole; }

private:
    enum class Use : quint8 { Unknown, Empty, Tree, Overflow, Free, Reserved };
    static constexpr quint32 kNoTree = ~quint32(0);

    void followFreelist();
    void findTrunks();
    bool looksLikeTrunk(quint32 page) const;
    bool noteTrunk(quint32 page, bool *sane);
    void grow(std::size_t tree);
    std::vector<quint32> childrenOf(quint32 page) const;

    const PageSource *m_source;
    std::vector<PageType> m_type;
    std::vector<Use> m_use;
    std::vector<quint32> m_tree;
    std::vector<quint32> m_interior;
    std::vector<Tree> m_trees;
    bool m_freelistWhole = false;
    quint32 m_freePages = 0;
};

} // namespace hakgal::salvage
