// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

#include <sqlite3.h>

#include <atomic>
#include <cstdio>
#include <thread>

namespace support {

namespace {

/// Asks a thousand times a second for a minute: the polite handler of sqlite3_busy_timeout() sleeps while
/// others who never pause take the lock again and again.
int askOften(void *, int calls)
{
    constexpr int kMostCalls = 60'000;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return calls < kMostCalls ? 1 : 0;
}

} // namespace

Plain::Plain(const QString &path, bool create)
{
    const int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(path.toUtf8().constData(), &m_db, flags, nullptr) != SQLITE_OK)
        qFatal("the test cannot open %s", qPrintable(path));
    sqlite3_busy_handler(m_db, askOften, nullptr);
}

Plain::~Plain()
{
    sqlite3_close(m_db);
}

bool Plain::run(const QByteArray &sql)
{
    return sqlite3_exec(m_db, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

qint64 Plain::integer(const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    qint64 value = -1;
    if (sqlite3_prepare_v2(m_db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

QByteArray Plain::text(const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    QByteArray value;
    if (sqlite3_prepare_v2(m_db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        value = reinterpret_cast<const char *>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return value;
}

QSet<QByteArray> Plain::statements()
{
    QSet<QByteArray> all;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_db, "SELECT statement FROM facts", -1, &statement, nullptr) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW)
            all.insert(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
    }
    sqlite3_finalize(statement);
    return all;
}

void makeBase(const QString &path, int facts, const BaseForm &form)
{
    Plain base(path, true);
    bool done = base.run("PRAGMA page_size=" + QByteArray::number(form.pageSize)) &&
                base.run("PRAGMA journal_mode=" + QByteArray(form.wal ? "WAL" : "DELETE")) &&
                base.run("CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, "
                         "timestamp TEXT); CREATE UNIQUE INDEX idx_statement ON facts(statement)");
    if (form.audit)
        done =
            done && base.run("CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, operation TEXT, "
                             "details TEXT)");
    done = done && base.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
                            QByteArray::number(facts) + ") INSERT INTO facts(statement, source) SELECT '" +
                            form.name + "('||i||').', 'test' FROM n" + (facts > 0 ? "" : " WHERE 0"));
    if (!done)
        qFatal("the test cannot make its base: %s", sqlite3_errmsg(base.handle()));
}

QByteArray integrityOf(const QString &path)
{
    return Plain(path).text("PRAGMA integrity_check");
}

qint64 countOf(const QString &path, const QByteArray &name)
{
    return Plain(path).integer("SELECT count(*) FROM facts WHERE statement LIKE '" + name + "(%'");
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(offset) || file.write(bytes) != bytes.size())
        qFatal("the test cannot damage its base");
}

namespace {

QByteArray writerName(int id)
{
    return "W" + QByteArray::number(id);
}

} // namespace

WriterProcess::WriterProcess(const QString &base, int id, int pauseMs) : m_id(id)
{
    m_process.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--write"), base, QString::number(id), QString::number(pauseMs)});
}

WriterProcess::~WriterProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void WriterProcess::read()
{
    m_complaints += m_process.readAllStandardError();
    m_pending += m_process.readAllStandardOutput();
    const qsizetype end = m_pending.lastIndexOf('\n');
    if (end < 0)
        return;
    const qsizetype begin = end > 0 ? m_pending.lastIndexOf('\n', end - 1) + 1 : 0;
    m_last = m_pending.mid(begin, end - begin).toLongLong();
    m_pending.remove(0, end + 1);
}

bool WriterProcess::waitForMore()
{
    read();
    const qint64 before = m_last;
    const QDeadlineTimer deadline(60'000);
    while (m_last == before && m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        m_process.waitForReadyRead(100);
        read();
    }
    return m_last > before;
}

QSet<QByteArray> WriterProcess::acknowledged()
{
    m_process.waitForReadyRead(0);
    read();
    QSet<QByteArray> all;
    for (qint64 i = 1; i <= m_last; ++i)
        all.insert(writerName(m_id) + '(' + QByteArray::number(i) + ").");
    return all;
}

bool WriterProcess::finish()
{
    m_process.closeWriteChannel();
    const bool ended = m_process.waitForFinished(60'000) || m_process.state() == QProcess::NotRunning;
    read();
    return ended && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

std::optional<int> runWriter(const QStringList &arguments)
{
    if (arguments.value(1) != QLatin1String("--write"))
        return std::nullopt;
    static std::atomic<bool> stop{false};
    std::thread([] {
        while (std::getchar() != EOF) {
        }
        stop = true;
    }).detach();
    const QByteArray name = writerName(arguments.value(3).toInt());
    const std::chrono::milliseconds pause(arguments.value(4).toInt());
    Plain base(arguments.value(2));
    sqlite3_busy_timeout(base.handle(), 10'000); // as programs do
    for (qint64 i = 1; !stop;) {
        const QByteArray fact = name + '(' + QByteArray::number(i) + ").";
        if (base.run("INSERT INTO facts(statement, source) VALUES('" + fact + "', 'writer')")) {
            std::printf("%lld\n", static_cast<long long>(i));
            std::fflush(stdout);
            ++i;
        } else if ((sqlite3_errcode(base.handle()) & 0xff) != SQLITE_BUSY) {
            std::fprintf(stderr, "%s\n", sqlite3_errmsg(base.handle()));
            return 1;
        }
        if (pause.count() > 0)
            std::this_thread::sleep_for(pause);
    }
    return 0;
}

} // namespace support
