// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/monitor/WorkerThread.h"
#include "core/notify/Notifier.h"
#include "core/notify/Secrets.h"
#include "tests/support/Sink.h"
#include "tests/support/Snapshots.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QMutex>
#include <QTest>

using namespace hakgal;
using namespace std::chrono_literals;
using test::Sink;

namespace {

constexpr int kPatience = 60'000;
const QString kToken = QStringLiteral("T0KEN-of-the-webhook");
const QString kPassword = QStringLiteral("pass-w0rd-of-mail");

QMutex logMutex;
QString logged;
QtMessageHandler logBefore = nullptr;

void keepLog(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    {
        const QMutexLocker lock(&logMutex);
        logged += text + u'\n';
    }
    logBefore(type, context, text);
}

/// A notifier in its thread, as the programs have it, and what it told.
class Running : public QObject
{
public:
    Running() : m_notifier(new Notifier(50ms, 200ms))
    {
        connect(m_notifier, &Notifier::delivered, this,
                [this](const Delivery &delivery) { deliveries.push_back(delivery); });
        m_thread = std::make_unique<WorkerThread>(QStringLiteral("notify"), m_notifier);
    }
    ~Running() override { end(); }
    void end()
    {
        if (m_thread)
            m_notifier->leave();
        m_thread.reset();
    }
    void apply(const Settings &settings, const QString &secrets)
    {
        QMetaObject::invokeMethod(m_notifier, [=, this] { m_notifier->apply(settings, secrets); });
    }
    void publish(const Snapshot &snapshot)
    {
        QMetaObject::invokeMethod(m_notifier, [this, copy = std::make_shared<const Snapshot>(snapshot)] {
            m_notifier->publish(copy);
        });
    }
    void test(NotifyChannel channel)
    {
        QMetaObject::invokeMethod(m_notifier, [this, channel] { m_notifier->test(channel); });
    }
    /// Everything before this call is done.
    void settle()
    {
        QMetaObject::invokeMethod(
            m_notifier, [] {}, Qt::BlockingQueuedConnection);
    }
    int failures() const
    {
        return int(std::count_if(deliveries.begin(), deliveries.end(),
                                 [](const Delivery &delivery) { return !delivery.ok; }));
    }
    int successes() const { return int(deliveries.size()) - failures(); }

    std::vector<Delivery> deliveries;

private:
    Notifier *m_notifier;
    std::unique_ptr<WorkerThread> m_thread;
};

} // namespace

#define START_OR_SKIP(sink)                                                                                  \
    do {                                                                                                     \
        if (!(sink).start()) {                                                                               \
            if ((sink).missing())                                                                            \
                QSKIP("python3 or python3-aiosmtpd is not installed: no real receiver to test with");        \
            QFAIL("the receiver did not start");                                                             \
        }                                                                                                    \
    } while (false)

/// Against real receivers of webhooks and mail.
class tst_Notifier : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    int m_number = 0;

    struct Setup
    {
        Settings settings;
        QString secrets;
        Snapshot quiet;
        Snapshot firing;
        Snapshot resolved;
    };
    /// A base of its own, so that tests do not share what is kept for it.
    Setup setup(int httpPort)
    {
        Setup made;
        made.settings.databasePath = m_folder.filePath(QStringLiteral("kb-%1.db").arg(++m_number));
        made.secrets = m_folder.filePath(QStringLiteral("secrets-%1").arg(m_number));
        if (httpPort > 0)
            made.settings.notifyWebhook = QStringLiteral("warning");
        const Secrets secrets{
            QStringLiteral("http://127.0.0.1:%1/hook/%2").arg(httpPort > 0 ? httpPort : 9).arg(kToken),
            kPassword};
        if (!secrets.write(made.secrets))
            qFatal("the test's secrets cannot be written");
        made.quiet = test::fullSnapshot();
        made.quiet.recorder = true;
        made.quiet.sample.database.path = made.settings.databasePath;
        made.firing = made.quiet;
        made.firing.alerts = {test::firingAlert(made.quiet, RuleId::CpuCritical, Severity::Critical, 97, 95)};
        made.resolved = made.quiet;
        Alert ended = made.firing.alerts.front();
        ended.endedMs = made.quiet.sample.at.wallMs;
        made.resolved.events = {{AlertEvent::Kind::Resolved, ended}};
        if (!StatePaths(made.settings.databasePath).create())
            qFatal("the test's state folder cannot be made");
        return made;
    }
    QString stateFolder() const { return m_folder.filePath(QStringLiteral("data/hakgal")); }

    void useMail(Setup &made, int port, const char *security = "starttls") const
    {
        Settings &settings = made.settings;
        settings.notifyMail = QStringLiteral("warning");
        settings.notifyMailServer = QStringLiteral("localhost:%1").arg(port);
        settings.notifyMailSecurity = QLatin1String(security);
        settings.notifyMailFrom = QStringLiteral("hakgal@example.org");
        settings.notifyMailTo = {QStringLiteral("ops@example.org"), QStringLiteral("more@example.org")};
    }

    /// A certificate for localhost and its key; empty where openssl is missing.
    QString certificate()
    {
        const QString file = m_folder.filePath(QStringLiteral("cert.pem"));
        if (!QFile::exists(file)) {
            QProcess openssl;
            openssl.start(QStringLiteral("openssl"),
                          {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                           QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-keyout"),
                           key(), QStringLiteral("-out"), file, QStringLiteral("-days"), QStringLiteral("2"),
                           QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                           QStringLiteral("-addext"), QStringLiteral("subjectAltName=DNS:localhost")});
            openssl.waitForFinished();
        }
        return QFile::exists(file) ? file : QString();
    }
    QString key() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    QStringList secureSink() { return {certificate(), key(), QStringLiteral("hakgal-user"), kPassword}; }

    static QJsonObject body(const QJsonObject &message)
    {
        return QJsonDocument::fromJson(message[QLatin1String("body")].toString().toUtf8()).object();
    }
    static QStringList events(const Sink &sink)
    {
        QStringList all;
        for (const QJsonObject &message : sink.messages())
            all += body(message)[QLatin1String("event")].toString();
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
        for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY", "HTTPS_PROXY"})
            qunsetenv(name);
        logBefore = qInstallMessageHandler(keepLog);
    }
    void cleanupTestCase()
    {
        qInstallMessageHandler(nullptr);
        const QMutexLocker lock(&logMutex);
        QVERIFY(logged.contains(QLatin1String("not delivered")));
        QVERIFY(logged.contains(QLatin1String("delivered: raised cpu_critical")));
        QVERIFY(!logged.contains(kToken));
        QVERIFY(!logged.contains(kPassword));
        QVERIFY(!logged.contains(m_folder.path()));
        QDirIterator files(stateFolder(), QDir::Files, QDirIterator::Subdirectories);
        bool seen = false;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            seen = seen || bytes.contains("cpu_critical");
            QVERIFY(!bytes.contains(kToken.toUtf8()));
            QVERIFY(!bytes.contains(kPassword.toUtf8()));
        }
        QVERIFY(seen);
    }

    void anIncidentIsToldOnceAtEachEndAlsoAcrossRestarts()
    {
        Sink sink(QStringLiteral("http"));
        START_OR_SKIP(sink);
        const Setup made = setup(sink.port());
        {
            Running running;
            running.apply(made.settings, made.secrets);
            for (int i = 0; i < 3; ++i)
                running.publish(made.firing);
            QTRY_COMPARE_WITH_TIMEOUT(running.successes(), 1, kPatience);
        }
        {
            Running again;
            again.apply(made.settings, made.secrets);
            again.publish(made.firing);
            again.publish(made.resolved);
            again.publish(made.quiet);
            QTRY_COMPARE_WITH_TIMEOUT(again.successes(), 1, kPatience);
            again.publish(made.quiet);
            again.settle();
            QCOMPARE(again.failures(), 0);
        }
        const auto messages = sink.messages();
        QCOMPARE(events(sink), (QStringList{QStringLiteral("raised"), QStringLiteral("resolved")}));
        QCOMPARE(messages[0][QLatin1String("request")].toString(),
                 QStringLiteral("POST /hook/%1 HTTP/1.1").arg(kToken));
        QCOMPARE(messages[0][QLatin1String("type")].toString(), QStringLiteral("application/json"));
        QCOMPARE(body(messages[0])[QLatin1String("id")], body(messages[1])[QLatin1String("id")]);
    }

    void whatCannotBeDeliveredArrivesOnceTheReceiverIsBack()
    {
        Sink sink(QStringLiteral("http"));
        START_OR_SKIP(sink);
        sink.stop();
        const Setup made = setup(sink.port());
        Running running;
        running.apply(made.settings, made.secrets);
        running.publish(made.firing);
        running.publish(made.resolved);
        QTRY_VERIFY_WITH_TIMEOUT(running.failures() >= 2, kPatience);
        QCOMPARE(running.successes(), 0);
        QVERIFY(sink.start());
        QTRY_COMPARE_WITH_TIMEOUT(running.successes(), 2, kPatience);
        QCOMPARE(events(sink), (QStringList{QStringLiteral("raised"), QStringLiteral("resolved")}));
    }

    void whatWasNotDeliveredIsToldByTheNextRecorder()
    {
        Sink sink(QStringLiteral("http"));
        START_OR_SKIP(sink);
        sink.stop();
        const Setup made = setup(sink.port());
        {
            Running running;
            running.apply(made.settings, made.secrets);
            running.publish(made.firing);
            running.publish(made.resolved);
            QTRY_VERIFY_WITH_TIMEOUT(running.failures() >= 1, kPatience);
        }
        QVERIFY(sink.start());
        Running next;
        next.apply(made.settings, made.secrets);
        next.publish(made.quiet);
        QTRY_COMPARE_WITH_TIMEOUT(next.successes(), 2, kPatience);
        QCOMPARE(events(sink), (QStringList{QStringLiteral("raised"), QStringLiteral("resolved")}));
    }

    void aReceiverThatRefusesTheMessageDoesNotBlockTheNext()
    {
        Sink sink(QStringLiteral("http"), {QStringLiteral("400")});
        START_OR_SKIP(sink);
        const Setup made = setup(sink.port());
        Running running;
        running.apply(made.settings, made.secrets);
        running.publish(made.firing);
        running.publish(made.resolved);
        QTRY_COMPARE_WITH_TIMEOUT(running.failures(), 10, kPatience);
        QVERIFY(running.deliveries[4].givenUp);
        QVERIFY(running.deliveries[9].givenUp);
        QVERIFY(running.deliveries[9].problem.contains(QLatin1String("400")));
        QCOMPARE(running.deliveries[9].kind, Notice::Kind::Resolved);
    }

    void onlyTheRecorderTells()
    {
        Sink sink(QStringLiteral("http"));
        START_OR_SKIP(sink);
        Setup made = setup(sink.port());
        Running running;
        running.apply(made.settings, made.secrets);
        Snapshot other = made.firing;
        other.recorder = false;
        running.publish(other);
        other = made.firing;
        other.sample.database.path = QStringLiteral("/another/kb.db");
        running.publish(other);
        running.test(NotifyChannel::Webhook); // anybody may test
        QTRY_COMPARE_WITH_TIMEOUT(running.successes(), 1, kPatience);
        QCOMPARE(events(sink), QStringList{QStringLiteral("test")});
        running.publish(made.firing); // it became the recorder: nobody told this one
        QTRY_COMPARE_WITH_TIMEOUT(running.successes(), 2, kPatience);
        QCOMPARE(events(sink), (QStringList{QStringLiteral("test"), QStringLiteral("raised")}));
    }

    void mailGoesEncryptedAndSignedIn()
    {
        if (certificate().isEmpty())
            QSKIP("openssl is not installed: no certificate to test with");
        Sink sink(QStringLiteral("smtp"), secureSink());
        START_OR_SKIP(sink);
        Setup made = setup(0);
        useMail(made, sink.port());
        made.settings.notifyMailUser = QStringLiteral("hakgal-user");
        made.settings.notifyCaFile = certificate();
        Running running;
        running.apply(made.settings, made.secrets);
        running.publish(made.firing);
        running.publish(made.resolved);
        QTRY_COMPARE_WITH_TIMEOUT(running.deliveries.size(), std::size_t(2), kPatience);
        QVERIFY2(running.deliveries[0].ok, qPrintable(running.deliveries[0].problem));
        const auto messages = sink.messages();
        QCOMPARE(messages.size(), std::size_t(2));
        const QJsonObject &raise = messages[0];
        QCOMPARE(raise[QLatin1String("tls")].toBool(), true);
        QCOMPARE(raise[QLatin1String("authenticated")].toBool(), true);
        QCOMPARE(raise[QLatin1String("from")].toString(), QStringLiteral("hakgal@example.org"));
        QCOMPARE(raise[QLatin1String("to")].toArray().size(), 2);
        QCOMPARE(raise[QLatin1String("subject")].toString().replace(QChar(0xa0), u' '), // by the locale
                 QStringLiteral("[HAK/GAL] Critical: CPU above 95 % (kb-%1.db)").arg(m_number));
        QVERIFY(raise[QLatin1String("body")].toString().contains(QLatin1String("Knowledge base: kb-")));
        QCOMPARE(messages[1][QLatin1String("answers")], raise[QLatin1String("id")]);
    }

    void mailIsNotSentWhereItWouldBeReadable_data()
    {
        QTest::addColumn<bool>("offersTls");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<bool>("rightPassword");
        QTest::newRow("no STARTTLS") << false << true << true;
        QTest::newRow("a certificate nobody trusts") << true << false << true;
        QTest::newRow("the wrong password") << true << true << false;
    }
    void mailIsNotSentWhereItWouldBeReadable()
    {
        QFETCH(bool, offersTls);
        QFETCH(bool, trusted);
        QFETCH(bool, rightPassword);
        if (certificate().isEmpty())
            QSKIP("openssl is not installed: no certificate to test with");
        QStringList options = secureSink();
        if (!rightPassword)
            options.last() = QStringLiteral("another");
        Sink sink(QStringLiteral("smtp"), offersTls ? options : QStringList());
        START_OR_SKIP(sink);
        Setup made = setup(0);
        useMail(made, sink.port());
        made.settings.notifyMailUser = QStringLiteral("hakgal-user");
        if (trusted)
            made.settings.notifyCaFile = certificate();
        Running running;
        running.apply(made.settings, made.secrets);
        running.test(NotifyChannel::Mail);
        QTRY_COMPARE_WITH_TIMEOUT(running.failures(), 1, kPatience);
        QVERIFY(!running.deliveries[0].problem.isEmpty());
        QCOMPARE(sink.messages().size(), std::size_t(0));
    }

    void plainMailGoesToThisComputerWhereThatIsSet()
    {
        Sink sink(QStringLiteral("smtp"));
        START_OR_SKIP(sink);
        Setup made = setup(0);
        useMail(made, sink.port(), "none");
        Running running;
        running.apply(made.settings, made.secrets);
        running.test(NotifyChannel::Mail);
        QTRY_COMPARE_WITH_TIMEOUT(running.deliveries.size(), std::size_t(1), kPatience);
        QVERIFY2(running.deliveries[0].ok, qPrintable(running.deliveries[0].problem));
        QCOMPARE(sink.messages().size(), std::size_t(1));
        QCOMPARE(sink.messages()[0][QLatin1String("tls")].toBool(), false);
    }

    void secretsThatOthersCanReadAreNotUsed()
    {
#ifdef Q_OS_WIN
        QSKIP("permissions of a Unix");
#endif
        Sink sink(QStringLiteral("http"));
        START_OR_SKIP(sink);
        const Setup made = setup(sink.port());
        QFile::setPermissions(made.secrets, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        Running running;
        running.apply(made.settings, made.secrets);
        running.test(NotifyChannel::Webhook);
        QTRY_COMPARE_WITH_TIMEOUT(running.failures(), 1, kPatience);
        QVERIFY(running.deliveries[0].problem.contains(QLatin1String("chmod 600")));
        QCOMPARE(sink.messages().size(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(tst_Notifier)
#include "tst_Notifier.moc"
