// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/StatusPage.h"

#include "tests/support/Snapshots.h"

#include <QCryptographicHash>
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
        const QByteArray page = statusPage(kept(fullSnapshot()), 0.5);
        QVERIFY(page.contains("<strong class=\"good\">Operational</strong>"));
        QVERIFY(page.contains("<dd>18160</dd>"));
        QVERIFY(page.contains("/data/kb.db"));
        QVERIFY(page.contains("No alert is firing."));
        for (const char *link : {"/metrics", "/api/health", "/api/metrics", "/api/metrics/history?limit=60"})
            QVERIFY2(page.contains("<a href=\"" + QByteArray(link) + "\">"), link);
    }

    void whatIsNotMeasuredIsADash()
    {
        const QByteArray page = statusPage(kept(unreachableSnapshot()), 0.5);
        QVERIFY(page.contains("<strong class=\"bad\">Poor</strong>"));
        QVERIFY(!page.contains("18160"));
        QVERIFY(page.contains("<dt>Facts</dt><dd>\u2013</dd>"));
        QVERIFY(page.contains("<li>There is no file at /data/kb.db."));
    }

    void alertsAreListed()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.alerts = {firingAlert(snapshot, RuleId::CacheHit, Severity::Warning, 74.2, 80)};
        const QByteArray page = statusPage(kept(snapshot), 0.5);
        QVERIFY(page.contains("<td>Cache hit below 80 %</td><td>74.2 % for 2 min 10 s</td>"));
    }

    void textsFromOutsideAreEscaped()
    {
        Snapshot snapshot = unreachableSnapshot();
        const QString evil = QStringLiteral("/x/<script>alert(1)</script>\"'&.db");
        snapshot.sample.database.path = evil;
        snapshot.sample.database.error.args = {evil};
        snapshot.reasons[0].error.args = {evil};
        const QByteArray page = statusPage(kept(snapshot), 0.5);
        QVERIFY(!page.contains("<script"));
        QVERIFY(page.contains("&lt;script&gt;"));
    }

    void itLoadsNothingFromElsewhere()
    {
        const QString page = QString::fromUtf8(statusPage(kept(fullSnapshot()), 0.5));
        for (const char *part : {"<script", "<img", "<link", "<iframe", "http://", "https://", "url(",
                                 "@import", " style=", " onclick"})
            QVERIFY2(!page.contains(QLatin1String(part)), part);
    }

    void thePolicyAllowsItsOwnStyleOnly()
    {
        const QByteArray page = statusPage(nullptr, 0);
        const qsizetype begin = page.indexOf("<style>") + 7;
        const QByteArray style = page.mid(begin, page.indexOf("</style>") - begin);
        QVERIFY(style.size() > 100);
        const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
        QCOMPARE(statusPagePolicy(), "default-src 'none'; style-src 'sha256-" + hash +
                                         "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    void beforeTheFirstSnapshotItSaysSo()
    {
        QVERIFY(statusPage(nullptr, 0).contains("Nothing was measured yet."));
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
