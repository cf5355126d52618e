// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/Alert.h"
#include "tests/support/Programs.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>

#include <memory>

using namespace support;

namespace {

const QString kPrometheusFolder = QStringLiteral(HAKGAL_SOURCE "/resources/prometheus/");
const QString kDashboard = QStringLiteral(HAKGAL_SOURCE "/resources/grafana/hakgal-system-metrics.json");

QByteArray readFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Checked
{
    int exitCode = -1;
    QByteArray words;
};

/// Runs a checker in the folder of the shipped files.
Checked check(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(kPrometheusFolder);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000))
        return {};
    return {process.exitCode(), process.readAll()};
}

QJsonObject dashboard()
{
    return QJsonDocument::fromJson(readFile(kDashboard)).object();
}

/// An expression and where it stands, for the message of a failing test.
struct Expression
{
    QString where;
    QString text;
};

/// What Grafana would send: its variables replaced as it does for "All" and a short range.
QString asSent(QString expression)
{
    return expression.replace(QStringLiteral("$__rate_interval"), QStringLiteral("30s"))
        .replace(QStringLiteral("$job"), QStringLiteral(".*"))
        .replace(QStringLiteral("$instance"), QStringLiteral(".*"));
}

std::vector<Expression> dashboardExpressions()
{
    std::vector<Expression> all;
    for (const QJsonValue &panel : dashboard()[QStringLiteral("panels")].toArray()) {
        for (const QJsonValue &target : panel[QStringLiteral("targets")].toArray())
            all.push_back({QStringLiteral("panel ") + panel[QStringLiteral("title")].toString(),
                           asSent(target[QStringLiteral("expr")].toString())});
    }
    return all;
}

/// The figure that an alert compares: without the comparison there is always one, whatever its value.
QString withoutComparison(QString expression)
{
    static const QRegularExpression compared(
        QStringLiteral(R"(\s(?:==|!=|>=|<=|>|<)\s[0-9.e+]+(?:\s\*\s[0-9]+)?$)"));
    return expression.remove(compared);
}

/// A real Prometheus with the shipped configuration, but for port and pace.
class Prometheus
{
public:
    Prometheus(const Home &home, quint16 endpoint)
    {
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        m_port = free.serverPort();
        free.close();
        QByteArray config = readFile(kPrometheusFolder + QStringLiteral("prometheus.yml"));
        config.replace("127.0.0.1:8000", "127.0.0.1:" + QByteArray::number(endpoint));
        config.replace("scrape_interval: 15s", "scrape_interval: 1s");
        config.replace("evaluation_interval: 15s", "evaluation_interval: 1s");
        config.replace("hakgal.rules.yml", (kPrometheusFolder + QStringLiteral("hakgal.rules.yml")).toUtf8());
        QFile file(home.path(QStringLiteral("prometheus.yml")));
        if (!file.open(QIODevice::WriteOnly) || file.write(config) != config.size())
            qFatal("cannot write the configuration of the test");
        file.close();
        m_process = std::make_unique<Running>(
            home, QStandardPaths::findExecutable(QStringLiteral("prometheus")),
            QStringList{QStringLiteral("--config.file=") + file.fileName(),
                        QStringLiteral("--storage.tsdb.path=") + home.path(QStringLiteral("tsdb")),
                        QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_port)});
    }
    bool ready() { return m_process->waitForText("ready to receive web requests", 60'000); }
    QByteArray words() const { return m_process->err(); }

    /// Its API's answer; empty where there is none in time.
    QJsonObject ask(const QString &path, const QUrlQuery &query = {})
    {
        QUrl url(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
        url.setQuery(query);
        QNetworkRequest request(url);
        request.setTransferTimeout(30'000);
        const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        return QJsonDocument::fromJson(reply->readAll()).object();
    }
    /// What an expression gives now. A sentence where it is not valid.
    QJsonArray query(const QString &expression, QString *error = nullptr)
    {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("query"), QString::fromLatin1(QUrl::toPercentEncoding(expression)));
        const QJsonObject answer = ask(QStringLiteral("/api/v1/query"), query);
        if (error && answer[QStringLiteral("status")].toString() != QStringLiteral("success"))
            *error = answer[QStringLiteral("error")].toString();
        return answer[QStringLiteral("data")][QStringLiteral("result")].toArray();
    }
    bool hasData(const QString &expression)
    {
        const QJsonArray series = query(expression);
        for (const QJsonValue &one : series) {
            if (one[QStringLiteral("value")][1].toString() != QStringLiteral("NaN"))
                return true;
        }
        return false;
    }
    /// The alerting rules as it loaded them: objects with name, query, health, labels.
    std::vector<QJsonObject> rules()
    {
        std::vector<QJsonObject> all;
        const QJsonObject answer = ask(QStringLiteral("/api/v1/rules"));
        for (const QJsonValue &group : answer[QStringLiteral("data")][QStringLiteral("groups")].toArray()) {
            for (const QJsonValue &rule : group[QStringLiteral("rules")].toArray())
                all.push_back(rule.toObject());
        }
        return all;
    }
    /// Takes out of the list what has data by now.
    void strike(std::vector<Expression> &missing)
    {
        std::erase_if(missing, [this](const Expression &one) { return hasData(one.text); });
    }

private:
    quint16 m_port = 0;
    std::unique_ptr<Running> m_process;
    QNetworkAccessManager m_network;
};

QByteArray told(const std::vector<Expression> &expressions)
{
    QByteArray lines;
    for (const Expression &one : expressions)
        lines += (one.where + QStringLiteral(": ") + one.text + u'\n').toUtf8();
    return lines;
}

} // namespace

class tst_PrometheusRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCheckersPassTheShippedFiles_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char *name, const char *program, const char *arguments) {
            QTest::newRow(name) << QString::fromLatin1(program) << QString::fromLatin1(arguments).split(u' ');
        };
        row("configuration and rules", "promtool", "check config prometheus.yml");
        row("unit tests of the rules", "promtool", "test rules hakgal.rules.test.yml");
        row("Alertmanager", "amtool", "check-config alertmanager.yml");
    }
    void theCheckersPassTheShippedFiles()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        const QString found = QStandardPaths::findExecutable(program);
        if (found.isEmpty())
            QSKIP(qPrintable(program + QStringLiteral(" is not installed: this file was NOT checked by it")));
        const Checked checked = check(found, arguments);
        QVERIFY2(checked.exitCode == 0, checked.words.constData());
        QVERIFY2(!checked.words.contains("FAILED"), checked.words.constData());
    }

    void everyAlertHasItsUnitTestAndEveryRuleOfOursItsAlert()
    {
        const QString rules =
            QString::fromUtf8(readFile(kPrometheusFolder + QStringLiteral("hakgal.rules.yml")));
        const QString tests =
            QString::fromUtf8(readFile(kPrometheusFolder + QStringLiteral("hakgal.rules.test.yml")));
        static const QRegularExpression alert(QStringLiteral(R"(- alert: (\w+)\n)"));
        int alerts = 0;
        for (auto match = alert.globalMatch(rules); match.hasNext(); ++alerts) {
            const QString name = match.next().captured(1);
            QVERIFY2(tests.contains(QStringLiteral("- alertname: ") + name + u'\n'), qPrintable(name));
        }
        QVERIFY(alerts >= 20);
        QVERIFY(
            !tests.contains(QStringLiteral("error expanding"))); // a template that fails says so in its text
        for (int id = 0; id < static_cast<int>(hakgal::RuleId::Count_); ++id) {
            const auto *name = hakgal::ruleName(static_cast<hakgal::RuleId>(id));
            QVERIFY2(rules.contains(QStringLiteral("rule: ") + QString::fromLatin1(name) + u'\n'), name);
        }
    }

    void theDashboardIsWellFormed()
    {
        const QJsonObject board = dashboard();
        QCOMPARE(board[QStringLiteral("uid")].toString(), QStringLiteral("hakgal-system-metrics"));
        QVERIFY(board[QStringLiteral("id")].isNull()); // Grafana gives its own
        QSet<QString> variables;
        for (const QJsonValue &one : board[QStringLiteral("templating")][QStringLiteral("list")].toArray())
            variables << one[QStringLiteral("name")].toString();
        QCOMPARE(variables, (QSet<QString>{QStringLiteral("datasource"), QStringLiteral("job"),
                                           QStringLiteral("instance")}));

        constexpr int kColumns = 24;
        QSet<int> ids;
        QSet<std::pair<int, int>> cells;
        for (const QJsonValue &panel : board[QStringLiteral("panels")].toArray()) {
            const QByteArray title = panel[QStringLiteral("title")].toString().toUtf8();
            QVERIFY(!title.isEmpty());
            const int id = panel[QStringLiteral("id")].toInt();
            QVERIFY2(id > 0 && !ids.contains(id), title.constData());
            ids << id;
            const QJsonValue grid = panel[QStringLiteral("gridPos")];
            const int left = grid[QStringLiteral("x")].toInt(-1);
            const int top = grid[QStringLiteral("y")].toInt(-1);
            const int right = left + grid[QStringLiteral("w")].toInt();
            const int bottom = top + grid[QStringLiteral("h")].toInt();
            QVERIFY2(left >= 0 && top >= 0 && right > left && bottom > top && right <= kColumns,
                     title.constData());
            for (int x = left; x < right; ++x) {
                for (int y = top; y < bottom; ++y) {
                    QVERIFY2(!cells.contains({x, y}), title.constData());
                    cells.insert({x, y});
                }
            }
            if (panel[QStringLiteral("type")].toString() == QStringLiteral("row"))
                continue;
            QVERIFY2(!panel[QStringLiteral("description")].toString().isEmpty(), title.constData());
            QSet<QString> names;
            const QJsonArray targets = panel[QStringLiteral("targets")].toArray();
            QVERIFY2(!targets.isEmpty(), title.constData());
            for (const QJsonValue &target : targets) {
                QVERIFY2(!names.contains(target[QStringLiteral("refId")].toString()), title.constData());
                names << target[QStringLiteral("refId")].toString();
                QCOMPARE(target[QStringLiteral("datasource")][QStringLiteral("uid")].toString(),
                         QStringLiteral("${datasource}"));
                QVERIFY2(target[QStringLiteral("expr")].toString().contains(
                             QStringLiteral("job=~\"$job\", instance=~\"$instance\"")),
                         title.constData());
            }
        }
    }

    void everyExpressionHasDataInARealPrometheusOfARealRun()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("prometheus")).isEmpty())
            QSKIP("Prometheus is not installed: the expressions were NOT evaluated");
        const Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        const QStringList ofBase{QStringLiteral("--db"), base};
        const auto run = [&](const QStringList &arguments) { return ctl(home, ofBase + arguments).exitCode; };
        QCOMPARE(run({QStringLiteral("import"), QStringLiteral(HAKGAL_SOURCE "/resources/demo/facts.txt")}),
                 0);

        QTcpServer reserved; // the configuration has to name the port before anything serves there
        QVERIFY(reserved.listen(QHostAddress::LocalHost));
        const quint16 port = reserved.serverPort();
        reserved.close();
        Prometheus prometheus(home, port);
        QVERIFY2(prometheus.ready(), prometheus.words().constData());

        std::vector<Expression> missing = dashboardExpressions();
        QVERIFY(missing.size() > 30);
        for (const Expression &one : missing) {
            QString error;
            prometheus.query(one.text, &error);
            QVERIFY2(error.isEmpty(), (told({one}) + error.toUtf8()).constData());
        }
        std::vector<QJsonObject> rules = prometheus.rules();
        QVERIFY(rules.size() >= 20);
        for (const QJsonObject &rule : rules)
            missing.push_back({rule[QStringLiteral("name")].toString(),
                               withoutComparison(rule[QStringLiteral("query")].toString())});
        for (const char *original :
             {"hakgal_facts_total", "hakgal_query_time_seconds", "hakgal_system_cpu_percent",
              "hakgal_system_memory_percent", "hakgal_database_connections", "hakgal_wal_size_bytes",
              "up{job=\"hakgal\"}", "deriv(hakgal_facts_total[5m])", "rate(hakgal_cache_hits_total[5m])",
              "rate(hakgal_cache_misses_total[5m])", "avg_over_time(hakgal_query_time_seconds[5m])",
              "max_over_time(hakgal_system_cpu_percent[5m])"})
            missing.push_back({QStringLiteral("original"), QString::fromLatin1(original)});

        // Nothing serves yet: only what tells just that has data.
        const auto has = [&missing](const QString &name) {
            return std::any_of(missing.begin(), missing.end(),
                               [&](const Expression &one) { return one.where == name; });
        };
        prometheus.strike(missing);
        QVERIFY(!has(QStringLiteral("HakgalAbsent")));
        QVERIFY(has(QStringLiteral("HakgalKnowledgeBaseUnreachable")));
        QTRY_VERIFY_WITH_TIMEOUT(!prometheus.query(QStringLiteral("up{job=\"hakgal\"} == 0")).isEmpty(),
                                 30'000);

        const QStringList serve =
            QStringList{QStringLiteral("--config"),
                        home.writeSettings("monitoring_interval=0.2\nlegacy_metric_names=true\n"
                                           "listen=127.0.0.1:" +
                                           QByteArray::number(port) + '\n')} +
            ofBase + QStringList{QStringLiteral("serve")};
        auto server = std::make_unique<Running>(home, QStringLiteral(HAKGALCTL), serve);
        QCOMPARE(server->waitForPort(), port);
        Writer writer(base); // a connection that is open elsewhere
        QVERIFY(writer.execute("PRAGMA journal_mode=WAL;CREATE TABLE note(x);INSERT INTO note VALUES(1)"));

        // What misses a backup and a check has data until there is one.
        QTRY_VERIFY_WITH_TIMEOUT(
            (prometheus.strike(missing),
             !has(QStringLiteral("HakgalBackupMissing")) && !has(QStringLiteral("HakgalIntegrityUnchecked"))),
            60'000);
        QVERIFY(has(QStringLiteral("HakgalBackupOld")));
        QCOMPARE(run({QStringLiteral("backup")}), 0);
        // A server that runs would look at the backups again within a minute; one that starts does at once.
        QCOMPARE(server->terminate(), 0);
        server = std::make_unique<Running>(home, QStringLiteral(HAKGALCTL), serve);
        QCOMPARE(server->waitForPort(), port);
        QTRY_VERIFY2_WITH_TIMEOUT((prometheus.strike(missing), missing.empty()), told(missing).constData(),
                                  60'000);

        // And its own evaluation found nothing wrong with any rule.
        const auto unsettled = [&prometheus] {
            QByteArray names;
            for (const QJsonObject &rule : prometheus.rules()) {
                if (rule[QStringLiteral("health")].toString() != QStringLiteral("ok"))
                    names += rule[QStringLiteral("name")].toString().toUtf8() + ' ' +
                             rule[QStringLiteral("lastError")].toString().toUtf8() + '\n';
            }
            return names;
        };
        QTRY_COMPARE_WITH_TIMEOUT(unsettled(), QByteArray(), 30'000);
        QVERIFY(prometheus.query(QStringLiteral("absent(hakgal_up)")).isEmpty());
        QCOMPARE(server->terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_PrometheusRules)
#include "tst_PrometheusRules.moc"
