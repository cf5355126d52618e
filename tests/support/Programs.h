// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

struct sqlite3;

/// What the acceptance tests need to drive the built programs from outside. Every program runs with settings,
/// state and home of its own below one temporary folder.
namespace support {

/// A private home: XDG folders below it, a settings file on demand.
class Home
{
public:
    Home();
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QProcessEnvironment environment() const;
    /// A variable of that environment, from now on; an empty value takes it away.
    void set(const QString &name, const QString &value) { m_variables.insert(name, value); }
    /// Writes hakgal.ini in this home and returns its path.
    QString writeSettings(const QByteArray &ini) const;

private:
    QTemporaryDir m_folder;
    QMap<QString, QString> m_variables;
};

struct Finished
{
    int exitCode = -1; ///< -1: it crashed or did not end in time
    QByteArray out;
    QByteArray err;
    QJsonObject json; ///< of `out`, where it is one object
};

/// Runs hakgalctl to its end.
Finished ctl(const Home &home, const QStringList &arguments, const QByteArray &input = {},
             int timeoutMs = 60'000);

/// Any program, run to its end within three minutes.
struct Ran
{
    int exitCode = -1; ///< -1: it crashed or did not end in time
    QByteArray words;  ///< standard output and error
};
Ran run(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment = {});

/// Whether the system has a program of this name.
bool installed(const char *program);

/// A new base in this home (kb.db), imported by hakgalctl: Fact(number, 0). and so on.
QString baseOfFacts(const Home &home, int facts);

/// A program that goes on running; it is killed with this object.
class Running
{
public:
    Running(const Home &home, const QString &program, const QStringList &arguments);
    ~Running();
    /// Waits for this text on standard error; false after the time.
    bool waitForText(const QByteArray &text, int timeoutMs = 20'000);
    /// The port of the first "Serving http://…:PORT/metrics"; 0 where none came.
    quint16 waitForPort();
    /// SIGTERM, then the exit code; -1 where it does not end within ten seconds.
    int terminate();
    qint64 pid() const { return m_process.processId(); }
    /// Once it has ended.
    int exitCode() const { return m_process.exitCode(); }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    QByteArray err() const { return m_err; }

private:
    QProcess m_process;
    QByteArray m_err;
};

/// One HTTP exchange on loopback. status 0: no answer.
struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    QJsonObject json;
};
HttpAnswer httpGet(quint16 port, const QByteArray &path);

/// Value of a series on /metrics, labels as written there; NaN where it is not there.
double metric(const QByteArray &metricsText, const QByteArray &series);

/// A plain SQLite connection, as the operator's own programs have one.
class Writer
{
public:
    explicit Writer(const QString &path);
    ~Writer();
    bool execute(const QByteArray &sql);
    qint64 integer(const QByteArray &sql);

private:
    sqlite3 *m_db = nullptr;
};

/// The real knowledge base, or an empty string where it is not at hand.
QString samplePath();

} // namespace support
