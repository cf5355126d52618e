// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/LogFile.h"

#include "core/config/RotatingFile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QThread>

#include <atomic>
#include <cstdio>
#include <memory>

namespace hakgal {

namespace {

struct Log
{
    explicit Log(const QString &file, bool toConsole) : path(file), output(file), console(toConsole) {}
    const QString path;
    RotatingFile output;
    const bool console;
    std::atomic<bool> failureTold = false;
};

/// Never destroyed: messages come until the very end of the process, from any thread.
std::atomic<Log *> theLog = nullptr;

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "unknown";
}

void tell(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    std::fflush(stderr);
}

QByteArray threadName()
{
    const QThread *thread = QThread::currentThread();
    if (thread && !thread->objectName().isEmpty())
        return thread->objectName().toUtf8();
    const QCoreApplication *app = QCoreApplication::instance();
    return !app || app->thread() == thread ? QByteArrayLiteral("main") : QByteArrayLiteral("unnamed");
}

/// One message is one line, whatever it holds, and no message fills the log.
QByteArray oneLine(const QString &text)
{
    constexpr qsizetype kLongest = 4000;
    QString line = text.size() > kLongest ? text.left(kLongest) + QChar(u'\u2026') : text;
    line.replace(u'\r', QStringLiteral("\\r")).replace(u'\n', QStringLiteral("\\n"));
    for (QChar &c : line) { // what a file holds must not command the terminal that shows the log
        if (c.category() == QChar::Other_Control && c != u'\t')
            c = QChar::ReplacementCharacter;
    }
    return line.toUtf8();
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QByteArray message = oneLine(text);
    const QByteArray category(context.category ? context.category : "default");
    const QByteArray line =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ")).toLatin1() +
        ' ' + levelName(type) + ' ' + threadName() + ' ' + category + ": " + message + '\n';

    Log *log = theLog.load();
    // Writing may itself give a message (a lock file that cannot be made): that one goes to the console only.
    thread_local bool writing = false;
    if (!log || writing) {
        tell(line);
        return;
    }
    writing = true;
    const bool written = log->output.append(line);
    writing = false;
    const bool severe = type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg;
    if (log->console && severe)
        tell(line);
    if (!written && !log->failureTold.exchange(true))
        tell("The log " + QDir::toNativeSeparators(log->path).toLocal8Bit() + " cannot be written.\n");
}

} // namespace

void installLogFile(const QString &path, bool console)
{
    const QDir folder = QFileInfo(path).absoluteDir();
    if (!folder.exists()) {
        QDir().mkpath(QFileInfo(folder.path()).absolutePath());
        QDir().mkdir(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    theLog = new Log(path, console); // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)
    qInstallMessageHandler(handleMessage);
}

} // namespace hakgal
