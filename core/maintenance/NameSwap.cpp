// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/NameSwap.h"

#include "core/maintenance/FileSync.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/RawCopy.h"
#include "core/maintenance/SoleAccess.h"
#include "core/maintenance/SqliteFile.h"

#include <QFileInfo>

#include <array>
#include <utility>

// The order, each step on the disk before the next one begins:
//   1. the new file is made beside the old one and synced                      intent "part"
//   2. intent "swap": the three names, and which files (device and inode) the old and the new one are
//   3. the old file gets a second name, <file>.corrupt-<time> (a copy where there are no hard links)
//   4. its -wal, -journal and -shm go to that name, too: beside the new file they would be applied to it
//   5. the new file is renamed over the old name, so that at every moment something has that name
//   6. checked by who called; settled
// Sole access is proved before 1, and held from before 4 until after 5.
//
// After a kill the file under the live name tells how far it came: the new one, then steps 1 to 5 are done
// and there is nothing left to do; the old one, then 4 and 3 are reversed; another, then somebody else has
// acted meanwhile and only our new file is removed.

namespace hakgal {

namespace {

/// In the order in which they move; -shm holds nothing that lasts.
constexpr std::array<const char *, 3> kSidecars{"-wal", "-journal", "-shm"};

QString textOf(const FileIdentity &identity)
{
    return QStringLiteral("%1:%2").arg(identity.device).arg(identity.file);
}

FileIdentity identityOf(const QJsonValue &value)
{
    const QStringList parts = value.toString().split(u':');
    return {parts.value(0).toULongLong(), parts.value(1).toULongLong()};
}

Result<void> moveSidecars(const QString &from, const QString &to)
{
    for (const char *suffix : kSidecars) {
        const QString name = from + QLatin1String(suffix);
        if (!statFile(name).exists)
            continue;
        if (auto moved = renameNew(name, to + QLatin1String(suffix)); !moved)
            return moved;
    }
    return {};
}

/// Steps 4 and 3 backwards. The live name still leads to the old file.
Result<void> takeBack(const QString &live, const QString &kept, const QString &fresh)
{
    for (const char *suffix : kSidecars) {
        const QString name = kept + QLatin1String(suffix);
        const QString back = live + QLatin1String(suffix);
        if (!statFile(name).exists || statFile(back).exists)
            continue;
        if (auto moved = renameNew(name, back); !moved)
            return moved;
    }
    if (auto synced = syncFolder(QFileInfo(live).absolutePath()); !synced)
        return synced;
    if (statFile(kept).exists) {
        if (auto removed = removeFile(kept); !removed)
            return removed;
    }
    removePrivate(fresh);
    return {};
}

} // namespace

NameSwap::NameSwap(const QString &live, FileIdentity original)
    : m_log(live), m_live(live), m_original(original)
{
    const QFileInfo info(live);
    const QString stamp = fileStamp();
    m_fresh = info.absolutePath() + QLatin1String("/.") + info.fileName() + QLatin1String(".new-") + stamp;
    m_kept = live + QLatin1String(".corrupt-") + stamp;
    for (int n = 1; statFile(m_kept).exists; ++n)
        m_kept = live + QStringLiteral(".corrupt-%1-%2").arg(stamp).arg(n);
}

NameSwap::NameSwap(NameSwap &&other) noexcept
    : m_log(std::move(other.m_log)),
      m_id(std::exchange(other.m_id, QString())),
      m_live(std::move(other.m_live)),
      m_fresh(std::move(other.m_fresh)),
      m_kept(std::move(other.m_kept)),
      m_original(other.m_original),
      m_replacement(other.m_replacement),
      m_swapped(other.m_swapped)
{
}

NameSwap::~NameSwap()
{
    if (m_id.isEmpty() || m_swapped)
        return; // swapped and neither settled nor reversed: the next job sees which file it is
    if (recover(intent()))
        m_log.settle(m_id);
}

QJsonObject NameSwap::intent() const
{
    return {{QStringLiteral("kind"), QStringLiteral("swap")},
            {QStringLiteral("live"), m_live},
            {QStringLiteral("fresh"), m_fresh},
            {QStringLiteral("kept"), m_kept},
            {QStringLiteral("original"), textOf(m_original)},
            {QStringLiteral("replacement"), textOf(m_replacement)}};
}

Result<NameSwap> NameSwap::begin(const QString &live)
{
    const FileFacts file = statFile(live);
    if (file.exists) {
        if (auto alone = SoleAccess::take(live); !alone)
            return alone.error();
    }
    NameSwap swap(live, file.exists ? file.identity : FileIdentity{});
    auto id = swap.m_log.add(QJsonObject{{QStringLiteral("kind"), QStringLiteral("part")},
                                         {QStringLiteral("part"), swap.m_fresh}});
    if (!id)
        return id.error();
    swap.m_id = *id;
    return swap;
}

Result<void> NameSwap::keepOriginal()
{
    if (auto linked = linkFile(m_live, m_kept); linked || linked.error().code == ErrorCode::FileExists)
        return linked;
    JobContext context({}, nullptr);
    const auto copied = rawCopy(m_live, m_kept, context);
    return copied ? Result<void>() : copied.error();
}

Result<void> NameSwap::swap()
{
    const QString folder = QFileInfo(m_live).absolutePath();
    if (m_original.valid())
        copyOwnership(m_live, m_fresh);
    if (auto synced = syncFile(m_fresh); !synced)
        return synced;
    if (auto synced = syncFolder(folder); !synced)
        return synced;
    m_replacement = statFile(m_fresh).identity;
    if (auto noted = m_log.update(m_id, intent()); !noted)
        return noted;

    if (!m_original.valid()) {
        // Something may have come there meanwhile; it is not ours to replace. A -wal that stands there alone
        // belongs to the file that is gone.
        if (auto moved = moveSidecars(m_live, m_kept); !moved)
            return moved;
        if (auto renamed = renameNew(m_fresh, m_live); !renamed)
            return renamed;
        m_swapped = true;
        return syncFolder(folder);
    }
    if (!(statFile(m_live).identity == m_original))
        return Error{ErrorCode::ChangedMeanwhile, {m_live}, {}, 0};
    if (auto kept = keepOriginal(); !kept)
        return kept;
    {
        auto alone = SoleAccess::take(m_live);
        if (!alone)
            return alone.error();
        if (auto moved = moveSidecars(m_live, m_kept); !moved)
            return moved;
        if (auto synced = syncFolder(folder); !synced)
            return synced;
        if (auto renamed = renameOver(m_fresh, m_live); !renamed)
            return renamed;
        m_swapped = true;
    }
    return syncFolder(folder);
}

Result<void> NameSwap::reverse()
{
    const QString folder = QFileInfo(m_live).absolutePath();
    const QString failed = m_live + QLatin1String(".failed-") + fileStamp();
    if (auto linked = linkFile(m_live, failed); !linked && linked.error().code != ErrorCode::FileExists)
        return linked;
    if (auto moved = moveSidecars(m_live, failed); !moved)
        return moved;
    if (m_original.valid()) {
        if (auto renamed = renameOver(m_kept, m_live); !renamed)
            return renamed;
        if (auto moved = moveSidecars(m_kept, m_live); !moved)
            return moved;
    } else if (auto removed = removeFile(m_live); !removed) {
        return removed;
    }
    if (auto synced = syncFolder(folder); !synced)
        return synced;
    settle();
    return {};
}

void NameSwap::settle()
{
    m_log.settle(std::exchange(m_id, QString()));
}

Result<void> NameSwap::recover(const QJsonObject &intent)
{
    const QString live = intent.value(QLatin1String("live")).toString();
    const QString kept = intent.value(QLatin1String("kept")).toString();
    const QString fresh = intent.value(QLatin1String("fresh")).toString();
    const FileIdentity original = identityOf(intent.value(QLatin1String("original")));
    const FileIdentity replacement = identityOf(intent.value(QLatin1String("replacement")));
    const FileFacts now = statFile(live);
    if (now.exists && replacement.valid() && now.identity == replacement)
        return syncFolder(QFileInfo(live).absolutePath());
    if (now.exists && original.valid() && now.identity == original)
        return takeBack(live, kept, fresh);
    if (!now.exists && !original.valid()) {
        // There was no file, and there is none: a -wal that was moved away comes back.
        return takeBack(live, kept, fresh);
    }
    removePrivate(fresh);
    return {};
}

} // namespace hakgal
