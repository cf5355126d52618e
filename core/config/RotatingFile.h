// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <mutex>

namespace hakgal {

/// A file that only grows, opened so that each write is one append, whoever else appends to it.
/// Not thread safe.
class AppendFile
{
public:
    /// Makes the file where there is none, readable by its owner only; nullptr where it cannot be opened.
    static std::unique_ptr<AppendFile> open(const QString &path);
    ~AppendFile();
    AppendFile(const AppendFile &) = delete;
    AppendFile &operator=(const AppendFile &) = delete;

    /// Appends all of it in one call to the system.
    bool append(const QByteArray &bytes);
    qint64 size() const; ///< now, with what others appended; -1: not known
    /// Whether the path still leads to this file (someone may have renamed it).
    bool isAt(const QString &path) const;

private:
    explicit AppendFile(qint64 handle) : m_handle(handle) {}
    qint64 m_handle; ///< file descriptor, or HANDLE
};

/// An append-only file of bounded size: when it is full it becomes `path.1`, that `path.2` and so on, and the
/// oldest goes. Several threads and several processes may append; no line is lost or torn by the turn of
/// files, only by age. Never waits: while another process turns the files, lines go to the one at hand.
class RotatingFile
{
public:
    static constexpr qint64 kDefaultBytes = 5'000'000;
    static constexpr int kDefaultFiles = 5;

    explicit RotatingFile(QString path, qint64 maxBytes = kDefaultBytes, int files = kDefaultFiles);
    ~RotatingFile();

    /// One line, with its line break. False where it could not be written; the next one tries again.
    bool append(const QByteArray &line);

private:
    bool openCurrent();
    void rotate();

    std::mutex m_mutex;
    const QString m_path;
    const qint64 m_maxBytes;
    const int m_files; ///< with the current one
    std::unique_ptr<AppendFile> m_file;
};

} // namespace hakgal
