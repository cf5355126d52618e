// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace hakgal {

/// Sorts any number of statements by their bytes and drops repeated ones, in bounded memory: what does not
/// fit goes in sorted runs to temporary files, which are merged while they are read back. Sorting and merging
/// are done in a thread of its own, while further ones are added and while those before are used. Used in one
/// thread.
class StatementSorter
{
public:
    struct Options
    {
        QString folder;                                ///< for the temporary files
        qint64 runBytes = qint64(12) * 1024 * 1024;    ///< what is sorted at once
        qint64 memoryBytes = qint64(96) * 1024 * 1024; ///< of sorted runs; beyond it they go to the disk
    };
    explicit StatementSorter(Options options);
    ~StatementSorter();
    StatementSorter(const StatementSorter &) = delete;
    StatementSorter &operator=(const StatementSorter &) = delete;

    /// `statement` without NUL; `rest` is carried along. Both together at most 16 MiB. DiskFull or
    /// WriteFailed (of a temporary file; args: the folder).
    Result<void> add(QByteArrayView statement, QByteArrayView rest);
    qint64 added() const;

    /// No more come; next() gives them in order. Where all of them are few (see kKeepsOrder) that is the
    /// order in which they were added, else the order of their bytes.
    Result<void> finish();

    /// Of equal statements the one that was added first. False at the end; the views are valid until the next
    /// call. ReadFailed (of a temporary file).
    struct Item
    {
        QByteArrayView statement;
        QByteArrayView rest;
    };
    Result<bool> next(Item &item);
    qint64 duplicates() const; ///< dropped so far; all of them at the end

    static constexpr qint64 kKeepsOrder = 20'000;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal
