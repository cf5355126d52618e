// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

/// One tool as a client sees it.
struct McpTool
{
    QString name;
    QString title;
    QString description;
    QJsonObject inputSchema; ///< JSON Schema
    bool readOnly = true;    ///< a hint: whether it leaves the knowledge base as it is
};

/// The server's side of one session of the Model Context Protocol over lines: JSON-RPC 2.0, one message a
/// line, revisions 2024-11-05 to 2025-11-25. Knows requests, their errors and which calls are open, but
/// neither what the tools do nor where lines come from. Nothing that comes in can make it fail, and what it
/// keeps is bounded: one line of kMostBytes, kMostCalls open calls. Pure; not thread safe.
class McpSession
{
public:
    static constexpr qsizetype kMostBytes = 1 << 20;
    static constexpr int kMostCalls = 8;
    /// What a client is offered where it asks for a revision that we do not know.
    static QString newestRevision();

    /// `instructions`: a few words for the model about all tools.
    McpSession(std::vector<McpTool> tools, QString version, QString instructions);

    /// A tool is to be run: answered by answer() or refuse(), unless it is cancelled before.
    struct Call
    {
        int key = 0;
        QString tool; ///< one of the tools
        QJsonObject arguments;
    };
    /// What a line brings about.
    struct Reaction
    {
        std::vector<QByteArray> out; ///< lines to be written, with their line breaks
        std::vector<Call> calls;
        std::vector<int> cancelled; ///< keys of calls that nobody waits for any more
    };
    /// `cut`: there was more than kMostBytes of it.
    Reaction take(const QByteArray &line, bool cut = false);

    /// The outcome of a call, as JSON and in words; `failed`: of the tool, not of the protocol. Empty where
    /// there is nothing to write (yet).
    QByteArray answer(int key, const QJsonObject &result, const QString &words, bool failed);
    /// The arguments are wrong.
    QByteArray refuse(int key, const QString &why);
    /// How far a call is; empty where the client did not ask for it. `done` from 0 to 1, never going back.
    QByteArray progress(int key, double done, const QString &message);

private:
    /// Requests that came together are answered together.
    struct Batch;
    struct Open
    {
        int key = 0;
        QJsonValue id;
        QJsonValue progressToken; ///< undefined: none
        double done = -1;         ///< the last that was told
        std::shared_ptr<Batch> batch;
    };

    void request(const QJsonObject &message, const std::shared_ptr<Batch> &batch, Reaction &reaction);
    void notification(const QJsonObject &message, Reaction &reaction);
    QJsonObject initialize(const QJsonObject &params);
    QJsonObject listTools() const;
    std::optional<QJsonObject> callTool(const QJsonValue &id, const QJsonObject &params,
                                        const std::shared_ptr<Batch> &batch, Reaction &reaction);
    QByteArray finish(int key, QJsonObject response);

    std::vector<McpTool> m_tools;
    QString m_version;
    QString m_instructions;
    QString m_revision; ///< agreed; empty: not initialized
    std::vector<Open> m_open;
    int m_lastKey = 0;
};

} // namespace hakgal
