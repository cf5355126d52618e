// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/PageReader.h"
#include "core/maintenance/salvage/PageSource.h"
#include "core/maintenance/salvage/Record.h"
#include "core/maintenance/salvage/StatementText.h"
#include "core/store/FactText.h"
#include "tests/core/maintenance/salvage/DamagedBase.h"

#include <QTest>

#include <algorithm>

using namespace hakgal;
using namespace hakgal::salvage;

namespace {

Bytes span(const QByteArray &bytes)
{
    return {reinterpret_cast<const quint8 *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

const support::Base &small()
{
    support::BaseSpec spec;
    return support::base(spec);
}

/// A table-leaf page of many cells.
quint32 leafOf(const PageSource &source)
{
    PageReader reader(source);
    Page page;
    for (quint32 number = 2; number <= source.pageCount(); ++number) {
        reader.read(number, page);
        if (page.type == PageType::TableLeaf && page.cells.size() > 20)
            return number;
    }
    return 0;
}

} // namespace

class tst_PageReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTreePageOfASoundFileIsPerfect()
    {
        const QByteArray bytes = small().bytes;
        const PageSource source(span(bytes), {});
        QCOMPARE(source.pageSize(), 4096U);
        PageReader reader(source);
        Page page;
        int perfect = 0;
        for (quint32 number = 1; number <= source.pageCount(); ++number) {
            reader.read(number, page);
            QVERIFY2(page.type == PageType::None || page.perfect, qPrintable(QString::number(number)));
            perfect += page.perfect ? 1 : 0;
        }
        QVERIFY(perfect > 10);
    }

    void theGeometryIsFoundWithoutAHeader_data()
    {
        QTest::addColumn<int>("pageSize");
        QTest::addColumn<int>("reserved");
        QTest::addColumn<bool>("utf16");
        QTest::addRow("512") << 512 << 0 << false;
        QTest::addRow("1024, reserved") << 1024 << 32 << false;
        QTest::addRow("4096, UTF-16") << 4096 << 0 << true;
        QTest::addRow("65536") << 65536 << 0 << false;
    }
    void theGeometryIsFoundWithoutAHeader()
    {
        QFETCH(int, pageSize);
        QFETCH(int, reserved);
        QFETCH(bool, utf16);
        support::BaseSpec spec;
        spec.facts = 1000;
        spec.pageSize = pageSize;
        spec.reserved = reserved;
        spec.utf16 = utf16;
        QByteArray bytes = support::base(spec).bytes;
        support::wipeHeader(bytes);
        const PageSource source(span(bytes), {});
        QCOMPARE(source.pageSize(), static_cast<quint32>(pageSize));
        QCOMPARE(source.reserved(), static_cast<quint32>(reserved));
        QCOMPARE(source.encoding(), utf16 ? TextEncoding::Utf16Le : TextEncoding::Utf8);
    }

    void aLostPointerLeavesItsCellToBeFound()
    {
        QByteArray bytes = small().bytes;
        const quint32 leaf = leafOf(PageSource(span(bytes), {}));
        const qsizetype at = static_cast<qsizetype>(leaf - 1) * 4096;
        bytes[at + 8 + 2 * 5] = 0;
        bytes[at + 8 + 2 * 5 + 1] = 1;
        const PageSource source(span(bytes), {});
        PageReader reader(source);
        Page page;
        reader.read(leaf, page);
        QVERIFY(!page.perfect);
        QCOMPARE(std::count_if(page.cells.begin(), page.cells.end(),
                               [](const Cell &cell) { return !cell.good(); }),
                 1);
        QCOMPARE(static_cast<quint32>(page.cells.size()), be16(span(bytes).data() + at + 3));
    }

    void aWrongBitInTheTypeIsSeenThrough()
    {
        QByteArray bytes = small().bytes;
        const quint32 leaf = leafOf(PageSource(span(bytes), {}));
        bytes[static_cast<qsizetype>(leaf - 1) * 4096] = 0x0d ^ 0x20;
        const PageSource source(span(bytes), {});
        PageReader reader(source);
        Page page;
        reader.read(leaf, page);
        QCOMPARE(page.type, PageType::TableLeaf);
        QVERIFY(page.perfect);
    }

    void aRowidOutOfOrderIsWeak()
    {
        QByteArray bytes = small().bytes;
        const quint32 leaf = leafOf(PageSource(span(bytes), {}));
        const PageSource whole(span(bytes), {});
        PageReader reader(whole);
        Page page;
        reader.read(leaf, page);
        const Cell third = page.cells[3];
        // One byte of payload size, then the rowid.
        const qsizetype rowid = static_cast<qsizetype>(leaf - 1) * 4096 + third.offset + 1;
        bytes[rowid] = static_cast<char>(bytes[rowid] ^ 0x40);
        const PageSource source(span(bytes), {});
        PageReader again(source);
        again.read(leaf, page);
        QVERIFY(!page.perfect);
        QVERIFY(std::any_of(page.cells.begin(), page.cells.end(),
                            [&](const Cell &cell) { return cell.offset == third.offset && !cell.good(); }));
    }

    void validFramesOfTheLogAreApplied()
    {
        support::BaseSpec spec;
        spec.wal = true;
        const support::Base &base = support::base(spec);
        const PageSource without(span(base.bytes), {});
        const PageSource with(span(base.bytes), span(base.wal));
        QCOMPARE(without.walFrames(), 0U);
        QVERIFY(with.walFrames() > 0);
        QByteArray broken = base.wal;
        broken[32 + 24 + 100] = static_cast<char>(broken[32 + 24 + 100] ^ 1);
        QCOMPARE(PageSource(span(base.bytes), span(broken)).walFrames(), 0U);
    }

    void lineEndingsAreTakenBackExactly()
    {
        const QByteArray original = small().bytes;
        QByteArray mangled = original;
        support::mangleLineEndings(mangled);
        std::vector<quint8> bytes(mangled.begin(), mangled.end());
        QVERIFY(undoLineEndings(bytes));
        QVERIFY(equal(Bytes(bytes), span(original)));
        std::vector<quint8> untouched(original.begin(), original.end());
        QVERIFY(!undoLineEndings(untouched));
    }

    void varintsEndWhereTheBytesEnd()
    {
        const quint8 nine[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
        QCOMPARE(readVarint(nine, 0).value, ~quint64(0));
        QCOMPARE(readVarint(nine, 0).size, 9U);
        QCOMPARE(readVarint(Bytes(nine, 8), 0).size, 0U);
        QCOMPARE(readVarint({}, 0).size, 0U);
        const quint8 two[] = {0x81, 0x00};
        QCOMPARE(readVarint(two, 0).value, 128U);
    }

    void keysAreThoseOfFactText_data()
    {
        QTest::addColumn<QString>("statement");
        for (const char *text :
             {"HasPart(Computer, CPU).", "plain sentence", "f(", "(", "()", "  Foo ( bar , x)", "f(g(x), y)",
              "f(a", "Größe(東京, x).", ")(", "f)(a,b", "a(,)", ""})
            QTest::addRow("%s", text) << QString::fromUtf8(text);
    }
    void keysAreThoseOfFactText()
    {
        QFETCH(QString, statement);
        const FactText expected = FactText::parse(statement);
        const QByteArray utf8 = statement.toUtf8();
        const StatementKeys keys = StatementKeys::of(utf8);
        QCOMPARE(keys.bracket, !expected.predicate.isNull());
        if (keys.bracket) {
            QCOMPARE(QString::fromUtf8(keys.predicate), expected.predicate);
            QCOMPARE(QString::fromUtf8(keys.subject), expected.subject);
        }
    }

    void textsOfWrongEncodingAreNotTexts()
    {
        QVERIFY(!toUtf8(span(QByteArray("caf\xe9")), TextEncoding::Utf8));
        QVERIFY(!toUtf8(span(QByteArray("\xc0\x80", 2)), TextEncoding::Utf8));
        QVERIFY(!toUtf8(span(QByteArray("abc")), TextEncoding::Utf16Le));
        QVERIFY(!toUtf8(span(QByteArray("\x00\xd8", 2)), TextEncoding::Utf16Le));
        QCOMPARE(toUtf8(span(QByteArray("\x00\x41", 2)), TextEncoding::Utf16Be).value_or(QByteArray()),
                 QByteArray("A"));
        QCOMPARE(toUtf8(span(QByteArray("\xef\xbb\xbf"
                                        "A")),
                        TextEncoding::Utf8)
                     .value_or(QByteArray()),
                 QByteArray("\xef\xbb\xbf"
                            "A"));
    }
};

QTEST_GUILESS_MAIN(tst_PageReader)
#include "tst_PageReader.moc"
