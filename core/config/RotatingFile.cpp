// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/RotatingFile.h"

#include <QFileInfo>
#include <QLockFile>

#include <filesystem>

// Two processes append to one file, and either may turn it when it is full:
//  1. Before each line the writer looks whether the path still leads to the file it holds, and opens anew if
//     not. A line that slips through between look and write lands in path.1: late, not lost.
//  2. Who finds the file full takes the lock without waiting, looks again under it (another process may just
//     have turned the files), renames from the oldest to the newest, and opens anew.

namespace hakgal {

namespace {

std::filesystem::path numbered(const QString &path, int number)
{
    const QString name = number == 0 ? path : path + u'.' + QString::number(number);
    return QFileInfo(name).filesystemFilePath();
}

} // namespace

RotatingFile::RotatingFile(QString path, qint64 maxBytes, int files)
    : m_path(std::move(path)), m_maxBytes(maxBytes), m_files(files)
{
}

RotatingFile::~RotatingFile() = default;

bool RotatingFile::openCurrent()
{
    if (!m_file || !m_file->isAt(m_path)) {
        m_file.reset(); // on Windows a removed file keeps its name until it is closed
        m_file = AppendFile::open(m_path);
    }
    return m_file != nullptr;
}

bool RotatingFile::append(const QByteArray &line)
{
    const std::lock_guard guard(m_mutex);
    if (!openCurrent())
        return false;
    const qint64 size = m_file->size();
    if (size > 0 && size + line.size() > m_maxBytes) {
        rotate();
        if (!openCurrent())
            return false;
    }
    return m_file->append(line);
}

void RotatingFile::rotate()
{
    QLockFile lock(m_path + QStringLiteral(".lock"));
    if (!lock.tryLock(0))
        return;
    if (!m_file->isAt(m_path))
        return;
    std::error_code ignored; // a missing one is no error; a failed rename only delays the turn
    for (int number = m_files - 1; number > 0; --number)
        std::filesystem::rename(numbered(m_path, number - 1), numbered(m_path, number), ignored);
}

} // namespace hakgal
