// SPDX-License-Identifier: GPL-3.0-or-later
// The Debian package: made, checked, unpacked into a folder, and its programs started from there. What only
// root can try (installed in a bare Debian, upgraded, removed) is in installer/linux/try.
#include "tests/support/Folder.h"
#include "tests/support/Programs.h"

#include <QImage>
#include <QTest>

#include <memory>

using namespace support;
using hakgal::test::Folder;

class tst_Package : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Folder> m_folder;
    QString m_package;

    QString unpacked(const char *path) const
    {
        return m_folder->file(QStringLiteral("root/")) + QLatin1String(path);
    }
    QByteArray field(const char *name) const
    {
        return run(QStringLiteral("dpkg-deb"), {QStringLiteral("-f"), m_package, QLatin1String(name)})
            .words.trimmed();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!installed("dpkg-deb") || !installed("dpkg-shlibdeps"))
            QSKIP("dpkg is not installed: NO package was made");
        m_folder = std::make_unique<Folder>();
        const Ran made =
            run(QStringLiteral(HAKGAL_CPACK),
                {QStringLiteral("-G"), QStringLiteral("DEB"), QStringLiteral("-B"), m_folder->path(),
                 QStringLiteral("--config"), QStringLiteral(HAKGAL_BUILD "/CPackConfig.cmake")});
        QVERIFY2(made.exitCode == 0, made.words.constData());
        const QStringList packages =
            QDir(m_folder->path()).entryList({QStringLiteral("hakgal_*.deb")}, QDir::Files);
        QCOMPARE(packages.size(), 1);
        m_package = m_folder->file(packages.front());
        const Ran opened = run(QStringLiteral("dpkg-deb"),
                               {QStringLiteral("-x"), m_package, m_folder->file(QStringLiteral("root"))});
        QVERIFY2(opened.exitCode == 0, opened.words.constData());
    }

    void itNamesWhatItNeeds()
    {
        QCOMPARE(field("Package"), QByteArray("hakgal"));
        const QByteArray depends = field("Depends");
        for (const char *needed : {"libqt6sql6-sqlite", "libqt6httpserver6", "libqt6charts6", "libsqlite3-0",
                                   "libprometheus-cpp-core", "libc6"})
            QVERIFY2(depends.contains(needed), (QByteArray(needed) + " is not among " + depends).constData());
        const QByteArray recommends = field("Recommends");
        for (const char *useful : {"fonts-inter", "qt6-translations-l10n", "ca-certificates"})
            QVERIFY2(recommends.contains(useful), recommends.constData());
    }

    void itHoldsWhatADesktopLooksFor_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path :
             {"usr/bin/hakgal", "usr/bin/hakgalctl", "usr/share/applications/hakgal.desktop",
              "usr/share/metainfo/org.hakgal.optimizer.metainfo.xml",
              "usr/share/icons/hicolor/48x48/apps/hakgal.png",
              "usr/share/icons/hicolor/256x256/apps/hakgal.png",
              "usr/share/icons/hicolor/scalable/apps/hakgal.svg", "usr/share/man/man1/hakgal.1.gz",
              "usr/share/man/man1/hakgalctl.1.gz", "usr/lib/systemd/user/hakgal.service",
              "usr/share/hakgal/prometheus/hakgal.rules.yml",
              "usr/share/hakgal/grafana/hakgal-system-metrics.json", "usr/share/doc/hakgal/copyright",
              "usr/share/doc/hakgal/changelog.Debian.gz"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }
    void itHoldsWhatADesktopLooksFor()
    {
        QFETCH(QString, path);
        const QFileInfo file(unpacked(path.toLatin1().constData()));
        QVERIFY(file.isFile() && file.size() > 0);
        QVERIFY(file.permission(QFile::ReadOther) && !file.permission(QFile::WriteOther));
    }

    void theCheckersFindNoError_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("desktop file") << QStringLiteral("desktop-file-validate")
                                      << QStringList{QStringLiteral("usr/share/applications/hakgal.desktop")};
        QTest::newRow("metainfo") << QStringLiteral("appstreamcli")
                                  << QStringList{QStringLiteral("validate"), QStringLiteral("--no-net"),
                                                 QStringLiteral(
                                                     "usr/share/metainfo/org.hakgal.optimizer.metainfo.xml")};
        for (const char *page : {"hakgal", "hakgalctl"})
            QTest::newRow(page) << QStringLiteral("man")
                                << QStringList{
                                       QStringLiteral("--warnings"),
                                       QStringLiteral("-E"),
                                       QStringLiteral("UTF-8"),
                                       QStringLiteral("-l"),
                                       QStringLiteral("-Tutf8"),
                                       QStringLiteral("-Z"),
                                       QStringLiteral("usr/share/man/man1/%1.1.gz").arg(QLatin1String(page))};
        QTest::newRow("package") << QStringLiteral("lintian")
                                 << QStringList{QStringLiteral("--fail-on"), QStringLiteral("error,warning"),
                                                QStringLiteral("--allow-root"), QString()};
    }
    void theCheckersFindNoError()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        if (!installed(program.toLatin1().constData()))
            QSKIP(qPrintable(program + QStringLiteral(" is not installed: this was NOT checked by it")));
        for (QString &argument : arguments) {
            if (argument.startsWith(QStringLiteral("usr/")))
                argument = unpacked(argument.toLatin1().constData());
            else if (argument.isEmpty())
                argument = m_package;
        }
        QProcess process;
        process.setStandardOutputFile(program == QStringLiteral("man") ? QProcess::nullDevice() : QString());
        process.start(program, arguments);
        QVERIFY(process.waitForFinished(180'000));
        const QByteArray words = process.readAllStandardOutput() + process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, words.constData());
        if (program == QStringLiteral("man"))
            QCOMPARE(words, QByteArray());
    }

    void theProgramsStartFromTheUnpackedPackage()
    {
        const Home home;
        QProcessEnvironment environment = home.environment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        const QString base = home.path(QStringLiteral("kb.db"));
        const QString config = home.writeSettings("listen=none\n");
        const Ran imported = run(unpacked("usr/bin/hakgalctl"),
                                 {QStringLiteral("--db"), base, QStringLiteral("import"),
                                  QStringLiteral(HAKGAL_SOURCE "/resources/demo/facts.txt")},
                                 environment);
        QVERIFY2(imported.exitCode == 0, imported.words.constData());
        const QString picture = home.path(QStringLiteral("window.png"));
        const Ran shown = run(unpacked("usr/bin/hakgal"),
                              {base, QStringLiteral("--config"), config, QStringLiteral("--screenshot"),
                               picture, QStringLiteral("--after"), QStringLiteral("1")},
                              environment);
        QVERIFY2(shown.exitCode == 0, shown.words.constData());
        QVERIFY(QImage(picture).width() >= 640);
    }
};

QTEST_GUILESS_MAIN(tst_Package)
#include "tst_Package.moc"
