// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

using namespace support;

namespace {

/// A plain socket, so that nothing in between is polite. Blocking, but never for longer than `seconds`.
class Raw
{
public:
    explicit Raw(quint16 port, int seconds = 20)
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval patience{seconds, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            close();
    }
    Raw(Raw &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Raw &operator=(Raw &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Raw() { close(); }

    bool open() const { return m_fd >= 0; }
    bool send(const QByteArray &bytes, int flags = 0)
    {
        if (m_fd < 0)
            return false;
        const ssize_t sent =
            ::send(m_fd, bytes.constData(), static_cast<size_t>(bytes.size()), flags | MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN)
            close();
        return sent == bytes.size();
    }
    /// One whole answer with a Content-Length; empty where it does not come.
    QByteArray answer()
    {
        for (;;) {
            const qsizetype head = m_in.indexOf("\r\n\r\n");
            if (head >= 0) {
                const qsizetype at = m_in.indexOf("Content-Length: ") + 16;
                const qsizetype length = m_in.mid(at, m_in.indexOf('\r', at) - at).toLongLong();
                if (m_in.size() >= head + 4 + length) {
                    const QByteArray whole = m_in.left(head + 4 + length);
                    m_in = m_in.mid(whole.size());
                    return whole;
                }
            }
            char part[16384];
            const ssize_t got = m_fd < 0 ? 0 : ::recv(m_fd, part, sizeof part, 0);
            if (got <= 0)
                return {};
            m_in.append(part, got);
        }
    }
    /// Everything until the other side closes.
    QByteArray rest()
    {
        char part[16384];
        ssize_t got = 0;
        while (m_fd >= 0 && (got = ::recv(m_fd, part, sizeof part, 0)) > 0)
            m_in.append(part, got);
        return std::exchange(m_in, {});
    }
    /// Nothing more is sent; answers can still come.
    void finish() { ::shutdown(m_fd, SHUT_WR); }
    void slam()
    {
        const linger now{1, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close();
    }
    void close()
    {
        if (m_fd >= 0)
            ::close(std::exchange(m_fd, -1));
    }

private:
    int m_fd = -1;
    QByteArray m_in;
};

qint64 statusOf(qint64 pid, const char *field)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray all = file.readAll();
    const qsizetype at = all.indexOf('\n' + QByteArray(field) + ':');
    return all.mid(at + qsizetype(strlen(field)) + 2, 40).simplified().split(' ').first().toLongLong() * 1024;
}

qsizetype openFiles(qint64 pid)
{
    return QDir(QStringLiteral("/proc/%1/fd").arg(pid)).entryList(QDir::AllEntries | QDir::System).size();
}

using Content = std::map<QString, QByteArray>;

/// Names of the files below a folder with hashes of what they hold, but for those that the program itself
/// goes on writing.
Content contentOf(const QString &folder)
{
    Content content;
    QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        if (path.contains(QStringLiteral("hakgal_performance")) || path.contains(QStringLiteral("/logs/")) ||
            path.endsWith(QStringLiteral("-shm")) ||
            path.endsWith(QStringLiteral("/notified.json"))) // a busy processor is an alert, which is noted
            continue;
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            content[path] = QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
    }
    return content;
}

/// The names in which two of them differ.
QByteArray differences(const Content &before, const Content &after)
{
    QByteArray names;
    for (const auto &[path, hash] : before) {
        const auto found = after.find(path);
        if (found == after.end())
            names += "gone: " + path.toUtf8() + '\n';
        else if (found->second != hash)
            names += "changed: " + path.toUtf8() + '\n';
    }
    for (const auto &[path, hash] : after) {
        if (before.find(path) == before.end())
            names += "new: " + path.toUtf8() + '\n';
    }
    return names;
}

const QByteArray kScrape = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: honest\r\n\r\n";

/// One attack, over and over until it is told to stop. Counts what it got done.
struct Attack
{
    const char *name;
    std::function<void(quint16, const std::atomic<bool> &)> once;
    std::atomic<int> rounds{0};
    std::thread thread = {};
};

void pause(int ms)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

/// 900 connections that send a byte now and then; those that were dropped come back, 300 a second at most.
void slowSockets(quint16 port, const std::atomic<bool> &stop)
{
    constexpr std::size_t kSockets = 900;
    std::vector<Raw> sockets;
    while (!stop && sockets.size() < kSockets) {
        sockets.emplace_back(port);
        sockets.back().send("GET /metrics HTTP/1.1\r\nX: ", MSG_DONTWAIT);
        pause(3);
    }
    while (!stop) {
        for (Raw &socket : sockets) {
            if (stop)
                return;
            socket.send("a", MSG_DONTWAIT);
            if (!socket.open()) {
                socket = Raw(port);
                pause(3);
            }
        }
        pause(20);
    }
}

} // namespace

/// The endpoint under everything at once, while an honest scraper goes on.
class tst_Attack : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        rlimit files{};
        ::getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096);
        ::setrlimit(RLIMIT_NOFILE, &files);
        if (files.rlim_cur < 2048)
            QSKIP("This system allows too few open files for a thousand connections.");
    }

    void anHonestScraperGoesOnUnderEveryAttackAtOnce()
    {
        Home home;
        const QString base = baseOfFacts(home, 1000);
        Running server(home, QStringLiteral(HAKGALCTL),
                       {QStringLiteral("--config"), home.writeSettings("listen=127.0.0.1:0\n"),
                        QStringLiteral("--db"), base, QStringLiteral("serve")});
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_COMPARE(metric(httpGet(port, "/metrics").body, "hakgal_facts"), 1000.0);
        for (int i = 0; i < 200; ++i) // what is allocated once is not counted
            QCOMPARE(httpGet(port, "/metrics").status, 200);
        const qint64 memory = statusOf(server.pid(), "VmRSS");
        const qsizetype files = openFiles(server.pid());
        const Content content = contentOf(home.path(QString()));
        QVERIFY(memory > 0);

        std::atomic<bool> stop{false};
        std::atomic<int> wrong{0}; ///< an attack was answered as if it were none
        std::atomic<int> left{0};
        const QByteArray host = "Host: 127.0.0.1\r\n";
        std::vector<std::unique_ptr<Attack>> attacks;
        const auto add = [&](const char *name, std::function<void(quint16, const std::atomic<bool> &)> once) {
            attacks.push_back(std::unique_ptr<Attack>(new Attack{name, std::move(once)}));
        };
        add("slow sockets", slowSockets);
        add("64 MB of head", [&](quint16 to, const std::atomic<bool> &) {
            Raw socket(to);
            socket.send("GET /metrics HTTP/1.1\r\n" + host);
            const QByteArray part = "X: " + QByteArray(65'000, 'x') + "\r\n";
            for (int i = 0; i < 1000 && socket.send(part); ++i) {
            }
            if (socket.rest().startsWith("HTTP/1.1 200"))
                ++wrong;
            pause(10);
        });
        add("128 MB of body", [&](quint16 to, const std::atomic<bool> &) {
            Raw socket(to);
            socket.send("POST /api/metrics HTTP/1.1\r\n" + host + "Content-Length: 134217728\r\n\r\n");
            const QByteArray part(128 * 1024, 'x');
            for (int i = 0; i < 1024 && socket.send(part); ++i) {
            }
            if (socket.rest().startsWith("HTTP/1.1 200"))
                ++wrong;
            pause(10);
        });
        add("smuggling", [&](quint16 to, const std::atomic<bool> &) {
            const QByteArray hidden = "GET /hidden HTTP/1.1\r\n" + host + "\r\n";
            for (const QByteArray &start :
                 {QByteArray("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                  QByteArray("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                  QByteArray("Content-Length: 0\r\nContent-Length: 44\r\n\r\n"),
                  QByteArray("Content-Length: -1\r\n\r\n"),
                  QByteArray("Transfer-Encoding:\x0b"
                             "chunked\r\n\r\n0\r\n\r\n"),
                  QByteArray("X: y\nZ: \r\n\r\n")}) {
                Raw socket(to);
                socket.send("GET /metrics HTTP/1.1\r\n" + host + start + hidden);
                socket.finish();
                const QByteArray all = socket.rest();
                if (all.contains(" 200 ") || all.contains(" 404 ") || all.count("HTTP/1.1 ") > 1)
                    ++wrong;
            }
            pause(5);
        });
        add("foreign names", [&](quint16 to, const std::atomic<bool> &) {
            Raw socket(to);
            socket.send("GET /api/metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            const QByteArray answer = socket.answer();
            if (!answer.isEmpty() && !answer.startsWith("HTTP/1.1 403") && !answer.startsWith("HTTP/1.1 503"))
                ++wrong;
            pause(5);
        });
        add("posts of other sites", [&](quint16 to, const std::atomic<bool> &) {
            Raw socket(to);
            socket.send("POST /api/metrics HTTP/1.1\r\n" + host +
                        "Origin: https://evil.example\r\nContent-Type: text/plain\r\nContent-Length: "
                        "9\r\n\r\nshutdown=");
            const QByteArray answer = socket.answer();
            if (!answer.isEmpty() && !answer.startsWith("HTTP/1.1 405") && !answer.startsWith("HTTP/1.1 503"))
                ++wrong;
            pause(5);
        });
        add("leaving in the middle of an answer", [&](quint16 to, const std::atomic<bool> &) {
            Raw socket(to);
            socket.send("GET /api/metrics/history HTTP/1.1\r\n" + host + "\r\n" + kScrape);
            socket.slam();
            ++left;
            pause(2);
        });
        for (const auto &attack : attacks) {
            attack->thread = std::thread([&stop, port, a = attack.get()] {
                while (!stop) {
                    a->once(port, stop);
                    ++a->rounds;
                }
            });
        }

        // The honest one: kept connections and new ones by turns.
        std::vector<double> latencies;
        qint64 most = 0;
        QByteArray bad;
        Raw kept(port);
        QElapsedTimer total;
        total.start();
        constexpr int kLeft = 1000;
        constexpr qint64 kAtLeastMs = 8'000;
        constexpr qint64 kAtMostMs = 120'000;
        int scrapes = 0;
        while (bad.isEmpty() && total.elapsed() < kAtMostMs &&
               (total.elapsed() < kAtLeastMs || left < kLeft || scrapes < 200)) {
            QElapsedTimer timer;
            timer.start();
            QByteArray answer;
            if (scrapes % 2 == 0) {
                kept.send(kScrape);
                answer = kept.answer();
            } else {
                Raw fresh(port);
                fresh.send(kScrape);
                answer = fresh.answer();
            }
            latencies.push_back(double(timer.nsecsElapsed()) / 1e6);
            if (!answer.startsWith("HTTP/1.1 200 OK\r\n") || !answer.contains("\nhakgal_up 1\n"))
                bad = "scrape " + QByteArray::number(scrapes) + ": " + answer.left(200);
            most = std::max(most, statusOf(server.pid(), "VmRSS"));
            ++scrapes;
            pause(20);
        }
        stop = true;
        for (const auto &attack : attacks)
            attack->thread.join();
        kept.close();

        std::sort(latencies.begin(), latencies.end());
        const auto at = [&](double share) {
            return latencies[static_cast<std::size_t>(share * double(latencies.size() - 1))];
        };
        qInfo("%d scrapes under attack: p50 %.1f ms, p99 %.1f ms, longest %.1f ms; memory %+.1f MB", scrapes,
              at(0.5), at(0.99), latencies.back(), double(most - memory) / 1e6);
        for (const auto &attack : attacks)
            qInfo("%s: %d rounds", attack->name, attack->rounds.load());

        QVERIFY2(bad.isEmpty(), bad.constData());
        QVERIFY(left >= kLeft);
        QVERIFY(scrapes >= 200);
        QCOMPARE(wrong.load(), 0);
        QVERIFY2(most - memory < 20'000'000, QByteArray::number(most - memory).constData());
        QTRY_VERIFY_WITH_TIMEOUT(openFiles(server.pid()) <= files, 30'000); // none is left behind
        const QByteArray changed = differences(content, contentOf(home.path(QString())));
        QVERIFY2(changed.isEmpty(), changed.constData());
        QCOMPARE(httpGet(port, "/api/health").status, 200);
        QCOMPARE(server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Attack)
#include "tst_Attack.moc"
