// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Secrets.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_WIN
// clang-format off
#include <windows.h>
#include <sddl.h>
// clang-format on
#endif

using namespace hakgal;

class tst_Secrets : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;

    QString path(const char *name) { return m_folder.filePath(QLatin1String(name)); }
    QString written(const QByteArray &bytes, QFile::Permissions permissions = QFile::ReadOwner)
    {
        const QString file = path("given");
        QFile::remove(file);
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("the test's file cannot be written");
        out.close();
        out.setPermissions(permissions);
        return file;
    }

private Q_SLOTS:
    void whatIsWrittenIsReadAgain_data()
    {
        QTest::addColumn<QString>("password");
        QTest::newRow("plain") << "geheim";
        QTest::newRow("of an INI file's special characters") << R"( a,b;c\n"d"=#% )";
        QTest::newRow("not ASCII") << QStringLiteral("pä\u20acß\U0001F511");
        QTest::newRow("none") << QString();
    }
    void whatIsWrittenIsReadAgain()
    {
        QFETCH(QString, password);
        const Secrets secrets{QStringLiteral("https://hooks.example.org/services/T0/B0/xyz?a=1,2;3"),
                              password};
        const QString file = path("sub/secrets");
        QVERIFY(secrets.write(file));
        const auto read = Secrets::read(file);
        QVERIFY(read);
        QCOMPARE(*read, secrets);
#ifndef Q_OS_WIN
        QCOMPARE(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
#endif
    }

    void withoutAFileThereAreNone()
    {
        const auto read = Secrets::read(path("nothing here"));
        QVERIFY(read);
        QCOMPARE(*read, Secrets());
    }

#ifdef Q_OS_WIN
    void aFileThatOthersCanReadIsRefused_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<bool>("fine");
        QTest::newRow("its owner alone") << "D:P(A;;FA;;;OW)" << true;
        QTest::newRow("the system and administrators, too")
            << "D:P(A;;FA;;;OW)(A;;FA;;;SY)(A;;FA;;;BA)" << true;
        QTest::newRow("everybody reads") << "D:P(A;;FA;;;OW)(A;;FR;;;WD)" << false;
    }
    void aFileThatOthersCanReadIsRefused()
    {
        QFETCH(QString, list);
        QFETCH(bool, fine);
        const QString file = path(QTest::currentDataTag()); // its list may keep us from removing it
        QVERIFY(QFile::rename(written("mail_password=geheim\n", QFile::ReadOwner | QFile::WriteOwner), file));
        PSECURITY_DESCRIPTOR descriptor = nullptr;
        QVERIFY(ConvertStringSecurityDescriptorToSecurityDescriptorW(list.toStdWString().c_str(),
                                                                     SDDL_REVISION_1, &descriptor, nullptr));
        QVERIFY(SetFileSecurityW(file.toStdWString().c_str(), DACL_SECURITY_INFORMATION, descriptor));
        LocalFree(descriptor);
        const auto read = Secrets::read(file);
        QCOMPARE(bool(read), fine);
        if (!fine)
            QCOMPARE(read.error().code, ErrorCode::SettingInvalid);
    }
#else
    void aFileThatOthersCanReadIsRefused_data()
    {
        QTest::addColumn<int>("more");
        QTest::newRow("group reads") << int(QFile::ReadGroup);
        QTest::newRow("all read") << int(QFile::ReadOther);
        QTest::newRow("group writes") << int(QFile::WriteGroup);
    }
    void aFileThatOthersCanReadIsRefused()
    {
        QFETCH(int, more);
        const auto read =
            Secrets::read(written("mail_password=geheim\n", QFile::ReadOwner | QFile::Permissions(more)));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::SettingInvalid);
        QVERIFY(read.error().args.at(2).contains(QLatin1String("chmod 600")));
    }
#endif

    void whatIsWrongIsToldWithoutTheSecret_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("another key") << QByteArray("password=s3cr3t\n");
        QTest::newRow("no key") << QByteArray("s3cr3t\n");
        QTest::newRow("only a value") << QByteArray("=s3cr3t\n");
        QTest::newRow("an address of another kind") << QByteArray("webhook_url=ftp://s3cr3t/\n");
        QTest::newRow("no address") << QByteArray("webhook_url=s3cr3t\n");
        QTest::newRow("a file that is too large") << "mail_password=s3cr3t" + QByteArray(70'000, 'x');
    }
    void whatIsWrongIsToldWithoutTheSecret()
    {
        QFETCH(QByteArray, bytes);
        const auto read = Secrets::read(written(bytes));
        QVERIFY(!read);
        const Error &error = read.error();
        QVERIFY(!error.args.join(u' ').contains(QLatin1String("s3cr3t")));
        QVERIFY(!error.detail.contains(QLatin1String("s3cr3t")));
    }

    void commentsAndEmptyLinesAreFine()
    {
        const auto read = Secrets::read(
            written("# ours\r\n\r\nwebhook_url = https://example.org/x \r\nmail_password=p \n"));
        QVERIFY(read);
        QCOMPARE(read->webhookUrl, QStringLiteral("https://example.org/x"));
        QCOMPARE(read->mailPassword, QStringLiteral("p ")); // to the end of the line
    }

    void aSecondLineIsNotSmuggledIn()
    {
        const Secrets secrets{{}, QStringLiteral("a\nwebhook_url=https://evil.example/")};
        QVERIFY(!secrets.write(path("smuggled")));
        QVERIFY(!QFile::exists(path("smuggled")));
    }

    void aFolderOrPipeIsNoFileOfSecrets()
    {
        const auto read = Secrets::read(m_folder.path());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::ReadFailed);
    }
};

QTEST_GUILESS_MAIN(tst_Secrets)
#include "tst_Secrets.moc"
