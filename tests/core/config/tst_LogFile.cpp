// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/LogFile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace hakgal;

namespace {

Q_LOGGING_CATEGORY(lcTest, "hakgal.test")

/// What the program under test logs; it is this program, started again.
int logSomething(const QString &path, bool console)
{
    int argc = 0;
    QCoreApplication app(argc, nullptr);
    installLogFile(path, console);
    qCInfo(lcTest) << "an information";
    qCWarning(lcTest).noquote() << QStringLiteral("Größe\nsecond line\r");
    qCCritical(lcTest) << "a critical message";
    qWarning("%s", QByteArray(10'000, 'x').constData());
    QThread thread;
    thread.setObjectName(QStringLiteral("monitor"));
    QObject worker;
    worker.moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, &worker, [&thread] {
        qCInfo(lcTest) << "from a thread";
        thread.quit();
    });
    thread.start();
    thread.wait();
    return 0;
}

} // namespace

class tst_LogFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    struct Run
    {
        QByteArray error;
        QList<QByteArray> lines;
    };
    static Run run(const QString &path, bool console)
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--log"), path, console ? QStringLiteral("1") : QStringLiteral("0")});
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            qFatal("the logging process failed");
        QFile file(path);
        QByteArray text;
        if (file.open(QIODevice::ReadOnly))
            text = file.readAll();
        QList<QByteArray> lines = text.split('\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        return {process.readAllStandardError(), lines};
    }

private Q_SLOTS:
    void eachMessageIsOneLineWithTimeLevelThreadAndCategory()
    {
        const QString path = m_folder.filePath(QStringLiteral("logs/hakgal.log"));
        const Run seen = run(path, false);
        QCOMPARE(seen.lines.size(), 5);
        static const QRegularExpression form(QStringLiteral(
            "\\A\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (\\S+) (\\S+) (\\S+): (.*)\\z"));
        QStringList parts;
        for (const QByteArray &line : seen.lines) {
            const QRegularExpressionMatch match = form.match(QString::fromUtf8(line));
            QVERIFY2(match.hasMatch(), line.constData());
            parts.append(match.captured(1) + u'|' + match.captured(2) + u'|' + match.captured(3) + u'|' +
                         match.captured(4).left(40));
        }
        QCOMPARE(parts[0], QStringLiteral("info|main|hakgal.test|an information"));
        QCOMPARE(parts[1], QStringLiteral("warning|main|hakgal.test|Größe\\nsecond line\\r"));
        QCOMPARE(parts[2], QStringLiteral("critical|main|hakgal.test|a critical message"));
        QVERIFY(seen.lines[3].size() < 4200); // a message is cut, not the log filled
        QCOMPARE(parts[4], QStringLiteral("info|monitor|hakgal.test|from a thread"));
        QCOMPARE(seen.error, QByteArray());
#ifndef Q_OS_WIN
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther;
        QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
        QCOMPARE(QFileInfo(QFileInfo(path).path()).permissions() & others, QFile::Permissions());
#endif
    }

    void withAConsoleWarningsAndWorseAreShownThereToo()
    {
        const Run seen = run(m_folder.filePath(QStringLiteral("console.log")), true);
        QCOMPARE(seen.lines.size(), 5);
        QCOMPARE(seen.error.count('\n'), 3);
        QVERIFY(seen.error.contains("a critical message"));
        QVERIFY(!seen.error.contains("an information"));
    }

    void aLogThatCannotBeWrittenIsToldOnce()
    {
        const QString file = m_folder.filePath(QStringLiteral("a-file"));
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        const Run seen = run(file + QStringLiteral("/logs/hakgal.log"), false);
        QCOMPARE(seen.error.count('\n'), 1);
        QVERIFY(seen.error.contains("hakgal.log"));
        QVERIFY(seen.error.contains("cannot be written"));
    }
};

int main(int argc, char **argv)
{
    if (argc == 4 && qstrcmp(argv[1], "--log") == 0)
        return logSomething(QFile::decodeName(argv[2]), qstrcmp(argv[3], "1") == 0);
    QCoreApplication app(argc, argv);
    tst_LogFile test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_LogFile.moc"
