// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Salvage.h"

#include "core/maintenance/FileSync.h"
#include "core/maintenance/salvage/SalvageReport.h"
#include "core/maintenance/salvage/SalvageWriter.h"
#include "core/store/OpenPolicy.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <new>

// How facts are got out of a damaged file. The format is the published one
// (https://www.sqlite.org/fileformat2.html); the damaged file is read as bytes, SQLite never opens it.
//
// 1. Pages (PageSource). File and write-ahead log are read into memory. If every line feed in the file has a
//    carriage return before it, it was copied as text, and the carriage returns are taken out again. Page
//    size and reserved bytes are those with which most pages make sense; the header is only asked where
//    pages do not tell. Frames of the log whose salts and running checksum hold, up to the last commit,
//    replace the pages they are images of.
//
// 2. Cells (PageReader, Record). Each page is taken apart by itself, whether or not anything still leads to
//    it. A page is perfect where header, pointers, cells, free blocks and fragments account for every byte
//    and rowids ascend. On any other page a cell stays sound if a pointer leads to it, its record adds up, it
//    overlaps nothing, it is in order, and no more than two pointers of the page are bad; all else is weak.
//    Weak cells are also sought where neither a cell nor a free block is: their pointers were lost. Free
//    blocks are never read.
//
// 3. Life (PageMap). The freelist is followed from the header; if its count does not come out, trunk pages
//    are known by their form. Then the trees are followed from the roots in sqlite_schema. A page is live if
//    a root leads to it, or if the freelist is whole and does not name it; free if the freelist names it; and
//    unproven in between (page 1 or part of the freelist is lost, tree and freelist both claim it, or it lies
//    behind the end that the header tells). Free pages are not read. What stands on an unproven page counts
//    only if a witness on a live page has it too: what was deleted stays deleted.
//
// 4. Tables (SchemaFinder, Inventory). Trees without a root go to the table that their rows resemble, of the
//    schema or of the forms that knowledge bases have in the field.
//
// 5. Witnesses (Witness). Every index that points to the facts is asked what it is about by comparing its
//    entries with the rows; orphaned index pages too. One that holds whole statements is the second witness,
//    those over predicate and subject are the third.
//
// 6. Verdicts (Judge), one for each rowid that any of them knows:
//    - row and statement index agree: exact; partial if the row's cell is weak or another indexed column
//      differs;
//    - they differ: the third witnesses decide, if they agree with one and not with the other and the two
//      differ nowhere but in what the third hold; the row is then exact or, where the index is right,
//      partial. Else doubtful, both readings kept;
//    - only the row: if the statement stands in the index under another rowid, the third witnesses decide on
//      the rowid. If its bytes stand on the index page where its entry would be, or that page is missing, it
//      is intact; if that page is there and does not have it, doubtful. Without a statement index: intact;
//    - only the index entry: partial if its bytes stand on the table page where the row would be, or that
//      page is missing; else doubtful;
//    - in each case doubtful if a third witness contradicts, no index knows the rowid, only weak or unproven
//      cells say it, or a text is not valid;
//    - only third witnesses know the rowid: lost.
//    Nothing is ever decided by how likely a text looks.
//
// 7. Backup. A fact that is lost or undecided is taken from the backup if the backup has its rowid with a
//    statement that one of the readings, or the third witnesses, confirm. It says nothing about whether a
//    fact was deleted since: one that is undecided for that reason stays doubtful, and so do facts that only
//    the backup has and that may have stood on a missing page.
//
// 8. The new file (SalvageWriter): rows in one transaction, then indices, views and triggers, then a row in
//    audit_log, then integrity_check.

namespace hakgal {

using namespace salvage;

namespace {

QString words(const char *sentence)
{
    return QCoreApplication::translate("hakgal", sentence);
}

Result<std::vector<quint8>> readBytes(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileNoPermission, {path}, file.errorString(), 0};
    std::vector<quint8> bytes;
    try {
        bytes.resize(static_cast<std::size_t>(file.size()));
    } catch (const std::bad_alloc &) {
        return Error{ErrorCode::ReadFailed, {path}, QStringLiteral("not enough memory"), 0};
    }
    qint64 at = 0;
    while (at < static_cast<qint64>(bytes.size())) {
        const qint64 got =
            file.read(reinterpret_cast<char *>(bytes.data()) + at, static_cast<qint64>(bytes.size()) - at);
        if (got < 0) {
            // A bad sector: what is behind it may still be read.
            constexpr qint64 kSector = 4096;
            at = (at / kSector + 1) * kSector;
            if (!file.seek(std::min(at, static_cast<qint64>(bytes.size()))))
                return Error{ErrorCode::ReadFailed, {path}, file.errorString(), 0};
            continue;
        }
        if (got == 0)
            break;
        at += got;
    }
    return bytes;
}

bool sameFile(const QString &a, const QString &b)
{
    const FileFacts first = statFile(a);
    const FileFacts second = statFile(b);
    return first.exists && second.exists && first.identity == second.identity;
}

Result<void> checkPaths(const QString &damaged, const QString &out, const Salvage::Options &options)
{
    const FileFacts facts = statFile(damaged);
    if (!facts.exists)
        return Error{ErrorCode::FileMissing, {damaged}, {}, 0};
    if (facts.directory)
        return Error{ErrorCode::FileIsDirectory, {damaged}, {}, 0};
    if (!facts.regular)
        return Error{ErrorCode::FileNotRegular, {damaged}, {}, 0};
    if (!facts.readable)
        return Error{ErrorCode::FileNoPermission, {damaged}, {}, 0};
    if (facts.bytes == 0)
        return Error{ErrorCode::FileEmpty, {damaged}, {}, 0};
    for (const QString &made : {out, options.reportCsv}) {
        if (belongsToBase(made, damaged))
            return Error{ErrorCode::FileExists, {made}, {}, 0};
    }
    if (statFile(out).exists)
        return Error{ErrorCode::FileExists, {out}, {}, 0};
    const auto sameName = [](const QString &a, const QString &b) {
        return QFileInfo(a).absoluteFilePath() == QFileInfo(b).absoluteFilePath();
    };
    if (!options.reportCsv.isEmpty() &&
        (sameName(options.reportCsv, out) || sameName(options.reportCsv, out + QStringLiteral(".part"))))
        return usageError(QT_TRANSLATE_NOOP("hakgal", "the report and the new file are the same"));
    if (!options.reportCsv.isEmpty() && statFile(options.reportCsv).exists)
        return Error{ErrorCode::FileExists, {options.reportCsv}, {}, 0};
    if (!options.backup.isEmpty() && sameFile(damaged, options.backup))
        return usageError(QT_TRANSLATE_NOOP("hakgal", "the backup is the damaged file itself"));
    return {};
}

/// The half-made file, gone unless it is kept.
class PartFile
{
public:
    explicit PartFile(const QString &out) : m_path(out + QStringLiteral(".part")) {}
    ~PartFile()
    {
        if (m_kept || !m_ours)
            return;
        for (const char *suffix : {"", "-wal", "-shm", "-journal"})
            QFile::remove(m_path + QLatin1String(suffix));
    }
    const QString &path() const { return m_path; }
    void take() { m_ours = true; }
    Result<void> keepAs(const QString &out)
    {
        if (auto synced = syncFile(m_path); !synced)
            return synced;
        if (auto renamed = renameNew(m_path, out); !renamed)
            return renamed;
        m_kept = true;
        return syncFolder(QFileInfo(out).absolutePath());
    }

private:
    QString m_path;
    bool m_ours = false;
    bool m_kept = false;
};

Error interrupted(const QString &path)
{
    return Error{ErrorCode::Interrupted, {path}, {}, 0};
}

} // namespace

Result<Ledger> Salvage::run(const QString &damaged, const QString &out, const Options &options,
                            JobContext &context)
{
    if (auto checked = checkPaths(damaged, out, options); !checked)
        return checked.error();
    const double megabytes = static_cast<double>(statFile(damaged).bytes) / 1e6;
    context.plan({{QStringLiteral("read"), 0.001 * megabytes + 0.01},
                  {QStringLiteral("pages"), 0.003 * megabytes + 0.01},
                  {QStringLiteral("witnesses"), 0.005 * megabytes + 0.01},
                  {QStringLiteral("facts"), 0.02 * megabytes + 0.01},
                  {QStringLiteral("indices"), 0.03 * megabytes + 0.01},
                  {QStringLiteral("verify"), 0.012 * megabytes + 0.01}});
    const auto tick = [&context](double done) {
        context.advance(done);
        return !context.cancelled();
    };

    context.begin(QStringLiteral("read"), words("Reading the damaged file"));
    auto bytes = readBytes(damaged);
    if (!bytes)
        return bytes.error();
    std::vector<quint8> walBytes;
    if (const QString wal = damaged + QStringLiteral("-wal"); statFile(wal).regular) {
        auto read = readBytes(wal);
        if (!read)
            return read.error();
        walBytes = std::move(*read);
    }
    Ledger ledger;
    ledger.lineEndingsUndone = undoLineEndings(*bytes);
    if (ledger.lineEndingsUndone)
        undoLineEndings(walBytes);
    const quint64 size = bytes->size() + walBytes.size();

    context.begin(QStringLiteral("pages"), words("Looking at every page"));
    const PageSource source(*bytes, walBytes);
    PageMap map(source);
    if (!map.scan(tick))
        return interrupted(damaged);
    const Inventory inventory = Inventory::take(source, map);
    ledger.pages = map.counts();
    ledger.walFrames = source.walFrames();
    if (ledger.pages.tableLeaf + ledger.pages.indexLeaf == 0)
        return Error{ErrorCode::NotADatabase, {damaged}, QStringLiteral("no page of a database in it"), 0};

    context.begin(QStringLiteral("witnesses"), words("Comparing rows with indices"));
    constexpr quint64 kBytesPerCell = 20;
    constexpr quint64 kCellsAtLeast = 500'000;
    auto witness = Witness::gather(source, map, inventory, size / kBytesPerCell + kCellsAtLeast, tick);
    if (!witness)
        return interrupted(damaged);

    context.begin(QStringLiteral("facts"), words("Writing the facts that were found"));
    PartFile part(out);
    auto writer = SalvageWriter::create(part.path(), source, map, inventory, context.cancelFlag());
    if (!writer)
        return writer.error();
    part.take();
    // Nothing of the damaged one is in it yet.
    QFile::setPermissions(part.path(), QFile::permissions(damaged) | QFile::ReadOwner | QFile::WriteOwner);
    for (std::size_t i = 0; i < inventory.tables.size(); ++i) {
        if (static_cast<int>(i) == inventory.facts)
            continue;
        auto count = (*writer)->addTable(inventory.tables[i]);
        if (!count)
            return count.error();
        ledger.tables.push_back(*count);
    }
    SalvageReport report(ledger, **writer);
    if (auto opened = report.open(options.reportCsv); !opened)
        return opened.error();
    if (inventory.facts >= 0) {
        Judge judge(source, map, inventory, *witness);
        if (!options.backup.isEmpty()) {
            if (auto opened = report.useBackup(options.backup, judge); !opened)
                return opened.error();
        }
        const bool whole = judge.run([&](const Verdict &verdict) { return report.take(verdict); }, tick) &&
                           report.takeRestOfBackup();
        if (report.failure())
            return *report.failure();
        if (!whole)
            return interrupted(damaged);
        ledger.leftDeleted = judge.leftDeleted();
        if (!witness->indices.empty())
            ledger.expected = ledger.found() + judge.lostByIndex() - report.lostButFound();
    }
    if (options.expected) {
        ledger.expected = options.expected;
        ledger.expectedFrom =
            options.expectedAtMs != 0 ? Ledger::ExpectedFrom::Monitor : Ledger::ExpectedFrom::Caller;
        ledger.expectedAtMs = options.expectedAtMs;
    }
    ledger.tables.insert(ledger.tables.begin(), {(*writer)->factsTable(), ledger.good(), 0});
    if (auto finished = report.finish(); !finished)
        return finished.error();
    witness.reset();

    context.begin(QStringLiteral("indices"), words("Making the indices"));
    if (auto completed = (*writer)->complete(ledger); !completed)
        return completed.error();
    context.begin(QStringLiteral("verify"), words("Checking the new file"));
    if (auto verified = (*writer)->verify(ledger); !verified)
        return verified.error();
    context.finishing(words("Putting the new file in its place"));
    (*writer)->close();
    if (auto kept = part.keepAs(out); !kept)
        return kept.error();
    context.end();
    return ledger;
}

} // namespace hakgal
