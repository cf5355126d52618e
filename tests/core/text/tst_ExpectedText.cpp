// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"
#include "core/text/Catalogue.h"
#include "core/text/ExpectedText.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// Another language: every text in angle brackets.
class Brackets : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return u'<' + QString::fromUtf8(source) + u'>';
    }
};

/// Settings of which hardly anything is right.
std::vector<Settings> wrongSettings()
{
    Settings one;
    one.listen = {u"abc"_s};
    one.allowedHosts = {u"a b"_s};
    one.monitoringInterval = 0;
    one.maxQuerySamples = 0;
    one.backupDirectory = u"here"_s;
    one.backupSchedule = u"now and then"_s;
    one.tlsKey = u"key.pem"_s;
    one.databasePath = u"C:base.db"_s;
    one.notifyDesktop = u"loud"_s;
    one.notifyMailServer = u"mail"_s;
    one.notifyMailFrom = u"me"_s;
    one.notifyMailTo = {u"you"_s};
    Settings two;
    two.listen = {u"127.0.0.1:8000"_s, u"127.0.0.1:8000"_s};
    two.cpuPercent = 90;
    two.criticalCpuPercent = 80;
    two.cacheHitRatePercent = 40;
    two.criticalCacheHitRatePercent = 60;
    two.notifyMail = u"warning"_s;
    Settings three;
    three.listen = {u"0.0.0.0:8000"_s};
    three.notifyMail = u"warning"_s;
    three.notifyMailServer = u"smtp.example.org:587"_s;
    three.notifyMailSecurity = u"none"_s;
    return {one, two, three};
}

} // namespace

class tst_ExpectedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatASettingExpectsIsToldInTheLanguageOfTheProgram()
    {
        Brackets brackets;
        QVERIFY(QCoreApplication::installTranslator(&brackets));
        int seen = 0;
        for (const Settings &settings : wrongSettings()) {
            for (const Error &error : validate(settings)) {
                ++seen;
                const QString english = error.args.value(2);
                const QString told = expectedText(english);
                QVERIFY2(told.startsWith(u'<') && told.endsWith(u'>'), qPrintable(english));
                QVERIFY2(!told.contains(u"%1"_s) && !told.contains(u"%2"_s), qPrintable(told));
                QCOMPARE(told.mid(1).chopped(1), english); // numbers and names where they were
                // JSON and scripts read English.
                QVERIFY(Catalogue(Catalogue::Language::English).error(error).contains(english));
            }
        }
        QVERIFY2(seen >= 18, qPrintable(QString::number(seen)));
        QCoreApplication::removeTranslator(&brackets);
    }

    void whatIsNotKnownStaysAsItIs()
    {
        QCOMPARE(expectedText(u"something else"_s), u"something else"_s);
        QCOMPARE(expectedText({}), QString());
    }
};

QTEST_GUILESS_MAIN(tst_ExpectedText)
#include "tst_ExpectedText.moc"
