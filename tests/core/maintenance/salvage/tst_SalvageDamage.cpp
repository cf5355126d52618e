// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/maintenance/salvage/DamagedBase.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace support;

namespace {

struct Damage
{
    const char *name;
    std::function<void(const Base &, QByteArray &, QByteArray &wal, Random &)> apply;
};

std::vector<Damage> damages()
{
    std::vector<Damage> all;
    const auto add = [&](const char *name, auto apply) { all.push_back({name, apply}); };
    using B = const Base &;
    using A = QByteArray &;
    using R = Random &;
    add("none", [](B, A, A, R) {});
    add("1 flip", [](B, A bytes, A, R random) { flipBits(bytes, 1, random); });
    add("10 flips", [](B, A bytes, A, R random) { flipBits(bytes, 10, random); });
    add("100 flips", [](B, A bytes, A, R random) { flipBits(bytes, 100, random); });
    add("2 % of pages",
        [](B base, A bytes, A, R random) { zeroPages(bytes, base.spec.pageSize, 0.02, random); });
    add("10 % of pages",
        [](B base, A bytes, A, R random) { zeroPages(bytes, base.spec.pageSize, 0.1, random); });
    add("30 % of pages",
        [](B base, A bytes, A, R random) { zeroPages(bytes, base.spec.pageSize, 0.3, random); });
    add("header", [](B, A bytes, A, R) { wipeHeader(bytes); });
    add("page 1", [](B base, A bytes, A, R) { zeroPage(bytes, base.spec.pageSize, 1); });
    add("root", [](B base, A bytes, A, R) {
        zeroPage(bytes, base.spec.pageSize, std::max(base.rootOf("facts"), base.rootOf("facts_extended")));
    });
    add("a third cut off", [](B, A bytes, A, R) { cutOff(bytes, 1.0 / 3); });
    add("cut within a page",
        [](B, A bytes, A, R random) { bytes.chop(1 + static_cast<qsizetype>(random() % 1500)); });
    add("longer", [](B, A bytes, A, R random) { append(bytes, 10000, random); });
    add("a copy behind", [](B, A bytes, A, R) { bytes += QByteArray(bytes); });
    add("line endings", [](B, A bytes, A wal, R) {
        mangleLineEndings(bytes);
        mangleLineEndings(wal);
    });
    add("scrambled", [](B, A bytes, A, R random) { scramble(bytes, 3, 700, random); });
    add("zero stretches",
        [](B base, A bytes, A, R random) { cutCells(bytes, base.spec.pageSize, 20, random); });
    add("WAL", [](B, A, A wal, R random) {
        if (!wal.isEmpty())
            flipBits(wal, 3, random);
    });
    return all;
}

std::vector<std::pair<const char *, BaseSpec>> specs()
{
    std::vector<std::pair<const char *, BaseSpec>> all;
    BaseSpec spec;
    all.emplace_back("own", spec);
    spec.deletedPercent = 30;
    all.emplace_back("own, deletions", spec);
    spec.kind = BaseSpec::Bare;
    all.emplace_back("bare, deletions", spec);
    spec = {};
    spec.pageSize = 512;
    spec.reserved = 16;
    spec.deletedPercent = 10;
    all.emplace_back("small pages, reserved bytes", spec);
    spec = {};
    spec.utf16 = true;
    all.emplace_back("UTF-16", spec);
    spec = {};
    spec.longTexts = true;
    spec.deletedPercent = 20;
    all.emplace_back("overflow", spec);
    spec = {};
    spec.wal = true;
    all.emplace_back("WAL", spec);
    spec = {};
    spec.kind = BaseSpec::StatementKey;
    all.emplace_back("statement key", spec);
    spec.kind = BaseSpec::StatementKeyNoRowid;
    all.emplace_back("without rowid", spec);
    spec.kind = BaseSpec::Content;
    all.emplace_back("content", spec);
    spec.kind = BaseSpec::Extended;
    all.emplace_back("extended", spec);
    spec.kind = BaseSpec::StatementIndexOnly;
    spec.deletedPercent = 20;
    all.emplace_back("only the statement index", spec);
    return all;
}

} // namespace

/// Damages bases in many ways and compares what comes out with what was in them. HAKGAL_SALVAGE_SEEDS: how
/// many seeds of each case (default 2; 100 gives some twenty thousand cases). HAKGAL_SALVAGE_KEEP: a file to
/// keep the last damaged base in that failed.
class tst_SalvageDamage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLedgerAgreesWithTheOracle_data()
    {
        QTest::addColumn<int>("spec");
        QTest::addColumn<int>("damage");
        const auto bases = specs();
        const auto ways = damages();
        for (std::size_t s = 0; s < bases.size(); ++s) {
            for (std::size_t d = 0; d < ways.size(); ++d)
                QTest::addRow("%s: %s", bases[s].first, ways[d].name)
                    << static_cast<int>(s) << static_cast<int>(d);
        }
    }
    void theLedgerAgreesWithTheOracle()
    {
        QFETCH(int, spec);
        QFETCH(int, damage);
        const Base &whole = base(specs()[static_cast<std::size_t>(spec)].second);
        const Damage way = damages()[static_cast<std::size_t>(damage)];
        bool given = false;
        const int seeds = std::max(1, qEnvironmentVariableIntValue("HAKGAL_SALVAGE_SEEDS", &given));
        for (int seed = 0; seed < (given ? seeds : 2); ++seed) {
            Random random(static_cast<quint32>(seed * 7919 + damage * 31 + spec));
            QByteArray bytes = whole.bytes;
            QByteArray wal = whole.wal;
            way.apply(whole, bytes, wal, random);
            const Outcome outcome = salvaged(whole, bytes, wal);
            const QString wrong = complaint(whole, outcome);
            if (!wrong.isEmpty() && qEnvironmentVariableIsSet("HAKGAL_SALVAGE_KEEP")) {
                QFile file(qEnvironmentVariable("HAKGAL_SALVAGE_KEEP"));
                if (file.open(QIODevice::WriteOnly))
                    file.write(bytes);
            }
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(wrong)));
            if (bytes == whole.bytes && wal == whole.wal) {
                QCOMPARE(outcome.ledger->good(), static_cast<qint64>(whole.rows.size()));
                QCOMPARE(outcome.ledger->found(), outcome.ledger->good());
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_SalvageDamage)
#include "tst_SalvageDamage.moc"
