// SPDX-License-Identifier: GPL-3.0-or-later
// The container without Docker: the entry command as the image runs it, and what the compose file refers to.
#include "tests/support/Folder.h"
#include "tests/support/Programs.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <grp.h>
#include <unistd.h>

using namespace support;
using hakgal::test::Folder;

namespace {

const QString kSource = QStringLiteral(HAKGAL_SOURCE "/");
const QString kContainer = kSource + QStringLiteral("installer/container/");

constexpr uid_t kNobody = 65534;

QString readFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Lists the matches of the first group.
QStringList matches(const QString &text, const char *pattern)
{
    const QRegularExpression expression(QString::fromLatin1(pattern), QRegularExpression::MultilineOption);
    QStringList found;
    for (auto match = expression.globalMatch(text); match.hasNext();)
        found << match.next().captured(1);
    return found;
}

/// The tests of CI run as root; what they start here must not.
void dropToNobody(QProcess &process)
{
    if (::getuid() != 0)
        return;
    process.setChildProcessModifier([] {
        if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)
            ::_exit(126);
    });
}

void giveToNobody(const QString &path)
{
    if (::getuid() == 0 && ::chown(QFile::encodeName(path).constData(), kNobody, kNobody) != 0)
        qFatal("cannot give %s to nobody", qPrintable(path));
}

} // namespace

class tst_Container : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEntryCommandNeedsOnlyItsStateAndItsBase()
    {
        const Folder folder;
        const auto make = [&folder](const char *name, QFile::Permissions permissions) {
            const QString path = folder.file(QLatin1String(name));
            if (!QDir().mkpath(path) || !QFile::setPermissions(path, permissions))
                qFatal("cannot make %s", name);
            return path;
        };
        constexpr auto kAll = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup |
                              QFile::ReadOther | QFile::ExeOther;
        const QString data = make("data", kAll | QFile::WriteOwner);
        const QString state = make("state", QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QString home = make("home", kAll);
        const QString base = data + QStringLiteral("/knowledge.db");
        const Home own;
        QCOMPARE(ctl(own, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-")},
                     "IsA(Socrates, Man).\n")
                     .exitCode,
                 0);
        giveToNobody(data);
        giveToNobody(state);
        giveToNobody(base);

        // Beside each other as in the image, where an ordinary user can read them.
        const QString program = folder.file(QStringLiteral("hakgalctl"));
        const QString entry = folder.file(QStringLiteral("entry"));
        QVERIFY(QFile::copy(QStringLiteral(HAKGALCTL), program) && QFile::setPermissions(program, kAll));
        QVERIFY(QFile::copy(kContainer + QStringLiteral("entry"), entry) &&
                QFile::setPermissions(entry, kAll));
        QString settings = readFile(kContainer + QStringLiteral("hakgal.ini"));
        QVERIFY(settings.contains(QStringLiteral("listen=127.0.0.1:8000")));
        settings.replace(QStringLiteral("127.0.0.1:8000"), QStringLiteral("127.0.0.1:0"));
        const QString config = folder.write(QStringLiteral("hakgal.ini"), settings.toUtf8());
        QVERIFY(QFile::setPermissions(config, kAll));

        QProcess container;
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("TMPDIR"), home);
        environment.insert(QStringLiteral("XDG_DATA_HOME"), state);
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
        environment.insert(QStringLiteral("HAKGALCTL"), program);
        environment.insert(QStringLiteral("HAKGAL_CONFIG"), config);
        container.setProcessEnvironment(environment);
        dropToNobody(container);
        container.start(entry, {base});
        QVERIFY(container.waitForStarted());
        QByteArray told;
        const auto port = [&] {
            container.waitForReadyRead(50);
            told += container.readAllStandardError();
            const QStringList ports =
                matches(QString::fromUtf8(told), R"(Serving http://127\.0\.0\.1:(\d+)/metrics)");
            return static_cast<quint16>(ports.value(0).toUInt());
        };
        QTRY_VERIFY2_WITH_TIMEOUT(port() != 0, told.constData(), 30'000);

        // What HEALTHCHECK asks, and that the base was read.
        QTRY_COMPARE_WITH_TIMEOUT(httpGet(port(), "/api/health").status, 200, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(metric(httpGet(port(), "/metrics").body, "hakgal_facts"), 1.0, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            !QDir(state + QStringLiteral("/hakgal")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty(),
            30'000);

        container.terminate();
        QVERIFY(container.waitForFinished(20'000));
        QCOMPARE(container.exitStatus(), QProcess::NormalExit);
        QCOMPARE(container.exitCode(), 0);
        QCOMPARE(QDir(home).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
        QCOMPARE(QDir(data).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("knowledge.db")});
    }

    void theEntryCommandNamesWhatIsMissing()
    {
        QProcess container;
        container.start(kContainer + QStringLiteral("entry"), QStringList());
        QVERIFY(container.waitForFinished(20'000));
        QVERIFY(container.exitCode() != 0);
        QVERIFY(container.readAllStandardError().contains("the path of the knowledge base is missing"));
    }

    void itsPrometheusTakesTheConfiguration()
    {
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        if (promtool.isEmpty())
            QSKIP("promtool is not installed: the configuration was NOT checked by it");
        const Folder folder; // as compose.yml puts them beside each other
        QVERIFY(QFile::copy(kContainer + QStringLiteral("prometheus.yml"),
                            folder.file(QStringLiteral("prometheus.yml"))));
        QVERIFY(QFile::copy(kSource + QStringLiteral("resources/prometheus/hakgal.rules.yml"),
                            folder.file(QStringLiteral("hakgal.rules.yml"))));
        QProcess checker;
        checker.setProcessChannelMode(QProcess::MergedChannels);
        checker.start(promtool, {QStringLiteral("check"), QStringLiteral("config"),
                                 folder.file(QStringLiteral("prometheus.yml"))});
        QVERIFY(checker.waitForFinished(60'000));
        const QByteArray words = checker.readAll();
        QVERIFY2(checker.exitCode() == 0, words.constData());
    }

    void whatTheComposeFileAndTheImageNameIsThere()
    {
        const QString compose = readFile(kContainer + QStringLiteral("compose.yml"));
        const QStringList mounted = matches(compose, R"(^ +- (\.[^:]+):/)");
        QCOMPARE(mounted.size(), 4);
        for (const QString &path : mounted)
            QVERIFY2(QFileInfo::exists(kContainer + path), qPrintable(path));
        const QStringList copied =
            matches(readFile(kContainer + QStringLiteral("Dockerfile")), R"(^COPY (installer/\S+) )");
        QCOMPARE(copied.size(), 2);
        for (const QString &path : copied)
            QVERIFY2(QFileInfo::exists(kSource + path), qPrintable(path));
        // Grafana looks for the dashboard where it is mounted.
        const QString provided =
            matches(
                readFile(kSource + QStringLiteral("resources/grafana/provisioning/dashboards/hakgal.yml")),
                R"(^ +path: (\S+))")
                .value(0);
        QVERIFY(compose.contains(QStringLiteral("hakgal-system-metrics.json:") + provided +
                                 QStringLiteral("/hakgal-system-metrics.json")));
    }

    void theImageInstallsWhatTheProgramIsLinkedWith()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dpkg-query")).isEmpty() ||
            QStandardPaths::findExecutable(QStringLiteral("objdump")).isEmpty())
            QSKIP("dpkg or binutils are not installed: the image's packages were NOT checked");
        const auto run = [](const QString &program, const QStringList &arguments) {
            QProcess process;
            process.start(program, arguments);
            return process.waitForFinished(60'000) ? QString::fromUtf8(process.readAllStandardOutput())
                                                   : QString();
        };
        const QString image = readFile(kContainer + QStringLiteral("Dockerfile"));
        const QString runtime = image.mid(image.lastIndexOf(QStringLiteral("\nFROM ")));
        const QStringList libraries =
            matches(run(QStringLiteral("objdump"), {QStringLiteral("-p"), QStringLiteral(HAKGALCTL)}),
                    R"(^ +NEEDED +(\S+)$)");
        QVERIFY(libraries.size() > 5);
        for (const QString &library : libraries) {
            const QString package =
                run(QStringLiteral("dpkg-query"), {QStringLiteral("-S"), QStringLiteral("*/") + library})
                    .section(u':', 0, 0);
            if (package.isEmpty())
                QSKIP("a library is not from a Debian package: the image's packages were NOT checked");
            // The C and C++ libraries come with whatever is linked with them.
            const bool given = package.startsWith(QStringLiteral("libc6")) ||
                               package == QStringLiteral("libstdc++6") ||
                               package == QStringLiteral("libgcc-s1");
            QVERIFY2(given || runtime.contains(u' ' + package + u' '),
                     qPrintable(library + QStringLiteral(" of ") + package));
        }
    }

    void nothingIsOpenToOtherComputers()
    {
        const QString compose = readFile(kContainer + QStringLiteral("compose.yml"));
        const QStringList published = matches(compose, R"(^ +- (?!--)(\S+:\d+)(?: #.*)?$)");
        QCOMPARE(published, QStringList{QStringLiteral("127.0.0.1:3000:3000")});
        QCOMPARE(matches(compose, R"(^ +network_mode: (\S+)$)"),
                 (QStringList{QStringLiteral("service:hakgal"), QStringLiteral("service:hakgal")}));
        QVERIFY(compose.contains(QStringLiteral("--web.listen-address=127.0.0.1:9090")));
        QCOMPARE(matches(readFile(kContainer + QStringLiteral("hakgal.ini")), R"(^listen=(.*)$)"),
                 QStringList{QStringLiteral("127.0.0.1:8000")});
    }
};

QTEST_GUILESS_MAIN(tst_Container)
#include "tst_Container.moc"
