// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/ProcessLimits.h"
#include "tests/support/Fork.h"

#include <QTest>

#include <csignal>
#include <ctime>
#include <new>

using namespace hakgal;
using namespace hakgal::test;

class tst_ProcessLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatGoesPastTheMemoryFailsAndTheRestDoesNot()
    {
        constexpr int kNoLimits = 9;
        constexpr qint64 kMegabyte = 1'000'000;
        const int result = inChild([] {
            if (!limitThisProcess({100 * kMegabyte, 1000}))
                return kNoLimits;
            // Called by name, so that no compiler leaves it out.
            ::operator delete(::operator new(50 * kMegabyte));
            try {
                ::operator delete(::operator new(500 * kMegabyte));
                return 2;
            } catch (const std::bad_alloc &) {
                return 0;
            }
        });
        if (result == kNoLimits)
            QSKIP("a sanitizer needs memory of its own, or the system sets no limits");
        QCOMPARE(result, 0);
    }

    void whatComputesPastItsTimeIsEnded()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            if (!limitThisProcess({1'000'000'000, 0}))
                ::_exit(9);
            for (;;)
                std::clock();
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 9)
            QSKIP("a sanitizer needs memory of its own, or the system sets no limits");
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGXCPU);
    }
};

QTEST_GUILESS_MAIN(tst_ProcessLimits)
#include "tst_ProcessLimits.moc"
