// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Desktop.h"
#include "app/LeaveProcess.h"
#include "app/SingleInstance.h"
#include "app/Terminal.h"
#include "core/config/BuildInfo.h"
#include "core/config/LogFile.h"
#include "core/config/StatePaths.h"
#include "core/text/Language.h"
#include "ui/Motion.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QIcon>
#include <QLoggingCategory>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <cstdio>

using namespace hakgal;

namespace {

Q_LOGGING_CATEGORY(lcStart, "hakgal.start")

constexpr int kUsage = 2;
constexpr int kFailed = 3;
constexpr int kSilenceMs = 500; ///< a start that says nothing any longer looks like none

struct Arguments
{
    QString file;
    QString config;
    QString page;
    QString screenshot;
    double afterSeconds = 3;
    bool hidden = false;
    QString wrong; ///< empty: all is well
};

Arguments parse(const QApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("hakgal", "Watches a HAK/GAL knowledge base."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE.db"),
                                 QApplication::translate("hakgal", "the knowledge base"),
                                 QStringLiteral("[FILE.db]"));
    const QCommandLineOption config(QStringLiteral("config"),
                                    QApplication::translate("hakgal", "the settings file"),
                                    QStringLiteral("FILE"));
    const QCommandLineOption page(QStringLiteral("page"), QApplication::translate("hakgal", "show this page"),
                                  QStringLiteral("NAME"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        QApplication::translate("hakgal", "save a picture of the window and leave"),
        QStringLiteral("OUT.png"));
    const QCommandLineOption after(
        QStringLiteral("after"),
        QApplication::translate("hakgal", "take the picture after that many seconds (default 3)"),
        QStringLiteral("SECONDS"));
    const QCommandLineOption hidden(
        QStringLiteral("hidden"),
        QApplication::translate("hakgal", "start in the tray, or minimized where there is none"));
    parser.addOptions({config, page, screenshot, after, hidden});
    parser.process(app);

    Arguments arguments;
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        arguments.wrong = QApplication::translate("hakgal", "More than one file was named.");
    if (!files.isEmpty())
        arguments.file = QDir::cleanPath(QFileInfo(files.front()).absoluteFilePath());
    arguments.config = parser.value(config);
    arguments.page = parser.value(page);
    arguments.screenshot = parser.value(screenshot);
    arguments.hidden = parser.isSet(hidden) && arguments.screenshot.isEmpty();
    if (parser.isSet(after)) {
        bool ok = false;
        arguments.afterSeconds = parser.value(after).toDouble(&ok);
        if (!ok || arguments.afterSeconds < 0 || arguments.afterSeconds > 3600)
            arguments.wrong =
                QApplication::translate("hakgal", "--after takes a number of seconds, at most 3600.");
    }
    return arguments;
}

/// `box`: where nobody gets standard error, in a box that waits for its reader.
int refuse(const QString &why, int code, bool box)
{
    if (box && !hasStandardError())
        QMessageBox::critical(nullptr, QApplication::applicationDisplayName(), why);
    std::fprintf(stderr, "%s\n", qUtf8Printable(why));
    return code;
}

enum class OtherWindow : quint8 {
    CameForward,
    Silent, ///< its program hangs, or the operator would not wait for it
    Refused ///< the operator wants no other one
};

/// Asks the window that shows this base already to come forward. Where it does not answer at once, a box says
/// what is waited for.
OtherWindow handOver(SingleInstance &instance, const QString &database, const StartRequest &request)
{
    QEventLoop loop;
    auto outcome = OtherWindow::Silent;
    const auto end = [&](OtherWindow how) {
        outcome = how;
        loop.quit();
    };
    QObject::connect(&instance, &SingleInstance::handedOver, &loop,
                     [&](bool taken) { end(taken ? OtherWindow::CameForward : OtherWindow::Silent); });
    instance.handOver(database, request);

    QMessageBox box(
        QMessageBox::Information, QApplication::applicationDisplayName(),
        QApplication::translate("hakgal", "%1 is open in another window, which does not answer yet.")
            .arg(plainName(QFileInfo(database).fileName())));
    box.setObjectName(QStringLiteral("handOverBox"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(QApplication::translate(
        "hakgal", "If it stays silent, a second window opens in a moment. Watching twice does no harm."));
    QPushButton *open =
        box.addButton(QApplication::translate("hakgal", "&Open a second window"), QMessageBox::AcceptRole);
    QPushButton *leave = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(open);
    QObject::connect(open, &QPushButton::clicked, &loop, [&] { end(OtherWindow::Silent); });
    QObject::connect(leave, &QPushButton::clicked, &loop, [&] { end(OtherWindow::Refused); });
    QObject::connect(&box, &QDialog::rejected, &loop, [&] { end(OtherWindow::Refused); });
    QTimer::singleShot(kSilenceMs, &box, &QWidget::show);

    QGuiApplication::setQuitOnLastWindowClosed(false); // the box is not the program
    loop.exec();
    box.disconnect();
    box.close();
    QGuiApplication::setQuitOnLastWindowClosed(true);
    if (outcome == OtherWindow::Silent)
        qCWarning(lcStart, "the window of this base does not answer; another one is opened");
    return outcome;
}

/// Once the time has passed and a snapshot stands on the screen.
void takePicture(MainWindow &window, const QString &path, double afterSeconds)
{
    auto *timer = new QTimer(&window);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, path] {
        QWidget *shown = QApplication::activeModalWidget();
        const QPixmap picture = (shown ? shown : &window)->grab();
        if (!picture.save(path, "PNG"))
            QApplication::exit(
                refuse(Catalogue(Catalogue::Language::User).error({ErrorCode::WriteFailed, {path}, {}, 0}),
                       kFailed, false));
        else
            QApplication::exit(0);
    });
    timer->start(static_cast<int>(afterSeconds * 1000));
}

int run(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    const QString activation = qEnvironmentVariable("XDG_ACTIVATION_TOKEN"); // Qt may take it away
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("hakgal"));
    QApplication::setApplicationDisplayName(QStringLiteral("HAK/GAL Optimizer"));
    QApplication::setApplicationVersion(buildInfo().version);
    QApplication::setDesktopFileName(QStringLiteral("hakgal"));
    speak(configuredLanguage(QApplication::arguments()));
    QIcon icon;
    for (const int size : {16, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/hakgal/icons/hakgal-%1.png").arg(size), {size, size});
    QApplication::setWindowIcon(icon);

    const Arguments arguments = parse(app);
    const bool picture = !arguments.screenshot.isEmpty();
    if (!arguments.wrong.isEmpty())
        return refuse(arguments.wrong, kUsage, !picture);
    const Catalogue catalogue(Catalogue::Language::User);
    if (!arguments.config.isEmpty() && !QFileInfo::exists(arguments.config))
        return refuse(catalogue.error({ErrorCode::FileMissing, {arguments.config}, {}, 0}), kUsage, !picture);

    installLogFile(StatePaths::logFile(), true);
    if (auto single = checkSingleSqlite(); !single) {
        if (!picture)
            QMessageBox::critical(nullptr, QApplication::applicationDisplayName(),
                                  catalogue.error(single.error()));
        return refuse(catalogue.error(single.error()), kFailed, false);
    }

    const SettingsFile file(arguments.config.isEmpty() ? SettingsFile::defaultPath() : arguments.config);
    auto loaded = file.load();
    if (!arguments.file.isEmpty())
        loaded.settings.databasePath = arguments.file;

    motion::followDesktop();
    Theme theme;
    MainWindow window(theme, catalogue, picture && arguments.config.isEmpty() ? QString() : file.path());
    if (!arguments.page.isEmpty() && !window.pages().contains(arguments.page)) {
        return refuse(QApplication::translate("hakgal", "There is no page \"%1\". Pages: %2.")
                          .arg(arguments.page, window.pages().join(QStringLiteral(", "))),
                      kUsage, !picture);
    }
    SingleInstance instance;
    // A window in the tray is left there by a start that wants to be hidden.
    if (!picture && !instance.claim(loaded.settings.databasePath) &&
        (arguments.hidden ||
         handOver(instance, loaded.settings.databasePath,
                  {loaded.settings.databasePath, arguments.page, activation}) != OtherWindow::Silent))
        return 0;

    // A settings file with errors is not written over until its owner has seen them.
    Desktop desktop(window, file, loaded.settings, !picture && loaded.errors.empty());
    QObject::connect(&window, &MainWindow::painted, &window, [&sinceStart, first = true](quint64) mutable {
        if (first)
            qCInfo(lcStart, "first figures on the screen after %lld ms",
                   static_cast<long long>(sinceStart.elapsed()));
        first = false;
    });
    if (picture)
        window.resize(1280, 820);
    else
        desktop.answerOtherStarts(instance);
    if (arguments.hidden)
        window.startHidden();
    else
        window.show();
    desktop.start();
    if (!loaded.errors.empty())
        window.showSettingsErrors(loaded.errors);
    if (!arguments.page.isEmpty())
        window.showPage(arguments.page);
    if (picture)
        takePicture(window, arguments.screenshot, arguments.afterSeconds);
    else
        desktop.restartAfterUpdates();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    return leaveProcess(run(argc, argv));
}
