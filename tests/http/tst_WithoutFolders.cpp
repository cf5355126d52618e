// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/WithoutFolders.h"

#include "core/text/SnapshotJson.h"
#include "tests/support/Snapshots.h"

#include <QJsonDocument>
#include <QtTest>

using namespace hakgal;
using namespace hakgal::test;

class tst_WithoutFolders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPathIsCutDownToItsName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *text, const char *told) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(told);
        };
        row("", "");
        row("/", "/");
        row("kb.db", "kb.db");
        row("/kb.db", "kb.db");
        row("/srv/data/kb.db", "kb.db");
        row("/srv/my data/the, base; 1.db", "the, base; 1.db");
        row("C:/Users/me/kb.db", "kb.db");
        row("C:\\Users\\My Name\\kb.db", "kb.db");
        row("\\\\server\\share\\kb.db", "kb.db");
        row("There is no file at /srv/data/kb.db. Choose another.",
            "There is no file at kb.db. Choose another.");
        row("cannot open \"/etc/kb/x.db\" (/etc/kb)", "cannot open \"x.db\" (kb)");
        row("see C:\\kb\\a.db, D:/kb/b.db", "see a.db, b.db");
        row("http://127.0.0.1:9000/health did not answer", "http://127.0.0.1:9000/health did not answer");
        row("3/4 of HAK/GAL and 1 / 2", "3/4 of HAK/GAL and 1 / 2");
        row("HasPart(Computer, CPU).", "HasPart(Computer, CPU).");
    }
    void aPathIsCutDownToItsName()
    {
        QFETCH(QString, text);
        QTEST(withoutFolders(text), "told");
    }

    void aSnapshotTellsNoFolder()
    {
        Snapshot snapshot = unreachableSnapshot();
        const QString path = QStringLiteral("/home/secret-user/kb.db");
        snapshot.sample.database.path = path;
        snapshot.sample.database.error = {
            ErrorCode::FileMissing, {path}, QStringLiteral("open %1").arg(path), 0};
        snapshot.reasons[0].error = snapshot.sample.database.error;
        StatusReason reason;
        reason.kind = StatusReason::Kind::HistoryFailed;
        reason.error = {ErrorCode::HistoryUnavailable, {path}, {}, 0};
        reason.args = {path};
        snapshot.reasons.push_back(reason);
        reason.kind = StatusReason::Kind::ServiceDown;
        reason.args = {QStringLiteral("x"), QStringLiteral("exit 1: /home/secret-user/bin/check failed")};
        snapshot.reasons.push_back(reason);
        Alert alert = firingAlert(snapshot, RuleId::BackupFailing, Severity::Warning, 1, 1);
        alert.error = {ErrorCode::WriteFailed, {path}, {}, 0};
        snapshot.alerts = {alert};
        snapshot.events = {{AlertEvent::Kind::Raised, alert}};

        const Snapshot told = withoutFolders(snapshot);
        const QByteArray all = QJsonDocument(metricsJson(told)).toJson() + healthJson(&told, 0, 0).body;
        QVERIFY2(!all.contains("secret-user"), all.constData());
        QVERIFY(all.contains("kb.db"));
        QVERIFY(told.events[0].alert.error.args == QStringList{QStringLiteral("kb.db")});
        // Nothing else is touched.
        QCOMPARE(told.sample.readings.size(), snapshot.sample.readings.size());
        QCOMPARE(withoutFolders(fullSnapshot()).sample.database.facts, fullSnapshot().sample.database.facts);
    }
};

QTEST_GUILESS_MAIN(tst_WithoutFolders)
#include "tst_WithoutFolders.moc"
