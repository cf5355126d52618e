// SPDX-License-Identifier: GPL-3.0-or-later
// A million facts with the built program, from a text file into a base, found, counted, and out again.
#include "tests/support/Programs.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonValue>
#include <QTest>

#include <algorithm>
#include <cstring>
#include <random>
#include <string_view>
#include <vector>

using namespace support;
using namespace Qt::StringLiterals;

namespace {

constexpr int kFacts = 1'000'000;
constexpr int kLong = 240'000;

QByteArray fact(int i)
{
    return "Predicate" + QByteArray::number(i % 211) + "(Subject" + QByteArray::number(i % 9973) +
           ", Object" + QByteArray::number(i) + ").";
}

/// One a line, in no order; every tenth fact comes twice.
QByteArray shuffled()
{
    std::vector<int> order;
    for (int i = 0; i < kFacts; ++i) {
        order.push_back(i);
        if (i % 10 == 0)
            order.push_back(i);
    }
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
    QByteArray lines;
    lines.reserve(qsizetype(order.size()) * 45);
    for (const int i : order)
        lines += fact(i) + '\n';
    return lines;
}

/// Of the lines in the order of their bytes, each one once: how a base that was loaded in bulk gives them.
QByteArray checksumOf(const QByteArray &lines)
{
    std::vector<std::string_view> all;
    for (const char *at = lines.begin(); at < lines.end();) {
        const auto *const end =
            static_cast<const char *>(std::memchr(at, '\n', static_cast<std::size_t>(lines.end() - at)));
        all.emplace_back(at, static_cast<std::size_t>(end - at + 1));
        at = end + 1;
    }
    std::sort(all.begin(), all.end(), [](std::string_view a, std::string_view b) {
        return a.substr(0, a.size() - 1) < b.substr(0, b.size() - 1);
    });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string_view line : all)
        hash.addData(QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size())));
    return hash.result().toHex();
}

QByteArray checksumOfFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray("none");
}

} // namespace

class tst_MillionFacts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inFoundCountedAndOutAgain()
    {
        const Home home;
        const QString input = home.path(u"facts.txt"_s);
        const QByteArray lines = shuffled();
        {
            QFile file(input);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines) == lines.size());
        }
        const QString base = home.path(u"kb.db"_s);
        const auto run = [&](const QStringList &arguments) {
            return ctl(home, QStringList{u"--db"_s, base} + arguments + QStringList{u"--json"_s}, {}, kLong);
        };
        QElapsedTimer timer;
        timer.start();
        const auto imported = run({u"import"_s, input});
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
        QCOMPARE(imported.json[u"stored"_s].toInt(), kFacts);
        QCOMPARE(imported.json[u"duplicates"_s].toInt(), kFacts / 10);
        const auto importedMs = timer.restart();

        QCOMPARE(run({u"find"_s, QString::fromUtf8(fact(777'777))}).json[u"total"_s].toInt(), 1);
        int expected = 0;
        for (int i = 7; i < kFacts; i += 211)
            expected += i % 9973 == 7 ? 1 : 0;
        QCOMPARE(run({u"find"_s, u"Predicate7(Subject7, ?)"_s}).json[u"total"_s].toInt(), expected);
        QCOMPARE(run({u"find"_s, u"Object77777"_s}).json[u"total"_s].toInt(), 11); // and 777770 to 777779
        QCOMPARE(run({u"find"_s, u"Predicate210(?, ?)"_s}).json[u"total"_s].toInt(), kFacts / 211);
        const auto foundMs = timer.restart();

        QCOMPARE(run({u"status"_s}).json[u"facts_count"_s].toInt(), kFacts);
        const auto countedMs = timer.restart();

        const QString out = home.path(u"out.txt"_s);
        const auto exported = run({u"export"_s, out});
        QVERIFY2(exported.exitCode == 0, exported.err.constData());
        QCOMPARE(exported.json[u"written"_s].toInt(), kFacts);
        const auto exportedMs = timer.elapsed();
        QCOMPARE(checksumOfFile(out), checksumOf(lines));
        qInfo("import %.1f s, four searches %.1f s, count %.1f s, export %.1f s", double(importedMs) / 1e3,
              double(foundMs) / 1e3, double(countedMs) / 1e3, double(exportedMs) / 1e3);
    }
};

QTEST_GUILESS_MAIN(tst_MillionFacts)
#include "tst_MillionFacts.moc"
