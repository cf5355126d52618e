// SPDX-License-Identifier: GPL-3.0-or-later
// External merge sort. Statements are gathered into runs of some MB, each of which is sorted in memory in the
// background while the next one is filled. The runs, in memory or in temporary files, are merged while they
// are read back, by a thread that is some blocks ahead. Where there are too many files to be read side by
// side they are first merged into one.
#include "core/maintenance/transfer/StatementSorter.h"

#include "core/maintenance/transfer/SortedRuns.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace hakgal {

using namespace sorting;

namespace {

constexpr std::size_t kMostFiles = 200;
constexpr std::size_t kBlockBytes = std::size_t(256) * 1024;
constexpr std::size_t kMostBlocks = 4; ///< that wait to be read

/// Merges in a thread of its own, ahead of the one that reads.
class MergeAhead
{
public:
    explicit MergeAhead(Sources sources) : m_merge(std::move(sources)), m_thread([this] { work(); }) {}
    ~MergeAhead()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }
    MergeAhead(const MergeAhead &) = delete;
    MergeAhead &operator=(const MergeAhead &) = delete;

    Result<bool> next(Item &item)
    {
        while (m_at == m_block.bytes.size()) {
            if (m_block.failure)
                return *m_block.failure;
            if (m_block.last)
                return false;
            takeBlock();
        }
        item = itemAt(m_block.bytes.data() + m_at);
        m_at += bytesOf(item);
        return true;
    }
    qint64 duplicates() const { return m_block.duplicates; }

private:
    /// Records one behind the other, and what there is to say at their end.
    struct Block
    {
        std::vector<char> bytes;
        qint64 duplicates = 0; ///< dropped up to here
        bool last = false;
        std::optional<Error> failure;
    };

    void work()
    {
        for (bool more = true; more;) {
            Block block;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return m_stop || m_ready.size() < kMostBlocks; });
                if (m_stop)
                    return;
                block.bytes = std::move(m_spare);
            }
            fill(block);
            more = !block.last && !block.failure;
            {
                const std::lock_guard lock(m_mutex);
                m_ready.push_back(std::move(block));
            }
            m_changed.notify_all();
        }
    }
    void fill(Block &block)
    {
        block.bytes.clear();
        block.bytes.reserve(kBlockBytes + kBlockBytes / 2); // the longest statement and something beside it
        Item item;
        while (block.bytes.size() < kBlockBytes) {
            const auto more = m_merge.next(item);
            if (!more)
                block.failure = more.error();
            else if (!*more)
                block.last = true;
            if (block.failure || block.last)
                break;
            appendTo(block.bytes, item);
        }
        block.duplicates = m_merge.duplicates();
    }
    void takeBlock()
    {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return !m_ready.empty(); });
            m_spare = std::move(m_block.bytes);
            m_block = std::move(m_ready.front());
            m_ready.pop_front();
        }
        m_changed.notify_all();
        m_at = 0;
    }

    Merge m_merge; ///< the thread's
    Block m_block; ///< the reader's
    std::size_t m_at = 0;
    std::mutex m_mutex; ///< of what follows
    std::condition_variable m_changed;
    std::deque<Block> m_ready;
    std::vector<char> m_spare;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace

struct StatementSorter::Private
{
    Options options;
    std::unique_ptr<Run> filling = std::make_unique<Run>();
    std::future<std::unique_ptr<Run>> sorting;
    std::deque<std::unique_ptr<Run>> runs; ///< sorted, in memory, later than all files
    qint64 runsBytes = 0;
    Sources files;
    std::optional<MergeAhead> merge;
    qint64 added = 0;
    qint64 duplicates = 0; ///< found before the last merge

    void sortInBackground()
    {
        sorting = std::async(std::launch::async, [run = std::move(filling)]() mutable {
            run->sort();
            return std::move(run);
        });
        filling = std::make_unique<Run>();
    }
    void take(std::unique_ptr<Run> run)
    {
        duplicates += run->duplicates;
        runsBytes += run->size();
        runs.push_back(std::move(run));
    }
    Result<void> settle()
    {
        if (sorting.valid())
            take(sorting.get());
        if (runsBytes + options.runBytes <= options.memoryBytes)
            return {};
        return spillRuns();
    }
    Sources takeRuns()
    {
        Sources sources;
        for (auto &run : runs)
            sources.push_back(Source::of(std::move(run)));
        runs.clear();
        runsBytes = 0;
        return sources;
    }
    Result<void> spillAs(Sources sources, Sources &to)
    {
        Merge all(std::move(sources));
        auto file = all.spill(options.folder);
        if (!file)
            return file.error();
        duplicates += all.duplicates();
        to.push_back(std::move(*file));
        return {};
    }
    Result<void> spillRuns()
    {
        if (auto spilt = spillAs(takeRuns(), files); !spilt)
            return spilt;
        if (files.size() < kMostFiles)
            return {};
        Sources one;
        if (auto merged = spillAs(std::move(files), one); !merged)
            return merged;
        files = std::move(one);
        return {};
    }
};

StatementSorter::StatementSorter(Options options) : d(std::make_unique<Private>())
{
    d->options = std::move(options);
}

StatementSorter::~StatementSorter() = default;

Result<void> StatementSorter::add(QByteArrayView statement, QByteArrayView rest)
{
    Run &run = *d->filling;
    if (run.bytes.empty())
        run.bytes.reserve(static_cast<std::size_t>(d->options.runBytes) + 256 * 1024);
    run.offsets.push_back(run.bytes.size());
    appendTo(run.bytes, {statement, rest});
    ++d->added;
    if (run.size() < d->options.runBytes)
        return {};
    if (auto settled = d->settle(); !settled)
        return settled;
    d->sortInBackground();
    return {};
}

qint64 StatementSorter::added() const
{
    return d->added;
}

Result<void> StatementSorter::finish()
{
    std::unique_ptr<Run> last = std::move(d->filling);
    last->sort(); // beside the one before it
    if (auto settled = d->settle(); !settled)
        return settled;
    if (d->added <= kKeepsOrder && d->runs.empty() && d->files.empty())
        std::sort(last->sorted.begin(), last->sorted.end());
    d->take(std::move(last));
    Sources all = std::move(d->files);
    for (auto &source : d->takeRuns())
        all.push_back(std::move(source));
    d->merge.emplace(std::move(all));
    return {};
}

Result<bool> StatementSorter::next(Item &item)
{
    return d->merge->next(item);
}

qint64 StatementSorter::duplicates() const
{
    return d->duplicates + (d->merge ? d->merge->duplicates() : 0);
}

} // namespace hakgal
