// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/Format.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace hakgal;

namespace {

const QLocale kUs(QLocale::English, QLocale::UnitedStates);
const QLocale kGerman(QLocale::German, QLocale::Germany);
const double kNan = std::numeric_limits<double>::quiet_NaN();

/// The text with no-break spaces made visible, so that rows can be read.
QString shown(QString text)
{
    return text.replace(QChar(0x00a0), u'_');
}

} // namespace

class TestFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsAreGroupedForPeopleAndPlainForMachines()
    {
        QCOMPARE(Format(kUs).count(18160), QStringLiteral("18,160"));
        QCOMPARE(Format(kGerman).count(18160), QStringLiteral("18.160"));
        QCOMPARE(Format(QLocale::c()).count(18160), QStringLiteral("18160"));
    }

    void aChangeShowsItsSign_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("up") << 42.0 << QStringLiteral("+42");
        QTest::newRow("down") << -3.4 << kUs.negativeSign() + QStringLiteral("3");
        QTest::newRow("none") << 0.0 << QStringLiteral("\u00b10");
        QTest::newRow("rounds to none") << -0.3 << QStringLiteral("\u00b10");
        QTest::newRow("grouped") << 12345.0 << QStringLiteral("+12,345");
        QTest::newRow("unknown") << kNan << QStringLiteral("\u2013");
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QStringLiteral("\u2013");
    }
    void aChangeShowsItsSign()
    {
        QFETCH(double, value);
        QTEST(Format(kUs).signedCount(value), "text");
    }

    void percentKeepsOneDecimal_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("us");
        QTest::addColumn<QString>("german");
        QTest::newRow("usual") << 93.42 << QStringLiteral("93.4_%") << QStringLiteral("93,4_%");
        QTest::newRow("whole") << 80.0 << QStringLiteral("80.0_%") << QStringLiteral("80,0_%");
        QTest::newRow("full") << 100.0 << QStringLiteral("100.0_%") << QStringLiteral("100,0_%");
        QTest::newRow("no minus zero") << -0.01 << QStringLiteral("0.0_%") << QStringLiteral("0,0_%");
        QTest::newRow("unknown") << kNan << QStringLiteral("\u2013") << QStringLiteral("\u2013");
    }
    void percentKeepsOneDecimal()
    {
        QFETCH(double, value);
        QTEST(shown(Format(kUs).percent(value)), "us");
        QTEST(shown(Format(kGerman).percent(value)), "german");
    }

    void bytesUseDecimalUnits_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << QStringLiteral("0_B");
        QTest::newRow("bytes") << 999.0 << QStringLiteral("999_B");
        QTest::newRow("a thousand") << 1000.0 << QStringLiteral("1.0_kB");
        QTest::newRow("picture") << 6.1e6 << QStringLiteral("6.1_MB");
        QTest::newRow("below a hundred") << 99.94e6 << QStringLiteral("99.9_MB");
        QTest::newRow("rounds to a hundred") << 99.96e6 << QStringLiteral("100_MB");
        QTest::newRow("never 1000 kB") << 999.6e3 << QStringLiteral("1.0_MB");
        QTest::newRow("giga") << 12.34e9 << QStringLiteral("12.3_GB");
        QTest::newRow("beyond the last unit") << 5e16 << QStringLiteral("50,000_TB");
        QTest::newRow("unknown") << kNan << QStringLiteral("\u2013");
    }
    void bytesUseDecimalUnits()
    {
        QFETCH(double, value);
        QTEST(shown(Format(kUs).bytes(value)), "text");
    }

    void latencyIsInMillisecondsUpToASecond_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("number");
        const auto row = [](const char *name, double s, const char *text, const char *number) {
            QTest::newRow(name) << s << QString::fromUtf8(text) << QString::fromUtf8(number);
        };
        row("zero", 0, "0.000_ms", "0.000");
        row("below the last digit", 2e-7, "<0.001_ms", "<0.001");
        row("microseconds", 38e-6, "0.038_ms", "0.038");
        row("picture", 0.00038, "0.38_ms", "0.38");
        row("rounds up a class", 0.00009996, "0.10_ms", "0.10");
        row("below ten", 0.009994, "9.99_ms", "9.99");
        row("ten", 0.009996, "10.0_ms", "10.0");
        row("tens", 0.0125, "12.5_ms", "12.5");
        row("hundreds", 0.2504, "250_ms", "250");
        row("never 1000 ms", 0.9997, "1.00_s", "1,000");
        row("a second", 1.2, "1.20_s", "1,200");
        row("tens of seconds", 12.34, "12.3_s", "12,340");
        row("unknown", kNan, "\u2013", "\u2013");
    }
    void latencyIsInMillisecondsUpToASecond()
    {
        QFETCH(double, seconds);
        QTEST(shown(Format(kUs).latency(seconds)), "text");
        QTEST(shown(Format(kUs).latencyNumber(seconds)), "number");
    }

    void durationsHaveAtMostTwoParts_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << QStringLiteral("0_s");
        QTest::newRow("part of a second") << 0.25 << QStringLiteral("0.2_s");
        QTest::newRow("hardly any") << 0.01 << QStringLiteral("<0.1_s");
        QTest::newRow("seconds round down") << 59.9 << QStringLiteral("59_s");
        QTest::newRow("a whole minute") << 120.0 << QStringLiteral("2_min");
        QTest::newRow("minutes") << 130.0 << QStringLiteral("2_min 10_s");
        QTest::newRow("hours") << 8040.0 << QStringLiteral("2_h 14_min");
        QTest::newRow("last second of a day") << 86399.0 << QStringLiteral("23_h 59_min");
        QTest::newRow("days") << 273600.0 << QStringLiteral("3_d 4_h");
        QTest::newRow("clock went back") << -5.0 << QStringLiteral("0_s");
        QTest::newRow("unknown") << kNan << QStringLiteral("\u2013");
    }
    void durationsHaveAtMostTwoParts()
    {
        QFETCH(double, seconds);
        QTEST(shown(Format(kUs).duration(seconds)), "text");
    }

    void timesAreLocalWithTwentyFourHours()
    {
        const QDateTime local(QDate(2026, 1, 31), QTime(16, 58, 12));
        QCOMPARE(Format(kUs).time(local.toMSecsSinceEpoch()), QStringLiteral("16:58:12"));
        QCOMPARE(Format(QLocale::c()).dateTime(local.toMSecsSinceEpoch()),
                 QStringLiteral("2026-01-31 16:58:12"));
        QCOMPARE(Format(kGerman).dateTime(local.toMSecsSinceEpoch()), QStringLiteral("31.01.2026 16:58:12"));
    }

    void aValueIsShownByItsUnit_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("text");
        QTest::newRow("percent") << 10.64 << int(Unit::Percent) << QStringLiteral("10.6_%");
        QTest::newRow("bytes") << 1.2e6 << int(Unit::Bytes) << QStringLiteral("1.2_MB");
        QTest::newRow("short time") << 0.00038 << int(Unit::Seconds) << QStringLiteral("0.38_ms");
        QTest::newRow("long time") << 8040.0 << int(Unit::Seconds) << QStringLiteral("2_h 14_min");
        QTest::newRow("count") << 18160.0 << int(Unit::Count) << QStringLiteral("18,160");
        QTest::newRow("rate") << 42.0 << int(Unit::PerMinute) << QStringLiteral("+42_/min");
        for (const Unit unit : {Unit::Percent, Unit::Bytes, Unit::Seconds, Unit::Count, Unit::PerMinute})
            QTest::addRow("unknown %d", int(unit)) << kNan << int(unit) << QStringLiteral("\u2013");
    }
    void aValueIsShownByItsUnit()
    {
        QFETCH(double, value);
        QFETCH(int, unit);
        QTEST(shown(Format(kUs).value(value, Unit(unit))), "text");
    }

    void limitsHaveNoZerosAtTheEnd_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("text");
        QTest::newRow("percent") << 80.0 << int(Unit::Percent) << QStringLiteral("80_%");
        QTest::newRow("odd percent") << 97.25 << int(Unit::Percent) << QStringLiteral("97.25_%");
        QTest::newRow("bytes") << 64e6 << int(Unit::Bytes) << QStringLiteral("64_MB");
        QTest::newRow("odd bytes") << 1.5e9 << int(Unit::Bytes) << QStringLiteral("1.5_GB");
        QTest::newRow("latency") << 0.1 << int(Unit::Seconds) << QStringLiteral("100_ms");
        QTest::newRow("odd latency") << 0.0025 << int(Unit::Seconds) << QStringLiteral("2.5_ms");
        QTest::newRow("minutes") << 1800.0 << int(Unit::Seconds) << QStringLiteral("30_min");
        QTest::newRow("zero") << 0.0 << int(Unit::Count) << QStringLiteral("0");
    }
    void limitsHaveNoZerosAtTheEnd()
    {
        QFETCH(double, value);
        QFETCH(int, unit);
        QTEST(shown(Format(kUs).limit(value, Unit(unit))), "text");
    }

    void machinesGetPlainSpaces()
    {
        const Format c(QLocale::c());
        QCOMPARE(c.percent(93.4), QStringLiteral("93.4 %"));
        QCOMPARE(c.bytes(6.1e6), QStringLiteral("6.1 MB"));
        QCOMPARE(c.latency(0.00038), QStringLiteral("0.38 ms"));
        QCOMPARE(c.duration(130), QStringLiteral("2 min 10 s"));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_Format.moc"
