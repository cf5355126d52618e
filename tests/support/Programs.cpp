// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTcpSocket>

#include <sqlite3.h>

#include <limits>

namespace support {

Home::Home()
{
    QDir(m_folder.path()).mkpath(QStringLiteral("config"));
    QDir(m_folder.path()).mkpath(QStringLiteral("data"));
}

QProcessEnvironment Home::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_folder.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), path(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral("data")));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    for (auto variable = m_variables.begin(); variable != m_variables.end(); ++variable) {
        if (variable->isEmpty())
            environment.remove(variable.key());
        else
            environment.insert(variable.key(), *variable);
    }
    return environment;
}

QString Home::writeSettings(const QByteArray &ini) const
{
    const QString name = path(QStringLiteral("hakgal.ini"));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(ini) != ini.size())
        qFatal("cannot write the settings of the test");
    return name;
}

Finished ctl(const Home &home, const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    QProcess process;
    process.setProcessEnvironment(home.environment());
    process.start(QStringLiteral(HAKGALCTL), arguments);
    process.write(input);
    process.closeWriteChannel();
    Finished result;
    if (process.waitForFinished(timeoutMs) && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    result.json = QJsonDocument::fromJson(result.out).object();
    return result;
}

Ran run(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (!environment.isEmpty())
        process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(180'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAll() + process.errorString().toUtf8()};
    return {process.exitCode(), process.readAll()};
}

bool installed(const char *program)
{
    return !QStandardPaths::findExecutable(QLatin1String(program)).isEmpty();
}

QString baseOfFacts(const Home &home, int facts)
{
    QByteArray lines;
    for (int i = 0; i < facts; ++i)
        lines += "Fact(number, " + QByteArray::number(i) + ").\n";
    const QString base = home.path(QStringLiteral("kb.db"));
    const auto done =
        ctl(home, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-")}, lines);
    if (done.exitCode != 0)
        qFatal("the base of the test could not be made: %s", done.err.constData());
    return base;
}

Running::Running(const Home &home, const QString &program, const QStringList &arguments)
{
    m_process.setProcessEnvironment(home.environment());
    m_process.start(program, arguments);
    m_process.waitForStarted();
}

Running::~Running()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool Running::waitForText(const QByteArray &text, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    for (;;) {
        m_err += m_process.readAllStandardError();
        if (m_err.contains(text))
            return true;
        if (deadline.hasExpired() || m_process.state() == QProcess::NotRunning)
            return false;
        m_process.waitForReadyRead(50);
    }
}

quint16 Running::waitForPort()
{
    const QByteArray before = "Serving http://";
    if (!waitForText(before) || !waitForText("/metrics"))
        return 0;
    const qsizetype at = m_err.indexOf(before) + before.size();
    const QByteArray address = m_err.mid(at, m_err.indexOf('/', at) - at);
    return address.mid(address.lastIndexOf(':') + 1).toUShort();
}

int Running::terminate()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000) || m_process.exitStatus() != QProcess::NormalExit)
        return -1;
    m_err += m_process.readAllStandardError();
    return m_process.exitCode();
}

HttpAnswer httpGet(quint16 port, const QByteArray &path)
{
    HttpAnswer answer;
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(5000))
        return answer;
    socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
                 "\r\nUser-Agent: acceptance\r\n\r\n");
    QByteArray data;
    while (socket.waitForReadyRead(10'000)) {
        data += socket.readAll();
        const qsizetype head = data.indexOf("\r\n\r\n");
        if (head < 0)
            continue;
        const QByteArray headers = data.left(head + 2);
        const auto field = [&](const QByteArray &name) {
            const qsizetype at = headers.toLower().indexOf("\r\n" + name + ": ");
            if (at < 0)
                return QByteArray();
            const qsizetype from = at + 4 + name.size();
            return headers.mid(from, headers.indexOf("\r\n", from) - from);
        };
        const qsizetype length = field("content-length").toLongLong();
        if (data.size() < head + 4 + length)
            continue;
        answer.status = data.mid(9, 3).toInt();
        answer.contentType = field("content-type");
        answer.body = data.mid(head + 4, length);
        answer.json = QJsonDocument::fromJson(answer.body).object();
        break;
    }
    return answer;
}

double metric(const QByteArray &metricsText, const QByteArray &series)
{
    for (const QByteArray &line : metricsText.split('\n')) {
        if (line.startsWith(series + ' '))
            return line.mid(series.size() + 1).toDouble();
    }
    return std::numeric_limits<double>::quiet_NaN();
}

Writer::Writer(const QString &path)
{
    if (sqlite3_open_v2(path.toUtf8().constData(), &m_db, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        qFatal("the test's own writer cannot open its base");
    sqlite3_busy_timeout(m_db, 5000);
}

Writer::~Writer()
{
    sqlite3_close(m_db);
}

bool Writer::execute(const QByteArray &sql)
{
    return sqlite3_exec(m_db, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

qint64 Writer::integer(const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    qint64 value = -1;
    if (sqlite3_prepare_v2(m_db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

QString samplePath()
{
    const QString named = qEnvironmentVariable("HAKGAL_SAMPLE");
    const QString path =
        named.isEmpty() ? QStringLiteral(HAKGAL_SOURCE "/../shared/data/hexagonal_kb_sample.txt") : named;
    return QFileInfo::exists(path) ? path : QString();
}

} // namespace support
