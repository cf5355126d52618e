// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/maintenance/salvage/DamagedBase.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace support;

/// How many of 4,242 statements come back (exact, intact and partial together), as the median over 12 seeds,
/// for the damages that the sqlite3 shell's .recover was measured with. The figures are counts, not timings.
class tst_SalvageRates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theMedianOfTwelveSeedsReaches_data();
    void theMedianOfTwelveSeedsReaches();
};

namespace {

constexpr int kFacts = 4242;
constexpr int kSeeds = 12;

using Apply = std::function<void(const Base &, QByteArray &, Random &)>;

Apply zeroed(double share)
{
    return [share](const Base &base, QByteArray &bytes, Random &random) {
        zeroPages(bytes, base.spec.pageSize, share, random);
    };
}
Apply flipped(int bits)
{
    return [bits](const Base &, QByteArray &bytes, Random &random) { flipBits(bytes, bits, random); };
}

struct Case
{
    const char *name;
    BaseSpec::Kind kind;
    double atLeast; ///< percent
    Apply apply;
};

const std::vector<Case> &cases()
{
    static const std::vector<Case> all{
        {"10 bit flips", BaseSpec::Own, 99.8, flipped(10)},
        {"100 bit flips", BaseSpec::Own, 99, flipped(100)},
        {"1 % of pages zeroed", BaseSpec::Own, 99.9, zeroed(0.01)},
        {"5 % of pages zeroed", BaseSpec::Own, 99.5, zeroed(0.05)},
        {"20 % of pages zeroed", BaseSpec::Own, 95, zeroed(0.2)},
        {"header wiped", BaseSpec::Own, 100,
         [](const Base &, QByteArray &bytes, Random &) { wipeHeader(bytes); }},
        {"page 1 zeroed", BaseSpec::Own, 99.9,
         [](const Base &base, QByteArray &bytes, Random &) { zeroPage(bytes, base.spec.pageSize, 1); }},
        {"root of facts zeroed", BaseSpec::Own, 99.9,
         [](const Base &base, QByteArray &bytes, Random &) {
             zeroPage(bytes, base.spec.pageSize, base.rootOf("facts"));
         }},
        {"last third cut off", BaseSpec::Own, 80,
         [](const Base &, QByteArray &bytes, Random &) { cutOff(bytes, 1.0 / 3); }},
        {"line endings mangled", BaseSpec::Own, 50,
         [](const Base &, QByteArray &bytes, Random &) { mangleLineEndings(bytes); }},
        {"bare, 1 % of pages zeroed", BaseSpec::Bare, 98.6, zeroed(0.01)},
        {"bare, 5 % of pages zeroed", BaseSpec::Bare, 94, zeroed(0.05)},
        {"bare, 20 % of pages zeroed", BaseSpec::Bare, 78, zeroed(0.2)},
    };
    return all;
}

} // namespace

void tst_SalvageRates::theMedianOfTwelveSeedsReaches_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < cases().size(); ++i)
        QTest::addRow("%s", cases()[i].name) << static_cast<int>(i);
}

void tst_SalvageRates::theMedianOfTwelveSeedsReaches()
{
    QFETCH(int, index);
    const Case &now = cases()[static_cast<std::size_t>(index)];
    BaseSpec spec;
    spec.kind = now.kind;
    spec.facts = kFacts;
    const Base &whole = base(spec);
    std::vector<int> recovered;
    QByteArray unchanged;
    for (int seed = 1; seed <= kSeeds; ++seed) {
        Random random(static_cast<quint32>(seed));
        QByteArray bytes = whole.bytes;
        now.apply(whole, bytes, random);
        if (bytes == unchanged) { // the damage has no chance in it
            recovered.push_back(recovered.back());
            continue;
        }
        unchanged = bytes;
        const Outcome outcome = salvaged(whole, bytes, {});
        const QString wrong = complaint(whole, outcome);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(wrong)));
        recovered.push_back(goodStatements(whole, outcome));
    }
    std::sort(recovered.begin(), recovered.end());
    const double median = (recovered[kSeeds / 2 - 1] + recovered[kSeeds / 2]) / 2.0 * 100 / kFacts;
    qInfo("%-28s %6.2f %%  (least %.2f %%)", now.name, median, recovered.front() * 100.0 / kFacts);
    QVERIFY2(median >= now.atLeast, qPrintable(QString::number(median)));
}

QTEST_GUILESS_MAIN(tst_SalvageRates)
#include "tst_SalvageRates.moc"
