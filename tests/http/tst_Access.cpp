// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Access.h"

#include "core/http/HeadScanner.h"
#include "tests/support/Certificate.h"
#include "tests/support/HttpRig.h"

#include <QNetworkInterface>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QtTest>

using namespace hakgal;
using namespace hakgal::test;

namespace {

using Lacking = ListenerState::Lacking;

QByteArray basic(const QByteArray &pair)
{
    return "Basic " + pair.toBase64();
}

/// What an address that is served with TLS answers; empty where nothing came.
QByteArray asked(quint16 port, const QByteArray &request)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForEncrypted(10'000))
        return {};
    socket.write(request);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    return answer;
}

} // namespace

class tst_Access : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir.emplace();
        if (!m_files.make(m_dir->path()))
            QSKIP("openssl is not installed, so no certificate can be made.");
        m_settings = {};
        m_settings.tlsCertificate = m_files.certificate;
        m_settings.tlsKey = m_files.key;
        m_settings.tokenFile = m_files.token;
    }

    void certificateKeyAndTokenAreAllThatIsNeeded()
    {
        const Access::Loaded loaded = Access::load(m_settings);
        QCOMPARE(int(loaded.lacking), int(Lacking::Nothing));
        QVERIFY(loaded.access);
        QVERIFY(!loaded.access->tls().localCertificateChain().isEmpty());
    }

    void onlyTheTokenIsAdmitted_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("admitted");
        const QByteArray token = Certificate::tokenText();
        QTest::newRow("bearer") << "Bearer " + token << true;
        QTest::newRow("in small letters") << "bearer  " + token << true;
        QTest::newRow("password of any user") << basic("x:" + token) << true;
        QTest::newRow("password of nobody") << basic(":" + token) << true;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("no token") << QByteArray("Bearer ") << false;
        QTest::newRow("scheme alone") << QByteArray("Bearer") << false;
        QTest::newRow("token alone") << token << false;
        QTest::newRow("another scheme") << "Digest " + token << false;
        QTest::newRow("shorter") << "Bearer " + token.chopped(1) << false;
        QTest::newRow("longer") << "Bearer " + token + "x" << false;
        QTest::newRow("capitals") << "Bearer " + token.toUpper() << false;
        QTest::newRow("as user") << basic(token + ":") << false;
        QTest::newRow("no pair") << basic(token) << false;
        QTest::newRow("no base64") << QByteArray("Basic ***") << false;
    }
    void onlyTheTokenIsAdmitted()
    {
        QFETCH(QByteArray, field);
        const Access::Loaded loaded = Access::load(m_settings);
        QVERIFY(loaded.access);
        QTEST(loaded.access->admits(field), "admitted");
    }

    void whatIsLackingIsTold()
    {
        const auto lacking = [this](auto change) {
            Settings settings = m_settings;
            change(settings);
            const Access::Loaded loaded = Access::load(settings);
            return loaded.access ? Lacking::Nothing : loaded.lacking;
        };
        const auto file = [this](const char *name, const QByteArray &content) {
            const QString path = m_dir->filePath(QLatin1String(name));
            return Certificate::write(path, content) ? path : QString();
        };
        QVERIFY(lacking([](Settings &s) { s.tlsCertificate.clear(); }) == Lacking::Certificate);
        QVERIFY(lacking([](Settings &s) { s.tlsKey.clear(); }) == Lacking::Key);
        QVERIFY(lacking([](Settings &s) { s.tokenFile.clear(); }) == Lacking::Token);
        QVERIFY(lacking([](Settings &s) { s.tlsCertificate += u'x'; }) == Lacking::CertificateFile);
        QVERIFY(lacking([](Settings &s) { s.tlsCertificate = s.tokenFile; }) == Lacking::CertificateFile);
        QVERIFY(lacking([](Settings &s) { s.tlsKey += u'x'; }) == Lacking::KeyFile);
        QVERIFY(lacking([](Settings &s) { s.tlsKey = s.tlsCertificate; }) == Lacking::KeyFile);
        QVERIFY(lacking([](Settings &s) { s.tokenFile += u'x'; }) == Lacking::TokenFile);
        QVERIFY(lacking([this](Settings &s) { s.tokenFile = m_dir->path(); }) == Lacking::TokenFile);
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("fifteen-letters"), QByteArray(257, 'x'),
              QByteArray("with a blank in it"), QByteArray("first-line-of-two\nsecond-line"),
              QByteArray("m\xc3\xbcller-m\xc3\xbcller-m\xc3\xbcller")})
            QVERIFY2(lacking([&](Settings &s) { s.tokenFile = file("bad", bad); }) == Lacking::BadToken,
                     bad.constData());
        QVERIFY(lacking([&](Settings &s) { s.tokenFile = file("good", QByteArray(256, 'x')); }) ==
                Lacking::Nothing);
    }

    void aKeyOfAnotherCertificateIsTold()
    {
        const QString key = m_dir->filePath(QStringLiteral("other.pem"));
        QVERIFY(Certificate::run({QStringLiteral("ecparam"), QStringLiteral("-name"),
                                  QStringLiteral("prime256v1"), QStringLiteral("-genkey"),
                                  QStringLiteral("-noout"), QStringLiteral("-out"), key}));
        m_settings.tlsKey = key;
        QCOMPARE(int(Access::load(m_settings).lacking), int(Lacking::OtherKey));
    }

    void anExpiredCertificateIsTold()
    {
        const QString request = m_dir->filePath(QStringLiteral("request"));
        const QString old = m_dir->filePath(QStringLiteral("old.pem"));
        const bool made =
            Certificate::run({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-key"),
                              m_files.key, QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                              QStringLiteral("-out"), request}) &&
            Certificate::run({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), request,
                              QStringLiteral("-signkey"), m_files.key, QStringLiteral("-days"),
                              QStringLiteral("-1"), QStringLiteral("-out"), old});
        if (!made)
            QSKIP("This openssl makes no expired certificate.");
        m_settings.tlsCertificate = old;
        QCOMPARE(int(Access::load(m_settings).lacking), int(Lacking::ExpiredCertificate));
    }

    void aTokenOrKeyThatOthersMayReadIsRefused()
    {
#ifdef Q_OS_WIN
        QSKIP("Permissions are not looked at on Windows.");
#endif
        QVERIFY(QFile::setPermissions(m_files.token, QFile::ReadOwner | QFile::ReadGroup));
        QCOMPARE(int(Access::load(m_settings).lacking), int(Lacking::OpenToken));
        QVERIFY(QFile::setPermissions(m_files.token, QFile::ReadOwner | QFile::WriteOther));
        QCOMPARE(int(Access::load(m_settings).lacking), int(Lacking::OpenToken));
        QVERIFY(QFile::setPermissions(m_files.token, QFile::ReadOwner));
        QVERIFY(
            QFile::setPermissions(m_files.key, QFile::ReadOwner | QFile::ReadGroup)); // as ssl-cert has it
        QCOMPARE(int(Access::load(m_settings).lacking), int(Lacking::Nothing));
        QVERIFY(QFile::setPermissions(m_files.key, QFile::ReadOwner | QFile::ReadOther));
        QCOMPARE(int(Access::load(m_settings).lacking), int(Lacking::OpenKey));
    }

    void beyondThisComputerItListensOnlyWhenProtected()
    {
        Rig rig({QStringLiteral("0.0.0.0:0"), QStringLiteral("127.0.0.1:0")});
        rig.publish(fullSnapshot());
        QVERIFY(!rig.state.listeners[0].listening);
        QCOMPARE(int(rig.state.listeners[0].trouble), int(ListenerState::Trouble::Unprotected));
        QCOMPARE(int(rig.state.listeners[0].lacking), int(Lacking::Certificate));
        QVERIFY(rig.state.listeners[1].listening); // the other keeps serving
        QCOMPARE(Client(rig.port(1)).get("/metrics").status, 200);

        const QStringList listen = rig.settings.listen;
        rig.settings = m_settings;
        rig.settings.listen = listen;
        QVERIFY(QFile::setPermissions(m_files.token, QFile::ReadOwner | QFile::ReadOther));
        rig.apply();
        QCOMPARE(int(rig.state.listeners[0].lacking), int(Lacking::OpenToken));
        QVERIFY(QFile::setPermissions(m_files.token, QFile::ReadOwner));
        QTRY_VERIFY(rig.state.listeners[0].listening); // tried again by itself
        QVERIFY(rig.state.listeners[0].tls);
        QVERIFY(!rig.state.listeners[1].tls);

        const quint16 port = rig.port(0);
        const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(port) + "\r\nConnection: close\r\n";
        const QByteArray get = "GET /metrics HTTP/1.1\r\n" + host;
        const QByteArray refused = asked(port, get + "\r\n");
        QVERIFY2(refused.startsWith("HTTP/1.1 401 "), refused.constData());
        QVERIFY(refused.contains("\r\nWWW-Authenticate: Bearer "));
        QVERIFY(!refused.contains(Certificate::tokenText()));
        QVERIFY(!refused.contains("hakgal_facts"));
        QVERIFY(asked(port, get + "Authorization: Bearer wrong\r\n\r\n").startsWith("HTTP/1.1 401 "));
        const QByteArray whole =
            asked(port, get + "Authorization: Bearer " + Certificate::tokenText() + "\r\n\r\n");
        QVERIFY2(whole.startsWith("HTTP/1.1 200 "), whole.constData());
        QVERIFY(whole.contains("\nhakgal_facts 18160\n"));
        QVERIFY(!whole.contains(Certificate::tokenText()));
        // The name is asked for here too.
        QVERIFY(
            asked(
                port,
                "GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nAuthorization: Bearer " +
                    Certificate::tokenText() + "\r\n\r\n")
                .startsWith("HTTP/1.1 403 "));
        // Without TLS nothing is said.
        QTcpSocket plain;
        plain.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QVERIFY(plain.waitForConnected(10'000));
        plain.write(get + "\r\n");
        QVERIFY(plain.waitForDisconnected(10'000) || plain.state() == QAbstractSocket::UnconnectedState);
        QVERIFY(!plain.readAll().contains("HTTP"));

        // Taken away again, the address is closed.
        rig.settings.tokenFile.clear();
        rig.apply();
        QVERIFY(!rig.state.listeners[0].listening);
        QCOMPARE(int(rig.state.listeners[0].lacking), int(Lacking::Token));
    }

    void ourNamesAreKnown_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("ours");
        const auto row = [](const char *host, bool ours) { QTest::newRow(host) << QByteArray(host) << ours; };
        row("127.0.0.1", true);
        row("127.0.0.1:8000", true);
        row("LOCALHOST:8000", true);
        row("[::1]:8000", true);
        row("192.168.7.5", true); // the address that was asked
        row("192.168.7.5:8000", true);
        row("127.0.0.1:8001", false);
        row("192.168.7.6", false);
        row("localhost.", false);
        row("evil.example", false);
        row("evil.example:8000", false);
        row("127.0.0.1.evil.example", false);
        row("2130706433", false);
        row("host.docker.internal:8000", true); // listed without a port: with any
        row("Host.Docker.Internal:9", true);
        row("hakgal:8080", true); // listed with its port
        row("hakgal:8081", false);
        row("hakgal", false);
    }
    void ourNamesAreKnown()
    {
        QFETCH(QByteArray, host);
        HeadScanner scanner;
        qsizetype used = 0;
        QVERIFY(scanner.feed("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n", used) ==
                HeadScanner::Verdict::Complete);
        const QStringList allowed{QStringLiteral("host.docker.internal"), QStringLiteral("hakgal:8080")};
        QTEST(hostIsOurs(scanner.head(), QHostAddress(QStringLiteral("192.168.7.5")), 8000, allowed), "ours");
        const QHostAddress mapped(QStringLiteral("::ffff:192.168.7.5"));
        QTEST(hostIsOurs(scanner.head(), mapped, 8000, allowed), "ours");
    }

private:
    std::optional<QTemporaryDir> m_dir;
    Certificate m_files;
    Settings m_settings;
};

QTEST_GUILESS_MAIN(tst_Access)
#include "tst_Access.moc"
