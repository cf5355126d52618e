// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/LogModel.h"
#include "ui/LogTail.h"
#include "ui/LogWindow.h"

#include "Pictures.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace hakgal;

namespace {

QByteArray logLine(int number, const char *level = "info")
{
    return QByteArrayLiteral("2026-01-31T12:00:00.123Z ") + level + " monitor hakgal.monitor: line " +
           QByteArray::number(number) + '\n';
}

} // namespace

class tst_LogWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("hakgal.log"));
    }

    void aLineIsTakenApart_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("text");
        QTest::newRow("usual") << QByteArray("2026-01-31T12:00:00.123Z warning monitor hakgal.store: a: b")
                               << int(LogLevel::Warning) << QStringLiteral("monitor hakgal.store")
                               << QStringLiteral("a: b");
        QTest::newRow("error is critical")
            << QByteArray("2026-01-31T12:00:00.123Z error main default: x") << int(LogLevel::Critical)
            << QStringLiteral("main default") << QStringLiteral("x");
        QTest::newRow("no text") << QByteArray("2026-01-31T12:00:00.123Z info main default:")
                                 << int(LogLevel::Info) << QStringLiteral("main default:") << QString();
        QTest::newRow("torn") << QByteArray("onitor hakgal.store: a") << int(LogLevel::Info) << QString()
                              << QStringLiteral("onitor hakgal.store: a");
        QTest::newRow("not a level") << QByteArray("2026-01-31T12:00:00.123Z hello main x: y")
                                     << int(LogLevel::Info) << QString()
                                     << QStringLiteral("2026-01-31T12:00:00.123Z hello main x: y");
        QTest::newRow("empty") << QByteArray() << int(LogLevel::Info) << QString() << QString();
    }
    void aLineIsTakenApart()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, level);
        QFETCH(QString, source);
        QFETCH(QString, text);
        const LogLine parsed = parseLogLine(line);
        QCOMPARE(int(parsed.level), level);
        QCOMPARE(parsed.source, source);
        QCOMPARE(parsed.text, text);
        QCOMPARE(parsed.raw, QString::fromUtf8(line));
    }

    void theTailGoesOnWhereItStopped()
    {
        LogTail tail;
        QSignalSpy lines(&tail, &LogTail::linesRead);
        append(logLine(1) + logLine(2));
        tail.read(m_path);
        QCOMPARE(lines.count(), 1);
        QCOMPARE(told(lines).size(), size_t(2));
        QVERIFY(lines.last().at(1).toBool());

        tail.read(m_path);
        QVERIFY(told(lines).empty());
        QVERIFY(!lines.last().at(1).toBool());

        append(logLine(3) + "2026-01-31T12:00:00.123Z info");
        tail.read(m_path);
        QCOMPARE(told(lines).size(), size_t(1));
        append(" a b: the rest\n");
        tail.read(m_path);
        QCOMPARE(told(lines).size(), size_t(1));
        QCOMPARE(told(lines)[0].text, QStringLiteral("the rest"));
    }

    void aRotatedFileBeginsAnew_data()
    {
        QTest::addColumn<int>("newLines");
        QTest::newRow("shorter") << 1;
        QTest::newRow("already longer") << 50;
    }
    void aRotatedFileBeginsAnew()
    {
        QFETCH(int, newLines);
        LogTail tail;
        QSignalSpy lines(&tail, &LogTail::linesRead);
        append(logLine(1) + logLine(2) + logLine(3));
        tail.read(m_path);
        QVERIFY(QFile::rename(m_path, m_path + QStringLiteral(".1")));
        for (int i = 0; i < newLines; ++i)
            append(logLine(1000 + i));
        tail.read(m_path);
        QVERIFY(lines.last().at(1).toBool());
        QCOMPARE(int(told(lines).size()), newLines);
        QCOMPARE(told(lines)[0].text, QStringLiteral("line 1000"));
    }

    void onlyTheEndOfALongFileIsRead()
    {
        QByteArray much;
        int count = 0;
        while (much.size() < 3 * LogTail::kMostBytes)
            much += logLine(++count);
        append(much);
        LogTail tail;
        QSignalSpy lines(&tail, &LogTail::linesRead);
        tail.read(m_path);
        const std::vector<LogLine> all = told(lines);
        qint64 bytes = 0;
        for (const LogLine &line : all)
            bytes += line.raw.size() + 1;
        QVERIFY(bytes <= LogTail::kMostBytes);
        QVERIFY(bytes > LogTail::kMostBytes - 200);
        QCOMPARE(all.back().text, QStringLiteral("line %1").arg(count));
        for (const LogLine &line : all) // no torn first line
            QCOMPARE(line.source, QStringLiteral("monitor hakgal.monitor"));
    }

    void aMissingLogIsAnError()
    {
        LogTail tail;
        QSignalSpy failures(&tail, &LogTail::failed);
        tail.read(m_path);
        QCOMPARE(failures.count(), 1);
        QCOMPARE(failures[0][0].value<Error>().code, ErrorCode::FileMissing);
        QSignalSpy lines(&tail, &LogTail::linesRead);
        append(logLine(1));
        tail.read(m_path);
        QCOMPARE(lines.count(), 1);
    }

    void theModelKeepsTheNewest()
    {
        LogModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<LogLine> lines;
        for (int i = 0; i < 3000; ++i)
            lines.push_back(parseLogLine(logLine(i).chopped(1)));
        model.setLines(lines);
        model.append(lines);
        QCOMPARE(model.rowCount(), int(LogModel::kMostLines));
        QCOMPARE(model.index(0, LogModel::TextColumn).data().toString(), QStringLiteral("line 1000"));
        model.append({});
        QCOMPARE(model.rowCount(), int(LogModel::kMostLines));
        const std::vector<LogLine> again = lines;
        lines.insert(lines.end(), again.begin(), again.end());
        model.append(lines);
        QCOMPARE(model.rowCount(), int(LogModel::kMostLines));
        QCOMPARE(model.index(LogModel::kMostLines - 1, LogModel::TextColumn).data().toString(),
                 QStringLiteral("line 2999"));
    }

    void theFilterKnowsLevelsAndWords()
    {
        LogModel model;
        LogFilter filter;
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        model.setLines({parseLogLine(logLine(1, "debug").chopped(1)), parseLogLine(logLine(2).chopped(1)),
                        parseLogLine(logLine(12, "warning").chopped(1)),
                        parseLogLine(logLine(13, "critical").chopped(1))});
        filter.setLeast(LogLevel::Warning);
        QCOMPARE(filter.rowCount(), 2);
        filter.setText(QStringLiteral("LINE 13"));
        QCOMPARE(filter.rowCount(), 1);
        filter.setLeast(LogLevel::Debug);
        filter.setText(QStringLiteral("line 1"));
        QCOMPARE(filter.rowCount(), 3);
    }

    void theWindowShowsFollowsAndCopies()
    {
        for (int i = 0; i < 200; ++i)
            append(logLine(i, i % 50 == 49 ? "warning" : "info"));
        LogWindow window(m_theme, m_catalogue, m_path);
        window.show();
        auto *table = window.findChild<QTableView *>(QStringLiteral("logTable"));
        auto *follow = window.findChild<QCheckBox *>(QStringLiteral("logFollow"));
        const QScrollBar *bar = table->verticalScrollBar();
        QTRY_COMPARE(table->model()->rowCount(), 200);
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());

        for (int i = 200; i < 300; ++i)
            append(logLine(i));
        QTRY_COMPARE(table->model()->rowCount(), 300);
        QTRY_COMPARE(bar->value(), bar->maximum());

        // Whoever chooses a line reads it: the view stays.
        table->verticalScrollBar()->setValue(0);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, QPoint(20, 10));
        QVERIFY(!follow->isChecked());
        QCOMPARE(window.findChild<QPlainTextEdit *>(QStringLiteral("logWhole"))->toPlainText().toUtf8() +
                     '\n',
                 logLine(0));
        append(logLine(300));
        QTRY_COMPARE(table->model()->rowCount(), 301);
        QCOMPARE(bar->value(), 0);

        auto *copy = window.findChild<QPushButton *>(QStringLiteral("copyLog"));
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), logLine(0));
        table->clearSelection();
        QTest::mouseClick(window.findChild<QAbstractButton *>(QStringLiteral("logLevel.2")), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), 4);
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 4);
        window.findChild<QLineEdit *>(QStringLiteral("logSearch"))->setText(QStringLiteral("line 149"));
        QCOMPARE(table->model()->rowCount(), 1);
    }

    void theFileIsReadInAnotherThread()
    {
        append(logLine(1));
        LogTail tail;
        QThread thread;
        tail.moveToThread(&thread);
        QThread *reader = nullptr;
        connect(
            &tail, &LogTail::linesRead, &tail,
            [&] {
                reader = QThread::currentThread();
                thread.quit();
            },
            Qt::DirectConnection);
        thread.start();
        QMetaObject::invokeMethod(&tail, "read", Qt::QueuedConnection, Q_ARG(QString, m_path));
        QVERIFY(thread.wait(30'000));
        QCOMPARE(reader, &thread);
    }

    void pictures()
    {
        append("2026-01-31T12:00:00.123Z info main hakgal.app: HAK/GAL Optimizer 0.1.0 (Qt 6.4.2, SQLite "
               "3.40.1)\n"
               "2026-01-31T12:00:00.130Z info monitor hakgal.monitor: watching /srv/kb/hexagonal_kb.db, "
               "4,242 facts\n"
               "2026-01-31T12:00:00.142Z warning http hakgal.http: port 5000 is held by python3 (pid 4711); "
               "trying again every five seconds\n"
               "2026-01-31T12:00:03.130Z debug monitor hakgal.store: counted in 0.8 ms\n"
               "2026-01-31T12:00:09.130Z critical history hakgal.history: hakgal_performance.db cannot be "
               "written: disk I/O error\n");
        LogWindow window(m_theme, m_catalogue, m_path);
        window.show();
        auto *table = window.findChild<QTableView *>(QStringLiteral("logTable"));
        QTRY_COMPARE(table->model()->rowCount(), 5);
        table->setCurrentIndex(table->model()->index(2, 0));
        savePictures(window, m_theme, QStringLiteral("log"));
    }

private:
    void append(const QByteArray &bytes)
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        file.write(bytes);
    }
    static std::vector<LogLine> told(const QSignalSpy &spy)
    {
        return spy.last().at(0).value<std::vector<LogLine>>();
    }

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_MAIN(tst_LogWindow)
#include "tst_LogWindow.moc"
