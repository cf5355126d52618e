// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/StatementSorter.h"

#include <memory>
#include <optional>
#include <vector>

/// What StatementSorter sorts and merges.
namespace hakgal::sorting {

using Item = StatementSorter::Item;

/// Before the bytes of a record.
struct Head
{
    quint32 statement;
    quint32 rest;
};

/// The record of which these are the bytes, head first.
Item itemAt(const char *record);
void appendTo(std::vector<char> &bytes, const Item &item);
inline std::size_t bytesOf(const Item &item)
{
    return sizeof(Head) + static_cast<std::size_t>(item.statement.size() + item.rest.size());
}

/// Records in memory: filled, then sorted.
struct Run
{
    std::vector<char> bytes;
    std::vector<std::size_t> offsets; ///< while it is filled
    std::vector<const char *> sorted; ///< afterwards, without duplicates
    qint64 duplicates = 0;

    qint64 size() const { return static_cast<qint64>(bytes.size()); }
    void sort();
};

/// A sorted run as it is read, in memory or from a file.
class Source
{
public:
    virtual ~Source() = default;
    virtual Result<bool> advance() = 0; ///< false at the end; ReadFailed
    const Item &item() const { return m_item; }

    static std::unique_ptr<Source> of(std::unique_ptr<Run> run);

protected:
    Item m_item;
};

using Sources = std::vector<std::unique_ptr<Source>>;

/// The smallest of several sources first; of equal items only that of the earliest source.
class Merge
{
public:
    explicit Merge(Sources sources) : m_sources(std::move(sources)) {}

    /// False at the end; `item` is valid until the next call.
    Result<bool> next(Item &item);
    qint64 duplicates() const { return m_duplicates; } ///< dropped so far

    /// Writes all of it to a temporary file in this folder, to be read from its beginning. DiskFull,
    /// WriteFailed.
    Result<std::unique_ptr<Source>> spill(const QString &folder);

private:
    bool isAfter(std::size_t a, std::size_t b) const;
    Result<void> push(std::size_t index);

    Sources m_sources;
    std::vector<std::size_t> m_heap;
    std::optional<std::size_t> m_given;
    QByteArray m_last;
    bool m_any = false;
    bool m_begun = false;
    qint64 m_duplicates = 0;
};

} // namespace hakgal::sorting
