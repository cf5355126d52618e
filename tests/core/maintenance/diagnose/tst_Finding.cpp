// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Finding.h"
#include "core/text/Catalogue.h"

#include <QJsonArray>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

class tst_Finding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRemedyHasANameThatLeadsBackToIt()
    {
        for (int i = 0; i <= static_cast<int>(RemedyAction::CreateHistory); ++i) {
            const auto action = static_cast<RemedyAction>(i);
            const QString name = QLatin1String(remedyName(action));
            QVERIFY(!name.isEmpty());
            QVERIFY(remedyByName(name) == action);
            QVERIFY(
                !Catalogue(Catalogue::Language::English).remedy({action, {u"a"_s, u"b"_s}, false}).isEmpty());
        }
        QVERIFY(!remedyByName(u"format_disk"));
    }

    void aReportSurvivesJson()
    {
        DiagnosisReport report;
        report.findings.push_back({u"index.damaged:idx"_s,
                                   Severity::Critical,
                                   {u"idx"_s, u"pages"_s, u"1"_s},
                                   Finding::Remedy{RemedyAction::Rebuild, {u"idx"_s}, false}});
        report.findings.push_back({u"wal.large"_s, Severity::Warning, {u"9"_s, u"8"_s}, std::nullopt});
        report.passed.push_back({u"disk"_s, {u"61000000000"_s, u"13000000"_s}});
        report.full = true;
        report.seconds = 1.1;
        const DiagnosisReport back = DiagnosisReport::fromJson(report.toJson());
        QVERIFY(back.findings == report.findings);
        QCOMPARE(back.passed.size(), std::size_t(1));
        QCOMPARE(back.passed[0].check, u"disk"_s);
        QCOMPARE(back.passed[0].args, report.passed[0].args);
        QVERIFY(back.full);
        QCOMPARE(back.seconds, 1.1);
    }

    void whatIsNotUnderstoodIsLeftOut()
    {
        const QJsonObject object{
            {u"findings"_s,
             QJsonArray{QJsonObject{{u"id"_s, u"a"_s}, {u"severity"_s, u"terrible"_s}},
                        QJsonObject{{u"severity"_s, u"info"_s}}, 7,
                        QJsonObject{{u"id"_s, u"b"_s},
                                    {u"severity"_s, u"info"_s},
                                    {u"remedy"_s, QJsonObject{{u"action"_s, u"format_disk"_s}}}}}},
            {u"passed"_s, QJsonArray{QJsonObject{}, u"x"_s}}};
        const DiagnosisReport report = DiagnosisReport::fromJson(object);
        QCOMPARE(report.findings.size(), std::size_t(1));
        QCOMPARE(report.findings[0].id, u"b"_s);
        QVERIFY(!report.findings[0].remedy);
        QVERIFY(report.passed.empty());
    }

    void everyFindingOfTheContractHasASentence_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"file.unreadable",
                               "file.locked",
                               "file.links",
                               "file.network",
                               "schema.facts_missing",
                               "schema.audit_log_missing",
                               "schema.duplicates",
                               "index.missing:NAME",
                               "index.damaged:NAME",
                               "integrity.damaged",
                               "integrity.unchecked",
                               "wal.left_behind",
                               "wal.large",
                               "wal.pinned",
                               "journal.mode",
                               "freelist.high",
                               "disk.low",
                               "backup.none",
                               "backup.old",
                               "backup.failing",
                               "endpoint.thread",
                               "endpoint.scrape",
                               "endpoint.port:8000",
                               "service:NAME",
                               "sqlite.wal_reset",
                               "dashboard.other",
                               "swap.open_intent",
                               "history.missing"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void everyFindingOfTheContractHasASentence()
    {
        QFETCH(QString, id);
        const Catalogue words(Catalogue::Language::English);
        const QString sentence = words.finding({id, Severity::Info, {u"1"_s, u"2"_s, u"3"_s}, std::nullopt});
        QVERIFY2(sentence.endsWith(u'.') || sentence.contains(u": "_s), qPrintable(sentence));
        QVERIFY2(!sentence.startsWith(id), qPrintable(sentence)); // what it says of ids that it does not know
        QVERIFY(!sentence.contains(u"%1"_s) && !sentence.contains(u"%2"_s));
        QVERIFY(!words.findingCheck(id).isEmpty());
    }
};

QTEST_APPLESS_MAIN(tst_Finding)
#include "tst_Finding.moc"
