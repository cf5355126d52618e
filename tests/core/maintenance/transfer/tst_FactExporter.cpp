// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/FactExporter.h"
#include "tests/support/Folder.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

class tst_FactExporter : public QObject
{
    Q_OBJECT

    static QString base(const Folder &folder, int facts)
    {
        return folder.database(
            u"kb.db"_s, "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);"
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                            QByteArray::number(facts) +
                            ") INSERT INTO facts(statement) SELECT 'Fact(number, ' || i || ').' FROM n;");
    }

private Q_SLOTS:
    void whatCannotBeALineIsSkipped()
    {
        const Folder folder;
        const QString path = folder.database(
            u"kb.db"_s,
            "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);"
            "INSERT INTO facts(statement) VALUES('A(b).'), ('two'||char(10)||'lines'), (NULL), (''), ('  '),"
            " ('ends so'||char(13)), ('has'||char(13)||'one'), ('Z(y).');");
        QByteArray lines;
        QBuffer output(&lines);
        QVERIFY(output.open(QIODevice::WriteOnly));
        const auto totals = FactExporter().run(path, output, {});
        QVERIFY(totals.ok());
        QCOMPARE(lines, QByteArray("A(b).\nhas\rone\nZ(y).\n"));
        QCOMPARE(totals->written, 3);
        QCOMPARE(totals->skipped, 5);
    }

    void anOutputThatTakesNothingIsAnError()
    {
        const Folder folder;
        const QString path = base(folder, 10);
        QFile full(u"/dev/full"_s);
        if (full.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
            const auto totals = FactExporter().run(path, full, {});
            QVERIFY(!totals.ok());
            QCOMPARE(totals.error().code, ErrorCode::DiskFull);
            QCOMPARE(totals.error().args, QStringList{full.fileName()});
        }
        QBuffer closed;
        const auto totals = FactExporter().run(path, closed, {});
        QVERIFY(!totals.ok());
        QCOMPARE(totals.error().code, ErrorCode::WriteFailed);
    }

    void itCanBeCancelled()
    {
        const Folder folder;
        const QString path = base(folder, 5000);
        const std::atomic<bool> cancel = true;
        FactExporter exporter;
        exporter.cancel = &cancel;
        QBuffer output;
        QVERIFY(output.open(QIODevice::WriteOnly));
        const auto totals = exporter.run(path, output, {});
        QVERIFY(!totals.ok());
        QCOMPARE(totals.error().code, ErrorCode::Interrupted);
    }
};

QTEST_GUILESS_MAIN(tst_FactExporter)
#include "tst_FactExporter.moc"
