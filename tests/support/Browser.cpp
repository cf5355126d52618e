// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Browser.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QStandardPaths>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace support {

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

QString Browser::program()
{
    return QStandardPaths::findExecutable(QStringLiteral("chromium"));
}

Browser::Browser() = default;

Browser::~Browser()
{
    if (m_toBrowser >= 0) {
        ::close(m_toBrowser);
        ::close(m_fromBrowser);
    }
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }
}

bool Browser::start()
{
    std::array<int, 2> commands{};
    std::array<int, 2> answers{};
    if (::pipe2(commands.data(), O_CLOEXEC) != 0 || ::pipe2(answers.data(), O_CLOEXEC) != 0)
        return false;
    m_toBrowser = commands[1];
    m_fromBrowser = answers[0];
    // The browser reads commands from 3 and writes answers to 4; ours may have these very numbers.
    m_process.setChildProcessModifier([commands, answers] {
        const int in = ::fcntl(commands[0], F_DUPFD, 10);
        const int out = ::fcntl(answers[1], F_DUPFD, 10);
        ::dup2(in, 3);
        ::dup2(out, 4);
    });
    m_process.start(program(),
                    {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"),
                     QStringLiteral("--disable-gpu"), QStringLiteral("--disable-quic"),
                     QStringLiteral("--no-first-run"), QStringLiteral("--disable-background-networking"),
                     QStringLiteral("--disable-component-update"), QStringLiteral("--disable-sync"),
                     QStringLiteral("--disable-dev-shm-usage"), QStringLiteral("--window-size=1180,1000"),
                     QStringLiteral("--remote-debugging-pipe"),
                     QStringLiteral("--user-data-dir=") + m_profile.path(), QStringLiteral("about:blank")});
    const bool started = m_process.waitForStarted(kPatienceMs);
    ::close(commands[0]);
    ::close(answers[1]);
    if (!started)
        return false;
    const auto made = send(
        {{QStringLiteral("method"), QStringLiteral("Target.createTarget")},
         {QStringLiteral("params"), QJsonObject{{QStringLiteral("url"), QStringLiteral("about:blank")}}}});
    if (!made)
        return false;
    const auto attached =
        send({{QStringLiteral("method"), QStringLiteral("Target.attachToTarget")},
              {QStringLiteral("params"),
               QJsonObject{{QStringLiteral("targetId"), made->value(QLatin1String("targetId"))},
                           {QStringLiteral("flatten"), true}}}});
    if (!attached)
        return false;
    m_session = attached->value(QLatin1String("sessionId")).toString();
    return command(QStringLiteral("Log.enable")) && command(QStringLiteral("Runtime.enable")) &&
           command(QStringLiteral("Page.enable"));
}

std::optional<QJsonObject> Browser::command(const QString &method, const QJsonObject &parameters)
{
    return send({{QStringLiteral("method"), method},
                 {QStringLiteral("params"), parameters},
                 {QStringLiteral("sessionId"), m_session}});
}

QJsonValue Browser::evaluate(const QString &expression)
{
    const auto result =
        command(QStringLiteral("Runtime.evaluate"), {{QStringLiteral("expression"), expression},
                                                     {QStringLiteral("returnByValue"), true},
                                                     {QStringLiteral("awaitPromise"), true}});
    return result ? result->value(QLatin1String("result"))[QStringLiteral("value")]
                  : QJsonValue(QJsonValue::Undefined);
}

/// Messages are JSON objects that end in NUL.
std::optional<QJsonObject> Browser::send(QJsonObject message)
{
    message[QStringLiteral("id")] = ++m_id;
    QByteArray bytes = QJsonDocument(message).toJson(QJsonDocument::Compact);
    bytes += '\0';
    if (::write(m_toBrowser, bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        return std::nullopt;
    const QDeadlineTimer deadline(kPatienceMs);
    for (;;) {
        qsizetype end = 0;
        while ((end = m_buffer.indexOf('\0')) >= 0) {
            const QJsonObject answer = QJsonDocument::fromJson(m_buffer.left(end)).object();
            m_buffer = m_buffer.mid(end + 1);
            const QString method = answer[QStringLiteral("method")].toString();
            const QJsonValue told = answer[QStringLiteral("params")];
            if (method == QLatin1String("Log.entryAdded") &&
                told[QStringLiteral("entry")][QStringLiteral("level")].toString() == QLatin1String("error"))
                m_complaints += told[QStringLiteral("entry")][QStringLiteral("text")].toString() + u' ' +
                                told[QStringLiteral("entry")][QStringLiteral("url")].toString();
            if (method == QLatin1String("Runtime.exceptionThrown"))
                m_complaints += QString::fromUtf8(QJsonDocument(told.toObject()).toJson());
            if (answer[QStringLiteral("id")].toInt() == m_id) {
                if (answer.contains(QStringLiteral("error")))
                    return std::nullopt;
                return answer[QStringLiteral("result")].toObject();
            }
        }
        pollfd waiting{m_fromBrowser, POLLIN, 0};
        const auto left = static_cast<int>(deadline.remainingTime());
        if (left <= 0 || ::poll(&waiting, 1, left) <= 0)
            return std::nullopt;
        QByteArray part(65536, Qt::Uninitialized);
        const ssize_t got = ::read(m_fromBrowser, part.data(), static_cast<size_t>(part.size()));
        if (got <= 0)
            return std::nullopt;
        m_buffer.append(part.constData(), got);
    }
}

} // namespace support
