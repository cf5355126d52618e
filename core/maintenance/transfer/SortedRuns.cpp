// SPDX-License-Identifier: GPL-3.0-or-later
// Each run is sorted in memory by multikey quicksort (Bentley and Sedgewick, "Fast Algorithms for Sorting and
// Searching Strings", 1997) with the next eight bytes of each string kept beside its address, so that most
// comparisons touch no string: all entries of a part agree up to a depth; they are parted by their next eight
// bytes into less, equal and greater, and the equal ones are sorted on eight bytes further in. A string that
// has ended is padded with NUL, which no statement holds. Equal strings are reduced to the one with the
// lowest address, which came first. The runs, in memory or in temporary files, are merged through a heap;
// among equal ones the earliest run wins.
#include "core/maintenance/transfer/SortedRuns.h"

#include "core/maintenance/FileSync.h"

#include <QFile>
#include <QTemporaryFile>

#include <algorithm>
#include <array>
#include <cstring>

namespace hakgal::sorting {

namespace {

constexpr qint64 kReadBytes = qint64(128) * 1024;
constexpr std::size_t kWriteBytes = std::size_t(1024) * 1024;

Head headOf(const char *record)
{
    Head head{};
    std::memcpy(&head, record, sizeof head);
    return head;
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

int compare(const Item &a, const Item &b)
{
    const qsizetype shorter = std::min(a.statement.size(), b.statement.size());
    const int order = std::memcmp(a.statement.data(), b.statement.data(), static_cast<std::size_t>(shorter));
    if (order != 0)
        return order;
    return a.statement.size() < b.statement.size() ? -1 : (a.statement.size() > b.statement.size() ? 1 : 0);
}

/// Sorts entries that agree in all bytes before `depth` and whose keys are loaded for it. Equal ones end up
/// beside each other, in the order of their addresses. No input makes this recurse deeper than the logarithm
/// of their number, or take a time that grows with its square.
void sortEntries(Entry *from, Entry *to, std::size_t depth)
{
    struct Part
    {
        Entry *from;
        Entry *to;
        std::size_t depth;
        bool operator<(const Part &other) const { return to - from < other.to - other.from; }
    };
    constexpr std::ptrdiff_t kFew = 12;
    constexpr int kMostBadPivots = 32;
    int badPivots = 0;
    while (to - from > 1) {
        if (to - from <= kFew || badPivots > kMostBadPivots) {
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
        std::array parts{Part{from, less, depth}, Part{less, greater, depth + 8}, Part{greater, to, depth}};
        // Padding in the last byte: they all ended, and are equal.
        if ((pivot & 0xff) == 0) {
            std::sort(less, greater, [](const Entry &a, const Entry &b) { return a.record < b.record; });
            parts[1].from = greater;
        } else {
            loadKeys(less, greater, depth + 8);
        }
        // The largest of them is gone on with here.
        std::swap(*std::max_element(parts.begin(), parts.end()), parts.back());
        sortEntries(parts[0].from, parts[0].to, parts[0].depth);
        sortEntries(parts[1].from, parts[1].to, parts[1].depth);
        const Part &largest = parts.back();
        badPivots += largest.depth == depth && largest.to - largest.from > (to - from) / 8 * 7 ? 1 : 0;
        from = largest.from;
        to = largest.to;
        depth = largest.depth;
    }
}

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
    return {isDiskFull(file) ? ErrorCode::DiskFull : ErrorCode::WriteFailed, {folder}, file.errorString(), 0};
}

} // namespace

Item itemAt(const char *record)
{
    const Head head = headOf(record);
    return {{record + sizeof head, qsizetype(head.statement)},
            {record + sizeof head + head.statement, qsizetype(head.rest)}};
}

void appendTo(std::vector<char> &bytes, const Item &item)
{
    const Head head{static_cast<quint32>(item.statement.size()), static_cast<quint32>(item.rest.size())};
    const auto *const from = reinterpret_cast<const char *>(&head);
    bytes.insert(bytes.end(), from, from + sizeof head);
    bytes.insert(bytes.end(), item.statement.begin(), item.statement.end());
    bytes.insert(bytes.end(), item.rest.begin(), item.rest.end());
}

void Run::sort()
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

std::unique_ptr<Source> Source::of(std::unique_ptr<Run> run)
{
    return std::make_unique<MemorySource>(std::move(run));
}

bool Merge::isAfter(std::size_t a, std::size_t b) const
{
    const int order = compare(m_sources[a]->item(), m_sources[b]->item());
    return order != 0 ? order > 0 : a > b;
}

Result<void> Merge::push(std::size_t index)
{
    auto more = m_sources[index]->advance();
    if (!more)
        return more.error();
    if (*more) {
        m_heap.push_back(index);
        std::push_heap(m_heap.begin(), m_heap.end(),
                       [this](std::size_t a, std::size_t b) { return isAfter(a, b); });
    } else {
        m_sources[index].reset();
    }
    return {};
}

Result<bool> Merge::next(Item &item)
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
        std::pop_heap(m_heap.begin(), m_heap.end(),
                      [this](std::size_t a, std::size_t b) { return isAfter(a, b); });
        m_heap.pop_back();
        m_given = top;
        const Item &found = m_sources[top]->item();
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

Result<std::unique_ptr<Source>> Merge::spill(const QString &folder)
{
    auto file = makeTemporary(folder);
    if (!file)
        return file.error();
    std::vector<char> buffer;
    buffer.reserve(kWriteBytes + 65536);
    const auto flush = [&] {
        const auto bytes = static_cast<qint64>(buffer.size());
        const bool written = (*file)->write(buffer.data(), bytes) == bytes && (*file)->flush();
        buffer.clear();
        return written;
    };
    Item item;
    for (;;) {
        auto more = next(item);
        if (!more)
            return more.error();
        if (!*more)
            break;
        appendTo(buffer, item);
        if (buffer.size() >= kWriteBytes && !flush())
            return writeFailure(**file, folder);
    }
    if (!flush())
        return writeFailure(**file, folder);
    if (!(*file)->seek(0))
        return Error{ErrorCode::ReadFailed, {folder}, (*file)->errorString(), 0};
    return std::unique_ptr<Source>(std::make_unique<FileSource>(std::move(*file)));
}

} // namespace hakgal::sorting
