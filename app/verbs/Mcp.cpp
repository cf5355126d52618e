// SPDX-License-Identifier: GPL-3.0-or-later
// The verb mcp: a session of the Model Context Protocol on standard input and output, with the verbs of this
// program as its tools. Each call is a child process, as a button of the window is.
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/Terminal.h"
#include "app/verbs/Verbs.h"
#include "core/config/BuildInfo.h"
#include "core/mcp/McpSession.h"
#include "core/mcp/McpTools.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSemaphore>
#include <QTimer>

#include <array>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>

namespace hakgal {

namespace {

class Server : public QObject
{
public:
    explicit Server(const Invocation &invocation)
        : m_database(invocation.settings.databasePath),
          m_config(QFileInfo::exists(invocation.settingsPath) ? invocation.settingsPath : QString()),
          m_session(mcp::tools(), buildInfo().version, mcp::instructions())
    {
    }
    ~Server() override
    {
        for (const auto &[key, call] : m_calls)
            call->runner.cancel(); // all at once; each is waited for when it is destroyed
    }

    void take(const QByteArray &line, bool cut)
    {
        const McpSession::Reaction reaction = m_session.take(line, cut);
        for (const QByteArray &out : reaction.out)
            write(out);
        for (const int key : reaction.cancelled)
            cancel(key);
        for (const McpSession::Call &call : reaction.calls)
            begin(call);
    }

private:
    struct Running
    {
        McpSession::Call call;
        mcp::Plan plan;
        JobRunner runner;
        std::vector<JobReport> reports;
        QElapsedTimer sinceFirst;
        double secondsBetween = 0;
        bool cancelled = false;
    };

    void begin(const McpSession::Call &call)
    {
        const auto plan = mcp::plan(call.tool, call.arguments);
        if (!plan) {
            write(m_session.refuse(call.key, plan.error().args.value(0)));
            return;
        }
        auto running = std::make_unique<Running>();
        running->call = call;
        running->plan = *plan;
        const int key = call.key;
        connect(&running->runner, &JobRunner::progressed, this, [this, key](const JobProgress &progress) {
            write(m_session.progress(key, progress.done, progress.message));
        });
        // Queued: the runner is gone when its last report is answered.
        connect(
            &running->runner, &JobRunner::finished, this,
            [this, key](const QString &, const JobReport &report) { ended(key, report); },
            Qt::QueuedConnection);
        Running &placed = *m_calls.emplace(key, std::move(running)).first->second;
        start(placed);
    }

    void start(Running &running)
    {
        running.runner.start(m_database, m_config, running.plan.verbAndArguments);
    }

    void ended(int key, const JobReport &report)
    {
        const auto found = m_calls.find(key);
        if (found == m_calls.end())
            return;
        Running &running = *found->second;
        running.reports.push_back(report);
        const bool first = running.reports.size() == 1 && running.plan.againAfterSeconds > 0;
        if (first && report.state == JobState::Succeeded && !running.cancelled) {
            running.sinceFirst.start();
            QTimer::singleShot(static_cast<int>(running.plan.againAfterSeconds * 1000), this, [this, key] {
                const auto again = m_calls.find(key);
                if (again == m_calls.end())
                    return;
                start(*again->second);
            });
            return;
        }
        if (running.sinceFirst.isValid())
            running.secondsBetween = static_cast<double>(running.sinceFirst.elapsed()) / 1000;
        if (!running.cancelled) {
            const mcp::Answer answer = mcp::answer(running.call.tool, running.call.arguments, running.reports,
                                                   running.secondsBetween);
            write(m_session.answer(key, answer.result, answer.words, answer.failed));
        }
        m_calls.erase(found);
    }

    void cancel(int key)
    {
        const auto found = m_calls.find(key);
        if (found == m_calls.end())
            return;
        found->second->cancelled = true;
        if (found->second->runner.state() == JobState::Running)
            found->second->runner.cancel();
        else
            m_calls.erase(found); // in the pause between two readings
    }

    /// Standard output is the protocol's alone. Where nobody reads any more there is nobody to work for.
    static void write(const QByteArray &line)
    {
        const auto size = static_cast<std::size_t>(line.size());
        if (std::fwrite(line.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
            QCoreApplication::quit();
    }

    QString m_database;
    QString m_config;
    McpSession m_session;
    std::map<int, std::unique_ptr<Running>> m_calls;
};

/// What the thread that reads may still touch when the server is gone.
struct Inlet
{
    std::mutex mutex;
    Server *server = nullptr;
    QSemaphore room{16}; ///< lines on their way: who sends faster than we answer has to wait

    bool hand(const QByteArray &line, bool cut)
    {
        room.acquire();
        const std::lock_guard lock(mutex);
        if (!server)
            return false;
        return QMetaObject::invokeMethod(
            server,
            [this, line, cut] {
                server->take(line, cut);
                room.release();
            },
            Qt::QueuedConnection);
    }
};

/// Never joined: it may wait for ever, and what it touches outlives main().
void readLines(const std::shared_ptr<Inlet> &inlet)
{
    std::thread([inlet] {
        std::array<char, 65536> chunk{};
        QByteArray line;
        bool cut = false;
        for (long n; (n = readStandardInput(chunk.data(), chunk.size())) > 0;) {
            QByteArrayView rest(chunk.data(), n);
            while (!rest.isEmpty()) {
                const qsizetype end = rest.indexOf('\n');
                const QByteArrayView piece = end < 0 ? rest : rest.first(end);
                const qsizetype space = McpSession::kMostBytes - line.size();
                line.append(piece.first(std::min(space, piece.size())));
                cut = cut || piece.size() > space;
                if (end < 0)
                    break;
                if (!inlet->hand(line, cut))
                    return;
                line.clear();
                cut = false;
                rest = rest.sliced(end + 1);
            }
        }
        const std::lock_guard lock(inlet->mutex);
        if (inlet->server)
            QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit,
                                      Qt::QueuedConnection);
    }).detach();
}

} // namespace

int runMcp(const Invocation &invocation, Output &output)
{
    if (invocation.json || invocation.progress)
        return output.failed(usageError(
            QT_TRANSLATE_NOOP("hakgal", "mcp speaks its own protocol; leave out --json and --progress")));
    Server server(invocation);
    const auto inlet = std::make_shared<Inlet>();
    inlet->server = &server;
    readLines(inlet);
    QCoreApplication::exec();
    const std::lock_guard lock(inlet->mutex);
    inlet->server = nullptr;
    return ExitOk;
}

} // namespace hakgal
