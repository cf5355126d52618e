// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/JobRunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTimer>

namespace hakgal {

namespace {

/// For a commit or swap that is under way when we leave. Killing it would do no harm either.
constexpr int kFinishMs = 30'000;
/// What is kept of what the child said besides its progress, for the log.
constexpr qsizetype kMostWords = 4000;

QString programBesideUs()
{
    const QString name = QStringLiteral("hakgalctl");
#ifdef Q_OS_WIN
    return QDir(QCoreApplication::applicationDirPath()).filePath(name + QLatin1String(".exe"));
#else
    return QDir(QCoreApplication::applicationDirPath()).filePath(name);
#endif
}

Error errorOf(const QJsonObject &told)
{
    Error error;
    error.code = errorCode(told.value(QLatin1String("code")).toString()).value_or(ErrorCode::DatabaseFailed);
    error.detail = told.value(QLatin1String("message")).toString();
    const QJsonArray args = told.value(QLatin1String("args")).toArray();
    for (const QJsonValue &arg : args)
        error.args += arg.toString();
    return error;
}

} // namespace

struct JobRunner::Private
{
    JobRunner *q = nullptr;
    QString program;
    std::unique_ptr<QProcess> process;
    QTimer grace;
    JobState state = JobState::Idle;
    QString verb;
    JobProgress progress;
    QByteArray output;
    QByteArray pendingLine;
    QByteArray words;
    bool cancelAsked = false;
    bool killed = false;

    void readErrorChannel();
    void takeLine(QByteArrayView line);
    void rearm();
    void ended();
    void couldNotStart();
    void report(const JobReport &report);
    Error died() const;
};

void JobRunner::Private::readErrorChannel()
{
    pendingLine += process->readAllStandardError();
    qsizetype from = 0;
    for (qsizetype end; (end = pendingLine.indexOf('\n', from)) >= 0; from = end + 1)
        takeLine(QByteArrayView(pendingLine).sliced(from, end - from));
    pendingLine.remove(0, from);
}

void JobRunner::Private::takeLine(QByteArrayView line)
{
    const std::optional<JobProgress> told = JobProgress::fromJson(line);
    if (!told) {
        words += line.toByteArray() + '\n';
        if (words.size() > kMostWords)
            words = words.right(kMostWords);
        return;
    }
    const double before = progress.done;
    progress = *told;
    progress.done = std::max(before, progress.done);
    rearm();
    Q_EMIT q->progressed(progress);
}

/// The grace runs only while a cancel was asked for and may be honoured.
void JobRunner::Private::rearm()
{
    if (!cancelAsked || !progress.cancellable)
        grace.stop();
    else if (!grace.isActive())
        grace.start();
}

Error JobRunner::Private::died() const
{
    return {ErrorCode::JobCrashed,
            {verb},
            process->errorString() + QLatin1String(": ") + QString::fromUtf8(words).trimmed(),
            0};
}

void JobRunner::Private::ended()
{
    readErrorChannel();
    output += process->readAllStandardOutput();
    JobReport done;
    done.result = QJsonDocument::fromJson(output).object();
    const bool crashed = process->exitStatus() != QProcess::NormalExit;
    done.exitCode = crashed ? -1 : process->exitCode();
    const QJsonValue told = done.result.value(QLatin1String("error"));
    constexpr int kCancelled = 130;
    if (killed || done.exitCode == kCancelled) {
        done.state = JobState::Cancelled;
    } else if (crashed || done.result.isEmpty()) {
        done.state = JobState::Failed;
        done.error = died();
    } else if (told.isObject()) {
        done.state = JobState::Failed;
        done.error = errorOf(told.toObject());
    } else {
        done.state = JobState::Succeeded; // exit code 1 is a finding, which the result tells
    }
    report(done);
}

void JobRunner::Private::couldNotStart()
{
    JobReport done;
    done.error = died();
    report(done);
}

void JobRunner::Private::report(const JobReport &done)
{
    grace.stop();
    state = done.state;
    // We are in a slot of the process.
    process->disconnect(q);
    process.release()->deleteLater();
    Q_EMIT q->finished(verb, done);
}

JobRunner::JobRunner(QString program, QObject *parent, std::chrono::milliseconds grace)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->q = this;
    d->program = program.isEmpty() ? programBesideUs() : std::move(program);
    d->grace.setSingleShot(true);
    d->grace.setInterval(grace);
    connect(&d->grace, &QTimer::timeout, this, [this] {
        if (!d->process)
            return;
        d->killed = true;
        d->process->kill();
    });
}

JobRunner::~JobRunner()
{
    if (!d->process)
        return;
    d->process->disconnect(this);
    d->process->write("cancel\n");
    if (!d->process->waitForFinished(d->progress.cancellable ? d->grace.interval() : kFinishMs)) {
        d->process->kill();
        d->process->waitForFinished();
    }
}

JobState JobRunner::state() const
{
    return d->state;
}

QString JobRunner::verb() const
{
    return d->verb;
}

const JobProgress &JobRunner::progress() const
{
    return d->progress;
}

bool JobRunner::start(const QString &database, const QString &config, const QStringList &verbAndArguments)
{
    if (d->state == JobState::Running || verbAndArguments.isEmpty())
        return false;
    d->state = JobState::Running;
    d->verb = verbAndArguments.front();
    d->progress = {};
    d->output.clear();
    d->pendingLine.clear();
    d->words.clear();
    d->cancelAsked = false;
    d->killed = false;

    QStringList arguments;
    if (!database.isEmpty())
        arguments << QStringLiteral("--db") << database;
    if (!config.isEmpty())
        arguments << QStringLiteral("--config") << config;
    arguments << verbAndArguments << QStringLiteral("--json") << QStringLiteral("--progress");

    d->process = std::make_unique<QProcess>();
    QProcess *process = d->process.get();
    connect(process, &QProcess::readyReadStandardError, this, [this] { d->readErrorChannel(); });
    connect(process, &QProcess::readyReadStandardOutput, this,
            [this, process] { d->output += process->readAllStandardOutput(); });
    connect(process, &QProcess::finished, this, [this] { d->ended(); });
    // Queued: the report shall not come before start() has returned.
    connect(
        process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                d->couldNotStart();
        },
        Qt::QueuedConnection);
    Q_EMIT started(d->verb);
    process->start(d->program, arguments);
    return true;
}

void JobRunner::cancel()
{
    if (d->state != JobState::Running || d->cancelAsked || !d->progress.cancellable)
        return;
    d->cancelAsked = true;
    d->process->write("cancel\n");
    d->rearm();
}

} // namespace hakgal
