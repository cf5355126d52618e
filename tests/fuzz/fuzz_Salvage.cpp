// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Judge.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <vector>

using namespace hakgal::salvage;

/// Everything that reads the damaged file, from the bytes to the verdicts. The input is a database; where it
/// holds the magic number of a write-ahead log at a multiple of 512, the log begins there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::vector<quint8> bytes(data, data + size);
    undoLineEndings(bytes);
    Bytes database(bytes);
    Bytes wal;
    for (std::size_t at = 512; at + 32 <= bytes.size(); at += 512) {
        if ((be32(bytes.data() + at) & ~1U) == 0x377f0682) {
            wal = database.subspan(at);
            database = database.first(at);
            break;
        }
    }
    const PageSource source(database, wal);
    PageMap map(source);
    const auto tick = [](double) { return true; };
    map.scan(tick);
    const Inventory inventory = Inventory::take(source, map);
    const PageCounts counts = map.counts();
    if (counts.tableLeaf + counts.indexLeaf + counts.unreadable + counts.freelist > counts.total)
        std::abort();
    const auto witness = Witness::gather(source, map, inventory, size / 4 + 1000, tick);
    if (!witness || inventory.facts < 0)
        return 0;
    Judge judge(source, map, inventory, *witness);
    std::set<QByteArray> good;
    judge.run(
        [&](const Verdict &verdict) {
            using Class = Verdict::Class;
            const bool stands = verdict.what == Class::Exact || verdict.what == Class::Intact ||
                                verdict.what == Class::Partial;
            // A good statement comes once, and only the columns of a sound cell are kept.
            if (stands && (!good.insert(verdict.statement).second || verdict.row.weak))
                std::abort();
            return true;
        },
        tick);
    return 0;
}
