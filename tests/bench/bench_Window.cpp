// SPDX-License-Identifier: GPL-3.0-or-later
// How the window feels with a million facts: the whole program in this process, its jobs in processes of
// hakgalctl as always. A heartbeat in the GUI thread asks for a call every millisecond; what it waits longer
// is a gap in which the window stood still. Printed for each phase: longest gap, the 99.9th of 100
// heartbeats, memory. Usage: bench_Window BASE.db STATEMENTS.txt. The base must be a copy: statements are
// imported into it.
#include "app/Desktop.h"
#include "core/store/FactsReader.h"
#include "ui/FactsPage.h"
#include "ui/Theme.h"
#include "ui/WindowJobs.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// Times between two calls of a timer in the GUI thread, in milliseconds beyond what was asked for.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_gaps.push_back(double(m_since.nsecsElapsed()) / 1e6 - 1);
            m_since.start();
        });
    }
    void start()
    {
        m_gaps.clear();
        m_since.start();
        m_timer.start();
    }
    void tell(const char *phase)
    {
        m_timer.stop();
        std::sort(m_gaps.begin(), m_gaps.end());
        if (m_gaps.empty())
            qFatal("the heart did not beat");
        std::printf("%-44s longest gap %6.1f ms, 99.9 %% below %5.1f ms, %s\n", phase, m_gaps.back(),
                    m_gaps[m_gaps.size() * 999 / 1000], memory().constData());
        std::fflush(stdout);
    }

    static QByteArray memory()
    {
        QFile status(u"/proc/self/status"_s);
        if (!status.open(QIODevice::ReadOnly))
            return "memory not measured here";
        const QByteArray text = status.readAll();
        const qsizetype at = text.indexOf("VmRSS:");
        return QByteArray::number(text.mid(at + 6, 20).trimmed().split(' ').front().toInt() / 1000) +
               " MB resident";
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_gaps;
};

void waitUntil(const std::function<bool()> &done, const char *what)
{
    QElapsedTimer patience;
    patience.start();
    while (!done()) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (patience.hasExpired(300'000))
            qFatal("%s took more than five minutes", what);
    }
}

void pass(int milliseconds)
{
    QElapsedTimer time;
    time.start();
    while (!time.hasExpired(milliseconds))
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    qputenv("XDG_DATA_HOME", home.path().toUtf8());
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"hakgal"_s);
    if (argc != 3) {
        std::fprintf(stderr, "bench_Window BASE.db STATEMENTS.txt\n");
        return 2;
    }
    const QString statements = QString::fromLocal8Bit(argv[2]);
    Settings settings;
    settings.databasePath = QString::fromLocal8Bit(argv[1]);
    settings.backupDirectory = home.path();

    Theme theme{ThemeMode::Light};
    MainWindow window(theme, Catalogue(Catalogue::Language::User), {});
    Desktop desktop(window, SettingsFile(home.filePath(u"hakgal.ini"_s)), settings, false);
    window.resize(1280, 820);
    bool painted = false;
    QObject::connect(&window, &MainWindow::painted, [&] { painted = true; });
    FactsPage *facts = nullptr;
    QObject::connect(&window, &MainWindow::pageMade, [&](Page *page) {
        if (auto *made = qobject_cast<FactsPage *>(page))
            facts = made;
    });
    bool busy = false;
    QObject::connect(&window.jobs(), &WindowJobs::holdChanged,
                     [&](const QString &why) { busy = !why.isEmpty(); });
    window.show();
    desktop.start();
    waitUntil([&] { return painted; }, "the first figures");
    std::printf("first figures on the screen after %lld ms\n", static_cast<long long>(sinceStart.elapsed()));

    Heartbeat heart;
    heart.start();
    pass(5000);
    heart.tell("watching");

    heart.start();
    QElapsedTimer opened;
    opened.start();
    window.showPage(u"facts"_s);
    auto *table = facts->findChild<QTableView *>(u"factsTable"_s);
    waitUntil([&] { return table->model()->rowCount() > 0; }, "the first rows");
    std::printf("first rows of the Facts page after %lld ms\n", static_cast<long long>(opened.elapsed()));
    pass(3000);
    heart.tell("opening Facts");

    heart.start();
    auto *search = facts->findChild<QLineEdit *>(u"factsText"_s);
    for (const char *words : {"object1", "Predicate7(Subject7, ?)", "Predicate199(?, ?)", "nothing at all",
                              "?(?, Object999999)", "subject4", "99998", "Predicate12(?, Object12)"}) {
        const QString text = QString::fromLatin1(words);
        for (qsizetype length = 1; length <= text.size(); ++length) { // as typed, a letter every 60 ms
            search->setText(text.first(length));
            pass(60);
        }
        pass(1200);
    }
    heart.tell("searching as one types");

    const auto job = [&](const char *phase, const QStringList &verb) {
        heart.start();
        QElapsedTimer time;
        time.start();
        Q_EMIT window.jobs().requested(verb);
        waitUntil([&] { return busy; }, "the start of a job");
        waitUntil([&] { return !busy; }, phase);
        heart.tell(phase);
        std::printf("  it took %.1f s\n", double(time.elapsed()) / 1000);
    };
    job("importing, Facts open", {u"import"_s, statements, u"--source"_s, u"bench"_s});
    window.showPage(u"overview"_s);
    job("Optimize with VACUUM, overview open", {u"optimize"_s, u"--no-backup"_s});
    window.showPage(u"history"_s);
    pass(2000);
    job("Optimize again, History open", {u"optimize"_s, u"--only"_s, u"vacuum"_s, u"--no-backup"_s});
    desktop.stop();
    return 0;
}
