// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/GzipText.h"

#include <QtTest>

#include <zlib.h>

using namespace hakgal;

namespace {

/// What any gzip reader makes of it; nullopt where it is not one whole member.
std::optional<QByteArray> unpacked(const QByteArray &packed)
{
    z_stream stream{};
    if (::inflateInit2(&stream, 15 + 16) != Z_OK)
        return std::nullopt;
    QByteArray out(4'000'000, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = ::inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
    out.truncate(static_cast<qsizetype>(stream.total_out));
    ::inflateEnd(&stream);
    return whole ? std::optional(out) : std::nullopt;
}

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 7;
    for (char &c : bytes) {
        state = state * 1664525 + 1013904223;
        c = static_cast<char>(state >> 24);
    }
    return bytes;
}

} // namespace

class tst_GzipText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itUnpacksToBulkAndEnd_data()
    {
        QTest::addColumn<QByteArray>("bulk");
        QTest::addColumn<QByteArray>("end");
        const QByteArray text = QByteArray("hakgal_facts 18160\n").repeated(500);
        QTest::newRow("usual") << text << QByteArray("hakgal_snapshot_age_seconds 2.5\n");
        QTest::newRow("no end") << text << QByteArray();
        QTest::newRow("no bulk") << QByteArray() << QByteArray("x");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("longest end") << text << noise(65535);
        QTest::newRow("what cannot be compressed") << noise(1'000'000) << QByteArray("x");
        QTest::newRow("large") << text.repeated(300) << QByteArray("x");
    }
    void itUnpacksToBulkAndEnd()
    {
        QFETCH(QByteArray, bulk);
        QFETCH(QByteArray, end);
        const GzipText text(bulk);
        QVERIFY(!text.isEmpty());
        const auto result = unpacked(text.closedWith(end));
        QVERIFY(result.has_value());
        QVERIFY(*result == bulk + end);
        // Each answer closes it anew.
        QVERIFY(unpacked(text.closedWith("other")) == bulk + "other");
    }

    void itIsSmaller()
    {
        const QByteArray text = QByteArray("hakgal_facts 18160\n").repeated(500);
        QVERIFY(GzipText(text).closedWith("x").size() < text.size() / 10);
        QVERIFY(GzipText().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_GzipText)
#include "tst_GzipText.moc"
