// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

namespace hakgal::test {

/// Another program that has a database open: the test's own executable, started again with --other-program.
/// It runs SQL on a plain connection (no wrapper of ours) and answers with the result code and the first
/// column of the last row. Use HAKGAL_TEST_MAIN instead of QTEST_GUILESS_MAIN.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &path)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--other-program"), path});
    }
    ~OtherProgram() { leave(); }
    OtherProgram(const OtherProgram &) = delete;
    OtherProgram &operator=(const OtherProgram &) = delete;

    /// Runs the SQL (one line); true where SQLite was content.
    bool run(const char *sql)
    {
        m_process.write(QByteArray(sql) + '\n');
        QByteArray answer;
        while (!answer.endsWith('\n')) {
            if (m_process.bytesAvailable() == 0 && !m_process.waitForReadyRead(30000))
                return false;
            answer += m_process.readLine();
        }
        const qsizetype space = answer.indexOf(' ');
        m_code = answer.left(space).toInt();
        m_value = answer.mid(space + 1).trimmed();
        return m_code == SQLITE_OK;
    }
    int code() const { return m_code; }
    QByteArray value() const { return m_value; }
    qint64 pid() const { return m_process.processId(); }

    /// Closes its connection and ends.
    void leave()
    {
        m_process.closeWriteChannel();
        if (m_process.state() != QProcess::NotRunning)
            m_process.waitForFinished();
    }
    /// Ends without closing, as in a crash.
    void crash()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    static bool asked(int argc, char **argv)
    {
        return argc == 3 && std::string(argv[1]) == "--other-program";
    }
    static int serve(const char *path)
    {
        sqlite3 *db = nullptr;
        if (sqlite3_open(path, &db) != SQLITE_OK)
            return EXIT_FAILURE;
        sqlite3_busy_timeout(db, 10000);
        std::string sql;
        while (std::getline(std::cin, sql)) {
            std::string value;
            const auto keep = [](void *to, int, char **values, char **) {
                *static_cast<std::string *>(to) = values[0] != nullptr ? values[0] : "";
                return 0;
            };
            const int rc = sqlite3_exec(db, sql.c_str(), keep, &value, nullptr);
            std::cout << rc << ' ' << value << std::endl;
        }
        return sqlite3_close(db) == SQLITE_OK ? EXIT_SUCCESS : EXIT_FAILURE;
    }

private:
    QProcess m_process;
    int m_code = -1;
    QByteArray m_value;
};

} // namespace hakgal::test

#define HAKGAL_TEST_MAIN(TestClass)                                                                          \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        if (hakgal::test::OtherProgram::asked(argc, argv))                                                   \
            return hakgal::test::OtherProgram::serve(argv[2]);                                               \
        QCoreApplication app(argc, argv);                                                                    \
        TestClass test;                                                                                      \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
