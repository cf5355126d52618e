// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/PageMap.h"

#include "core/maintenance/salvage/Record.h"

#include <algorithm>

namespace hakgal::salvage {

bool PageMap::scan(const std::function<bool(double)> &tick)
{
    const quint32 count = m_source->pageCount();
    m_type.assign(static_cast<std::size_t>(count) + 1, PageType::None);
    m_use.assign(static_cast<std::size_t>(count) + 1, Use::Unknown);
    m_tree.assign(static_cast<std::size_t>(count) + 1, kNoTree);
    PageReader reader(*m_source);
    Record record(*m_source);
    Page page;
    for (quint32 number = 1; number <= count; ++number) {
        constexpr quint32 kTickMask = 0x3ff;
        if ((number & kTickMask) == 0 && !tick(static_cast<double>(number) / count))
            return false;
        if (number == m_source->lockPage() || m_source->isPointerMap(number)) {
            m_use[number] = Use::Reserved;
            continue;
        }
        reader.read(number, page);
        m_type[number] = page.type;
        if (page.type == PageType::None) {
            const Bytes bytes = m_source->page(number);
            if (std::all_of(bytes.begin(), bytes.end(), [](quint8 byte) { return byte == 0; }) &&
                m_use[number] == Use::Unknown)
                m_use[number] = Use::Empty;
            continue;
        }
        m_use[number] = Use::Tree;
        if (isInterior(page.type))
            m_interior.push_back(number);
        for (const Cell &cell : page.cells) {
            if (cell.overflow == 0 || !cell.good() || !record.load(page, cell))
                continue;
            for (const quint32 next : record.chain()) {
                if (m_type[next] == PageType::None)
                    m_use[next] = Use::Overflow;
            }
        }
    }
    // An overflow page can be read before its cell, and then looks like nothing or, rarely, like a tree page.
    followFreelist();
    return true;
}

/// Marks one trunk page and the pages it lists. `sane` becomes false where it contradicts what is known.
bool PageMap::noteTrunk(quint32 page, bool *sane)
{
    const Bytes bytes = m_source->page(page);
    if (bytes.empty() || m_use[page] == Use::Free || isLeaf(m_type[page]) || isInterior(m_type[page])) {
        *sane = false;
        return false;
    }
    const quint32 leaves = be32(bytes.data() + 4);
    if (leaves > m_source->usable() / 4 - 2) {
        *sane = false;
        return false;
    }
    m_use[page] = Use::Free;
    ++m_freePages;
    for (quint32 i = 0; i < leaves; ++i) {
        const quint32 leaf = be32(bytes.data() + 8 + 4 * static_cast<std::size_t>(i));
        if (leaf < 2 || leaf > m_source->pageCount() || m_use[leaf] == Use::Free) {
            *sane = false;
            continue;
        }
        m_use[leaf] = Use::Free;
        ++m_freePages;
    }
    return true;
}

void PageMap::followFreelist()
{
    const FileHead &head = m_source->head();
    bool sane = true;
    if (head.readable) {
        quint32 trunk = head.firstTrunk;
        while (trunk != 0 && trunk <= m_source->pageCount() && noteTrunk(trunk, &sane))
            trunk = be32(m_source->page(trunk).data());
        m_freelistWhole = sane && trunk == 0 && m_freePages == head.freePages;
        if (m_freelistWhole)
            return;
    }
    findTrunks();
    if (head.readable) {
        m_freelistWhole = sane && m_freePages == head.freePages;
        return;
    }
    // Without the header: whole if no page is left that could have been a trunk. Page 1 is none.
    m_freelistWhole = sane;
    for (quint32 number = 2; number <= m_source->pageCount(); ++number) {
        if (m_use[number] == Use::Unknown || m_use[number] == Use::Empty)
            m_freelistWhole = false;
    }
}

bool PageMap::looksLikeTrunk(quint32 page) const
{
    const Bytes bytes = m_source->page(page);
    if (bytes.empty() || m_type[page] != PageType::None || m_use[page] != Use::Unknown)
        return false;
    const quint32 next = be32(bytes.data());
    const quint32 leaves = be32(bytes.data() + 4);
    if (next > m_source->pageCount() || leaves > m_source->usable() / 4 - 2 || (leaves == 0 && next == 0))
        return false;
    for (quint32 i = 0; i < leaves; ++i) {
        const quint32 leaf = be32(bytes.data() + 8 + 4 * static_cast<std::size_t>(i));
        if (leaf < 2 || leaf > m_source->pageCount() || leaf == page)
            return false;
    }
    return true;
}

/// Trunk pages known by their form, where the chain from the header is broken.
void PageMap::findTrunks()
{
    for (quint32 number = 2; number <= m_source->pageCount(); ++number) {
        bool sane = true;
        if (looksLikeTrunk(number))
            noteTrunk(number, &sane);
    }
}

std::size_t PageMap::addTree(quint32 root, bool table)
{
    Tree tree;
    tree.root = root;
    tree.known = true;
    tree.table = table;
    const bool there = root >= 1 && root <= m_source->pageCount() && m_type[root] != PageType::None &&
                       isTable(m_type[root]) == table && m_tree[root] == kNoTree;
    m_trees.push_back(std::move(tree));
    if (there)
        grow(m_trees.size() - 1);
    else
        m_trees.back().missing = 1;
    return m_trees.size() - 1;
}

/// Children of an interior page in its order, 0 where a pointer leads nowhere. Read from the pointers, so
/// that a damaged cell does not hide its child; children of cells without a pointer come last.
std::vector<quint32> PageMap::childrenOf(quint32 number) const
{
    PageReader reader(*m_source);
    Page page;
    reader.read(number, page);
    const Bytes bytes = m_source->page(number).first(m_source->usable());
    const quint32 header = PageSource::headerAt(number);
    const quint32 pointers = header + 12;
    const quint32 count = std::min(be16(bytes.data() + header + 3), (m_source->usable() - pointers) / 2);
    std::vector<quint32> children;
    std::vector<quint32> offsets;
    for (quint32 i = 0; i < count; ++i) {
        const quint32 offset = be16(bytes.data() + pointers + 2 * i);
        const bool inside = offset >= pointers && offset + 4 <= bytes.size();
        children.push_back(inside ? be32(bytes.data() + offset) : 0);
        offsets.push_back(offset);
    }
    children.push_back(page.rightChild);
    std::sort(offsets.begin(), offsets.end());
    for (const Cell &cell : page.cells) {
        if (!std::binary_search(offsets.begin(), offsets.end(), cell.offset))
            children.push_back(cell.child);
    }
    return children;
}

/// Follows a tree down from its root. A page belongs to the first tree that reaches it.
void PageMap::grow(std::size_t index)
{
    Tree &tree = m_trees[index];
    std::vector<quint32> open{tree.root};
    m_tree[tree.root] = static_cast<quint32>(index);
    while (!open.empty()) {
        const quint32 number = open.back();
        open.pop_back();
        tree.pages.push_back(number);
        if (tree.known && m_use[number] == Use::Free)
            m_freelistWhole = false; // a tree and the freelist both claim it
        if (!isInterior(m_type[number]))
            continue;
        const auto follow = [&](quint32 child) {
            if (child < 1 || child > m_source->pageCount() || m_type[child] == PageType::None ||
                isTable(m_type[child]) != tree.table || m_tree[child] != kNoTree ||
                (!tree.known && m_use[child] == Use::Free)) {
                ++tree.missing;
                return;
            }
            m_tree[child] = static_cast<quint32>(index);
            open.push_back(child);
        };
        for (const quint32 child : childrenOf(number))
            follow(child);
    }
}

void PageMap::finish()
{
    const auto orphan = [this](quint32 number) {
        return m_type[number] != PageType::None && m_tree[number] == kNoTree && m_use[number] != Use::Free;
    };
    const auto start = [this](quint32 number) {
        Tree tree;
        tree.root = number;
        tree.table = isTable(m_type[number]);
        m_trees.push_back(std::move(tree));
        grow(m_trees.size() - 1);
    };
    std::vector<bool> hasParent(m_type.size(), false);
    for (const quint32 number : m_interior) {
        if (!orphan(number))
            continue;
        for (const quint32 child : childrenOf(number)) {
            if (child < hasParent.size())
                hasParent[child] = true;
        }
    }
    for (quint32 number = 1; number <= m_source->pageCount(); ++number) {
        if (orphan(number) && !hasParent[number])
            start(number);
    }
    for (quint32 number = 1; number <= m_source->pageCount(); ++number) {
        if (orphan(number))
            start(number);
    }
}

std::vector<LeafPlace> PageMap::leavesInOrder(const Tree &tree) const
{
    std::vector<LeafPlace> leaves;
    if (tree.pages.empty())
        return leaves;
    if (isLeaf(m_type[tree.root])) {
        leaves.push_back({tree.root, !tree.known, !tree.known, 0});
        return leaves;
    }
    struct Visit
    {
        quint32 page = 0;
        std::vector<quint32> children;
        std::size_t next = 0;
    };
    std::vector<bool> inTree(m_type.size(), false);
    for (const quint32 number : tree.pages)
        inTree[number] = true;
    bool hole = !tree.known;
    const auto noteHole = [&] {
        hole = true;
        if (!leaves.empty())
            leaves.back().holeAfter = true;
    };
    std::vector<Visit> open{{tree.root, childrenOf(tree.root), 0}};
    inTree[tree.root] = false;
    while (!open.empty()) {
        Visit &top = open.back();
        if (top.next > 0 && !leaves.empty() && leaves.back().divider == 0)
            leaves.back().divider = top.page;
        if (top.next == top.children.size()) {
            open.pop_back();
            continue;
        }
        const quint32 child = top.children[top.next++];
        if (child >= inTree.size() || !inTree[child]) {
            noteHole();
            continue;
        }
        inTree[child] = false; // each page once, whatever the pointers say
        if (isInterior(m_type[child])) {
            open.push_back({child, childrenOf(child), 0});
            continue;
        }
        leaves.push_back({child, hole, false, 0});
        hole = false;
    }
    if (!leaves.empty() && !tree.known)
        leaves.back().holeAfter = true;
    // What lies off the order: found below cells without pointers.
    for (const quint32 number : tree.pages) {
        if (inTree[number] && isLeaf(m_type[number]))
            leaves.push_back({number, true, true, 0});
    }
    return leaves;
}

Life PageMap::life(quint32 page) const
{
    const quint32 index = m_tree[page];
    const bool known = index != kNoTree && m_trees[index].known;
    if (m_use[page] == Use::Free)
        return known ? Life::Unproven : Life::Free;
    if (known)
        return Life::Live;
    const FileHead &head = m_source->head();
    if (head.pageCount != 0 && page > head.pageCount)
        return Life::Unproven;
    if (m_freelistWhole)
        return Life::Live;
    // Page 1 is gone and something else too: a tree that hangs together below an interior page is taken for
    // what it looks like; single pages need a witness.
    const bool hangsTogether = index != kNoTree && isInterior(m_type[m_trees[index].root]);
    return !head.readable && hangsTogether ? Life::Live : Life::Unproven;
}

PageCounts PageMap::counts() const
{
    PageCounts counts;
    counts.total = m_source->pageCount();
    for (quint32 number = 1; number <= m_source->pageCount(); ++number) {
        if (m_use[number] == Use::Free)
            ++counts.freelist;
        else if (m_type[number] == PageType::TableLeaf)
            ++counts.tableLeaf;
        else if (m_type[number] == PageType::IndexLeaf)
            ++counts.indexLeaf;
        else if (m_use[number] == Use::Unknown || m_use[number] == Use::Empty)
            ++counts.unreadable;
    }
    return counts;
}

} // namespace hakgal::salvage
