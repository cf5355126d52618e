// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/RotatingFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace hakgal;

namespace {

constexpr int kWriterLines = 2000;
constexpr qint64 kWriterBytes = 20'000;
constexpr int kWriterFiles = 200; // enough that age takes nothing

QByteArray writerLine(const QByteArray &writer, int number)
{
    return writer + ' ' + QByteArray::number(number) + ' ' + QByteArray(20 + number % 40, 'x') + '\n';
}

bool writeLines(const QString &path, const QByteArray &writer)
{
    RotatingFile file(path, kWriterBytes, kWriterFiles);
    bool written = true;
    for (int i = 0; i < kWriterLines; ++i)
        written = file.append(writerLine(writer, i)) && written;
    return written;
}

} // namespace

class tst_RotatingFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;
    QString newFolder()
    {
        const QString name = QString::number(++m_number);
        QDir(m_folder.path()).mkdir(name);
        return m_folder.filePath(name);
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    static QStringList names(const QString &folder)
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

private Q_SLOTS:
    void linesAreAppendedAlsoToWhatIsThere()
    {
        const QString path = newFolder() + QStringLiteral("/log");
        {
            RotatingFile file(path);
            QVERIFY(file.append("one\n"));
            QVERIFY(file.append("two\n"));
        }
        RotatingFile again(path);
        QVERIFY(again.append("three\n"));
        QCOMPARE(read(path), QByteArray("one\ntwo\nthree\n"));
#ifndef Q_OS_WIN
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
#endif
    }

    void theFilesTurnWhenTheNextLineWouldNotFit()
    {
        const QString folder = newFolder();
        const QString path = folder + QStringLiteral("/log");
        RotatingFile file(path, 10, 3);
        QVERIFY(file.append("aaaa\n"));
        QVERIFY(file.append("bbbb\n")); // exactly full
        QCOMPARE(names(folder), QStringList{QStringLiteral("log")});
        QVERIFY(file.append("c\n"));
        QCOMPARE(read(path), QByteArray("c\n"));
        QCOMPARE(read(path + QStringLiteral(".1")), QByteArray("aaaa\nbbbb\n"));
        QVERIFY(file.append("ddddddddd\n"));
        QVERIFY(file.append("e\n"));
        QCOMPARE(read(path), QByteArray("e\n"));
        QCOMPARE(read(path + QStringLiteral(".1")), QByteArray("ddddddddd\n"));
        QCOMPARE(read(path + QStringLiteral(".2")), QByteArray("c\n"));
        // The oldest is gone, and nothing else is left beside them.
        QCOMPARE(names(folder),
                 (QStringList{QStringLiteral("log"), QStringLiteral("log.1"), QStringLiteral("log.2")}));
    }

    void aLineLongerThanTheFileIsWrittenWhole()
    {
        const QString path = newFolder() + QStringLiteral("/log");
        RotatingFile file(path, 10, 2);
        const QByteArray line(100, 'x');
        QVERIFY(file.append(line + '\n'));
        QCOMPARE(read(path), line + '\n');
        QVERIFY(file.append("y\n"));
        QCOMPARE(read(path), QByteArray("y\n"));
    }

    void aFileThatIsTakenAwayIsMadeAnew()
    {
        const QString path = newFolder() + QStringLiteral("/log");
        RotatingFile file(path);
        QVERIFY(file.append("one\n"));
        QVERIFY(QFile::remove(path));
        QVERIFY(file.append("two\n"));
        QCOMPARE(read(path), QByteArray("two\n"));
    }

    void whatCannotBeWrittenIsToldAndTriedAgain()
    {
        const QString folder = newFolder();
        const QString path = folder + QStringLiteral("/missing/log");
        RotatingFile file(path);
        QVERIFY(!file.append("one\n"));
        QVERIFY(QDir(folder).mkdir(QStringLiteral("missing")));
        QVERIFY(file.append("two\n"));
        QCOMPARE(read(path), QByteArray("two\n"));
    }

    void severalProcessesAndThreadsLoseAndTearNoLine()
    {
        const QString folder = newFolder();
        const QString path = folder + QStringLiteral("/log");
        std::vector<std::unique_ptr<QProcess>> processes;
        for (const char *name : {"p1", "p2"}) {
            auto process = std::make_unique<QProcess>();
            process->setProcessChannelMode(QProcess::ForwardedChannels);
            process->start(QCoreApplication::applicationFilePath(),
                           {QStringLiteral("--write"), path, QString::fromLatin1(name)});
            processes.push_back(std::move(process));
        }
        RotatingFile shared(path, kWriterBytes, kWriterFiles);
        std::vector<std::thread> threads;
        std::atomic<bool> written = true;
        for (const char *name : {"t1", "t2"}) {
            threads.emplace_back([&shared, &written, name] {
                for (int i = 0; i < kWriterLines; ++i) {
                    if (!shared.append(writerLine(name, i)))
                        written = false;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(written);
        for (const auto &process : processes) {
            QVERIFY(process->waitForFinished(60'000));
            QCOMPARE(process->exitStatus(), QProcess::NormalExit);
            QCOMPARE(process->exitCode(), 0);
        }

        QSet<QByteArray> expected;
        for (const char *name : {"p1", "p2", "t1", "t2"}) {
            for (int i = 0; i < kWriterLines; ++i)
                expected.insert(writerLine(name, i));
        }
        qsizetype lines = 0;
        for (const QString &name : names(folder)) {
            QFile file(folder + u'/' + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            while (!file.atEnd()) {
                const QByteArray line = file.readLine();
                QVERIFY2(expected.remove(line), line.constData()); // whole, ours, and not twice
                ++lines;
            }
        }
        QCOMPARE(lines, qsizetype(4 * kWriterLines));
        QVERIFY2(names(folder).size() > 5, "the files turned meanwhile");
    }
};

int main(int argc, char **argv)
{
    if (argc == 4 && qstrcmp(argv[1], "--write") == 0)
        return writeLines(QFile::decodeName(argv[2]), argv[3]) ? 0 : 1;
    QCoreApplication app(argc, argv);
    tst_RotatingFile test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_RotatingFile.moc"
