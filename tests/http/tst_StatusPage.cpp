// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/StatusPage.h"

#include "core/http/StatusPageParts.h"
#include "tests/support/Snapshots.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace hakgal;
using namespace hakgal::test;

class TestStatusPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itShowsStatusAndFigures()
    {
        const QByteArray page = statusPage(kept(fullSnapshot()), 0.5, {});
        QVERIFY(page.contains("<strong id=\"status\" class=\"pill good\">Operational</strong>"));
        QVERIFY(page.contains("<span>Facts</span><b>18160</b>"));
        QVERIFY(page.contains("<h1 id=\"name\">/data/kb.db</h1>"));
        QVERIFY(page.contains("No alert is firing."));
        for (const char *link :
             {"/metrics", "/api/health", "/api/metrics", "/api/metrics/history?limit=60", "/api/events"})
            QVERIFY2(page.contains("<a href=\"" + QByteArray(link) + "\">"), link);
    }

    void whatIsNotMeasuredIsADash()
    {
        const QByteArray page = statusPage(kept(unreachableSnapshot()), 0.5, {});
        QVERIFY(page.contains("<strong id=\"status\" class=\"pill bad\">Poor</strong>"));
        QVERIFY(!page.contains("18160"));
        QVERIFY(page.contains("<span>Facts</span><b>\u2013</b>"));
        QVERIFY(page.contains("<li>There is no file at /data/kb.db."));
    }

    void alertsAreListed()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.alerts = {firingAlert(snapshot, RuleId::CacheHit, Severity::Warning, 74.2, 80)};
        const QByteArray page = statusPage(kept(snapshot), 0.5, {});
        QVERIFY(page.contains("<td>Cache hit below 80 %</td><td>74.2 % for 2 min 10 s</td>"));
    }

    void textsFromOutsideAreEscaped()
    {
        Snapshot snapshot = unreachableSnapshot();
        const QString evil = QStringLiteral("/x/<script>alert(1)</script>\"'&.db");
        snapshot.sample.database.path = evil;
        snapshot.sample.database.error.args = {evil};
        snapshot.reasons[0].error.args = {evil};
        const QByteArray page = statusPage(kept(snapshot), 0.5, {});
        QCOMPARE(int(page.count("<script")), 1); // its own
        QVERIFY(page.contains("&lt;script&gt;"));
        // As data for the script it is text that is only ever set as text.
        QVERIFY(!QByteArray(kPageScript.data(), kPageScript.size()).contains("innerHTML"));
    }

    void itLoadsNothingFromElsewhere()
    {
        const QString page = QString::fromUtf8(statusPage(kept(fullSnapshot()), 0.5, {}));
        for (const char *part : {"<script ", " src=", "<img", "<link", "<iframe", "http://", "https://",
                                 "url(", "@import", " style=", " onclick"})
            QVERIFY2(!page.contains(QLatin1String(part)), part);
    }

    void thePolicyAllowsItsOwnStyleAndScriptOnly()
    {
        const QByteArray page = statusPage(nullptr, 0, {});
        const auto hashBetween = [&page](const QByteArray &tag) {
            const qsizetype begin = page.indexOf('<' + tag + '>') + tag.size() + 2;
            const QByteArray part = page.mid(begin, page.indexOf("</" + tag + '>') - begin);
            return part.size() < 100 ? QByteArray()
                                     : QCryptographicHash::hash(part, QCryptographicHash::Sha256).toBase64();
        };
        QCOMPARE(statusPagePolicy(), "default-src 'none'; style-src 'sha256-" + hashBetween("style") +
                                         "'; script-src 'sha256-" + hashBetween("script") +
                                         "'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                         "frame-ancestors 'none'");
    }

    void theViewHasWhatThePageShows()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.alerts = {firingAlert(snapshot, RuleId::CacheHit, Severity::Critical, 74.2, 80)};
        Settings settings;
        settings.queryLatencyMs = 42;
        const QByteArray text = pageView(snapshot, 0.5, settings);
        QVERIFY(!text.contains('\n')); // one line of a stream
        const QJsonObject view = QJsonDocument::fromJson(text).object();
        const QByteArray page = statusPage(&snapshot, 0.5, settings);
        QCOMPARE(view[QStringLiteral("at")].toDouble(), double(kWallMs));
        QCOMPARE(int(view[QStringLiteral("tiles")].toArray().size()), int(page.count("card tile")));
        const QJsonArray charts = view[QStringLiteral("charts")].toArray();
        QCOMPARE(int(charts.size()), int(page.count("card chart")));
        QCOMPARE(charts[0][QStringLiteral("value")].toDouble(), snapshot[MetricId::SystemCpu].value);
        QCOMPARE(charts[3][QStringLiteral("value")].toDouble(), snapshot[MetricId::QueryP95].value * 1000);
        QCOMPARE(charts[3][QStringLiteral("limit")].toDouble(), 42.0);
        QCOMPARE(view[QStringLiteral("alerts")][0][QStringLiteral("tone")].toString(), QStringLiteral("bad"));
        QVERIFY(pageView(unreachableSnapshot(), 0, {}).contains("\"value\":null"));
        QVERIFY(pageView(snapshot, 90, {}).contains("measured 1 min 30 s ago"));
        QVERIFY(!text.contains("measured"));
    }

    void beforeTheFirstSnapshotItSaysSo()
    {
        QVERIFY(statusPage(nullptr, 0, {}).contains("Nothing was measured yet."));
    }

private:
    const Snapshot *kept(Snapshot snapshot)
    {
        m_snapshot = std::move(snapshot);
        return &m_snapshot;
    }
    Snapshot m_snapshot;
};

QTEST_GUILESS_MAIN(TestStatusPage)
#include "tst_StatusPage.moc"
