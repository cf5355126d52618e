// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Outbox.h"
#include "tests/support/Snapshots.h"

#include <QJsonObject>
#include <QTest>

using namespace hakgal;
using namespace std::chrono_literals;
using test::fullSnapshot;

namespace {

using Kind = AlertEvent::Kind;

Snapshot at(qint64 wallMs, std::vector<Alert> firing, std::vector<AlertEvent> events = {})
{
    Snapshot snapshot = fullSnapshot();
    snapshot.sample.at.wallMs = wallMs;
    snapshot.alerts = std::move(firing);
    snapshot.events = std::move(events);
    snapshot.recorder = true;
    return snapshot;
}

Alert alertOf(RuleId rule, Severity severity, qint64 startedMs)
{
    Alert alert;
    alert.rule = rule;
    alert.severity = severity;
    alert.startedMs = startedMs;
    alert.value = 97;
    alert.worst = 98;
    alert.limit = 95;
    return alert;
}

/// What it tells one after the other where everything arrives: "raised cpu, resolved cpu".
QString toldBy(Outbox &outbox)
{
    QStringList told;
    while (const auto event = outbox.next(Outbox::Time(1h))) {
        told += QLatin1String(event->kind == Kind::Raised ? "raised " : "resolved ") +
                QLatin1String(ruleName(event->alert.rule));
        outbox.delivered();
    }
    return told.join(QLatin1String(", "));
}

} // namespace

class tst_Outbox : public QObject
{
    Q_OBJECT
    const Alert m_cpu = alertOf(RuleId::CpuCritical, Severity::Critical, 1000);
    const Alert m_disk = alertOf(RuleId::Disk, Severity::Warning, 2000);

private Q_SLOTS:
    void anIncidentIsToldOnceAtEachEnd()
    {
        Outbox outbox;
        QVERIFY(outbox.follow(at(5000, {m_cpu}), Severity::Warning));
        QCOMPARE(toldBy(outbox), QStringLiteral("raised cpu_critical"));
        QVERIFY(!outbox.follow(at(6000, {m_cpu}), Severity::Warning));
        QCOMPARE(toldBy(outbox), QString());
        QVERIFY(outbox.follow(at(7000, {}), Severity::Warning));
        QCOMPARE(toldBy(outbox), QStringLiteral("resolved cpu_critical"));
        QVERIFY(!outbox.follow(at(8000, {}), Severity::Warning));
        QCOMPARE(toldBy(outbox), QString());
        QVERIFY(outbox.follow(at(9000, {alertOf(RuleId::CpuCritical, Severity::Critical, 8500)}),
                              Severity::Warning));
        QCOMPARE(toldBy(outbox), QStringLiteral("raised cpu_critical"));
    }

    void theResolveTellsWhatTheEndWas()
    {
        Outbox outbox;
        outbox.follow(at(5000, {m_cpu}), Severity::Warning);
        outbox.delivered();
        Alert ended = m_cpu;
        ended.worst = 99.5;
        ended.endedMs = 7000;
        outbox.follow(at(7100, {}, {{Kind::Resolved, ended}}), Severity::Warning);
        QCOMPARE(outbox.next({})->alert, ended);
    }

    void anEndThatNobodySawIsDatedNow()
    {
        Outbox outbox;
        outbox.follow(at(5000, {m_cpu}), Severity::Warning);
        outbox.delivered();
        outbox.follow(at(9000, {}), Severity::Warning);
        QCOMPARE(outbox.next({})->alert.endedMs, 9000);
    }

    void onlyWhatIsSevereEnoughIsRaised_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QString>("told");
        QTest::newRow("info") << int(Severity::Info) << "raised cpu_critical, raised disk";
        QTest::newRow("warning") << int(Severity::Warning) << "raised cpu_critical, raised disk";
        QTest::newRow("critical") << int(Severity::Critical) << "raised cpu_critical";
    }
    void onlyWhatIsSevereEnoughIsRaised()
    {
        QFETCH(int, from);
        QFETCH(QString, told);
        Outbox outbox;
        outbox.follow(at(5000, {m_disk, m_cpu}), Severity(from));
        QCOMPARE(toldBy(outbox), told);
    }

    void whatWasRaisedIsResolvedUnderASettingThatWouldNotRaiseIt()
    {
        Outbox outbox;
        outbox.follow(at(5000, {m_disk}), Severity::Warning);
        QCOMPARE(toldBy(outbox), QStringLiteral("raised disk"));
        outbox.follow(at(6000, {}), Severity::Critical);
        QCOMPARE(toldBy(outbox), QStringLiteral("resolved disk"));
    }

    void aSnoozedAlertIsRaisedWhenTheSnoozeEnds()
    {
        Outbox outbox;
        Alert snoozed = m_cpu;
        snoozed.snoozedUntilMs = 8000;
        outbox.follow(at(5000, {snoozed}), Severity::Warning);
        QCOMPARE(toldBy(outbox), QString());
        outbox.follow(at(8001, {snoozed}), Severity::Warning);
        QCOMPARE(toldBy(outbox), QStringLiteral("raised cpu_critical"));
    }

    void whatIsKeptIsNeitherToldTwiceNorForgotten_data()
    {
        QTest::addColumn<bool>("raiseTold");
        QTest::addColumn<bool>("goesOn");
        QTest::addColumn<QString>("told");
        QTest::newRow("told, goes on") << true << true << QString();
        QTest::newRow("told, ended meanwhile") << true << false << "resolved cpu_critical";
        QTest::newRow("not told, goes on") << false << true << "raised cpu_critical";
        QTest::newRow("not told, ended meanwhile")
            << false << false << "raised cpu_critical, resolved cpu_critical";
    }
    void whatIsKeptIsNeitherToldTwiceNorForgotten()
    {
        QFETCH(bool, raiseTold);
        QFETCH(bool, goesOn);
        QFETCH(QString, told);
        Outbox before;
        before.follow(at(5000, {m_cpu}), Severity::Warning);
        if (raiseTold)
            before.delivered();
        Outbox after;
        after.fromJson(before.toJson());
        QCOMPARE(after.toJson(), before.toJson());
        after.follow(at(9000, goesOn ? std::vector<Alert>{m_cpu} : std::vector<Alert>{}), Severity::Warning);
        QCOMPARE(toldBy(after), told);
    }

    void nonsenseThatWasKeptIsLeftOut()
    {
        Outbox outbox;
        outbox.fromJson(
            {QJsonValue(7), QJsonObject{},
             QJsonObject{{QStringLiteral("rule"), QStringLiteral("no_such_rule")},
                         {QStringLiteral("started"), 5}},
             QJsonObject{{QStringLiteral("rule"), QStringLiteral("cpu")}, {QStringLiteral("started"), -5}}});
        QCOMPARE(outbox.waiting(), 0);
        QVERIFY(!outbox.next({}));
    }

    void pausesGrowUpToALimitAndEndWithSuccess()
    {
        Outbox outbox;
        outbox.follow(at(5000, {m_cpu, m_disk}), Severity::Warning);
        Outbox::Time now(1h);
        std::vector<std::chrono::seconds> pauses;
        for (int i = 0; i < 10; ++i) {
            QVERIFY(outbox.next(now));
            QVERIFY(!outbox.failed(false, now));
            QVERIFY(!outbox.next(now));
            pauses.push_back(std::chrono::duration_cast<std::chrono::seconds>(*outbox.due() - now));
            now = *outbox.due();
        }
        const std::vector<std::chrono::seconds> expected{5s,   10s,  20s,  40s,  80s,
                                                         160s, 320s, 640s, 900s, 900s};
        QCOMPARE(pauses, expected);
        outbox.delivered();
        QVERIFY(outbox.next({})); // the other one, at once
        outbox.failed(false, now);
        QCOMPARE(*outbox.due() - now, Outbox::Time::duration(5s));
        outbox.retryNow();
        QVERIFY(outbox.next({}));
    }

    void aMessageThatIsRefusedIsGivenUpAndTheNextOneComes()
    {
        Outbox outbox;
        outbox.follow(at(5000, {m_cpu, m_disk}), Severity::Warning);
        for (int i = 1; i < Outbox::kMostRefusals; ++i)
            QVERIFY(!outbox.failed(true, {}));
        QVERIFY(outbox.failed(true, {}));
        outbox.retryNow();
        QCOMPARE(outbox.next({})->alert.rule, RuleId::Disk);
        QVERIFY(!outbox.failed(true, {})); // counted anew
    }

    void whatHappenedFirstIsToldFirst()
    {
        Outbox outbox;
        outbox.follow(at(5000, {m_cpu}), Severity::Warning);
        Alert ended = m_cpu;
        ended.endedMs = 6000;
        outbox.follow(at(6000, {}, {{Kind::Resolved, ended}}), Severity::Warning);
        outbox.follow(at(8000, {alertOf(RuleId::Disk, Severity::Warning, 7000)}), Severity::Warning);
        QCOMPARE(outbox.waiting(), 3);
        QCOMPARE(toldBy(outbox), QStringLiteral("raised cpu_critical, resolved cpu_critical, raised disk"));
    }

    void theQueueIsBoundedAndKeepsWhatFires()
    {
        Outbox outbox;
        outbox.follow(at(1, {m_disk}), Severity::Warning);
        for (int i = 0; i < 1000; ++i) {
            const qint64 now = 10'000 + 10 * i;
            outbox.follow(at(now, {m_disk, alertOf(RuleId::Cpu, Severity::Warning, now)}), Severity::Warning);
            outbox.follow(at(now + 5, {m_disk}), Severity::Warning);
        }
        QCOMPARE(outbox.waiting(), 2 * int(Outbox::kMostIncidents) - 1);
        QCOMPARE(outbox.dropped(), quint64(1001 - Outbox::kMostIncidents));
        QCOMPARE(outbox.next({})->alert.rule, RuleId::Disk);
    }
};

QTEST_GUILESS_MAIN(tst_Outbox)
#include "tst_Outbox.moc"
