// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QSet>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

struct sqlite3;

/// Knowledge bases for the tests of maintenance, and other processes that write to them. Plain SQLite, as the
/// operator's programs use it.
namespace support {

/// A connection of the test's own; QFATALs where it cannot be opened.
class Plain
{
public:
    explicit Plain(const QString &path, bool create = false);
    ~Plain();
    Plain(const Plain &) = delete;
    Plain &operator=(const Plain &) = delete;

    bool run(const QByteArray &sql);        ///< false on any error
    qint64 integer(const QByteArray &sql);  ///< -1 on any error
    QByteArray text(const QByteArray &sql); ///< "" on any error
    QSet<QByteArray> statements();          ///< of the facts
    sqlite3 *handle() const { return m_db; }

private:
    sqlite3 *m_db = nullptr;
};

struct BaseForm
{
    bool wal = true;
    int pageSize = 4096;
    bool audit = true;
    QByteArray name = "Old"; ///< facts are Name(1). to Name(N).
};
/// A base of form (a) with an index over the statement, closed in order: one file, nothing beside it.
void makeBase(const QString &path, int facts, const BaseForm &form = {});

/// "ok", or what integrity_check says.
QByteArray integrityOf(const QString &path);
/// The facts of that name; -1 where it cannot be read.
qint64 countOf(const QString &path, const QByteArray &name);
/// The whole file. For files that nobody has open.
QByteArray bytesOf(const QString &path);

/// Overwrites bytes of a file that nobody has open.
void overwrite(const QString &path, qint64 offset, const QByteArray &bytes);

/// Another process that stores W<id>(1)., W<id>(2). … one a transaction, and says so after each COMMIT. It is
/// this test program itself, which hands its arguments to runWriter() first thing in main().
class WriterProcess
{
public:
    WriterProcess(const QString &base, int id, int pauseMs = 0);
    ~WriterProcess();
    /// Waits until it has written once more than now.
    bool waitForMore();
    /// What was acknowledged until now.
    QSet<QByteArray> acknowledged();
    /// Ends it in order.
    bool finish();
    /// SQLite errors that it met, other than a lock.
    QByteArray complaints() const { return m_complaints; }

private:
    void read();
    int m_id;
    qint64 m_last = 0;
    QByteArray m_pending;
    QByteArray m_complaints;
    QProcess m_process;
};
/// The exit code where the arguments say that this process is a writer; else nullopt.
std::optional<int> runWriter(const QStringList &arguments);

} // namespace support
