// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HeadScanner.h"

#include <QtTest>
#ifdef HAKGAL_RAPIDCHECK
#include <rapidcheck.h>
#endif

using namespace hakgal;

namespace {

using Verdict = HeadScanner::Verdict;

/// All that a scanner says of these bytes when they come in parts that end at these places.
QByteArray said(const QByteArray &bytes, const std::vector<qsizetype> &ends)
{
    HeadScanner scanner;
    qsizetype at = 0;
    for (qsizetype end : ends) {
        end = std::clamp(end, at, bytes.size());
        qsizetype used = 0;
        scanner.feed(QByteArrayView(bytes).sliced(at, end - at), used);
        at += used;
        if (scanner.verdict() != Verdict::More)
            break;
    }
    const RequestHead &head = scanner.head();
    QByteArray all = QByteArray::number(int(scanner.verdict())) + ' ' + QByteArray::number(at);
    if (scanner.verdict() == Verdict::Refused)
        return all + ' ' + QByteArray::number(scanner.status()) + ' ' + scanner.why();
    if (scanner.verdict() == Verdict::Complete)
        all += ' ' + head.method + ' ' + head.path + ' ' + head.query + ' ' + head.host + ' ' +
               QByteArray::number(head.hostPort) + ' ' + QByteArray::number(head.minorVersion) +
               QByteArray::number(head.keepAlive) + QByteArray::number(head.acceptsGzip) +
               QByteArray::number(head.crossSite) + ' ' + QByteArray::number(head.contentLength) + ' ' +
               head.authorization + ' ' + head.userAgent;
    return all;
}

const QByteArray kPlain = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n";

} // namespace

class tst_HeadScanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPlainRequestIsRead()
    {
        HeadScanner scanner;
        const QByteArray bytes = "GET /api/metrics/history?limit=3&x HTTP/1.1\r\nhOST: KB.Example:8000\r\n"
                                 "User-Agent: \tcurl/8 \r\nAuthorization: Bearer x y\r\n"
                                 "Accept-Encoding: br, gzip;q=0.5\r\n\r\nrest";
        qsizetype used = 0;
        QCOMPARE(scanner.feed(bytes, used), Verdict::Complete);
        QCOMPARE(used, bytes.size() - 4);
        const RequestHead &head = scanner.head();
        QCOMPARE(head.method, QByteArray("GET"));
        QCOMPARE(head.path, QByteArray("/api/metrics/history"));
        QCOMPARE(head.query, QByteArray("limit=3&x"));
        QCOMPARE(head.host, QByteArray("kb.example"));
        QCOMPARE(head.hostPort, 8000);
        QCOMPARE(head.userAgent, QByteArray("curl/8"));
        QCOMPARE(head.authorization, QByteArray("Bearer x y"));
        QVERIFY(head.keepAlive);
        QVERIFY(head.acceptsGzip);
        QVERIFY(!head.crossSite);
        // Nothing more is taken before clear().
        QCOMPARE(scanner.feed("GET", used), Verdict::Complete);
        QCOMPARE(used, qsizetype(0));
        scanner.clear();
        QVERIFY(!scanner.begun());
        QCOMPARE(scanner.feed(kPlain + "\r\n", used), Verdict::Complete);
        QVERIFY(scanner.head().userAgent.isEmpty());
        QVERIFY(!scanner.head().acceptsGzip);
    }

    void whatTheFieldsSayIsUnderstood_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("keepAlive");
        QTest::addColumn<bool>("gzip");
        QTest::addColumn<bool>("crossSite");
        const QByteArray one = "GET / HTTP/1.1";
        const QByteArray zero = "GET / HTTP/1.0";
        QTest::newRow("nothing said") << one << QByteArray() << true << false << false;
        QTest::newRow("HTTP/1.0") << zero << QByteArray() << false << false << false;
        QTest::newRow("HTTP/1.0, kept")
            << zero << QByteArray("Connection: Keep-Alive\r\n") << true << false << false;
        QTest::newRow("close") << one << QByteArray("Connection: CLOSE\r\n") << false << false << false;
        QTest::newRow("close in a list")
            << one << QByteArray("Connection: upgrade ,, close\r\n") << false << false << false;
        QTest::newRow("close in a second field")
            << one << QByteArray("Connection: keep-alive\r\nConnection: close\r\n") << false << false
            << false;
        QTest::newRow("closet") << one << QByteArray("Connection: closet\r\n") << true << false << false;
        QTest::newRow("gzip") << one << QByteArray("Accept-Encoding: deflate, GZip\r\n") << true << true
                              << false;
        QTest::newRow("no gzip") << one << QByteArray("Accept-Encoding: gzip;q=0\r\n") << true << false
                                 << false;
        QTest::newRow("no gzip at all")
            << one << QByteArray("Accept-Encoding: gzip ; q=0.000\r\n") << true << false << false;
        QTest::newRow("little gzip") << one << QByteArray("Accept-Encoding: gzip;q=0.001\r\n") << true << true
                                     << false;
        QTest::newRow("another word")
            << one << QByteArray("Accept-Encoding: x-gzip2\r\n") << true << false << false;
        QTest::newRow("an image of another site")
            << one << QByteArray("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n") << true << false
            << true;
        QTest::newRow("a link of another site")
            << one << QByteArray("Sec-Fetch-Mode: navigate\r\nSec-Fetch-Site: cross-site\r\n") << true
            << false << false;
        QTest::newRow("our own page")
            << one << QByteArray("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n") << true << false
            << false;
    }
    void whatTheFieldsSayIsUnderstood()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, fields);
        HeadScanner scanner;
        qsizetype used = 0;
        QCOMPARE(scanner.feed(first + "\r\nHost: localhost\r\n" + fields + "\r\n", used), Verdict::Complete);
        QTEST(scanner.head().keepAlive, "keepAlive");
        QTEST(scanner.head().acceptsGzip, "gzip");
        QTEST(scanner.head().crossSite, "crossSite");
    }

    void aHostIsANameOrAnAddressWithAPort_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("host"); ///< empty: refused
        QTest::addColumn<int>("port");
        const auto row = [](const char *value, const char *host, int port) {
            QTest::newRow(value) << QByteArray(value) << QByteArray(host) << port;
        };
        row("localhost", "localhost", -1);
        row("host.docker.internal:8000", "host.docker.internal", 8000);
        row("my_service-1:0", "my_service-1", 0);
        row("[::1]", "[::1]", -1);
        row("[::FFFF:127.0.0.1]:65535", "[::ffff:127.0.0.1]", 65535);
        for (const char *bad :
             {"",         " ",        ":80",      "a:",  "a:x",           "a:65536", "a:-1",
              "a:+1",     "a:123456", "a:8000:1", "a b", "a/b",           "user@a",  "a,b",
              "http://a", "[::1",     "::1",      "[]",  "[]:80",         "[::1]x",  "[::1]80",
              "[::1]:",   "[g]",      "a\"",      "a;b", "[::1]:8000, b", "%61",     "m\xc3\xbcller"})
            row(bad, "", 0);
        QTest::newRow("longer than a name may be") << QByteArray(256, 'a') << QByteArray() << 0;
    }
    void aHostIsANameOrAnAddressWithAPort()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, host);
        HeadScanner scanner;
        qsizetype used = 0;
        const Verdict verdict = scanner.feed("GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n", used);
        QCOMPARE(verdict, host.isEmpty() ? Verdict::Refused : Verdict::Complete);
        if (host.isEmpty()) {
            QCOMPARE(scanner.status(), 400);
            return;
        }
        QCOMPARE(scanner.head().host, host);
        QTEST(scanner.head().hostPort, "port");
    }

    void whatCouldBeReadInTwoWaysIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status"); ///< 0: complete
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        const auto with = [](const QByteArray &fields) { return kPlain + fields + "\r\n"; };
        row("as it should be", with(""), 0);
        row("Content-Length", with("Content-Length: 5\r\n"), 0);
        row("Content-Length of nothing", with("Content-Length: 0\r\n"), 0);
        row("Content-Length twice", with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400);
        row("two different", with("Content-Length: 5\r\ncontent-length: 6\r\n"), 400);
        row("a list of lengths", with("Content-Length: 5, 5\r\n"), 400);
        row("negative", with("Content-Length: -1\r\n"), 400);
        row("signed", with("Content-Length: +1\r\n"), 400);
        row("hexadecimal", with("Content-Length: 0x5\r\n"), 400);
        row("empty", with("Content-Length:\r\n"), 400);
        row("with a blank in it", with("Content-Length: 1 0\r\n"), 400);
        row("overlong", with("Content-Length: 18446744073709551617\r\n"), 400);
        row("many zeros", with("Content-Length: 0000000000000000000\r\n"), 400);
        row("as large as may be", with("Content-Length: 65536\r\n"), 0);
        row("one too large", with("Content-Length: 65537\r\n"), 413);
        row("128 MB", with("Content-Length: 134217728\r\n"), 413);
        row("CL.TE", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400);
        row("TE.CL", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400);
        row("TE twice", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n"), 400);
        row("TE alone", with("Transfer-Encoding: chunked\r\n"), 411);
        row("TE with HTTP/1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("TE behind a blank", with("Transfer-Encoding : chunked\r\n"), 400);
        row("TE behind a control character", with("Transfer-Encoding:\x0b chunked\r\n"), 400);
        row("Expect", with("Expect: 100-continue\r\n"), 417);
        row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
        row("no Host, HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 0);
        row("Host twice", with("Host: 127.0.0.1:8000\r\n"), 400);
        row("Authorization twice", with("Authorization: a\r\nAuthorization: b\r\n"), 400);
        row("bare LF behind a field", kPlain + "A: b\n\r\n", 400);
        row("bare LF behind the request", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400);
        row("bare LF at the end", kPlain + "\n", 400);
        row("bare CR", with("A: b\rC: d\r\n"), 400);
        row("CR CR LF", kPlain + "A: b\r\r\n\r\n", 400);
        row("empty line first", "\r\n" + with(""), 400);
        row("folded with a blank", with("A: b\r\n c\r\n"), 400);
        row("folded with a tab", with("A: b\r\n\tc\r\n"), 400);
        row("folded at once", kPlain.left(23) + " Host: a\r\n\r\n", 400);
        row("NUL in a value", with(QByteArray("A: b\0c\r\n", 8)), 400);
        row("NUL in the target", QByteArray("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29), 400);
        row("ESC", with("User-Agent: \x1b[31m\r\n"), 400);
        row("DEL", with("User-Agent: \x7f\r\n"), 400);
        row("tab in a value", with("User-Agent: a\tb\r\n"), 0);
        row("bytes beyond ASCII in a value", with("User-Agent: \xc3\xbc\xff\r\n"), 0);
        row("no colon", with("Accept\r\n"), 400);
        row("no name", with(": b\r\n"), 400);
        row("blank before the colon", with("Accept : b\r\n"), 400);
        row("a name that is none", with("Acc(ept: b\r\n"), 400);
        row("an empty value", with("Accept:\r\n"), 0);
        row("another method", "DELETE /x HTTP/1.1\r\nHost: a\r\n\r\n", 0);
        row("method that is none", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("overlong method", QByteArray(33, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("tab in the request", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("blank behind the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400);
        row("no version", "GET /\r\nHost: a\r\n\r\n", 400);
        row("a whole URL", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("authority", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("target beyond ASCII", "GET /\xc3\xbc HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("overlong target", "GET /" + QByteArray(2048, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
        row("longest target", "GET /" + QByteArray(2047, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 0);
        row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505);
        row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505);
        row("HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400);
        row("http/1.1", "GET / http/1.1\r\nHost: a\r\n\r\n", 400);
        row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
        row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7), 400);
        row("100 fields", with(QByteArray("A: b\r\n").repeated(99)), 0);
        row("101 fields", with(QByteArray("A: b\r\n").repeated(100)), 431);
        const qsizetype room = HeadScanner::kMaxHead - kPlain.size() - 2 - 5;
        row("8 KiB", with("A: " + QByteArray(room, 'b') + "\r\n"), 0);
        row("8 KiB and a byte", with("A: " + QByteArray(room + 1, 'b') + "\r\n"), 431);
        row("a head without an end", kPlain + "A: " + QByteArray(100'000, 'b'), 431);
        row("lines without an end", QByteArray(1'000'000, 'b'), 431);
    }
    void whatCouldBeReadInTwoWaysIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        HeadScanner scanner;
        qsizetype used = 0;
        const Verdict verdict = scanner.feed(bytes, used);
        QVERIFY(used <= HeadScanner::kMaxHead + 1);
        if (status == 0) {
            QVERIFY2(verdict == Verdict::Complete, scanner.why());
            return;
        }
        QCOMPARE(int(verdict), int(Verdict::Refused));
        QCOMPARE(scanner.status(), status);
        QVERIFY(QByteArray(scanner.why()).endsWith('.'));

        // Byte for byte the same is said.
        std::vector<qsizetype> ends;
        for (qsizetype end = 1; end <= std::min<qsizetype>(bytes.size(), 9000); ++end)
            ends.push_back(end);
        QCOMPARE(said(bytes, ends), said(bytes, {bytes.size()}));
    }

    void anUnfinishedHeadAwaitsMore()
    {
        const QByteArray whole = kPlain + "Connection: close\r\n\r\n";
        for (qsizetype size = 0; size < whole.size(); ++size) {
            HeadScanner scanner;
            qsizetype used = 0;
            QCOMPARE(scanner.feed(whole.left(size), used), Verdict::More);
            QCOMPARE(used, size);
            QCOMPARE(scanner.begun(), size > 0);
            QCOMPARE(scanner.feed(whole.mid(size), used), Verdict::Complete);
            QVERIFY(!scanner.head().keepAlive);
        }
    }

    void theVerdictDoesNotDependOnTheSplit()
    {
#ifdef HAKGAL_RAPIDCHECK
        // Heads put together of fragments that are nearly right, so that every rule is met.
        static const std::vector<std::string> fragments{"GET / HTTP/1.1\r\n",
                                                        "GET /metrics?a HTTP/1.0\r\n",
                                                        "POST /x HTTP/1.1\r\n",
                                                        "Host: localhost\r\n",
                                                        "Host: a:1\r\n",
                                                        "Content-Length: 5\r\n",
                                                        "Content-Length: -5\r\n",
                                                        "Transfer-Encoding: chunked\r\n",
                                                        "Connection: close\r\n",
                                                        "Accept-Encoding: gzip\r\n",
                                                        "A: b\r\n",
                                                        "A:b\n",
                                                        " folded\r\n",
                                                        "\r\n",
                                                        "\r",
                                                        "\n",
                                                        std::string("\0", 1),
                                                        "\x7f",
                                                        "x",
                                                        "\r\n\r\n",
                                                        std::string(3000, 'y'),
                                                        "Expect: 1\r\n"};
        const bool held = rc::check("the same verdict", [] {
            const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(fragments));
            QByteArray bytes;
            if (*rc::gen::arbitrary<bool>())
                bytes = kPlain;
            for (const std::string &part : parts)
                bytes += QByteArray::fromStdString(part);
            auto ends = *rc::gen::container<std::vector<qsizetype>>(
                rc::gen::inRange<qsizetype>(0, std::max<qsizetype>(1, bytes.size())));
            std::sort(ends.begin(), ends.end());
            ends.push_back(bytes.size());
            RC_ASSERT(said(bytes, ends).toStdString() == said(bytes, {bytes.size()}).toStdString());
        });
        QVERIFY(held);
#else
        QSKIP("RapidCheck is not installed, so no random splits are tried.");
#endif
    }
};

QTEST_GUILESS_MAIN(tst_HeadScanner)
#include "tst_HeadScanner.moc"
