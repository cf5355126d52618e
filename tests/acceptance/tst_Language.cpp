// SPDX-License-Identifier: GPL-3.0-or-later
// hakgalctl in German: people read German words and numbers, programs the same bytes as in English.
#include "tests/support/Programs.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace support;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Keys and kinds of values, without the values: what a program relies on.
void shape(const QJsonValue &value, const QString &at, QStringList &lines)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            shape(*it, at + u'/' + it.key(), lines);
    } else if (value.isArray()) {
        for (const QJsonValue &one : value.toArray())
            shape(one, at + QStringLiteral("[]"), lines);
    } else {
        lines << at + QStringLiteral(": ") +
                     (value.isString() ? QStringLiteral("text") : QStringLiteral("number, truth or null"));
    }
}

QStringList shapeOf(const QJsonObject &object)
{
    QStringList lines;
    shape(object, {}, lines);
    lines.removeDuplicates();
    return lines;
}

/// All texts in it, for what must not be translated.
QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    if (value.isString())
        texts << value.toString();
    for (const QJsonValue &one : value.toArray())
        texts += textsOf(one);
    const QJsonObject object = value.toObject();
    for (const QJsonValue &one : object)
        texts += textsOf(one);
    return texts;
}

} // namespace

class tst_Language : public QObject
{
    Q_OBJECT

    std::unique_ptr<Home> m_home;
    QString m_base;

    Finished run(const QStringList &words, const QByteArray &settings = {})
    {
        QStringList arguments{QStringLiteral("--db"), m_base};
        if (!settings.isEmpty())
            arguments += {QStringLiteral("--config"), m_home->writeSettings(settings)};
        return ctl(*m_home, arguments + words);
    }
    void speakGerman()
    {
        m_home->set(QStringLiteral("LC_ALL"), QStringLiteral("de_DE.UTF-8"));
        m_home->set(QStringLiteral("LANGUAGE"), QStringLiteral("de"));
    }
    void speakEnglish()
    {
        m_home->set(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        m_home->set(QStringLiteral("LANGUAGE"), QString());
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<Home>();
        m_base = m_home->path(QStringLiteral("kb.db"));
        {
            QFile empty(m_base); // a base without content is one, too
            QVERIFY(empty.open(QIODevice::WriteOnly));
        }
        {
            Writer writer(m_base);
            QVERIFY(writer.execute(
                "PRAGMA journal_mode=WAL; CREATE TABLE facts(statement TEXT PRIMARY KEY, context "
                "TEXT, fact_metadata TEXT, confidence REAL); "
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4242) "
                "INSERT INTO facts SELECT 'HasPart(Thing' || i || ', Part).', '', '{}', i + 0.25 "
                "FROM n"));
        }
        speakEnglish();
    }

    void germanIsSpokenByTheSettingAndByTheSystem_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("variable");
        QTest::addColumn<bool>("german");
        QTest::newRow("neither") << QByteArray() << QString() << false;
        // A script says LC_ALL=C and means it, whatever its user's session speaks.
        QTest::newRow("LANGUAGE below C") << QByteArray() << QStringLiteral("LANGUAGE") << false;
        QTest::newRow("setting") << QByteArray("language=de\n") << QString() << true;
        QTest::newRow("LC_ALL") << QByteArray() << QStringLiteral("LC_ALL") << true;
        QTest::newRow("LANG") << QByteArray() << QStringLiteral("LANG") << true;
        QTest::newRow("English by the setting, German by the system")
            << QByteArray("language=en\n") << QStringLiteral("LC_ALL") << false;
    }
    void germanIsSpokenByTheSettingAndByTheSystem()
    {
        QFETCH(QByteArray, settings);
        QFETCH(QString, variable);
        QFETCH(bool, german);
        if (variable == QLatin1String("LANG"))
            m_home->set(QStringLiteral("LC_ALL"), QString());
        if (!variable.isEmpty())
            m_home->set(variable, QStringLiteral("de_DE.UTF-8"));
        const Finished status = run({QStringLiteral("status")}, settings);
        QVERIFY2(status.out.contains(german ? "Fakten" : "Facts"), status.out.constData());
        QVERIFY2(!status.out.contains(german ? "Facts" : "Fakten"), status.out.constData());
        // Numbers as people write them there: 4.242 facts and 12,5 %.
        QVERIFY2(status.out.contains(german ? "4.242" : "4,242"), status.out.constData());
        const QRegularExpression decimals(german ? QStringLiteral("\\d,\\d+.(%|ms|MB|GB)")
                                                 : QStringLiteral("\\d\\.\\d+.(%|ms|MB|GB)"));
        QVERIFY2(decimals.match(QString::fromUtf8(status.out)).hasMatch(), status.out.constData());

        const Finished wrong = run({QStringLiteral("find"), QStringLiteral("HasPart(")}, settings);
        QVERIFY(wrong.exitCode != 0);
        const Finished missing =
            ctl(*m_home, QStringList{QStringLiteral("--db"), m_home->path(QStringLiteral("gone.db")),
                                     QStringLiteral("status")} +
                             (settings.isEmpty() ? QStringList()
                                                 : QStringList{QStringLiteral("--config"),
                                                               m_home->writeSettings(settings)}));
        QVERIFY2(missing.err.contains(german ? "gibt es keine Datei" : "There is no file"),
                 missing.err.constData());
    }

    void whatIsWrongWithACallIsToldInTheLanguageToo_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("german");
        const auto row = [](const char *words, const char *german, const char *settings = "") {
            QTest::newRow(*words ? words : "no word")
                << QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts) << QByteArray(settings)
                << QString::fromUtf8(german);
        };
        row("", "was getan werden soll");
        row("explode", "es gibt keinen Befehl „explode“");
        row("status --what", "es gibt keine Option --what");
        row("status -z", "es gibt keine Option -z");
        row("status --limit 3", "status hat keine Option --limit");
        row("find x --limit 1 --limit 2", "--limit steht zweimal da");
        row("find x --limit", "--limit braucht einen Wert");
        row("optimize --dry-run=yes", "--dry-run nimmt keinen Wert");
        row("status x", "status nimmt keine weiteren Angaben");
        row("create", "create braucht genau: FILE");
        row("find ((", "seine Klammern passen nicht zusammen");
        row("find x --limit -3", "--limit braucht eine ganze Zahl ab 0");
        row("optimize --only nonsense", "optimize hat keinen Schritt „nonsense“");
        row("repair", "repair braucht --yes");
        row("repair --yes --only nonsense", "„nonsense“");
        row("backup --keep 0", "--keep braucht eine ganze Zahl ab 1");
        row("import - --format x", "--format ist eines von");
        row("scale-test --facts 7", "--facts braucht eine ganze Zahl von");
        row("salvage x", "salvage braucht --out");
        row("status", "eine ganze Zahl von 1 bis 100000", "max_history_size=0\n");
        row("status ", "mit Punkt statt Komma", "monitoring_interval=0,5\n");
        row("status  ", "jede Adresse nur einmal (127.0.0.1:1 ", "listen=127.0.0.1:1,127.0.0.1:1\n");
    }
    void whatIsWrongWithACallIsToldInTheLanguageToo()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, settings);
        QFETCH(QString, german);
        const Finished english = run(words, "language=en\n" + settings);
        QCOMPARE(english.exitCode, 2);
        const Finished spoken = run(words, "language=de\n" + settings);
        QCOMPARE(spoken.exitCode, 2);
        QVERIFY2(QString::fromUtf8(spoken.err).contains(german), spoken.err.constData());
        QVERIFY2(!QString::fromUtf8(english.err).contains(german), english.err.constData());
        for (const char *word : {" is ", " are ", " the ", " takes ", " number", " whole "})
            QVERIFY2(!spoken.err.contains(word), spoken.err.constData());
        const Finished json = run(QStringList{QStringLiteral("--json")} + words, "language=de\n" + settings);
        QCOMPARE(json.exitCode, 2);
        QCOMPARE(json.json[QStringLiteral("error")][QStringLiteral("message")].toString() + u'\n',
                 QString::fromUtf8(english.err));
    }

    void messagesMayBeGermanAndNumbersNot()
    {
        m_home->set(QStringLiteral("LC_ALL"), QString());
        m_home->set(QStringLiteral("LANG"), QStringLiteral("en_US.UTF-8"));
        m_home->set(QStringLiteral("LC_MESSAGES"), QStringLiteral("de_DE.UTF-8"));
        const Finished status = run({QStringLiteral("status")});
        QVERIFY2(status.out.contains("Fakten"), status.out.constData());
        QVERIFY2(status.out.contains("4,242"), status.out.constData());
    }

    void helpSpeaksToo()
    {
        speakGerman();
        const Finished help = ctl(*m_home, {QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY2(help.out.contains("Wissensbasis"), help.out.constData());
        QVERIFY2(!help.out.contains("the knowledge base"), help.out.constData());
        const Finished verb = ctl(*m_home, {QStringLiteral("optimize"), QStringLiteral("--help")});
        QVERIFY2(verb.out.contains("--memory-limit-mb") && !verb.out.contains("only tell"),
                 verb.out.constData());
    }

    void jsonIsTheSameInEveryLanguage_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("status") << QStringList{QStringLiteral("status")};
        QTest::newRow("diagnose") << QStringList{QStringLiteral("diagnose"), QStringLiteral("--quick")};
        QTest::newRow("optimize") << QStringList{QStringLiteral("optimize"), QStringLiteral("--dry-run")};
        QTest::newRow("find") << QStringList{QStringLiteral("find"), QStringLiteral("HasPart(Thing7, ?)")};
        QTest::newRow("scale-test") << QStringList{QStringLiteral("scale-test"), QStringLiteral("--dry-run")};
        QTest::newRow("an error") << QStringList{
            QStringLiteral("restore"), QStringLiteral("/nowhere/backup.db"), QStringLiteral("--yes")};
    }
    void jsonIsTheSameInEveryLanguage()
    {
        QFETCH(QStringList, words);
        words << QStringLiteral("--json");
        const Finished english = run(words);
        speakGerman();
        const Finished german = run(words, "language=de\n");
        QVERIFY2(!english.json.isEmpty(), english.out.constData());
        QVERIFY2(!german.json.isEmpty(), german.out.constData());
        QCOMPARE(german.exitCode, english.exitCode);
        QCOMPARE(shapeOf(german.json), shapeOf(english.json));
        const QRegularExpression comma(QStringLiteral("\\d,\\d"));
        for (const QString &text : textsOf(german.json)) {
            QVERIFY2(!text.contains(QStringLiteral("Fakten")) && !text.contains(QStringLiteral("nicht ")),
                     qPrintable(text));
            QVERIFY2(!comma.match(text).hasMatch(), qPrintable(text));
        }
    }

    void csvIsTheSameInEveryLanguage()
    {
        const QString one = m_home->path(QStringLiteral("en.csv"));
        const QString two = m_home->path(QStringLiteral("de.csv"));
        QCOMPARE(run({QStringLiteral("export"), one}).exitCode, 0);
        speakGerman();
        QCOMPARE(run({QStringLiteral("export"), two}, "language=de\n").exitCode, 0);
        const QByteArray bytes = contents(one);
        QVERIFY(bytes.contains(",4242.25"));
        QCOMPARE(contents(two), bytes);
    }

    void metricsAreTheSameInEveryLanguage()
    {
        speakGerman();
        const QString config = m_home->writeSettings("language=de\nlisten=127.0.0.1:0\n");
        Running serving(
            *m_home, QStringLiteral(HAKGALCTL),
            {QStringLiteral("--db"), m_base, QStringLiteral("--config"), config, QStringLiteral("serve")});
        // The words about the address are German by now; the address in them is an address.
        QVERIFY2(serving.waitForText("/metrics"), serving.err().constData());
        const QRegularExpression address(QStringLiteral("127\\.0\\.0\\.1:(\\d+)"));
        const quint16 port = quint16(address.match(QString::fromUtf8(serving.err())).captured(1).toUInt());
        QVERIFY2(port != 0, serving.err().constData());
        QByteArray text;
        QTRY_VERIFY_WITH_TIMEOUT((text = httpGet(port, "/metrics").body, text.contains("hakgal_facts 4242")),
                                 20'000);
        const QRegularExpression line(
            QStringLiteral("^(#.*|[a-z0-9_]+(\\{.*\\})? (-?[0-9.]+(e[+-]?[0-9]+)?|NaN|\\+Inf))$"));
        int figures = 0;
        for (const QByteArray &one : text.split('\n')) {
            if (one.isEmpty())
                continue;
            QVERIFY2(line.match(QString::fromUtf8(one)).hasMatch(), one.constData());
            figures += one.startsWith('#') ? 0 : 1;
        }
        QVERIFY(figures > 20);
        const HttpAnswer api = httpGet(port, "/api/metrics");
        QCOMPARE(api.json[QStringLiteral("facts_count")].toInt(), 4242);
        QVERIFY(api.json[QStringLiteral("system_cpu_percent")].isDouble() ||
                api.json[QStringLiteral("system_cpu_percent")].isNull());
        QCOMPARE(serving.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Language)
#include "tst_Language.moc"
