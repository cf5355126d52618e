// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/BackupFolder.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Maintainable.h"
#include "core/store/OpenPolicy.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

const QLatin1String kDamaged(".damaged");
const QLatin1String kCompanion(".sha256");
constexpr qint64 kClockSlackMs = 60LL * 60 * 1000;

const QRegularExpression &backupName()
{
    static const QRegularExpression pattern(
        QStringLiteral("^(.*)-(\\d{8}T\\d{6}Z)(?:-(\\d+))?\\.db(\\.damaged)?$"),
        QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

/// Of two backups of one second the one with the greater number is the newer.
int numberOf(const QString &path)
{
    return backupName().match(QFileInfo(path).fileName()).captured(3).toInt();
}

} // namespace

BackupFolder::BackupFolder(const QString &databasePath, const QString &folder)
    : m_folder(folder.isEmpty() ? StatePaths(databasePath).backupFolder()
                                : QDir::cleanPath(QFileInfo(folder).absoluteFilePath())),
      m_stem(QFileInfo(resolvedPath(databasePath)).completeBaseName()),
      m_key(StatePaths(databasePath).key())
{
    if (m_stem.isEmpty()) // a name that begins with a dot
        m_stem = QStringLiteral("backup");
}

QString BackupFolder::freeName() const
{
    static constexpr std::array<const char *, 4> kForms{"", ".part", ".damaged", ".sha256"};
    const QString base = m_folder + u'/' + m_stem + u'-' + fileStamp();
    for (int n = 0;; ++n) {
        const QString name = base + (n > 0 ? u'-' + QString::number(n) : QString()) + QLatin1String(".db");
        const bool taken = std::any_of(kForms.begin(), kForms.end(), [&](const char *form) {
            return statFile(name + QLatin1String(form)).exists;
        });
        if (!taken)
            return name;
    }
}

std::optional<BackupFolder::Companion> BackupFolder::companionOf(const QString &backup)
{
    QFile file(backup + kCompanion);
    constexpr qint64 kMost = 8192;
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMost)
        return std::nullopt;
    const QList<QByteArray> lines = file.readAll().split('\n');
    static const QRegularExpression hash(QStringLiteral("^[0-9a-f]{64}$"));
    Companion companion;
    companion.sha256 = lines.first().left(64);
    if (!hash.match(QString::fromLatin1(companion.sha256)).hasMatch())
        return std::nullopt;
    const QList<QByteArray> words = lines.value(1).split(' ');
    for (const QByteArray &word : words) {
        const qsizetype equals = word.indexOf('=');
        const QByteArray value = word.mid(equals + 1);
        if (word.startsWith("facts="))
            companion.facts = value.toLongLong();
        else if (word.startsWith("integrity="))
            companion.verified = value == "ok";
        else if (word.startsWith("journal="))
            companion.wal = value == "wal";
        else if (word.startsWith("base="))
            companion.base = QString::fromLatin1(value);
    }
    return companion;
}

Result<void> BackupFolder::writeCompanion(const QString &name, const Companion &companion) const
{
    QByteArray text = companion.sha256 + "  " + QFileInfo(name).fileName().toUtf8() + "\n#";
    if (companion.facts >= 0)
        text += " facts=" + QByteArray::number(companion.facts);
    text += companion.verified ? " integrity=ok" : " integrity=unchecked";
    text += companion.wal ? " journal=wal" : " journal=rollback";
    text += " base=" + m_key.toLatin1() + '\n';
    return writeDurably(name + kCompanion, text);
}

BackupFile BackupFolder::describe(const QString &path)
{
    BackupFile file;
    file.path = path;
    file.bytes = statFile(path).bytes;
    file.safetyCopy = path.endsWith(kDamaged);
    const QString taken = backupName().match(QFileInfo(path).fileName()).captured(2);
    QDateTime time = QDateTime::fromString(taken, QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    time.setTimeSpec(Qt::UTC);
    file.takenMs = time.isValid() ? time.toMSecsSinceEpoch() : 0;
    if (const auto companion = companionOf(path)) {
        file.facts = companion->facts;
        file.verified = companion->verified && !file.safetyCopy;
    }
    return file;
}

std::vector<BackupFile> BackupFolder::list() const
{
    std::vector<BackupFile> files;
    const QStringList names = QDir(m_folder).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        const auto match = backupName().match(name);
        if (!match.hasMatch() || match.captured(1) != m_stem)
            continue;
        const QString path = m_folder + u'/' + name;
        const auto companion = companionOf(path);
        if (companion && companion->base != m_key)
            continue;
        files.push_back(describe(path));
    }
    std::sort(files.begin(), files.end(), [](const BackupFile &a, const BackupFile &b) {
        return a.takenMs != b.takenMs ? a.takenMs > b.takenMs : numberOf(a.path) > numberOf(b.path);
    });
    return files;
}

std::vector<QString> BackupFolder::rotate(int keep) const
{
    std::vector<BackupFile> files = list();
    // What is labelled with a time to come was made under a wrong clock and is older than it says: taken for
    // the newest, it would drive out every backup made since, the one made just now among them.
    const qint64 latestMs = QDateTime::currentMSecsSinceEpoch() + kClockSlackMs;
    std::stable_partition(files.begin(), files.end(),
                          [latestMs](const BackupFile &file) { return file.takenMs <= latestMs; });
    std::vector<QString> removed;
    int seen = 0;
    bool haveGood = false;
    for (const BackupFile &file : files) {
        // Without a companion it may be anybody's.
        if (file.safetyCopy || !companionOf(file.path))
            continue;
        ++seen;
        const bool lastGood = file.verified && !haveGood;
        haveGood = haveGood || file.verified;
        if (seen <= keep || lastGood)
            continue;
        if (!removeFile(file.path))
            continue;
        (void)removeFile(file.path + kCompanion);
        removed.push_back(file.path);
    }
    if (!removed.empty())
        (void)syncFolder(m_folder);
    return removed;
}

} // namespace hakgal
