// SPDX-License-Identifier: GPL-3.0-or-later
// External merge sort. Statements are gathered into runs of some MB. Each run is sorted in memory by multikey
// quicksort (Bentley and Sedgewick, "Fast Algorithms for Sorting and Searching Strings", 1997) with the next
// eight bytes of each string kept beside its address, so that most comparisons touch no string: all entries
// of a part agree up to a depth; they are parted by their next eight bytes into less, equal and greater, and
// the equal ones are sorted on eight bytes further in. A string that has ended is padded with NUL, which no
// statement holds. Equal strings are reduced to the one with the lowest address, which came first. The runs,
// in memory or in temporary files, are merged through a heap; among equal ones the earliest run wins. Where
// there are too many files to be read side by side they are first merged into one.
#include "core/maintenance/transfer/StatementSorter.h"

#include <QFile>
#include <QTemporaryFile>

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <future>
#include <optional>
#include <vector>

namespace hakgal {

namespace {

constexpr std::size_t kMostFiles = 200;
constexpr qint64 kReadBytes = qint64(128) * 1024;
constexpr qsizetype kWriteBytes = qsizetype(1024) * 1024;

/// Before the bytes of a record.
struct Head
{
    quint32 statement;
    quint32 rest;
};

Head headOf(const char *record)
{
    Head head{};
    std::memcpy(&head, record, sizeof head);
    return head;
}

StatementSorter::Item itemAt(const char *record)
{
    const Head head = headOf(record);
    return {{record + sizeof head, qsizetype(head.statement)},
            {record + sizeof head + head.statement, qsizetype(head.rest)}};
}

struct Entry
{
    quint64 key; ///< the next eight bytes, the first one highest
    const char *record;
};

quint64 keyAt(const char *record, std::size_t depth)
{
    const Head head = headOf(record);
    const auto *bytes = reinterpret_cast<const uchar *>(record + sizeof head + depth);
    const std::size_t left = head.statement > depth ? head.statement - depth : 0;
    quint64 key = 0;
    for (std::size_t i = 0; i < 8; ++i)
        key = key << 8 | (i < left ? bytes[i] : 0);
    return key;
}

void loadKeys(Entry *from, Entry *to, std::size_t depth)
{
    for (; from != to; ++from)
        from->key = keyAt(from->record, depth);
}

int compare(const StatementSorter::Item &a, const StatementSorter::Item &b)
{
    const qsizetype shorter = std::min(a.statement.size(), b.statement.size());
    const int order = std::memcmp(a.statement.data(), b.statement.data(), static_cast<std::size_t>(shorter));
    if (order != 0)
        return order;
    return a.statement.size() < b.statement.size() ? -1 : (a.statement.size() > b.statement.size() ? 1 : 0);
}

/// Sorts entries that agree in all bytes before `depth` and whose keys are loaded for it. Equal ones end up
/// beside each other, in the order of their addresses.
void sortEntries(Entry *from, Entry *to, std::size_t depth)
{
    constexpr std::ptrdiff_t kFew = 12;
    while (to - from > 1) {
        if (to - from <= kFew) {
            std::sort(from, to, [](const Entry &a, const Entry &b) {
                if (a.key != b.key)
                    return a.key < b.key;
                const int order = compare(itemAt(a.record), itemAt(b.record));
                return order != 0 ? order < 0 : a.record < b.record;
            });
            return;
        }
        // The middle of nine as pivot: input is often sorted already, or in parts.
        const std::ptrdiff_t step = (to - from) / 9;
        std::array<quint64, 9> some{};
        for (std::size_t i = 0; i < some.size(); ++i)
            some[i] = from[static_cast<std::ptrdiff_t>(i) * step].key;
        std::nth_element(some.begin(), some.begin() + 4, some.end());
        const quint64 pivot = some[4];
        Entry *less = from;
        Entry *greater = to;
        for (Entry *at = from; at < greater;) {
            if (at->key < pivot)
                std::swap(*at++, *less++);
            else if (at->key > pivot)
                std::swap(*at, *--greater);
            else
                ++at;
        }
        sortEntries(from, less, depth);
        // Padding in the last byte: they all ended, and are equal.
        if ((pivot & 0xff) == 0)
            std::sort(less, greater, [](const Entry &a, const Entry &b) { return a.record < b.record; });
        else {
            loadKeys(less, greater, depth + 8);
            sortEntries(less, greater, depth + 8);
        }
        from = greater;
    }
}

/// Records in memory: filled, then sorted.
struct Run
{
    std::vector<char> bytes;
    std::vector<std::size_t> offsets; ///< while it is filled
    std::vector<const char *> sorted; ///< afterwards, without duplicates
    qint64 duplicates = 0;

    qint64 size() const { return static_cast<qint64>(bytes.size()); }
    void sort()
    {
        std::vector<Entry> entries;
        entries.reserve(offsets.size());
        for (const std::size_t offset : offsets) {
            const char *const record = bytes.data() + offset;
            entries.push_back({keyAt(record, 0), record});
        }
        offsets = {};
        sortEntries(entries.data(), entries.data() + entries.size(), 0);
        sorted.reserve(entries.size());
        for (const Entry &entry : entries) {
            if (!sorted.empty() && compare(itemAt(sorted.back()), itemAt(entry.record)) == 0)
                ++duplicates;
            else
                sorted.push_back(entry.record);
        }
    }
};

/// A sorted run as it is read, in memory or from a file.
class Source
{
public:
    virtual ~Source() = default;
    virtual Result<bool> advance() = 0;
    const StatementSorter::Item &item() const { return m_item; }

protected:
    StatementSorter::Item m_item;
};

class MemorySource : public Source
{
public:
    explicit MemorySource(std::unique_ptr<Run> run) : m_run(std::move(run)) {}
    Result<bool> advance() override
    {
        if (m_next == m_run->sorted.size())
            return false;
        m_item = itemAt(m_run->sorted[m_next++]);
        return true;
    }

private:
    std::unique_ptr<Run> m_run;
    std::size_t m_next = 0;
};

class FileSource : public Source
{
public:
    explicit FileSource(std::unique_ptr<QFileDevice> file) : m_file(std::move(file)) {}
    Result<bool> advance() override
    {
        if (!have(sizeof(Head)))
            return ended();
        const Head head = headOf(m_bytes.constData() + m_at);
        const auto whole = static_cast<qsizetype>(sizeof head) + head.statement + head.rest;
        if (!have(whole))
            return ended();
        m_item = itemAt(m_bytes.constData() + m_at);
        m_at += whole;
        return true;
    }

private:
    bool have(qsizetype bytes)
    {
        if (m_bytes.size() - m_at >= bytes)
            return true;
        m_bytes.remove(0, m_at);
        m_at = 0;
        m_bytes += m_file->read(std::max<qint64>(kReadBytes, bytes - m_bytes.size()));
        return m_bytes.size() >= bytes;
    }
    Result<bool> ended() const
    {
        if (m_file->error() == QFileDevice::NoError && m_bytes.size() == m_at)
            return false;
        return Error{ErrorCode::ReadFailed, {m_file->fileName()}, m_file->errorString(), 0};
    }

    std::unique_ptr<QFileDevice> m_file;
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

using Sources = std::vector<std::unique_ptr<Source>>;

/// The smallest of several sources first; of equal items only that of the earliest source.
class Merge
{
public:
    explicit Merge(Sources sources) : m_sources(std::move(sources)) {}

    Result<bool> next(StatementSorter::Item &item)
    {
        if (!m_begun) {
            m_begun = true;
            for (std::size_t i = 0; i < m_sources.size(); ++i) {
                if (auto more = push(i); !more)
                    return more.error();
            }
        }
        for (;;) {
            // The last one given is only now replaced: its views were to stay.
            if (m_given) {
                if (auto more = push(*m_given); !more)
                    return more.error();
                m_given.reset();
            }
            if (m_heap.empty())
                return false;
            const std::size_t top = m_heap.front();
            std::pop_heap(m_heap.begin(), m_heap.end(), After{this});
            m_heap.pop_back();
            m_given = top;
            const StatementSorter::Item &found = m_sources[top]->item();
            if (m_any && found.statement == QByteArrayView(m_last)) {
                ++m_duplicates;
                continue;
            }
            if (m_sources.size() > 1) {
                m_last.resize(0);
                m_last.append(found.statement.data(), found.statement.size());
                m_any = true;
            }
            item = found;
            return true;
        }
    }
    qint64 duplicates() const { return m_duplicates; }

private:
    struct After
    {
        const Merge *merge;
        bool operator()(std::size_t a, std::size_t b) const
        {
            const int order = compare(merge->m_sources[a]->item(), merge->m_sources[b]->item());
            return order != 0 ? order > 0 : a > b;
        }
    };
    Result<void> push(std::size_t index)
    {
        auto more = m_sources[index]->advance();
        if (!more)
            return more.error();
        if (*more) {
            m_heap.push_back(index);
            std::push_heap(m_heap.begin(), m_heap.end(), After{this});
        } else {
            m_sources[index].reset();
        }
        return {};
    }

    Sources m_sources;
    std::vector<std::size_t> m_heap;
    std::optional<std::size_t> m_given;
    QByteArray m_last;
    bool m_any = false;
    bool m_begun = false;
    qint64 m_duplicates = 0;
};

/// A temporary file that is gone with its handle, also where the process is killed (but on Windows).
Result<std::unique_ptr<QTemporaryFile>> makeTemporary(const QString &folder)
{
    auto file = std::make_unique<QTemporaryFile>(folder + QStringLiteral("/.hakgal-sort-XXXXXX.part"));
    if (!file->open())
        return Error{ErrorCode::WriteFailed, {folder}, file->errorString(), 0};
#ifndef Q_OS_WIN
    QFile::remove(file->fileName());
#endif
    return file;
}

Error writeFailure(const QFileDevice &file, const QString &folder)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return {full ? ErrorCode::DiskFull : ErrorCode::WriteFailed, {folder}, file.errorString(), 0};
}

/// Writes all that the merge gives to a temporary file, to be read from its beginning.
Result<std::unique_ptr<Source>> spill(Merge &merge, const QString &folder)
{
    auto file = makeTemporary(folder);
    if (!file)
        return file.error();
    QByteArray buffer;
    buffer.reserve(kWriteBytes + 65536);
    const auto flush = [&] {
        const bool written = (*file)->write(buffer) == buffer.size() && (*file)->flush();
        buffer.resize(0);
        return written;
    };
    StatementSorter::Item item;
    for (;;) {
        auto more = merge.next(item);
        if (!more)
            return more.error();
        if (!*more)
            break;
        const Head head{static_cast<quint32>(item.statement.size()), static_cast<quint32>(item.rest.size())};
        buffer.append(reinterpret_cast<const char *>(&head), sizeof head);
        buffer.append(item.statement.data(), item.statement.size());
        buffer.append(item.rest.data(), item.rest.size());
        if (buffer.size() >= kWriteBytes && !flush())
            return writeFailure(**file, folder);
    }
    if (!flush())
        return writeFailure(**file, folder);
    if (!(*file)->seek(0))
        return Error{ErrorCode::ReadFailed, {folder}, (*file)->errorString(), 0};
    return std::unique_ptr<Source>(std::make_unique<FileSource>(std::move(*file)));
}

} // namespace

struct StatementSorter::Private
{
    Options options;
    std::unique_ptr<Run> filling = std::make_unique<Run>();
    std::future<std::unique_ptr<Run>> sorting;
    std::deque<std::unique_ptr<Run>> runs; ///< sorted, in memory, later than all files
    qint64 runsBytes = 0;
    Sources files;
    std::optional<Merge> merge;
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
            sources.push_back(std::make_unique<MemorySource>(std::move(run)));
        runs.clear();
        runsBytes = 0;
        return sources;
    }
    Result<void> spillAs(Sources sources, Sources &to)
    {
        Merge all(std::move(sources));
        auto file = spill(all, options.folder);
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
    const Head head{static_cast<quint32>(statement.size()), static_cast<quint32>(rest.size())};
    if (run.bytes.empty())
        run.bytes.reserve(static_cast<std::size_t>(d->options.runBytes) + 256 * 1024);
    run.offsets.push_back(run.bytes.size());
    const auto *const bytes = reinterpret_cast<const char *>(&head);
    run.bytes.insert(run.bytes.end(), bytes, bytes + sizeof head);
    run.bytes.insert(run.bytes.end(), statement.begin(), statement.end());
    run.bytes.insert(run.bytes.end(), rest.begin(), rest.end());
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
    if (auto settled = d->settle(); !settled)
        return settled;
    d->sortInBackground();
    const bool few = d->added <= kKeepsOrder && d->runs.empty() && d->files.empty();
    std::unique_ptr<Run> last = d->sorting.get();
    if (few)
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
