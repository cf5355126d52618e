// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Notice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hakgal;

class tst_Notice : public QObject
{
    Q_OBJECT
    const Catalogue m_words{Catalogue::Language::English};
    static constexpr qint64 kStart = 1'769'878'000'000; // 2026-01-31T16:46:40Z

    static Alert cpu()
    {
        Alert alert;
        alert.rule = RuleId::CpuCritical;
        alert.severity = Severity::Critical;
        alert.startedMs = kStart;
        alert.value = 97;
        alert.worst = 99;
        alert.limit = 95;
        return alert;
    }
    static Notice raised(const QString &base = QStringLiteral("/srv/secret-place/kb.db"))
    {
        return {Notice::Kind::Raised, cpu(), base, QStringLiteral("server7"), kStart + 130'000};
    }
    static Notice resolved()
    {
        Alert alert = cpu();
        alert.endedMs = kStart + 240'000;
        return {Notice::Kind::Resolved, alert, QStringLiteral("/srv/secret-place/kb.db"),
                QStringLiteral("server7"), kStart + 241'000};
    }
    static QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }
    static QByteArray header(const QByteArray &mail, const char *name)
    {
        const QList<QByteArray> lines = mail.left(mail.indexOf("\r\n\r\n")).replace("\r\n ", " ").split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith(QByteArray(name) + ": "))
                return line.mid(qsizetype(qstrlen(name)) + 2).trimmed();
        }
        return {};
    }

private Q_SLOTS:
    void jsonTellsTheIncident()
    {
        const QJsonObject json = parsed(raised().json());
        QCOMPARE(json[QLatin1String("schema")].toInt(), 1);
        QCOMPARE(json[QLatin1String("event")].toString(), QStringLiteral("raised"));
        QCOMPARE(json[QLatin1String("rule")].toString(), QStringLiteral("cpu_critical"));
        QCOMPARE(json[QLatin1String("severity")].toString(), QStringLiteral("critical"));
        QCOMPARE(json[QLatin1String("title")].toString(), QStringLiteral("CPU above 95 %"));
        QCOMPARE(json[QLatin1String("database")].toString(), QStringLiteral("kb.db"));
        QCOMPARE(json[QLatin1String("host")].toString(), QStringLiteral("server7"));
        QCOMPARE(json[QLatin1String("started")].toString(), QStringLiteral("2026-01-31T16:46:40.000Z"));
        QVERIFY(json[QLatin1String("ended")].isNull());
        QCOMPARE(json[QLatin1String("value")].toDouble(), 97.0);
        QCOMPARE(json[QLatin1String("limit")].toDouble(), 95.0);
    }

    void theResolveHasTheIdentityOfItsRaise()
    {
        const QJsonObject json = parsed(resolved().json());
        QCOMPARE(json[QLatin1String("event")].toString(), QStringLiteral("resolved"));
        QCOMPARE(json[QLatin1String("id")], parsed(raised().json())[QLatin1String("id")]);
        QVERIFY(json[QLatin1String("id")] !=
                parsed(raised(QStringLiteral("/elsewhere/kb.db")).json())[QLatin1String("id")]);
        const QByteArray raise = raised().mail(m_words, QStringLiteral("a@b.c"), {QStringLiteral("d@e.f")});
        const QByteArray end = resolved().mail(m_words, QStringLiteral("a@b.c"), {QStringLiteral("d@e.f")});
        QVERIFY(!header(raise, "Message-ID").isEmpty());
        QCOMPARE(header(end, "In-Reply-To"), header(raise, "Message-ID"));
        QVERIFY(header(end, "Message-ID") != header(raise, "Message-ID"));
    }

    void noFormTellsAPath()
    {
        Alert alert = cpu();
        alert.rule = RuleId::DatabaseUnreachable;
        alert.error = {ErrorCode::FileMissing, {QStringLiteral("/srv/secret-place/kb.db")}, {}, 0};
        const Notice notice(Notice::Kind::Raised, alert, QStringLiteral("/srv/secret-place/kb.db"),
                            QStringLiteral("server7"), kStart + 1000);
        QVERIFY(notice.json().contains("kb.db"));
        QVERIFY(!notice.json().contains("secret-place"));
        QVERIFY(!notice.slack(m_words).contains("secret-place"));
        QVERIFY(!notice.text(m_words).contains(QLatin1String("secret-place")));
    }

    void slackGetsItsMarkupEscaped()
    {
        const QJsonObject json = parsed(raised(QStringLiteral("/x/<!channel> & co.db")).slack(m_words));
        QCOMPARE(json[QLatin1String("text")].toString(), QStringLiteral("Critical: CPU above 95 %"));
        const QJsonObject more = json[QLatin1String("attachments")].toArray().at(0).toObject();
        QCOMPARE(more[QLatin1String("color")].toString(), QStringLiteral("danger"));
        QVERIFY(
            more[QLatin1String("text")].toString().contains(QLatin1String("&lt;!channel&gt; &amp; co.db")));
    }

    void aNameCannotAddAHeaderOrALine_data()
    {
        QTest::addColumn<QString>("base");
        QTest::newRow("line breaks") << QStringLiteral("/x/a\r\nBcc: everybody@example.org\r\n.db");
        QTest::newRow("long and not ASCII") << QStringLiteral("/x/") + QString(300, QChar(0xe4));
        QTest::newRow("beyond the first plane")
            << QStringLiteral("/x/") + QStringLiteral("\U0001F511").repeated(90);
    }
    void aNameCannotAddAHeaderOrALine()
    {
        QFETCH(QString, base);
        const QByteArray mail = raised(base).mail(m_words, QStringLiteral("a@b.c"),
                                                  {QStringLiteral("d@e.f"), QStringLiteral("g@h.i")});
        QVERIFY(header(mail, "Bcc").isEmpty());
        QCOMPARE(header(mail, "To"), QByteArray("d@e.f, g@h.i"));
        const QList<QByteArray> lines = QByteArray(mail).split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
            QVERIFY(lines[i].endsWith('\r'));
            QVERIFY2(lines[i].size() <= 79, lines[i].constData());
            QVERIFY(std::all_of(lines[i].begin(), lines[i].end(), [](char c) { return c > 0; }));
        }
    }

    void aTestSaysThatItIsOne()
    {
        const Notice test(Notice::Kind::Test, {}, {}, QStringLiteral("server7"), kStart);
        const QJsonObject json = parsed(test.json());
        QCOMPARE(json[QLatin1String("event")].toString(), QStringLiteral("test"));
        QVERIFY(json[QLatin1String("rule")].isNull());
        QVERIFY(json[QLatin1String("database")].isNull());
        QVERIFY(test.text(m_words).contains(QLatin1String("server7")));
    }
};

QTEST_GUILESS_MAIN(tst_Notice)
#include "tst_Notice.moc"
