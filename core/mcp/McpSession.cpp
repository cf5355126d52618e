// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mcp/McpSession.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>

namespace hakgal {

namespace {

/// Oldest first. Batches are of the second one only.
constexpr std::array kRevisions{"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"};
constexpr const char *kWithBatches = "2025-03-26";
constexpr qsizetype kMostInBatch = 50;

// Of JSON-RPC 2.0.
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kServerBusy = -32000; ///< of the range that is left to servers

QByteArray line(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject response(const QJsonValue &id)
{
    return {{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}, {QStringLiteral("id"), id}};
}

QJsonObject success(const QJsonValue &id, const QJsonObject &result)
{
    QJsonObject message = response(id);
    message[QStringLiteral("result")] = result;
    return message;
}

QJsonObject failure(const QJsonValue &id, int code, const QString &why)
{
    QJsonObject message = response(id);
    message[QStringLiteral("error")] =
        QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), why}};
    return message;
}

/// A text or a whole number; a null or anything else identifies nothing.
bool isId(const QJsonValue &id)
{
    return id.isString() || (id.isDouble() && id.toDouble() == std::trunc(id.toDouble()));
}

QString shortened(const QString &text)
{
    constexpr qsizetype kLongest = 100;
    return text.size() > kLongest ? text.left(kLongest) + QChar(u'\u2026') : text;
}

} // namespace

struct McpSession::Batch
{
    QJsonArray answers;
    int open = 0;
};

McpSession::McpSession(std::vector<McpTool> tools, QString version, QString instructions)
    : m_tools(std::move(tools)), m_version(std::move(version)), m_instructions(std::move(instructions))
{
}

QString McpSession::newestRevision()
{
    return QLatin1String(kRevisions.back());
}

McpSession::Reaction McpSession::take(const QByteArray &bytes, bool cut)
{
    Reaction reaction;
    const QJsonValue null(QJsonValue::Null);
    const auto complain = [&](int code, const char *why) {
        reaction.out.push_back(line(failure(null, code, QLatin1String(why))));
    };
    if (cut) {
        complain(kInvalidRequest, "A message is at most one MiB long; this one was left out.");
        return reaction;
    }
    if (bytes.trimmed().isEmpty())
        return reaction;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        complain(kParseError, "This line is not JSON.");
        return reaction;
    }
    if (document.isObject()) {
        const QJsonObject message = document.object();
        if (message.contains(QLatin1String("id")))
            request(message, nullptr, reaction);
        else
            notification(message, reaction);
        return reaction;
    }
    const QJsonArray all = document.array();
    if (m_revision != QLatin1String(kWithBatches)) {
        complain(kInvalidRequest, "The agreed revision of the protocol has no batches: one message a line.");
        return reaction;
    }
    if (all.isEmpty() || all.size() > kMostInBatch) {
        complain(kInvalidRequest, "A batch holds 1 to 50 messages.");
        return reaction;
    }
    const auto batch = std::make_shared<Batch>();
    Reaction single;
    for (const QJsonValue value : all) {
        const QJsonObject message = value.toObject();
        if (!value.isObject())
            batch->answers += failure(null, kInvalidRequest, QStringLiteral("A message is an object."));
        else if (message.contains(QLatin1String("id")))
            request(message, batch, single);
        else
            notification(message, single);
    }
    for (const QByteArray &answered : single.out)
        batch->answers += QJsonDocument::fromJson(answered).object();
    reaction.calls = std::move(single.calls);
    reaction.cancelled = std::move(single.cancelled);
    if (batch->open == 0 && !batch->answers.isEmpty())
        reaction.out.push_back(QJsonDocument(batch->answers).toJson(QJsonDocument::Compact) + '\n');
    return reaction;
}

void McpSession::request(const QJsonObject &message, const std::shared_ptr<Batch> &batch, Reaction &reaction)
{
    const QJsonValue id = message[QLatin1String("id")];
    const QString method = message[QLatin1String("method")].toString();
    const QJsonObject params = message[QLatin1String("params")].toObject();
    const auto fail = [&](int code, const QString &why) {
        reaction.out.push_back(line(failure(isId(id) ? id : QJsonValue(QJsonValue::Null), code, why)));
    };
    if (message[QLatin1String("jsonrpc")].toString() != QLatin1String("2.0") || !isId(id)) {
        fail(kInvalidRequest,
             QStringLiteral("A request has \"jsonrpc\": \"2.0\" and an id, a text or a whole number."));
        return;
    }
    // An answer to a question that we never ask.
    if (method.isEmpty() &&
        (message.contains(QLatin1String("result")) || message.contains(QLatin1String("error"))))
        return;
    const bool hasParams = message.contains(QLatin1String("params"));
    if (method.isEmpty() || (hasParams && !message[QLatin1String("params")].isObject())) {
        fail(kInvalidRequest, QStringLiteral("A request has a method, and its params are an object."));
        return;
    }
    const bool used =
        std::any_of(m_open.begin(), m_open.end(), [&id](const Open &open) { return open.id == id; });
    if (used) {
        fail(kInvalidRequest, QStringLiteral("A request with this id is still open."));
        return;
    }
    if (method == QLatin1String("ping")) {
        reaction.out.push_back(line(success(id, {})));
    } else if (method == QLatin1String("initialize")) {
        if (batch || !m_revision.isEmpty())
            fail(kInvalidRequest, QStringLiteral("A session is initialized once, and not in a batch."));
        else if (!params[QLatin1String("protocolVersion")].isString())
            fail(kInvalidParams, QStringLiteral("initialize needs a protocolVersion."));
        else
            reaction.out.push_back(line(success(id, initialize(params))));
    } else if (m_revision.isEmpty()) {
        fail(kInvalidRequest, QStringLiteral("The session begins with initialize."));
    } else if (method == QLatin1String("tools/list")) {
        reaction.out.push_back(line(success(id, listTools())));
    } else if (method == QLatin1String("tools/call")) {
        if (const auto refused = callTool(id, params, batch, reaction))
            reaction.out.push_back(line(*refused));
    } else {
        fail(kMethodNotFound, QStringLiteral("There is no method \"%1\".").arg(shortened(method)));
    }
}

void McpSession::notification(const QJsonObject &message, Reaction &reaction)
{
    // Nothing is ever answered to a notification, however odd it is.
    if (message[QLatin1String("method")].toString() != QLatin1String("notifications/cancelled"))
        return;
    const QJsonValue id = message[QLatin1String("params")][QLatin1String("requestId")];
    const auto open =
        std::find_if(m_open.begin(), m_open.end(), [&id](const Open &one) { return one.id == id; });
    if (open == m_open.end())
        return;
    const int key = open->key;
    reaction.cancelled.push_back(key);
    if (const QByteArray rest = finish(key, {}); !rest.isEmpty())
        reaction.out.push_back(rest);
}

QJsonObject McpSession::initialize(const QJsonObject &params)
{
    const QString asked = params[QLatin1String("protocolVersion")].toString();
    const bool known = std::any_of(kRevisions.begin(), kRevisions.end(), [&asked](const char *revision) {
        return asked == QLatin1String(revision);
    });
    m_revision = known ? asked : newestRevision();
    return {
        {QStringLiteral("protocolVersion"), m_revision},
        {QStringLiteral("capabilities"),
         QJsonObject{{QStringLiteral("tools"), QJsonObject{{QStringLiteral("listChanged"), false}}}}},
        {QStringLiteral("serverInfo"),
         QJsonObject{{QStringLiteral("name"), QStringLiteral("hakgal")},
                     {QStringLiteral("title"), QStringLiteral("HAK/GAL Optimizer")},
                     {QStringLiteral("version"), m_version}}},
        {QStringLiteral("instructions"), m_instructions},
    };
}

QJsonObject McpSession::listTools() const
{
    QJsonArray list;
    for (const McpTool &tool : m_tools)
        list += QJsonObject{
            {QStringLiteral("name"), tool.name},
            {QStringLiteral("title"), tool.title},
            {QStringLiteral("description"), tool.description},
            {QStringLiteral("inputSchema"), tool.inputSchema},
            {QStringLiteral("annotations"), QJsonObject{{QStringLiteral("readOnlyHint"), tool.readOnly},
                                                        {QStringLiteral("destructiveHint"), false},
                                                        {QStringLiteral("openWorldHint"), false}}},
        };
    return {{QStringLiteral("tools"), list}};
}

/// The error where there is one; else the call is open.
std::optional<QJsonObject> McpSession::callTool(const QJsonValue &id, const QJsonObject &params,
                                                const std::shared_ptr<Batch> &batch, Reaction &reaction)
{
    const QString name = params[QLatin1String("name")].toString();
    const bool known = std::any_of(m_tools.begin(), m_tools.end(),
                                   [&name](const McpTool &tool) { return tool.name == name; });
    if (!known)
        return failure(id, kInvalidParams, QStringLiteral("There is no tool \"%1\".").arg(shortened(name)));
    const QJsonValue arguments = params[QLatin1String("arguments")];
    if (!arguments.isUndefined() && !arguments.isObject())
        return failure(id, kInvalidParams, QStringLiteral("The arguments of a tool are an object."));
    const QJsonValue token = params[QLatin1String("_meta")][QLatin1String("progressToken")];
    if (!token.isUndefined() && !isId(token))
        return failure(id, kInvalidParams, QStringLiteral("A progressToken is a text or a whole number."));
    if (m_open.size() >= static_cast<std::size_t>(kMostCalls))
        return failure(id, kServerBusy,
                       QStringLiteral("Too many calls are open; wait for one of them to end."));
    m_open.push_back({++m_lastKey, id, token, -1, batch});
    if (batch)
        ++batch->open;
    reaction.calls.push_back({m_lastKey, name, arguments.toObject()});
    return std::nullopt;
}

/// Ends a call; an empty response: nobody waits for one.
QByteArray McpSession::finish(int key, QJsonObject answered)
{
    const auto open =
        std::find_if(m_open.begin(), m_open.end(), [key](const Open &one) { return one.key == key; });
    if (open == m_open.end()) // cancelled
        return {};
    const std::shared_ptr<Batch> batch = open->batch;
    if (!answered.isEmpty())
        answered[QStringLiteral("id")] = open->id;
    m_open.erase(open);
    if (!batch)
        return answered.isEmpty() ? QByteArray() : line(answered);
    if (!answered.isEmpty())
        batch->answers += answered;
    if (--batch->open > 0 || batch->answers.isEmpty())
        return {};
    return QJsonDocument(batch->answers).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray McpSession::answer(int key, const QJsonObject &result, const QString &words, bool failed)
{
    const QJsonObject text{{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), words}};
    return finish(key, success({}, {{QStringLiteral("content"), QJsonArray{text}},
                                    {QStringLiteral("structuredContent"), result},
                                    {QStringLiteral("isError"), failed}}));
}

QByteArray McpSession::refuse(int key, const QString &why)
{
    return finish(key, failure({}, kInvalidParams, why));
}

QByteArray McpSession::progress(int key, double done, const QString &message)
{
    const auto open =
        std::find_if(m_open.begin(), m_open.end(), [key](const Open &one) { return one.key == key; });
    if (open == m_open.end() || open->progressToken.isUndefined() || done <= open->done)
        return {};
    open->done = done;
    return line(
        {{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
         {QStringLiteral("method"), QStringLiteral("notifications/progress")},
         {QStringLiteral("params"), QJsonObject{{QStringLiteral("progressToken"), open->progressToken},
                                                {QStringLiteral("progress"), done},
                                                {QStringLiteral("total"), 1},
                                                {QStringLiteral("message"), message}}}});
}

} // namespace hakgal
