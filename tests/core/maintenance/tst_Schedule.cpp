// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Schedule.h"

#include <QDateTime>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

/// "" is 0.
qint64 utc(const char *iso)
{
    return *iso == 0 ? 0 : QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch();
}

QString shown(std::optional<qint64> ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate) : u"never"_s;
}

Schedule of(const QString &text)
{
    const auto schedule = Schedule::parse(text);
    if (!schedule)
        qFatal("%s is no schedule", qPrintable(text));
    return *schedule;
}

} // namespace

class tst_Schedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textsAreUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("usual");
        const auto row = [](const char *text, const char *usual) {
            QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << QString::fromLatin1(usual);
        };
        row("", "off");
        row("off", "off");
        row(" OFF ", "off");
        row("every 6h", "every 6h");
        row("Every 90 min", "every 90min");
        row("every 120min", "every 2h");
        row("every 48h", "every 2d");
        row("every 15min", "every 15min");
        row("every 31d", "every 31d");
        row("daily 03:15", "daily 03:15");
        row("DAILY 3:15", "daily 03:15");
        row("daily 00:00", "daily 00:00");
        row("daily 23:59", "daily 23:59");
        row("weekly sunday 04:00", "weekly sunday 04:00");
        row("weekly  Monday  4:05", "weekly monday 04:05");
    }
    void textsAreUnderstood()
    {
        QFETCH(QString, text);
        const auto schedule = Schedule::parse(text);
        QVERIFY(schedule);
        QTEST(schedule->text(), "usual");
        QCOMPARE(schedule->off(), schedule->text() == u"off");
        QCOMPARE(Schedule::parse(schedule->text()), schedule);
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"sometimes",
                                 "every",
                                 "every 6",
                                 "every 14min",
                                 "every 32d",
                                 "every 0h",
                                 "every -6h",
                                 "every 99999d",
                                 "daily",
                                 "daily 24:00",
                                 "daily 03:60",
                                 "daily 3",
                                 "daily 03:15:00",
                                 "daily 03:15x",
                                 "weekly 04:00",
                                 "weekly someday 04:00",
                                 "weekly sunday",
                                 "off 03:15",
                                 "every 6h daily 03:15",
                                 "daily 03:15\ndaily 04:15"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void nonsenseIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!Schedule::parse(text));
    }

    void theNextRunIsDue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("last");
        QTest::addColumn<QByteArray>("since");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QString>("due");
        const auto row = [](const char *name, const char *text, const char *last, const char *since,
                            const char *now, const char *due) {
            QTest::newRow(name) << QString::fromLatin1(text) << QByteArray(last) << QByteArray(since)
                                << QByteArray(now) << QString::fromLatin1(due);
        };
        row("off", "off", "", "", "2026-03-10T12:00:00Z", "never");
        row("interval, never ran", "every 6h", "", "2026-03-10T11:59:00Z", "2026-03-10T12:00:00Z",
            "2026-03-10T12:00:00Z");
        row("interval, not yet", "every 6h", "2026-03-10T11:00:00Z", "", "2026-03-10T12:00:00Z",
            "2026-03-10T17:00:00Z");
        row("interval, missed many", "every 6h", "2026-03-01T11:00:00Z", "", "2026-03-10T12:00:00Z",
            "2026-03-01T17:00:00Z");
        row("daily, not yet", "daily 03:15", "2026-03-10T02:15:20Z", "", "2026-03-10T12:00:00Z",
            "2026-03-11T02:15:00Z");
        row("daily, missed one", "daily 03:15", "2026-03-09T02:15:20Z", "", "2026-03-10T12:00:00Z",
            "2026-03-10T02:15:00Z");
        row("daily, missed many", "daily 03:15", "2026-02-01T02:15:20Z", "", "2026-03-10T12:00:00Z",
            "2026-03-10T02:15:00Z");
        row("daily, this very moment", "daily 13:00", "2026-03-09T12:00:05Z", "", "2026-03-10T12:00:00Z",
            "2026-03-10T12:00:00Z");
        row("daily, a moment before", "daily 13:00", "2026-03-09T12:00:05Z", "", "2026-03-10T11:59:59Z",
            "2026-03-10T12:00:00Z");
        row("daily, just ran", "daily 13:00", "2026-03-10T12:00:00Z", "", "2026-03-10T12:00:00Z",
            "2026-03-11T12:00:00Z");
        row("daily, set after today's time", "daily 03:15", "", "2026-03-10T11:00:00Z",
            "2026-03-10T12:00:00Z", "2026-03-11T02:15:00Z");
        row("daily, never ran and missed", "daily 03:15", "", "2026-03-09T11:00:00Z", "2026-03-10T12:00:00Z",
            "2026-03-10T02:15:00Z");
        row("daily, ran by hand after it was missed", "daily 03:15", "2026-03-10T08:00:00Z",
            "2026-03-01T11:00:00Z", "2026-03-10T12:00:00Z", "2026-03-11T02:15:00Z");
        row("weekly, later this week", "weekly sunday 04:00", "2026-03-08T03:00:10Z", "",
            "2026-03-10T12:00:00Z", "2026-03-15T03:00:00Z");
        row("weekly, missed", "weekly sunday 04:00", "2026-03-01T03:00:10Z", "", "2026-03-10T12:00:00Z",
            "2026-03-08T03:00:00Z");
        row("weekly, set on its day before its time", "weekly tuesday 14:00", "", "2026-03-10T12:00:00Z",
            "2026-03-10T12:00:00Z", "2026-03-10T13:00:00Z");
        row("weekly, set on its day after its time", "weekly tuesday 12:00", "", "2026-03-10T12:00:00Z",
            "2026-03-10T12:00:00Z", "2026-03-17T11:00:00Z");
        row("last run in the far future", "daily 03:15", "2031-01-01T00:00:00Z", "", "2026-03-10T12:00:00Z",
            "2026-03-10T12:00:00Z");
        row("interval, last run in the far future", "every 6h", "2031-01-01T00:00:00Z", "",
            "2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z");
        row("clock set back a little", "every 6h", "2026-03-10T12:10:00Z", "", "2026-03-10T12:00:00Z",
            "2026-03-10T18:10:00Z");
        row("set by a clock that went wrong", "daily 03:15", "2026-03-09T02:15:20Z", "2031-01-01T00:00:00Z",
            "2026-03-10T12:00:00Z", "2026-03-11T02:15:00Z");
        // Berlin: 29 March 2026, 02:00 to 03:00 is left out; 25 October 2026, 02:00 to 03:00 comes twice.
        row("a time that is left out", "daily 02:30", "2026-03-28T01:30:05Z", "", "2026-03-29T00:00:00Z",
            "2026-03-29T01:30:00Z");
        row("the day after", "daily 02:30", "2026-03-29T01:30:05Z", "", "2026-03-29T02:00:00Z",
            "2026-03-30T00:30:00Z");
        row("a time that comes twice", "daily 02:30", "2026-10-24T00:30:05Z", "", "2026-10-24T23:00:00Z",
            "2026-10-25T00:30:00Z");
        row("not again when it comes again", "daily 02:30", "2026-10-25T00:30:05Z", "",
            "2026-10-25T01:31:00Z", "2026-10-26T01:30:00Z");
        row("weekly over a change of the clocks", "weekly sunday 04:00", "2026-03-22T03:00:05Z", "",
            "2026-03-25T12:00:00Z", "2026-03-29T02:00:00Z");
        row("the last midnight of the year", "daily 00:00", "2026-12-30T23:00:05Z", "",
            "2026-12-31T22:59:59Z", "2026-12-31T23:00:00Z");
    }
    void theNextRunIsDue()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, last);
        QFETCH(QByteArray, since);
        QFETCH(QByteArray, now);
        const QTimeZone berlin("Europe/Berlin");
        QVERIFY(berlin.isValid());
        QTEST(shown(of(text).nextDueMs(utc(last.constData()), utc(since.constData()), utc(now.constData()),
                                       berlin)),
              "due");
    }

    void inAYearEveryDayRunsOnce_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("text");
        for (const char *zone : {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                                 "Pacific/Apia", "America/Sao_Paulo"}) {
            for (const char *text :
                 {"daily 00:00", "daily 02:00", "daily 02:30", "daily 03:00", "daily 23:59"})
                QTest::newRow(qPrintable(QLatin1String(zone) + u' ' + QLatin1String(text)))
                    << QByteArray(zone) << QString::fromLatin1(text);
        }
    }
    void inAYearEveryDayRunsOnce()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, text);
        const QTimeZone place(zone);
        if (!place.isValid())
            QSKIP("this system does not know the time zone");
        const Schedule schedule = of(text);
        const qint64 begin = utc("2026-01-01T12:00:00Z");
        qint64 last = begin;
        int runs = 0;
        for (qint64 now = begin; now < begin + 365 * kDay; now += 30 * kMinute) {
            const auto due = schedule.nextDueMs(last, begin, now, place);
            QVERIFY(due);
            if (*due > now)
                continue;
            QVERIFY(now - *due < 30 * kMinute);
            QVERIFY(last == begin || (now - last >= 22 * kHour && now - last <= 26 * kHour));
            last = now;
            ++runs;
        }
        QCOMPARE(runs, 365);
    }

    void afterALongPauseOneRunIsCaughtUp()
    {
        const Schedule schedule = of(u"every 6h"_s);
        qint64 last = utc("2026-01-01T00:00:00Z");
        const qint64 back = last + 100 * kDay;
        int runs = 0;
        for (qint64 now = back; now < back + kHour; now += kMinute) {
            if (*schedule.nextDueMs(last, 0, now, QTimeZone::utc()) <= now) {
                last = now;
                ++runs;
            }
        }
        QCOMPARE(runs, 1);
    }
};

QTEST_GUILESS_MAIN(tst_Schedule)
#include "tst_Schedule.moc"
