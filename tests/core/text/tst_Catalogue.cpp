// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/Catalogue.h"

#include "core/maintenance/transfer/FactReader.h"

#include <QRegularExpression>
#include <QtTest>

using namespace hakgal;

namespace {

constexpr int kErrorCodes = int(ErrorCode::JobCrashed) + 1;
constexpr int kReasons = int(Reason::NoSearches) + 1;
constexpr int kRules = int(RuleId::Count_);

const Catalogue &english()
{
    static const Catalogue catalogue(Catalogue::Language::English);
    return catalogue;
}

/// What is wrong with a text that a person reads; empty where all is well.
QString fault(const QString &text)
{
    static const QRegularExpression leftOver(QStringLiteral("%[0-9Ln]"));
    if (text.trimmed().isEmpty())
        return QStringLiteral("empty");
    if (text.contains(leftOver))
        return QStringLiteral("left-over placeholder: ") + text;
    if (text.contains(QStringLiteral("  ")) || text != text.trimmed())
        return QStringLiteral("stray spaces: ") + text;
    if (text.contains(QStringLiteral("..")))
        return QStringLiteral("two dots: ") + text;
    return {};
}

bool isSentence(const QString &text)
{
    return text.endsWith(u'.');
}

Alert alertOf(RuleId rule, double value, double limit, qint64 seconds, bool ended = false)
{
    Alert alert;
    alert.rule = rule;
    alert.startedMs = 1'769'878'692'000;
    alert.endedMs = ended ? alert.startedMs + seconds * 1000 : 0;
    alert.value = value;
    alert.worst = value;
    alert.limit = limit;
    return alert;
}

qint64 nowOf(const Alert &alert, qint64 seconds)
{
    return alert.startedMs + seconds * 1000;
}

/// Marks every text, so that a test sees which ones a translator would get.
class Marker : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "hakgal") == 0 ? u'*' + QString::fromUtf8(source) : QString();
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyErrorSaysWhatHappenedAndWhatToDo()
    {
        const QStringList args{QStringLiteral("/data/a.db"), QStringLiteral("second"),
                               QStringLiteral("third")};
        for (int i = 0; i < kErrorCodes; ++i) {
            Error error{ErrorCode(i), args, QStringLiteral("disk I/O error"), 10};
            const QString text = english().error(error);
            QCOMPARE(fault(text), QString());
            QVERIFY2(isSentence(text), qPrintable(text));
            const QString summary = english().errorSummary(error);
            QVERIFY2(isSentence(summary) && text.startsWith(summary + u' '), qPrintable(text));
            QVERIFY(text.size() - summary.size() > 10);

            error.args.clear();
            error.detail.clear();
            QCOMPARE(fault(english().error(error)), QString());
        }
    }

    void anErrorNamesTheFile()
    {
        QCOMPARE(english().error({ErrorCode::FileMissing, {QStringLiteral("/data/a.db")}, {}, 0}),
                 QStringLiteral(
                     "There is no file at /data/a.db. Check the path, or choose another knowledge base."));
    }

    void everyErrorWithAPathShowsIt()
    {
        const QString path = QStringLiteral("/data/kb.db");
        const QSet<ErrorCode> without{ErrorCode::Interrupted, ErrorCode::DatabaseFailed,
                                      ErrorCode::NothingConfigured};
        for (int i = 0; i < kErrorCodes; ++i) {
            if (without.contains(ErrorCode(i)))
                continue;
            const QString text = english().error({ErrorCode(i), {path, path, path}, {}, 0});
            QVERIFY2(text.contains(path), qPrintable(text));
        }
    }

    void argumentsAreNeverTakenForPlaceholders()
    {
        const QString text = english().error(
            {ErrorCode::FileOtherOwner, {QStringLiteral("/d/%2.db"), QStringLiteral("eve%1")}, {}, 0});
        QVERIFY2(text.contains(QStringLiteral("/d/%2.db")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("eve%1")), qPrintable(text));
    }

    void namesFromOutsideCannotDisturbASentence_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("line break") << QStringLiteral("a\nb") << QStringLiteral("a\ufffdb");
        QTest::newRow("escape") << QStringLiteral("a\u001b[31m") << QStringLiteral("a\ufffd[31m");
        QTest::newRow("right to left override")
            << QStringLiteral("a\u202egnp.exe") << QStringLiteral("a\ufffdgnp.exe");
        QTest::newRow("letters of all kinds")
            << QStringLiteral("\u00e4\u4e2d\u0634 b.db") << QStringLiteral("\u00e4\u4e2d\u0634 b.db");
        QTest::newRow("long") << QString(600, u'x')
                              << QString(250, u'x') + QStringLiteral("\u2026") + QString(249, u'x');
    }
    void namesFromOutsideCannotDisturbASentence()
    {
        QFETCH(QString, name);
        QFETCH(QString, shown);
        QCOMPARE(plainName(name), shown);
        QVERIFY(english().error({ErrorCode::FileMissing, {name}, {}, 0}).contains(shown));
    }

    void everyReasonIsASentence()
    {
        QSet<QString> seen;
        for (int i = 0; i < kReasons; ++i) {
            const QString text = english().reason(Reason(i));
            QCOMPARE(fault(text), QString());
            QVERIFY2(isSentence(text), qPrintable(text));
            seen += text;
        }
        QCOMPARE(int(seen.size()), kReasons);
    }

    void everyMetricHasANameAndAnExplanation()
    {
        QSet<QString> names;
        for (std::size_t i = 0; i < kMetricCount; ++i) {
            const QString name = english().metricName(MetricId(i));
            QCOMPARE(fault(name), QString());
            names += name;
            const QString help = english().metricHelp(MetricId(i));
            QCOMPARE(fault(help), QString());
            QVERIFY2(isSentence(help), qPrintable(help));
        }
        QCOMPARE(std::size_t(names.size()), kMetricCount);
        QCOMPARE(english().metricName(MetricId::QueryP95), QStringLiteral("Query p95"));
    }

    void severitiesAndStatesHaveWords()
    {
        QCOMPARE(english().severity(Severity::Info), QStringLiteral("Information"));
        QCOMPARE(english().severity(Severity::Warning), QStringLiteral("Warning"));
        QCOMPARE(english().severity(Severity::Critical), QStringLiteral("Critical"));
        QCOMPARE(english().status(Status::Operational), QStringLiteral("Operational"));
        QCOMPARE(english().status(Status::Degraded), QStringLiteral("Degraded"));
        QCOMPARE(english().status(Status::Poor), QStringLiteral("Poor"));
    }

    void everyRuleHasTitleDetailAndExplanation()
    {
        for (int i = 0; i < kRules; ++i) {
            for (const bool ended : {false, true}) {
                Alert alert = alertOf(RuleId(i), 42, 40, 130, ended);
                alert.error = {ErrorCode::FileMissing, {QStringLiteral("/a.db")}, {}, 0};
                const qint64 now = nowOf(alert, 130);
                QCOMPARE(fault(english().alertTitle(alert)), QString());
                QCOMPARE(fault(english().alertDetail(alert, now)), QString());
                const QString text = english().alertExplanation(alert, now);
                const QStringList paragraphs = text.split(QStringLiteral("\n\n"));
                QCOMPARE(int(paragraphs.size()), 3);
                for (const QString &paragraph : paragraphs) {
                    QCOMPARE(fault(paragraph), QString());
                    QVERIFY2(isSentence(paragraph), qPrintable(paragraph));
                }
            }
        }
        QCOMPARE(fault(english().alertTitle(Alert{})), QString());
        QCOMPARE(fault(english().alertExplanation(Alert{}, 0)), QString());
    }

    void alertTitlesNameTheLimit_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<double>("limit");
        QTest::addColumn<QString>("title");
        const auto row = [](RuleId rule, double limit, const char *title) {
            QTest::newRow(title) << int(rule) << limit << QString::fromUtf8(title);
        };
        row(RuleId::QueryLatency, 0.1, "Query p95 above 100 ms");
        row(RuleId::QueryLatencyCritical, 1.5, "Query p95 above 1.5 s");
        row(RuleId::CacheHit, 80, "Cache hit below 80 %");
        row(RuleId::CpuCritical, 95, "CPU above 95 %");
        row(RuleId::Memory, 85, "Memory above 85 %");
        row(RuleId::DatabaseUnreachable, 1, "Knowledge base cannot be read");
        row(RuleId::DatabaseErrors, 0, "SQLite returned errors");
        row(RuleId::DatabaseReplaced, 0, "The file was replaced");
        row(RuleId::FactsStalled, 1800, "No new facts for 30 min");
        row(RuleId::WalSize, 64e6, "WAL larger than 64 MB");
        row(RuleId::Disk, 90, "Disk nearly full: above 90 %");
    }
    void alertTitlesNameTheLimit()
    {
        QFETCH(int, rule);
        QFETCH(double, limit);
        QTEST(english().alertTitle(alertOf(RuleId(rule), 0, limit, 1)), "title");
    }

    void alertDetailsTellTheValueAndHowLong_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("ended");
        QTest::addColumn<QString>("detail");
        const auto row = [](RuleId rule, double value, int seconds, bool ended, const char *detail) {
            QTest::newRow(detail) << int(rule) << value << seconds << ended << QString::fromUtf8(detail);
        };
        row(RuleId::CacheHit, 74.2, 130, false, "74.2 % for 2 min 10 s");
        row(RuleId::CacheHit, 74.2, 120, true, "74.2 % at worst, for 2 min");
        row(RuleId::QueryLatency, 0.612, 3, false, "612 ms for 3 s");
        row(RuleId::WalSize, 81.2e6, 30, false, "81.2 MB for 30 s");
        row(RuleId::DatabaseErrors, 3, 61, false, "3 in the last minute, for 1 min 1 s");
        row(RuleId::DatabaseErrors, 3, 61, true, "3 in a minute at worst, for 1 min 1 s");
        row(RuleId::FactsStalled, 2700, 900, false, "none for 45 min");
        row(RuleId::DatabaseUnreachable, 0, 130, false, "For 2 min 10 s. There is no file at /a.db.");
        row(RuleId::DatabaseUnreachable, 0, 130, true,
            "For 2 min 10 s; the reason was: There is no file at /a.db.");
    }
    void alertDetailsTellTheValueAndHowLong()
    {
        QFETCH(int, rule);
        QFETCH(double, value);
        QFETCH(int, seconds);
        QFETCH(bool, ended);
        Alert alert = alertOf(RuleId(rule), value, 80, seconds, ended);
        alert.error = {ErrorCode::FileMissing, {QStringLiteral("/a.db")}, {}, 0};
        QTEST(english().alertDetail(alert, nowOf(alert, ended ? seconds + 999 : seconds)), "detail");
    }

    void anExplanationTellsValueLimitAndSinceWhen()
    {
        Alert alert = alertOf(RuleId::CpuCritical, 97.5, 95, 130);
        alert.worst = 99.1;
        const QString text = english().alertExplanation(alert, nowOf(alert, 130));
        const QString since = english().format().dateTime(alert.startedMs);
        for (const QString &part : {QStringLiteral("97.5 %"), QStringLiteral("95 %"), since,
                                    QStringLiteral("2 min 10 s"), QStringLiteral("99.1 %")})
            QVERIFY2(text.contains(part), qPrintable(part + QStringLiteral(" in ") + text));
    }

    void aClockThatWentBackGivesNoNegativeTime()
    {
        const Alert alert = alertOf(RuleId::Cpu, 90, 80, 0);
        QCOMPARE(english().alertDetail(alert, alert.startedMs - 5000), QStringLiteral("90.0 %"));
    }

    void theProcessesOfACpuAlertAreListed()
    {
        Alert alert = alertOf(RuleId::Cpu, 90, 80, 5);
        QVERIFY(english().alertProcesses(alert).isEmpty());
        alert.processes = {{4711, QStringLiteral("python3"), 85.04, 1.2e9},
                           {12, QStringLiteral("a\nb"), 1, 5e6}};
        QCOMPARE(english().alertProcesses(alert),
                 QStringLiteral(
                     "The processes that used the most when it was raised: python3 (pid 4711): 85.0 % of "
                     "a core, 1.2 GB; a\ufffdb (pid 12): 1.0 % of a core, 5.0 MB."));
    }

    void theFindingThatFitsIsNamed()
    {
        QCOMPARE(Catalogue::alertFinding(RuleId::WalSize), QStringLiteral("wal.large"));
        QCOMPARE(Catalogue::alertFinding(RuleId::Disk), QStringLiteral("disk.low"));
        QCOMPARE(Catalogue::alertFinding(RuleId::DiskCritical), QStringLiteral("disk.low"));
        QCOMPARE(Catalogue::alertFinding(RuleId::DatabaseUnreachable), QStringLiteral("file.unreadable"));
        QCOMPARE(Catalogue::alertFinding(RuleId::BackupFailing), QStringLiteral("backup.failing"));
        QCOMPARE(Catalogue::alertFinding(RuleId::Cpu), QString());
        Alert alert = alertOf(RuleId::DatabaseUnreachable, 0, 1, 5);
        alert.error.code = ErrorCode::Locked;
        QCOMPARE(Catalogue::alertFinding(alert), QStringLiteral("file.locked"));
        alert.error.code = ErrorCode::FileMissing;
        QCOMPARE(Catalogue::alertFinding(alert), QStringLiteral("file.unreadable"));
    }

    void everyStatusReasonIsASentenceOfItsOwn()
    {
        Snapshot snapshot;
        Alert alert = alertOf(RuleId::CacheHit, 74.2, 80, 130);
        snapshot.sample.at.wallMs = nowOf(alert, 130);
        snapshot.alerts = {alert};

        StatusReason reason;
        reason.kind = StatusReason::Kind::AlertFiring;
        reason.rule = RuleId::CacheHit;
        QCOMPARE(english().statusReason(reason, snapshot),
                 QStringLiteral("Cache hit below 80 %: 74.2 % for 2 min 10 s"));
        reason.rule = RuleId::Cpu; // no such alert in the snapshot
        QCOMPARE(fault(english().statusReason(reason, snapshot)), QString());

        reason = {};
        reason.kind = StatusReason::Kind::NoDatabase;
        QVERIFY(english()
                    .statusReason(reason, snapshot)
                    .startsWith(QStringLiteral("No knowledge base is chosen")));

        reason.kind = StatusReason::Kind::Unreachable;
        reason.error = {ErrorCode::Locked, {QStringLiteral("/a.db")}, {}, 5};
        QVERIFY(english().statusReason(reason, snapshot).startsWith(QStringLiteral("/a.db is locked")));

        ListenerState taken;
        taken.address = QStringLiteral("127.0.0.1");
        taken.port = 8000;
        taken.trouble = ListenerState::Trouble::Taken;
        taken.holderPid = 4711;
        taken.holderName = QStringLiteral("python3");
        taken.holder = english().portHolder(taken);
        snapshot.endpoint.listeners = {taken};
        reason.kind = StatusReason::Kind::PortTaken;
        reason.args = {QStringLiteral("8000"), taken.holder};
        QVERIFY(english()
                    .statusReason(reason, snapshot)
                    .startsWith(QStringLiteral(
                        "127.0.0.1:8000 is taken by python3 (pid 4711), perhaps the old dashboard.")));
        reason.args = {QStringLiteral("5000"), QString()};
        QVERIFY(
            english().statusReason(reason, snapshot).startsWith(QStringLiteral("Port 5000 cannot be used")));

        reason.kind = StatusReason::Kind::HistoryFailed;
        reason.args = {QStringLiteral("/state/h.db")};
        reason.error = {ErrorCode::HistoryUnavailable, reason.args, {}, 0};
        QVERIFY(english()
                    .statusReason(reason, snapshot)
                    .contains(QStringLiteral("cannot be kept in /state/h.db")));
        reason.error = {};
        QVERIFY(english().statusReason(reason, snapshot).endsWith(QStringLiteral("/state/h.db")));
    }

    void theHolderOfAPortIsNamed_data()
    {
        QTest::addColumn<qint64>("pid");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        const qint64 own = QCoreApplication::applicationPid();
        const auto row = [](const char *name, const char *text) {
            QTest::newRow(text) << qint64(4711) << QString::fromUtf8(name) << QString::fromUtf8(text);
        };
        row("hakgal", "another HAK/GAL (hakgal, pid 4711)");
        row("hakgalctl.exe", "another HAK/GAL (hakgalctl.exe, pid 4711)");
        row("python3.11", "python3.11 (pid 4711), perhaps the old dashboard");
        row("nginx", "nginx (pid 4711)");
        row("ng\ninx", "ng\ufffdinx (pid 4711)");
        QTest::newRow("not known") << qint64(0) << QString() << QStringLiteral("another program");
        QTest::newRow("ourselves") << own << QStringLiteral("hakgal")
                                   << QStringLiteral("this program itself (hakgal, pid %1)").arg(own);
    }
    void theHolderOfAPortIsNamed()
    {
        QFETCH(qint64, pid);
        QFETCH(QString, name);
        ListenerState state;
        state.trouble = ListenerState::Trouble::Taken;
        state.holderPid = pid;
        state.holderName = name;
        QTEST(english().portHolder(state), "text");
    }

    void everyStateOfAnAddressIsASentence()
    {
        QSet<QString> seen;
        ListenerState state;
        state.address = QStringLiteral("::1");
        state.port = 80;
        for (int trouble = 0; trouble <= int(ListenerState::Trouble::Other); ++trouble) {
            state.trouble = ListenerState::Trouble(trouble);
            const QString text = english().listener(state);
            QCOMPARE(fault(text), QString());
            QVERIFY2(isSentence(text) && text.contains(QStringLiteral("[::1]:80")), qPrintable(text));
            seen += text;
        }
        QCOMPARE(int(seen.size()),
                 int(ListenerState::Trouble::Other)); // None without a cause reads like Other
        state.listening = true;
        QCOMPARE(english().listener(state), QStringLiteral("[::1]:80 is served."));
        ListenerState none; // an entry of the settings that is no address
        none.trouble = ListenerState::Trouble::NoSuchAddress;
        QCOMPARE(fault(english().listener(none)), QString());
        none.address = QStringLiteral("nonsense:8000");
        QVERIFY(english().listener(none).startsWith(
            QStringLiteral("This computer does not have the address nonsense:8000.")));
    }

    void whatAnAddressLacksIsASentenceOfItsOwn()
    {
        using Lacking = ListenerState::Lacking;
        QSet<QString> seen;
        ListenerState state;
        state.address = QStringLiteral("0.0.0.0");
        state.port = 80;
        state.trouble = ListenerState::Trouble::Unprotected;
        for (int lacking = int(Lacking::Certificate); lacking <= int(Lacking::Tls); ++lacking) {
            state.lacking = Lacking(lacking);
            const QString text = english().listener(state);
            QCOMPARE(fault(text), QString());
            QVERIFY2(text.startsWith(QStringLiteral("0.0.0.0:80 is not opened")), qPrintable(text));
            QVERIFY2(isSentence(english().lacking(state.lacking)), qPrintable(text));
            seen += text;
        }
        QCOMPARE(int(seen.size()), int(Lacking::Tls));
    }

    void holdersSayHowMuchWasVisible_data()
    {
        QTest::addColumn<int>("known");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("text");
        const QStringList none;
        const QStringList two{QStringLiteral("python3"), QStringLiteral("litestream")};
        QTest::newRow("not measured") << int(HoldersKnown::Unknown) << two << QStringLiteral("not known");
        QTest::newRow("nobody") << int(HoldersKnown::All) << none << QStringLiteral("no other program");
        QTest::newRow("two") << int(HoldersKnown::All) << two << QStringLiteral("litestream, python3");
        QTest::newRow("the same twice")
            << int(HoldersKnown::All) << QStringList{QStringLiteral("python3"), QStringLiteral("python3")}
            << QStringLiteral("python3 \u00d72");
        QTest::newRow("own user, nobody")
            << int(HoldersKnown::OwnUser) << none
            << QStringLiteral("no other program of this user; other users' are not visible");
        QTest::newRow("own user") << int(HoldersKnown::OwnUser) << two
                                  << QStringLiteral("litestream, python3; other users' are not visible");
        QTest::newRow("no name") << int(HoldersKnown::All) << QStringList{QString()}
                                 << QStringLiteral("(unknown)");
    }
    void holdersSayHowMuchWasVisible()
    {
        QFETCH(int, known);
        QFETCH(QStringList, names);
        DatabaseState state;
        state.holdersKnown = HoldersKnown(known);
        qint64 pid = 100;
        for (const QString &name : names)
            state.holders.push_back({++pid, name, 1});
        QTEST(english().holders(state), "text");
    }

    void everyRejectHasAReason()
    {
        QSet<QString> seen;
        for (int i = 0; i <= int(FactReject::Why::BadQuotes) + 1; ++i) { // and one of a later version
            QCOMPARE(fault(english().rejectReason(i)), QString());
            seen += english().rejectReason(i);
        }
        QCOMPARE(int(seen.size()), int(FactReject::Why::BadQuotes) + 2);
    }

    void onlyTheUsersLanguageIsTranslated()
    {
        Marker marker;
        QVERIFY(QCoreApplication::installTranslator(&marker));
        const Catalogue user(Catalogue::Language::User);
        QCOMPARE(user.status(Status::Poor), QStringLiteral("*Poor"));
        QCOMPARE(english().status(Status::Poor), QStringLiteral("Poor"));
        for (int i = 0; i < kErrorCodes; ++i) {
            const QString text = user.error({ErrorCode(i), {QStringLiteral("a")}, {}, 0});
            QVERIFY2(text.startsWith(u'*'), qPrintable(text));
        }
        QCoreApplication::removeTranslator(&marker);
    }

    void numbersFollowTheUsersLocale()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const Catalogue user(Catalogue::Language::User);
        const Alert alert = alertOf(RuleId::CacheHit, 74.2, 80, 130);
        QCOMPARE(user.alertDetail(alert, nowOf(alert, 130)),
                 QStringLiteral("74,2\u00a0% for 2\u00a0min 10\u00a0s"));
        QCOMPARE(english().alertDetail(alert, nowOf(alert, 130)), QStringLiteral("74.2 % for 2 min 10 s"));
        QLocale::setDefault(before);
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_Catalogue.moc"
