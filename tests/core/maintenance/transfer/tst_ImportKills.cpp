// SPDX-License-Identifier: GPL-3.0-or-later
// Imports in a process that is killed at every kind of change to a file that they and SQLite make, and run
// again: no fact is there twice, none is missing, nothing half-made is left. HAKGAL_KILLS is how many kills
// there are in all (45 where it is not set).
#include "core/maintenance/transfer/BulkLoad.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "tests/support/KilledJob.h"
#include "tests/support/KillVfs.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace hakgal;
using namespace support;
using namespace Qt::StringLiterals;

namespace {

constexpr int kFacts = 6'000; ///< so that an import beside others takes several transactions
constexpr int kWays = 3;

/// Every fact twice and in no order.
QByteArray lines()
{
    QByteArray all;
    for (int i = 0; i < 2 * kFacts; ++i) {
        const int n = int(qint64(i) * 7919 % kFacts);
        all += "Fact" + QByteArray::number(n % 7) + "(number" + QByteArray::number(n % 101) + ", " +
               QByteArray::number(n) + ").\n";
    }
    return all;
}

/// The import, in a process of its own: into what is there, or else as a new base.
int work(const QStringList &arguments)
{
    const QString base = arguments.value(2);
    const int killAt = arguments.value(4).toInt();
    QFile input(arguments.value(3));
    if (!input.open(QIODevice::ReadOnly))
        return 2;
    if (arguments.size() > 4)
        killpoints::arm(killAt);
    const auto reader = FactReader::make(FactFormat::Statements, input);
    Result<FactImporter::Totals> done = FactImporter::Totals();
    if (QFile::exists(base)) {
        done = FactImporter().run(*reader, input.size(), base, {});
    } else {
        JobContext job({}, nullptr);
        done = BulkLoad().run(*reader, base, {{}, input.size()}, job);
    }
    if (!done) {
        std::fprintf(stderr, "%s %s\n", errorName(done.error().code), qPrintable(done.error().detail));
        return 3;
    }
    if (done->stored + done->duplicates != 2 * kFacts)
        return 4;
    if (arguments.size() > 4 && killAt == 0) {
        for (const QByteArray &kind : killpoints::seen())
            std::puts(kind.constData());
    }
    return 0;
}

} // namespace

class tst_ImportKills : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_input;
    QTemporaryDir m_kept;
    int m_kills = 45;

    QString kb() const { return m_folder->filePath(u"kb.db"_s); }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    /// A folder of its own; `live`: with a base that holds a fact, `empty`: with one that holds none.
    void begin(const QString &way)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        if (way == "new"_L1)
            return;
        QVERIFY(createBase(kb()).ok());
        if (way == "live"_L1)
            QVERIFY(Plain(kb()).run("INSERT INTO facts(statement) VALUES('Live(base).')"));
    }
    static int before(const QString &way) { return way == "live"_L1 ? 1 : 0; }

    /// What must hold at any moment.
    void checkWhatIsThere(const QString &way, const QByteArray &where)
    {
        if (!QFile::exists(kb())) {
            QVERIFY2(way == "new"_L1, where.constData());
            return;
        }
        QVERIFY2(integrityOf(kb()) == "ok", where.constData());
        Plain base(kb());
        const qint64 facts = base.integer("SELECT count(*) FROM facts") - before(way);
        QCOMPARE(base.integer("SELECT count(DISTINCT statement) FROM facts"), facts + before(way));
        // Each transaction tells what it stored, and is there with it or not at all.
        QCOMPARE(base.integer("SELECT coalesce(sum(json_extract(details, '$.stored')), 0) FROM audit_log"),
                 facts);
        if (way == "new"_L1)
            QVERIFY2(facts == kFacts, where.constData());
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("HAKGAL_KILLS"))
            m_kills = qEnvironmentVariableIntValue("HAKGAL_KILLS");
        m_input = m_kept.filePath(u"facts.txt"_s);
        QFile file(m_input);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines()) > 0);
    }

    void killedAtAPoint_data()
    {
        QTest::addColumn<QString>("way");
        QTest::newRow("a new base") << u"new"_s;
        QTest::newRow("a base without facts") << u"empty"_s;
        QTest::newRow("beside others") << u"live"_s;
    }
    void killedAtAPoint()
    {
        QFETCH(QString, way);
        begin(way);
        const auto whole = runJob({kb(), m_input, u"0"_s});
        QVERIFY2(whole.exitCode == 0, whole.err.constData());
        const QByteArrayList seen = whole.out.trimmed().split('\n');
        QVERIFY(seen.size() > 20);
        checkWhatIsThere(way, "whole");
        int died = 0;
        const auto points = choosePoints(seen, m_kills / kWays);
        for (const int point : points) {
            begin(way);
            const QByteArray where = way.toUtf8() + " killed at " + QByteArray::number(point) + " of " +
                                     QByteArray::number(seen.size()) + " (" + seen[point - 1] + ')';
            died += runJob({kb(), m_input, QString::number(point)}).killed ? 1 : 0;
            checkWhatIsThere(way, where);
            if (QTest::currentTestFailed())
                return;
            const auto again = runJob({kb(), m_input});
            QVERIFY2(again.exitCode == 0, (where + ": " + again.err).constData());
            checkWhatIsThere(way, where + ", then run again");
            QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts WHERE predicate LIKE 'Fact%'"),
                     qint64(kFacts));
            QCOMPARE(files().filter(u".part"_s), QStringList());
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d points of %lld, %d killed", int(points.size()), static_cast<long long>(seen.size()), died);
        QVERIFY(died >= int(points.size()) / 3); // how many there are depends on the time that each one takes
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--work"_L1)
        return work(arguments);
    tst_ImportKills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ImportKills.moc"
