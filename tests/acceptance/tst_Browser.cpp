// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Browser.h"
#include "tests/support/Programs.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace support;

namespace {

QString textOf(Browser &browser, const char *selector)
{
    return browser
        .evaluate(QStringLiteral("document.querySelector('%1').textContent").arg(QLatin1String(selector)))
        .toString();
}

} // namespace

/// The page at / in a real browser.
class tst_Browser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresAppearAndChangeByThemselves()
    {
        if (Browser::program().isEmpty())
            QSKIP("Chromium is not installed, so the page was not tried in a browser.");
        Home home;
        const QString base = baseOfFacts(home, 123);
        Running server(home, QStringLiteral(HAKGALCTL),
                       {QStringLiteral("--config"),
                        home.writeSettings("monitoring_interval=0.2\nlisten=127.0.0.1:0\n[alert_thresholds]\n"
                                           "hold_ticks=3600\n"),
                        QStringLiteral("--db"), base, QStringLiteral("serve")});
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());

        Browser browser;
        QVERIFY2(browser.start(), browser.standardError().constData());
        const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(port);
        QVERIFY(browser.command(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), url}}));
        QTRY_COMPARE_WITH_TIMEOUT(textOf(browser, "#live"), QStringLiteral("live"), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(browser, ".tile b"), QStringLiteral("123"), 60'000);
        QCOMPARE(textOf(browser, "#name"), QStringLiteral("kb.db"));
        QTRY_COMPARE_WITH_TIMEOUT(textOf(browser, "#status"), QStringLiteral("Operational"), 60'000);
        const QString line = QStringLiteral("document.querySelectorAll('.chart .line')[1].getAttribute('d')");
        QTRY_VERIFY_WITH_TIMEOUT(browser.evaluate(line).toString().contains(u'L'), 60'000);
        const QString before = browser.evaluate(line).toString();

        // Another program writes: the page follows without being asked.
        Writer writer(base);
        QVERIFY(writer.execute("INSERT INTO facts(statement) VALUES('One(more).')"));
        QTRY_COMPARE_WITH_TIMEOUT(textOf(browser, ".tile b"), QStringLiteral("124"), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(browser.evaluate(line).toString() != before, 60'000);

        // It asks nobody else, and nothing of it was refused by its own policy.
        const QString elsewhere =
            QStringLiteral(
                "performance.getEntriesByType('resource').filter(e => !e.name.startsWith('%1')).length")
                .arg(url);
        QCOMPARE(browser.evaluate(elsewhere).toInt(-1), 0);
        for (const QString &complaint : browser.complaints())
            QVERIFY2(complaint.contains(QStringLiteral("favicon.ico")), qPrintable(complaint));
        // What would come from outside is not run.
        browser.evaluate(
            QStringLiteral("document.body.insertAdjacentHTML('beforeend', "
                           "'<img src=x onerror=\"window.evil=1\"><iframe src=\"https://evil.example\">"
                           "</iframe>'); setTimeout('window.evil=2', 0)"));
        QCOMPARE(
            browser
                .evaluate(QStringLiteral("new Promise(done => setTimeout(() => done(typeof window.evil), "
                                         "200))"))
                .toString(),
            QStringLiteral("undefined"));

        if (qEnvironmentVariableIsSet("HAKGAL_PICTURES")) {
            for (const char *scheme : {"light", "dark"}) {
                QVERIFY(browser.command(
                    QStringLiteral("Emulation.setEmulatedMedia"),
                    {{QStringLiteral("features"),
                      QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("prefers-color-scheme")},
                                             {QStringLiteral("value"), QLatin1String(scheme)}}}}}));
                const auto shot = browser.command(QStringLiteral("Page.captureScreenshot"));
                QVERIFY(shot);
                QFile file(QDir(qEnvironmentVariable("HAKGAL_PICTURES"))
                               .filePath(QStringLiteral("page-%1.png").arg(QLatin1String(scheme))));
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(QByteArray::fromBase64(shot->value(QLatin1String("data")).toString().toLatin1()));
            }
        }

        // The server goes: the page says so, and follows again when it is back.
        QCOMPARE(server.terminate(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(textOf(browser, "#live").startsWith(QStringLiteral("not live")), 60'000);
        QCOMPARE(textOf(browser, ".tile b"), QStringLiteral("124"));
    }
};

QTEST_GUILESS_MAIN(tst_Browser)
#include "tst_Browser.moc"
