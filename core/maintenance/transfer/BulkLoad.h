// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "core/maintenance/transfer/FactReader.h"
#include "core/Result.h"

#include <QString>

#include <functional>

namespace hakgal {

/// Makes a new knowledge base out of a file of facts, many times as fast as FactImporter fills one: the facts
/// are sorted first (outside of memory where they are many), so that they and three of the four indices are
/// written from front to back, and the fourth index is built after. The base has the form of
/// FactStore::createSchema(). Ids follow the order of the statements' bytes, but for files of at most
/// StatementSorter::kKeepsOrder facts, which keep theirs. What is rejected, blank or a duplicate is as with
/// FactImporter: of equal statements the first one is stored.
///
/// The base is made beside its place, as NAME.import.part, synced and then renamed: under its name there is
/// nothing, or the whole. After an error or a cancel nothing is left; after a kill the next load of the same
/// name removes what is (two at once are the caller's to prevent, by a lease). Memory stays below 300 MB.
class BulkLoad
{
public:
    struct Options
    {
        QString source;         ///< for the source column of facts that give none
        qint64 inputBytes = -1; ///< how large the input is; -1: not known
    };
    std::function<void(const FactReject &)> onReject; ///< may be empty

    /// Blocking. Steps of the job: read, store, index, finish. Errors: FileExists (something has that name,
    /// also what came meanwhile), Interrupted, DiskFull, ReadFailed (of the input), those of
    /// Database::create().
    Result<FactImporter::Totals> run(FactReader &reader, const QString &path, const Options &options,
                                     JobContext &job);

    /// The name that the base has while it is made.
    static QString partPath(const QString &path);
};

} // namespace hakgal
