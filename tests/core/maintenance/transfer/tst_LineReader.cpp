// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/LineReader.h"
#include "tests/support/Pipe.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace hakgal;
using hakgal::test::Pipe;

namespace {

QList<QByteArray> linesOf(QIODevice &device, qsizetype most, qint64 *consumed = nullptr)
{
    LineReader reader(device, most);
    QList<QByteArray> lines;
    LineReader::Line line;
    for (auto more = reader.next(line); more && *more; more = reader.next(line)) {
        lines << (line.cut ? line.bytes + "…" : line.bytes);
        if (line.number != lines.size())
            return {"wrong number"};
    }
    if (consumed != nullptr)
        *consumed = reader.consumed();
    return lines;
}

} // namespace

class tst_LineReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsSplitIntoLines_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<QByteArray>>("lines");
        const auto row = [](const char *title, const QByteArray &text, const QList<QByteArray> &lines) {
            QTest::newRow(title) << text << lines;
        };
        row("nothing", "", {});
        row("one end", "\n", {""});
        row("no last end", "a\nb", {"a", "b"});
        row("last end", "a\nb\n", {"a", "b"});
        row("empty ones", "\n\na\n\n", {"", "", "a", ""});
        row("CR is kept", "a\r\nb\rc\n", {"a\r", "b\rc"});
        row("mark",
            "\xef\xbb\xbf"
            "a\n",
            {"a"});
        row("only a mark", "\xef\xbb\xbf", {});
        row("half a mark", "\xef\xbb\na\n", {"\xef\xbb", "a"});
        row("mark further on",
            "a\n\xef\xbb\xbf"
            "b\n",
            {"a", "\xef\xbb\xbf"
                  "b"});
        row("two marks",
            "\xef\xbb\xbf\xef\xbb\xbf"
            "a",
            {"\xef\xbb\xbf"
             "a"});
        row("as long as may be", "12345678\nx", {"12345678", "x"});
        row("longer", "123456789\nx", {"12345678…", "x"});
        row("longer at the end", "x\n123456789012345678901234567890", {"x", "12345678…"});
        row("NUL", QByteArray("a\0b\nc", 5), {QByteArray("a\0b", 3), "c"});
    }
    void textIsSplitIntoLines()
    {
        QFETCH(QByteArray, text);
        QFETCH(QList<QByteArray>, lines);
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        qint64 consumed = 0;
        QCOMPARE(linesOf(buffer, 8, &consumed), lines);
        QCOMPARE(consumed, text.size());
        for (qint64 step = 1; step <= 4; ++step) {
            Pipe pipe(text, step);
            QCOMPARE(linesOf(pipe, 8, &consumed), lines);
            QCOMPARE(consumed, text.size());
        }
    }

    void linesMayCrossChunks()
    {
        QByteArray text;
        QList<QByteArray> lines;
        for (int i = 0; text.size() < 1'000'000; ++i) {
            lines << QByteArray(i % 3000, 'x') + QByteArray::number(i);
            text += lines.back() + '\n';
        }
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        QCOMPARE(linesOf(buffer, 65536), lines);
    }

    void aFailingDeviceIsAnError()
    {
        QFile folder(QStringLiteral("/proc/self/mem")); // its first page is never mapped
        if (!folder.open(QIODevice::ReadOnly))
            QSKIP("no /proc here");
        LineReader reader(folder, 100);
        LineReader::Line line;
        const auto read = reader.next(line);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::ReadFailed);
        QCOMPARE(read.error().args, QStringList{folder.fileName()});
    }
};

QTEST_GUILESS_MAIN(tst_LineReader)
#include "tst_LineReader.moc"
