// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Result.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hakgal;

class tst_Result : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasANameOfItsOwn()
    {
        static const QRegularExpression snakeCase(QStringLiteral("^[a-z]+(_[a-z]+)*$"));
        QSet<QString> names;
        for (int code = 0; code <= static_cast<int>(ErrorCode::JobCrashed); ++code) {
            const QString name = QString::fromLatin1(errorName(static_cast<ErrorCode>(code)));
            QVERIFY2(snakeCase.match(name).hasMatch(), qPrintable(name));
            QVERIFY2(name != QLatin1String("unknown"), qPrintable(QString::number(code)));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
        }
    }
    void namesAreTheOnesScriptsKnow_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("name");
        const auto row = [](ErrorCode code, const char *name) {
            QTest::newRow(name) << static_cast<int>(code) << QString::fromLatin1(name);
        };
        row(ErrorCode::Usage, "usage");
        row(ErrorCode::FileMissing, "file_missing");
        row(ErrorCode::FileIsDirectory, "file_is_directory");
        row(ErrorCode::NotADatabase, "not_a_database");
        row(ErrorCode::FileEncrypted, "file_encrypted");
        row(ErrorCode::FileOtherOwner, "file_other_owner");
        row(ErrorCode::NoFactsTable, "no_facts_table");
        row(ErrorCode::Locked, "locked");
        row(ErrorCode::DiskFull, "disk_full");
        row(ErrorCode::NothingConfigured, "nothing_configured");
    }
    void namesAreTheOnesScriptsKnow()
    {
        QFETCH(int, code);
        QFETCH(QString, name);
        QCOMPARE(QString::fromLatin1(errorName(static_cast<ErrorCode>(code))), name);
    }
};

QTEST_GUILESS_MAIN(tst_Result)
#include "tst_Result.moc"
