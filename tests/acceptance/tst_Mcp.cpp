// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace support;

namespace {

constexpr int kPatience = 60'000;

/// A client of hakgalctl mcp, which reads and writes lines as an agent's host does.
class Client
{
public:
    Client(const Home &home, const QString &base)
    {
        m_process.setProcessEnvironment(home.environment());
        m_process.start(QStringLiteral(HAKGALCTL), {QStringLiteral("--db"), base, QStringLiteral("mcp")});
    }
    ~Client()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void send(const QByteArray &line) { m_process.write(line + '\n'); }
    void send(const QJsonObject &message) { send(QJsonDocument(message).toJson(QJsonDocument::Compact)); }
    /// The next line; an empty object where none comes or it is no JSON object.
    QJsonObject receive(int timeoutMs = kPatience)
    {
        QDeadlineTimer deadline(timeoutMs);
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(int(deadline.remainingTime())))
                return {};
        }
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }
    QJsonObject request(const QString &method, const QJsonObject &params = {})
    {
        QJsonObject message{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                            {QStringLiteral("id"), ++m_id},
                            {QStringLiteral("method"), method}};
        if (!params.isEmpty())
            message[QStringLiteral("params")] = params;
        send(message);
        QJsonObject answer = receive();
        return answer[QLatin1String("id")].toInt() == m_id ? answer : QJsonObject();
    }
    void begin()
    {
        const QJsonObject answer = request(
            QStringLiteral("initialize"),
            {{QStringLiteral("protocolVersion"), QStringLiteral("2025-06-18")},
             {QStringLiteral("capabilities"), QJsonObject()},
             {QStringLiteral("clientInfo"), QJsonObject{{QStringLiteral("name"), QStringLiteral("test")},
                                                        {QStringLiteral("version"), QStringLiteral("1")}}}});
        QCOMPARE(answer[QLatin1String("result")][QLatin1String("protocolVersion")].toString(),
                 QStringLiteral("2025-06-18"));
        send(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    }
    QJsonValue call(const QString &tool, const QJsonObject &arguments)
    {
        return request(QStringLiteral("tools/call"),
                       {{QStringLiteral("name"), tool},
                        {QStringLiteral("arguments"), arguments}})[QLatin1String("result")];
    }
    /// Closes its end, as a host does that leaves; the exit code, -1: it did not end.
    int leave()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(kPatience) || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        return m_process.exitCode();
    }
    bool nothingMore() { return m_process.readAllStandardOutput().isEmpty(); }

private:
    QProcess m_process;
    int m_id = 0;
};

} // namespace

/// Tools for agents, driven from outside.
class tst_Mcp : public QObject
{
    Q_OBJECT
    std::unique_ptr<Home> m_home;
    QString m_base;

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<Home>();
        m_base = m_home->path(QStringLiteral("kb.db"));
        QByteArray facts;
        for (int i = 0; i < 400; ++i)
            facts += "HasPart(Thing" + QByteArray::number(i) + ", Part" + QByteArray::number(i % 7) + ").\n";
        QCOMPARE(ctl(*m_home, {QStringLiteral("--db"), m_base, QStringLiteral("import"), QStringLiteral("-")},
                     facts)
                     .exitCode,
                 0);
    }

    void anAgentFindsAndCallsTheTools()
    {
        Client client(*m_home, m_base);
        client.begin();
        QStringList names;
        const QJsonArray tools =
            client.request(QStringLiteral("tools/list"))[QLatin1String("result")][QLatin1String("tools")]
                .toArray();
        for (const QJsonValue tool : tools)
            names += tool[QLatin1String("name")].toString();
        QCOMPARE(names, (QStringList{QStringLiteral("performance_monitor"),
                                     QStringLiteral("optimize_database"), QStringLiteral("scale_test")}));

        const QJsonValue measured =
            client.call(QStringLiteral("performance_monitor"),
                        {{QStringLiteral("metrics"),
                          QJsonArray{QStringLiteral("insert_rate"), QStringLiteral("query_latency"),
                                     QStringLiteral("memory_usage")}},
                         {QStringLiteral("seconds"), 1}});
        const QJsonValue figures = measured[QLatin1String("structuredContent")];
        QCOMPARE(measured[QLatin1String("isError")].toBool(true), false);
        QCOMPARE(figures[QLatin1String("insert_rate")][QLatin1String("facts_count")].toInt(), 400);
        QCOMPARE(figures[QLatin1String("insert_rate")][QLatin1String("facts_per_second")].toDouble(-1), 0.0);
        QVERIFY(figures[QLatin1String("query_latency")][QLatin1String("avg_query_time")].toDouble() > 0);
        QVERIFY(figures[QLatin1String("memory_usage")][QLatin1String("system_memory_percent")].toDouble() >
                0);
        QCOMPARE(QJsonDocument::fromJson(
                     measured[QLatin1String("content")][0][QLatin1String("text")].toString().toUtf8())
                     .object(),
                 figures.toObject());
        QCOMPARE(client.leave(), 0);
        QVERIFY(client.nothingMore());
    }

    void optimizeChangesNothingUnlessItIsTold()
    {
        const auto audits = [this] {
            return Writer(m_base).integer("SELECT count(*) FROM audit_log WHERE operation LIKE 'optim%'");
        };
        Client client(*m_home, m_base);
        client.begin();
        const QJsonArray actions{QStringLiteral("VACUUM"), QStringLiteral("ANALYZE"),
                                 QStringLiteral("REINDEX"), QStringLiteral("WAL-checkpoint")};
        const QJsonValue planned =
            client.call(QStringLiteral("optimize_database"), {{QStringLiteral("actions"), actions}});
        QCOMPARE(planned[QLatin1String("isError")].toBool(true), false);
        QVERIFY(!planned[QLatin1String("structuredContent")][QLatin1String("plan")].toArray().isEmpty());
        QCOMPARE(audits(), 0);
        QCOMPARE(Writer(m_base).integer("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"), 0);

        const QJsonValue done =
            client.call(QStringLiteral("optimize_database"),
                        {{QStringLiteral("actions"), actions}, {QStringLiteral("dry_run"), false}});
        QCOMPARE(done[QLatin1String("isError")].toBool(true), false);
        const QJsonValue report = done[QLatin1String("structuredContent")];
        QCOMPARE(report[QLatin1String("after")][QLatin1String("facts")].toInt(), 400);
        QVERIFY(QFile::exists(report[QLatin1String("backup")].toString()));
        QVERIFY(audits() > 0);
        QCOMPARE(Writer(m_base).integer("SELECT count(*) FROM facts"), 400);
    }

    void aScaleTestGrowsACopyAndLeavesTheBaseAlone()
    {
        Client client(*m_home, m_base);
        client.begin();
        const QJsonValue grown =
            client.call(QStringLiteral("scale_test"),
                        {{QStringLiteral("target_facts"), 2000},
                         {QStringLiteral("query_patterns"), QJsonArray{QStringLiteral("point")}},
                         {QStringLiteral("duration"), 1}});
        QCOMPARE(grown[QLatin1String("isError")].toBool(true), false);
        const QJsonArray sizes = grown[QLatin1String("structuredContent")][QLatin1String("sizes")].toArray();
        QVERIFY(!sizes.isEmpty());
        QCOMPARE(sizes.last()[QLatin1String("facts")].toInt(), 2000);
        QVERIFY(sizes.last()[QLatin1String("patterns")][QLatin1String("point")].isObject());
        QCOMPARE(Writer(m_base).integer("SELECT count(*) FROM facts"), 400);
    }

    void hostileLinesGetErrorsAndTheSessionGoesOn()
    {
        Client client(*m_home, m_base);
        client.begin();
        client.send("{ not json");
        QCOMPARE(client.receive()[QLatin1String("error")][QLatin1String("code")].toInt(), -32700);
        client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + QByteArray(3 << 20, 'x') + "\"}");
        QCOMPARE(client.receive()[QLatin1String("error")][QLatin1String("code")].toInt(), -32600);
        client.send("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]");
        QCOMPARE(client.receive()[QLatin1String("error")][QLatin1String("code")].toInt(), -32600);
        const QJsonObject wrong =
            client.request(QStringLiteral("tools/call"),
                           {{QStringLiteral("name"), QStringLiteral("optimize_database")},
                            {QStringLiteral("arguments"),
                             QJsonObject{{QStringLiteral("actions"), QJsonArray{QStringLiteral("DROP")}}}}});
        QCOMPARE(wrong[QLatin1String("error")][QLatin1String("code")].toInt(), -32602);
        QVERIFY(client.request(QStringLiteral("ping")).contains(QLatin1String("result")));
        QCOMPARE(client.leave(), 0);
    }

    void aCancelledCallIsNotAnswered()
    {
        Client client(*m_home, m_base);
        client.begin();
        client.send(R"({"jsonrpc":"2.0","id":"slow","method":"tools/call","params":{"name":)"
                    R"("performance_monitor","arguments":{"metrics":["insert_rate"],"seconds":60}}})");
        client.send(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"slow"}})");
        QVERIFY(client.request(QStringLiteral("ping")).contains(QLatin1String("result")));
        QCOMPARE(client.leave(), 0);
        QVERIFY(client.nothingMore());
    }

    void aBaseThatIsMissingIsAnErrorOfTheTool()
    {
        Client client(*m_home, m_home->path(QStringLiteral("nothing.db")));
        client.begin();
        const QJsonValue told = client.call(QStringLiteral("performance_monitor"), {});
        QCOMPARE(told[QLatin1String("isError")].toBool(), true);
        QCOMPARE(told[QLatin1String("structuredContent")][QLatin1String("error")][QLatin1String("code")]
                     .toString(),
                 QStringLiteral("file_missing"));
        QVERIFY(!QFile::exists(m_home->path(QStringLiteral("nothing.db"))));
    }
};

QTEST_GUILESS_MAIN(tst_Mcp)
#include "tst_Mcp.moc"
