// SPDX-License-Identifier: GPL-3.0-or-later
// The package for Windows, made of stand-ins for the programs: how it is staged, what its tables say, that it
// holds what was staged, and that whatever goes wrong fails it. installer/windows/try tries the real one.
#include "tests/support/Folder.h"
#include "tests/support/Programs.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace support;
using hakgal::test::Folder;
using namespace Qt::StringLiterals;

namespace {

const QString kWindows = QStringLiteral(HAKGAL_SOURCE "/installer/windows/");
const QString kUpgradeCode = u"{20678BF4-51C5-4662-AD77-F61089A42905}"_s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

/// Every file below a folder, by its path there, with its content.
QMap<QString, QByteArray> filesBelow(const QString &folder)
{
    QMap<QString, QByteArray> files;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        files.insert(path.mid(folder.size() + 1), contentOf(path));
    }
    return files;
}

QByteArray utf16(const QString &text)
{
    return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
}

} // namespace

class tst_Msi : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Folder> m_folder;

    QString path(const QString &name) const { return m_folder->file(name); }

    bool compile(const QString &out, const QByteArray &code, const QStringList &arguments = {}) const
    {
        QDir().mkpath(QFileInfo(path(out)).path());
        const QString source = m_folder->write(u"code.c"_s, code);
        const Ran made =
            run(u"x86_64-w64-mingw32-gcc-posix"_s, QStringList{u"-o"_s, path(out), source} + arguments);
        if (made.exitCode != 0)
            qWarning("%s", made.words.constData());
        return made.exitCode == 0;
    }

    /// `replaced`: defines in place of the usual ones.
    Ran stage(const QString &to, const QStringList &replaced = {}) const
    {
        return run(QStringLiteral(HAKGAL_CMAKE),
                   QStringList{
                       u"-DSTAGE="_s + path(to),
                       u"-DPROGRAMS=%1;%2"_s.arg(path(u"bin/hakgal.exe"_s), path(u"bin/hakgalctl.exe"_s)),
                       u"-DSEARCH=%1;%2"_s.arg(path(u"one"_s), path(u"two"_s)),
                       u"-DPLUGINS="_s + path(u"plugins"_s), u"-DLICENCES=hakgal=" HAKGAL_SOURCE "/LICENSE"_s,
                       u"-DOBJDUMP=x86_64-w64-mingw32-objdump"_s} +
                       replaced + QStringList{u"-P"_s, kWindows + u"Stage.cmake"_s});
    }

    Ran pack(const QString &out, const QString &version, const QString &wixl = u"wixl"_s,
             const QProcessEnvironment &environment = {}) const
    {
        return run(QStringLiteral(HAKGAL_CMAKE),
                   {u"-DSTAGE="_s + path(u"stage"_s), u"-DOUT="_s + path(out), u"-DVERSION="_s + version,
                    u"-DHOMEPAGE=https://hakgal.invalid"_s, u"-DWIXL="_s + wixl, u"-DMSIBUILD=msibuild"_s,
                    u"-P"_s, kWindows + u"Package.cmake"_s},
                   environment);
    }

    /// The rows of a table, each with its columns by name; none where it is empty or absent.
    QList<QMap<QString, QString>> rows(const QString &table, const QString &package = u"new.msi"_s) const
    {
        const Ran told = run(u"msiinfo"_s, {u"export"_s, path(package), table});
        QStringList lines = QString::fromUtf8(told.words).split(u"\r\n"_s, Qt::SkipEmptyParts);
        if (told.exitCode != 0 || lines.size() < 3)
            return {};
        const QStringList names = lines.front().split(u'\t');
        QList<QMap<QString, QString>> rows;
        for (const QString &line : lines.mid(3)) { // names, types, and name with keys
            const QStringList values = line.split(u'\t');
            QMap<QString, QString> row;
            for (qsizetype i = 0; i < names.size() && i < values.size(); ++i)
                row.insert(names[i], values[i]);
            rows << row;
        }
        return rows;
    }
    /// One column of a table by another, which is its key.
    QMap<QString, QString> column(const QString &table, const QString &key, const QString &value,
                                  const QString &package = u"new.msi"_s) const
    {
        QMap<QString, QString> result;
        for (const auto &row : rows(table, package))
            result.insert(row[key], row[value]);
        return result;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *program :
             {"wixl", "msibuild", "msiinfo", "msiextract", "x86_64-w64-mingw32-gcc-posix"}) {
            if (!installed(program))
                QSKIP((QByteArray(program) +
                       " is not installed: the package for Windows was NOT made and NOT checked")
                          .constData());
        }
        m_folder = std::make_unique<Folder>();
        // The resources of a program, as CMake makes them.
        m_folder->write(u"configure.cmake"_s, "configure_file(\"" + kWindows.toUtf8() + "program.rc.in\" \"" +
                                                  path(u"hakgal.rc"_s).toUtf8() + "\" @ONLY)\n");
        QStringList defines;
        for (const QString &define :
             {u"RC_NAME=hakgal"_s, u"RC_FILE=hakgal.exe"_s, u"RC_DESCRIPTION=HAK/GAL Optimizer"_s,
              u"PROJECT_VERSION=3.2.1"_s, u"PROJECT_VERSION_MAJOR=3"_s, u"PROJECT_VERSION_MINOR=2"_s,
              u"PROJECT_VERSION_PATCH=1"_s, u"RC_MANIFEST="_s + kWindows + u"hakgal.manifest"_s,
              u"RC_ICON=" HAKGAL_SOURCE "/resources/icons/hakgal.ico"_s})
            defines << u"-D"_s + define;
        Ran made =
            run(QStringLiteral(HAKGAL_CMAKE), defines + QStringList{u"-P"_s, path(u"configure.cmake"_s)});
        QVERIFY2(made.exitCode == 0, made.words.constData());
        made =
            run(u"x86_64-w64-mingw32-windres"_s, {path(u"hakgal.rc"_s), u"-O"_s, u"coff"_s, path(u"rc.o"_s)});
        QVERIFY2(made.exitCode == 0, made.words.constData());

        // A program needs one library, which needs another, which lies elsewhere.
        QVERIFY(
            compile(u"two/two.dll"_s, "__declspec(dllexport) int two(void) { return 2; }", {u"-shared"_s}));
        QVERIFY(compile(u"one/one.dll"_s,
                        "int two(void); __declspec(dllexport) int one(void) { return two(); }",
                        {u"-shared"_s, path(u"two/two.dll"_s)}));
        QVERIFY(compile(u"bin/hakgal.exe"_s, "int one(void); int main(void) { return one(); }",
                        {path(u"one/one.dll"_s), path(u"rc.o"_s)}));
        QVERIFY(compile(u"bin/hakgalctl.exe"_s, "int main(void) { return 0; }"));
        for (const QString &plugin : {u"platforms/qwindows.dll"_s, u"sqldrivers/qsqlite.dll"_s})
            QVERIFY(compile(u"plugins/"_s + plugin, "int nothing(void) { return 0; }", {u"-shared"_s}));

        made = stage(u"stage"_s);
        QVERIFY2(made.exitCode == 0, made.words.constData());
        made = pack(u"new.msi"_s, u"3.2.1"_s);
        QVERIFY2(made.exitCode == 0, made.words.constData());
    }

    void aProgramCarriesIconVersionAndManifest()
    {
        const QByteArray program = contentOf(path(u"stage/hakgal.exe"_s));
        QVERIFY(program.contains(utf16(u"FileVersion"_s)));
        QVERIFY(program.contains(utf16(u"3.2.1"_s)));
        for (const char *promise : {"PerMonitorV2", "longPathAware", "UTF-8</activeCodePage>", "asInvoker"})
            QVERIFY2(program.contains(promise), promise);
        const QByteArray icon = contentOf(QStringLiteral(HAKGAL_SOURCE "/resources/icons/hakgal-48.png"));
        QVERIFY(program.contains(QByteArrayView(icon).first(icon.indexOf("IDAT"))));
    }

    void stagingTakesWhatTheProgramsImport()
    {
        QCOMPARE(filesBelow(path(u"stage"_s)).keys(),
                 (QStringList{u"hakgal-serve.xml"_s, u"hakgal.exe"_s, u"hakgalctl.exe"_s,
                              u"licences/hakgal.txt"_s, u"one.dll"_s, u"platforms/qwindows.dll"_s,
                              u"qt.conf"_s, u"sqldrivers/qsqlite.dll"_s, u"two.dll"_s}));
    }

    void stagingFailsWhereSomethingIsMissing_data()
    {
        QTest::addColumn<QString>("define");
        QTest::addColumn<QString>("named");
        QTest::newRow("library") << u"-DSEARCH="_s + path(u"one"_s) << u"two.dll (needed by one.dll)"_s;
        QTest::newRow("plugin") << u"-DPLUGINS="_s + path(u"bin"_s) << u"qsqlite.dll is not in"_s;
        QTest::newRow("licence") << u"-DLICENCES=qtbase=%1"_s.arg(path(u"none"_s)) << u"licence qtbase"_s;
    }
    void stagingFailsWhereSomethingIsMissing()
    {
        QFETCH(QString, define);
        QFETCH(QString, named);
        const Ran staged = stage(u"half"_s, {define});
        QVERIFY(staged.exitCode != 0);
        const QString words = QString::fromUtf8(staged.words).simplified();
        QVERIFY2(words.contains(named), qPrintable(words));
    }

    void itHoldsExactlyWhatWasStaged()
    {
        const Ran extracted = run(u"msiextract"_s, {u"-C"_s, path(u"extracted"_s), path(u"new.msi"_s)});
        QVERIFY2(extracted.exitCode == 0, extracted.words.constData());
        const auto staged = filesBelow(path(u"stage"_s));
        QVERIFY(!staged.isEmpty());
        const auto held = filesBelow(path(u"extracted/HAKGAL Optimizer"_s));
        QCOMPARE(held.keys(), staged.keys());
        for (auto it = staged.cbegin(); it != staged.cend(); ++it)
            QVERIFY2(held[it.key()] == it.value(), qPrintable(it.key()));
        QCOMPARE(filesBelow(path(u"extracted"_s)).size(), staged.size());
    }

    void itIsForAllUsersOf64BitWindows()
    {
        const Ran told = run(u"msiinfo"_s, {u"suminfo"_s, path(u"new.msi"_s)});
        QVERIFY2(told.words.contains("Template: x64;1033"), told.words.constData());
        QCOMPARE(column(u"Property"_s, u"Property"_s, u"Value"_s)[u"ALLUSERS"_s], u"1"_s);
        const auto components = rows(u"Component"_s);
        QVERIFY(components.size() > 8);
        for (const auto &component : components)
            QVERIFY2(component[u"Attributes"_s].toInt() & 256, qPrintable(component[u"Component"_s]));
        const auto parents = column(u"Directory"_s, u"Directory"_s, u"Directory_Parent"_s);
        QCOMPARE(parents[u"INSTALLDIR"_s], u"ProgramFiles64Folder"_s);
        const auto conditions = column(u"LaunchCondition"_s, u"Condition"_s, u"Description"_s);
        QVERIFY(conditions.contains(u"Installed OR (VersionNT64 AND WINDOWSBUILD >= 17763)"_s));
        const auto searches = rows(u"RegLocator"_s);
        QCOMPARE(searches.size(), 1);
        QCOMPARE(searches.front()[u"Name"_s], u"CurrentBuildNumber"_s);
        QCOMPARE(column(u"AppSearch"_s, u"Property"_s, u"Signature_"_s)[u"WINDOWSBUILD"_s],
                 searches.front()[u"Signature_"_s]);
    }

    void anOlderOrTheSameVersionIsReplacedAndANewerOneStays()
    {
        QCOMPARE(column(u"Property"_s, u"Property"_s, u"Value"_s)[u"UpgradeCode"_s], kUpgradeCode);
        const auto upgrades = rows(u"Upgrade"_s);
        QCOMPARE(upgrades.size(), 2);
        for (const auto &upgrade : upgrades) {
            QCOMPARE(upgrade[u"UpgradeCode"_s], kUpgradeCode);
            const bool older = upgrade[u"ActionProperty"_s] == u"WIX_UPGRADE_DETECTED"_s;
            QCOMPARE(upgrade[u"VersionMin"_s], older ? QString() : u"3.2.1"_s);
            QCOMPARE(upgrade[u"VersionMax"_s], older ? u"3.2.1"_s : QString());
            // Features are kept (1) and the version itself counts (512); or it is only looked for (2).
            QCOMPARE(upgrade[u"Attributes"_s], older ? u"513"_s : u"2"_s);
        }
        const auto conditions = column(u"LaunchCondition"_s, u"Condition"_s, u"Description"_s);
        QVERIFY(conditions[u"NOT WIX_DOWNGRADE_DETECTED"_s].contains(u"newer version"_s));
        const auto properties = column(u"Property"_s, u"Property"_s, u"Value"_s);
        const QStringList secure = properties[u"SecureCustomProperties"_s].split(u';');
        QVERIFY(secure.contains(u"WIX_UPGRADE_DETECTED"_s) && secure.contains(u"WIX_DOWNGRADE_DETECTED"_s));
        // In the transaction, so that a failure brings the old one back; and before anything is written.
        const auto sequence = column(u"InstallExecuteSequence"_s, u"Action"_s, u"Sequence"_s);
        const int removed = sequence[u"RemoveExistingProducts"_s].toInt();
        QVERIFY(removed > sequence[u"InstallInitialize"_s].toInt());
        QVERIFY(removed < sequence[u"ProcessComponents"_s].toInt());
        // What is written was decided while the old files were there: they must not count as better.
        QVERIFY(properties[u"REINSTALLMODE"_s].contains(u'a'));
    }

    void twoVersionsShareTheirComponents()
    {
        const Ran made = pack(u"other/newer.msi"_s, u"3.3.0"_s);
        QVERIFY2(made.exitCode == 0, made.words.constData());
        const QString other = u"other/newer.msi"_s;
        QCOMPARE(column(u"Component"_s, u"Component"_s, u"ComponentId"_s, other),
                 column(u"Component"_s, u"Component"_s, u"ComponentId"_s));
        const auto before = column(u"Property"_s, u"Property"_s, u"Value"_s);
        const auto after = column(u"Property"_s, u"Property"_s, u"Value"_s, other);
        QCOMPARE(after[u"UpgradeCode"_s], before[u"UpgradeCode"_s]);
        QVERIFY(after[u"ProductCode"_s] != before[u"ProductCode"_s]);
    }

    void itPutsNothingAnywhereElse()
    {
        QVERIFY(rows(u"CustomAction"_s).isEmpty());
        QVERIFY(rows(u"ServiceInstall"_s).isEmpty());
        const Ran tables = run(u"msiinfo"_s, {u"tables"_s, path(u"new.msi"_s)});
        QVERIFY2(!tables.words.toLower().contains("firewall"), tables.words.constData());

        const QRegularExpression allowed(
            uR"(^SOFTWARE\\(HAKGAL\\Optimizer|Classes\\(HAKGAL\.KnowledgeBase|Applications\\hakgal\.exe)(\\.*)?|Classes\\\.db\\OpenWithProgids)$)"_s);
        const auto values = rows(u"Registry"_s);
        QVERIFY(!values.isEmpty());
        for (const auto &value : values) {
            QCOMPARE(value[u"Root"_s], u"2"_s); // HKEY_LOCAL_MACHINE
            QVERIFY2(allowed.match(value[u"Key"_s]).hasMatch(), qPrintable(value[u"Key"_s]));
            if (value[u"Value"_s].contains(u"hakgal.exe"_s))
                QVERIFY2(value[u"Value"_s].startsWith(u"\"[INSTALLDIR]hakgal.exe\""_s),
                         qPrintable(value[u"Value"_s]));
        }
    }

    void itHasAStartMenuEntryAndADesktopIconOnRequest()
    {
        const auto folders = column(u"Shortcut"_s, u"Directory_"_s, u"Component_"_s);
        QCOMPARE(folders.keys(), (QStringList{u"DesktopFolder"_s, u"ProgramMenuFolder"_s}));
        for (const auto &shortcut : rows(u"Shortcut"_s))
            QCOMPARE(shortcut[u"Target"_s], u"[INSTALLDIR]hakgal.exe"_s);
        const auto features = column(u"FeatureComponents"_s, u"Component_"_s, u"Feature_"_s);
        const auto levels = column(u"Feature"_s, u"Feature"_s, u"Level"_s);
        QCOMPARE(levels[features[folders[u"ProgramMenuFolder"_s]]], u"1"_s);
        QVERIFY(levels[features[folders[u"DesktopFolder"_s]]].toInt() > 3); // the level of an installation
        const auto properties = column(u"Property"_s, u"Property"_s, u"Value"_s);
        QCOMPARE(properties[u"ARPPRODUCTICON"_s], rows(u"Icon"_s).front()[u"Name"_s]);
        QCOMPARE(properties[u"ARPURLINFOABOUT"_s], u"https://hakgal.invalid"_s);
    }

    void aComplaintFailsThePackage()
    {
        const QString complainer =
            m_folder->write(u"complainer"_s, "#!/bin/sh\nwixl \"$@\"\necho 'something was left out' >&2\n");
        QVERIFY(QFile::setPermissions(complainer, QFile::ReadOwner | QFile::ExeOwner));
        const Ran packed = pack(u"bad.msi"_s, u"3.2.1"_s, complainer);
        QVERIFY(packed.exitCode != 0);
        QVERIFY2(packed.words.contains("something was left out"), packed.words.constData());
        QVERIFY(!QFile::exists(path(u"bad.msi"_s)));
    }

    void itIsSignedWhereThereIsACertificate()
    {
        if (!installed("osslsigncode") || !installed("openssl"))
            QSKIP("osslsigncode or openssl is not installed: signing was NOT tried");
        m_folder->write(u"password"_s, "a pass phrase");
        Ran made =
            run(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-subj"_s,
                               u"/CN=Test"_s, u"-addext"_s, u"extendedKeyUsage=codeSigning"_s, u"-keyout"_s,
                               path(u"key.pem"_s), u"-out"_s, path(u"cert.pem"_s)});
        QVERIFY2(made.exitCode == 0, made.words.constData());
        made = run(u"openssl"_s,
                   {u"pkcs12"_s, u"-export"_s, u"-inkey"_s, path(u"key.pem"_s), u"-in"_s, path(u"cert.pem"_s),
                    u"-passout"_s, u"file:"_s + path(u"password"_s), u"-out"_s, path(u"cert.pfx"_s)});
        QVERIFY2(made.exitCode == 0, made.words.constData());

        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HAKGAL_SIGN_PFX"_s, path(u"cert.pfx"_s));
        environment.insert(u"HAKGAL_SIGN_PASSWORD_FILE"_s, path(u"password"_s));
        made = pack(u"signed.msi"_s, u"3.2.1"_s, u"wixl"_s, environment);
        QVERIFY2(made.exitCode == 0, made.words.constData());
        QVERIFY(!made.words.contains("a pass phrase"));
        for (const QString &file : {u"signed.msi"_s, u"stage/hakgal.exe"_s, u"stage/hakgalctl.exe"_s}) {
            const Ran checked = run(u"osslsigncode"_s,
                                    {u"verify"_s, u"-CAfile"_s, path(u"cert.pem"_s), u"-in"_s, path(file)});
            QVERIFY2(checked.exitCode == 0, checked.words.constData());
        }

        environment.insert(u"HAKGAL_SIGN_PFX"_s, path(u"none.pfx"_s));
        QVERIFY(pack(u"unsigned.msi"_s, u"3.2.1"_s, u"wixl"_s, environment).exitCode != 0);
        QVERIFY(!QFile::exists(path(u"unsigned.msi"_s)));
    }
};

QTEST_GUILESS_MAIN(tst_Msi)
#include "tst_Msi.moc"
