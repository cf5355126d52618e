// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mcp/McpSession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace hakgal;

namespace {

McpSession session()
{
    McpTool tool;
    tool.name = QStringLiteral("look");
    tool.inputSchema = {{QStringLiteral("type"), QStringLiteral("object")}};
    return McpSession({tool}, QStringLiteral("1.2"), QStringLiteral("Look."));
}

QJsonDocument parsed(const QByteArray &line)
{
    return QJsonDocument::fromJson(line);
}

/// The one answer to a line; an empty object where there is none or more than one.
QJsonObject ask(McpSession &session, const QByteArray &line)
{
    const auto reaction = session.take(line);
    return reaction.out.size() == 1 ? parsed(reaction.out.front()).object() : QJsonObject();
}

int errorOf(const QJsonObject &answer)
{
    return answer[QLatin1String("error")][QLatin1String("code")].toInt();
}

QByteArray initialize(const char *revision)
{
    return QByteArray(R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":")") +
           revision + R"(","capabilities":{},"clientInfo":{"name":"t","version":"1"}}})";
}

McpSession begun(const char *revision = "2025-06-18")
{
    McpSession made = session();
    made.take(initialize(revision));
    made.take(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    return made;
}

const QByteArray kCall =
    R"({"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"look","arguments":{"a":1}}})";

} // namespace

class tst_McpSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void revisionsAreNegotiated_data()
    {
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QString>("agreed");
        for (const char *known : {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
            QTest::newRow(known) << QByteArray(known) << QString::fromLatin1(known);
        QTest::newRow("one of the future") << QByteArray("2031-01-01") << McpSession::newestRevision();
        QTest::newRow("nonsense") << QByteArray("x") << McpSession::newestRevision();
    }
    void revisionsAreNegotiated()
    {
        QFETCH(QByteArray, asked);
        QFETCH(QString, agreed);
        McpSession made = session();
        const QJsonObject answer = ask(made, initialize(asked.constData()));
        QCOMPARE(answer[QLatin1String("id")].toInt(-1), 0);
        const QJsonValue result = answer[QLatin1String("result")];
        QCOMPARE(result[QLatin1String("protocolVersion")].toString(), agreed);
        QVERIFY(result[QLatin1String("capabilities")][QLatin1String("tools")].isObject());
        QCOMPARE(result[QLatin1String("serverInfo")][QLatin1String("version")].toString(),
                 QStringLiteral("1.2"));
    }

    void whatIsWrongIsToldByItsCode_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("code");
        QTest::newRow("not JSON") << QByteArray("{") << -32700;
        QTest::newRow("not UTF-8") << QByteArray("{\"jsonrpc\":\"\xff\xfe\"}") << -32700;
        QTest::newRow("a number") << QByteArray("7") << -32700;
        QTest::newRow("no version") << QByteArray(R"({"id":1,"method":"ping"})") << -32600;
        QTest::newRow("version 1") << QByteArray(R"({"jsonrpc":"1.0","id":1,"method":"ping"})") << -32600;
        QTest::newRow("id null") << QByteArray(R"({"jsonrpc":"2.0","id":null,"method":"ping"})") << -32600;
        QTest::newRow("id a list") << QByteArray(R"({"jsonrpc":"2.0","id":[1],"method":"ping"})") << -32600;
        QTest::newRow("id a fraction")
            << QByteArray(R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})") << -32600;
        QTest::newRow("no method") << QByteArray(R"({"jsonrpc":"2.0","id":1})") << -32600;
        QTest::newRow("params a list")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":[]})") << -32600;
        QTest::newRow("unknown method")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"resources/list"})") << -32601;
        QTest::newRow("initialize again") << initialize("2025-06-18") << -32600;
        QTest::newRow("unknown tool")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}})")
            << -32602;
        QTest::newRow("no tool") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"tools/call"})") << -32602;
        QTest::newRow("arguments a list")
            << QByteArray(
                   R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"look","arguments":[1]}})")
            << -32602;
        QTest::newRow("a batch, which this revision has not")
            << QByteArray(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])") << -32600;
        QTest::newRow("deeper than anyone needs") << QByteArray(5000, '[') << -32700;
    }
    void whatIsWrongIsToldByItsCode()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, code);
        McpSession made = begun();
        const QJsonObject answer = ask(made, line);
        QCOMPARE(errorOf(answer), code);
        QVERIFY(answer.contains(QLatin1String("id")));
        QVERIFY(!answer[QLatin1String("error")][QLatin1String("message")].toString().isEmpty());
        // And it goes on.
        QVERIFY(ask(made, R"({"jsonrpc":"2.0","id":"p","method":"ping"})").contains(QLatin1String("result")));
    }

    void nothingIsAnsweredToNotificationsAndEmptyLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("blank") << QByteArray(" \r");
        QTest::newRow("unknown notification")
            << QByteArray(R"({"jsonrpc":"2.0","method":"notifications/x"})");
        QTest::newRow("a cancel of nothing") << QByteArray(
            R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}})");
        QTest::newRow("a cancel without id")
            << QByteArray(R"({"jsonrpc":"2.0","method":"notifications/cancelled"})");
        QTest::newRow("an answer that nobody asked for")
            << QByteArray(R"({"jsonrpc":"2.0","id":4,"result":{}})");
    }
    void nothingIsAnsweredToNotificationsAndEmptyLines()
    {
        QFETCH(QByteArray, line);
        McpSession made = begun();
        const auto reaction = made.take(line);
        QVERIFY(reaction.out.empty());
        QVERIFY(reaction.calls.empty());
        QVERIFY(reaction.cancelled.empty());
    }

    void onlyPingComesBeforeInitialize()
    {
        McpSession made = session();
        QVERIFY(ask(made, R"({"jsonrpc":"2.0","id":1,"method":"ping"})").contains(QLatin1String("result")));
        QCOMPARE(errorOf(ask(made, R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})")), -32600);
        QCOMPARE(errorOf(ask(made, kCall)), -32600);
    }

    void aLineThatIsTooLongIsLeftOut()
    {
        McpSession made = begun();
        const auto reaction = made.take(QByteArray(100, 'x'), true);
        QCOMPARE(reaction.out.size(), std::size_t(1));
        QCOMPARE(errorOf(parsed(reaction.out.front()).object()), -32600);
    }

    void aCallIsAnsweredOnce()
    {
        McpSession made = begun();
        const auto reaction = made.take(kCall);
        QVERIFY(reaction.out.empty());
        QCOMPARE(reaction.calls.size(), std::size_t(1));
        QCOMPARE(reaction.calls.front().tool, QStringLiteral("look"));
        QCOMPARE(reaction.calls.front().arguments[QLatin1String("a")].toInt(), 1);
        QCOMPARE(errorOf(ask(made, kCall)), -32600); // the id is still open
        const int key = reaction.calls.front().key;
        const QByteArray line = made.answer(key, {{QStringLiteral("x"), 5}}, QStringLiteral("five"), false);
        QVERIFY(line.endsWith('\n'));
        QCOMPARE(line.count('\n'), 1);
        const QJsonObject answer = parsed(line).object();
        QCOMPARE(answer[QLatin1String("id")].toInt(), 7);
        const QJsonValue result = answer[QLatin1String("result")];
        QCOMPARE(result[QLatin1String("structuredContent")][QLatin1String("x")].toInt(), 5);
        QCOMPARE(result[QLatin1String("content")][0][QLatin1String("text")].toString(),
                 QStringLiteral("five"));
        QCOMPARE(result[QLatin1String("isError")].toBool(true), false);
        QVERIFY(made.answer(key, {}, {}, false).isEmpty());
        QCOMPARE(made.take(kCall).calls.size(), std::size_t(1)); // the id is free again
    }

    void aCancelledCallIsNotAnswered()
    {
        McpSession made = begun();
        const int key = made.take(kCall).calls.front().key;
        const auto reaction =
            made.take(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}})");
        QCOMPARE(reaction.cancelled, std::vector<int>{key});
        QVERIFY(reaction.out.empty());
        QVERIFY(made.answer(key, {}, {}, false).isEmpty());
        QVERIFY(made.progress(key, 0.5, {}).isEmpty());
    }

    void progressIsToldWhereItIsAskedForAndNeverGoesBack()
    {
        McpSession made = begun();
        const int quiet = made.take(kCall).calls.front().key;
        QVERIFY(made.progress(quiet, 0.1, QStringLiteral("on it")).isEmpty());
        const int key =
            made.take(
                    R"({"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"look","_meta":{"progressToken":"t"}}})")
                .calls.front()
                .key;
        const QJsonValue params =
            parsed(made.progress(key, 0.5, QStringLiteral("half"))).object()[QLatin1String("params")];
        QCOMPARE(params[QLatin1String("progressToken")].toString(), QStringLiteral("t"));
        QCOMPARE(params[QLatin1String("progress")].toDouble(), 0.5);
        QVERIFY(made.progress(key, 0.5, {}).isEmpty());
        QVERIFY(made.progress(key, 0.4, {}).isEmpty());
    }

    void openCallsAreBounded()
    {
        McpSession made = begun();
        for (int i = 0; i < McpSession::kMostCalls; ++i)
            QCOMPARE(made.take(QByteArray(kCall).replace("\"id\":7", "\"id\":" + QByteArray::number(100 + i)))
                         .calls.size(),
                     std::size_t(1));
        QCOMPARE(errorOf(ask(made, kCall)), -32000);
    }

    void aBatchOfItsRevisionIsAnsweredAtOnce()
    {
        McpSession made = begun("2025-03-26");
        const auto reaction = made.take("[" + kCall +
                                        R"(,{"jsonrpc":"2.0","id":1,"method":"ping"},7,)"
                                        R"({"jsonrpc":"2.0","method":"notifications/x"}])");
        QCOMPARE(reaction.calls.size(), std::size_t(1));
        QVERIFY(reaction.out.empty()); // the call is open
        const QByteArray line = made.answer(reaction.calls.front().key, {}, QStringLiteral("done"), false);
        const QJsonArray answers = parsed(line).array();
        QCOMPARE(answers.size(), 3);
        QCOMPARE(errorOf(answers[0].toObject()), -32600); // the 7
        QCOMPARE(answers[1][QLatin1String("id")].toInt(), 1);
        QCOMPARE(answers[2][QLatin1String("id")].toInt(), 7);
        QCOMPARE(errorOf(ask(made, "[]")), -32600);
    }

    void linesCutAnywhereNeverMakeItFail()
    {
        const QByteArray lines[] = {kCall, initialize("2025-06-18"),
                                    R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])"};
        for (const QByteArray &line : lines) {
            McpSession made = begun("2025-03-26");
            for (qsizetype i = 0; i < line.size(); ++i) {
                for (const QByteArray &out : made.take(line.first(i)).out)
                    QVERIFY(!parsed(out).isNull());
                QByteArray flipped = line;
                flipped[i] = char(flipped[i] ^ 0x15);
                for (const QByteArray &out : made.take(flipped).out)
                    QVERIFY(!parsed(out).isNull());
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_McpSession)
#include "tst_McpSession.moc"
