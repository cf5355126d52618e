// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/OpenPolicy.h"

#include "core/NativePath.h"

#include <QByteArray>
#include <QFileInfo>

#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>

namespace hakgal {

namespace {

constexpr int kHeaderBytes = 100;
constexpr int kPeekBytes = 4096;

/// The first bytes of a file (fewer where it is shorter), read through SQLite's own file layer. On POSIX
/// systems closing any descriptor of a file drops all locks the process holds on it; SQLite's layer knows
/// its descriptors and keeps one open until the locks are gone, so this peek never drops one of ours.
/// nullopt where it cannot be opened or read.
std::optional<QByteArray> peek(const QString &path, qint64 bytes)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(nullptr);
    if (vfs == nullptr)
        return std::nullopt;
    const QByteArray utf8 = nativePath(path).toUtf8();
    // The layer reads URI parameters behind the name, so a plain string would be read past its end.
    const auto name = std::unique_ptr<const char, void (*)(const char *)>(
        sqlite3_create_filename(utf8.constData(), "", "", 0, nullptr),
        [](const char *n) { sqlite3_free_filename(const_cast<char *>(n)); });
    if (!name)
        return std::nullopt;
    const auto memory = std::make_unique<std::max_align_t[]>(
        static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
    auto *file = reinterpret_cast<sqlite3_file *>(memory.get());
    int outFlags = 0;
    const int opened =
        vfs->xOpen(vfs, name.get(), file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &outFlags);
    std::optional<QByteArray> head;
    if (opened == SQLITE_OK) {
        QByteArray buffer(static_cast<int>(qMin<qint64>(bytes, kPeekBytes)), '\0');
        const int got = file->pMethods->xRead(file, buffer.data(), static_cast<int>(buffer.size()), 0);
        if (got == SQLITE_OK || got == SQLITE_IOERR_SHORT_READ)
            head = buffer;
    }
    if (file->pMethods != nullptr)
        file->pMethods->xClose(file);
    return head;
}

bool knownCompressedFormat(const QByteArray &head)
{
    static const std::array<QByteArray, 10> magics{
        QByteArrayLiteral("\x1f\x8b\x08"),     QByteArrayLiteral("PK\x03\x04"),
        QByteArrayLiteral("\x89PNG"),          QByteArrayLiteral("\xfd\x37zXZ"),
        QByteArrayLiteral("\x28\xb5\x2f\xfd"), QByteArrayLiteral("BZh"),
        QByteArrayLiteral("7z\xbc\xaf"),       QByteArrayLiteral("%PDF"),
        QByteArrayLiteral("\xff\xd8\xff"),     QByteArrayLiteral("OggS")};
    for (const QByteArray &magic : magics) {
        if (head.startsWith(magic))
            return true;
    }
    return false;
}

/// Do these bytes look random? Pearson's chi-square of the byte values against the uniform distribution:
/// 255 is expected with a standard deviation of 23; text and other structured data give thousands.
bool looksRandom(const QByteArray &bytes)
{
    std::array<int, 256> counts{};
    for (const char c : bytes)
        ++counts[static_cast<unsigned char>(c)];
    const double expected = static_cast<double>(bytes.size()) / 256;
    double chiSquare = 0;
    for (const int n : counts)
        chiSquare += (n - expected) * (n - expected) / expected;
    return chiSquare < 255 + 6 * 22.6;
}

/// An encrypted database consists of whole pages like any other, of at least 512 bytes.
bool looksEncrypted(const QByteArray &head, qint64 fileBytes)
{
    return fileBytes % 512 == 0 && !knownCompressedFormat(head) && looksRandom(head);
}

Error error(ErrorCode code, const QString &path, const QString &more = {})
{
    Error e{code, {path}, {}, 0};
    if (!more.isNull())
        e.args.append(more);
    return e;
}

/// What SQLite would have to make or change beside the file (`canonical`), and whether that can be done
/// without harm. Errors name the path as it was given.
Result<void> checkSidecars(const QString &path, const QString &canonical, const FileFacts &file, bool wal,
                           OpenPolicy::Access access)
{
    const QString folderPath = QFileInfo(canonical).path();
    const bool change = access == OpenPolicy::Access::Change;
    if (!wal) {
        // A change in rollback mode makes a journal.
        if (change && !statFile(folderPath).writable)
            return error(ErrorCode::FolderReadOnly, path);
        return {};
    }
    for (const QLatin1String suffix : {QLatin1String("-wal"), QLatin1String("-shm")}) {
        const FileFacts sidecar = statFile(canonical + suffix);
        if (sidecar.exists) {
            if (!sidecar.readable || (change && !sidecar.writable))
                return error(ErrorCode::FileNoPermission, canonical + suffix);
            continue;
        }
        // SQLite makes both files even for reading. Made by another user than the owner, they would lock
        // the owner out of writing, also after we have left.
        if (!file.ours)
            return error(ErrorCode::FileOtherOwner, path, file.ownerName);
        if (!statFile(folderPath).writable)
            return error(ErrorCode::FolderReadOnly, path);
    }
    return {};
}

} // namespace

bool belongsToBase(const QString &path, const QString &database)
{
    if (database.isEmpty())
        return false;
    // A file that is not there yet has no canonical path, its folder has.
    const auto named = [](const QString &name) {
        const QFileInfo info(name);
        return QFileInfo(info.absolutePath()).canonicalFilePath() + u'/' + info.fileName();
    };
    const QString name = named(path);
    const FileFacts target = statFile(path);
    const QString real = QFileInfo(database).canonicalFilePath(); // SQLite names what it keeps by that
    for (const QString &base : {database, real.isEmpty() ? database : real}) {
        for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
            const QString file = base + QLatin1String(suffix);
            const FileFacts facts = statFile(file);
            if (name == named(file) || (target.exists && facts.exists && target.identity.valid() &&
                                        target.identity == facts.identity))
                return true;
        }
    }
    return false;
}

Result<OpenPolicy::Verdict> OpenPolicy::check(const QString &path, Access access)
{
    const FileFacts file = statFile(path);
    if (file.blocked)
        return error(ErrorCode::FileNoPermission, path);
    if (!file.exists)
        return error(ErrorCode::FileMissing, path);
    if (file.directory)
        return error(ErrorCode::FileIsDirectory, path);
    if (!file.regular)
        return error(ErrorCode::FileNotRegular, path);
    if (!file.readable || (access == Access::Change && !file.writable))
        return error(ErrorCode::FileNoPermission, path);
    if (file.bytes == 0)
        return error(ErrorCode::FileEmpty, path);

    Verdict verdict;
    verdict.path = QFileInfo(path).canonicalFilePath();
    if (verdict.path.isEmpty()) // gone in between
        return error(ErrorCode::FileMissing, path);
    verdict.identity = file.identity;
    verdict.volume = statVolume(verdict.path);
    if (access == Access::Change && verdict.volume.network)
        return error(ErrorCode::NetworkVolume, path, verdict.volume.fileSystem);

    const std::optional<QByteArray> head = peek(verdict.path, file.bytes);
    if (!head)
        return error(ErrorCode::ReadFailed, path);
    if (!head->startsWith(QByteArrayLiteral("SQLite format 3\0")) || head->size() < kHeaderBytes) {
        return error(looksEncrypted(*head, file.bytes) ? ErrorCode::FileEncrypted : ErrorCode::NotADatabase,
                     path);
    }
    verdict.wal = head->at(18) == 2 && head->at(19) == 2;
    verdict.hadSidecars = statFile(verdict.path + QLatin1String("-wal")).exists ||
                          statFile(verdict.path + QLatin1String("-shm")).exists;
    if (const auto sidecars = checkSidecars(path, verdict.path, file, verdict.wal, access); !sidecars)
        return sidecars.error();
    return verdict;
}

} // namespace hakgal
