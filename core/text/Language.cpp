// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/Language.h"

#include "core/config/SettingsFile.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace hakgal {

namespace {

/// The locale of the system where it speaks this language (de_AT stays Austrian), else that of the language.
QLocale localeFor(const QString &language)
{
    const QLocale system = QLocale::system();
    const QLocale plain(language);
    const bool speaksIt = system.language() == plain.language();
    return speaksIt || (system.language() == QLocale::C && plain.language() == QLocale::English) ? system
                                                                                                 : plain;
}

/// Whether the environment asks for the language of programs, as scripts do with LC_ALL=C; LANGUAGE, which Qt
/// looks at first, is not meant then.
bool isPlainLocale()
{
    for (const char *variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const QByteArray name = qgetenv(variable).split('.').front();
        if (!name.isEmpty())
            return name == "C" || name == "POSIX";
    }
    return false;
}

QString firstOfUser()
{
    if (isPlainLocale())
        return QStringLiteral("en");
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &tag : wanted) {
        const QString code = tag.section(u'-', 0, 0);
        if (code == QLatin1String("en") || code == QLatin1String("C"))
            break;
        if (languages().contains(code))
            return code;
    }
    return QStringLiteral("en");
}

QString &spoken()
{
    static QString code = QStringLiteral("en");
    return code;
}

void install(const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(name, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

QStringList languages()
{
    return {QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("de")};
}

QString spokenLanguage()
{
    return spoken();
}

QString configuredLanguage(const QStringList &arguments)
{
    QString path = SettingsFile::defaultPath();
    const QString option = QStringLiteral("--config");
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == option && i + 1 < arguments.size())
            path = arguments[i + 1];
        else if (arguments[i].startsWith(option + u'='))
            path = arguments[i].mid(option.size() + 1);
    }
    return SettingsFile(path).load().settings.language;
}

void speak(const QString &language)
{
    const bool chosen = language == QLatin1String("en") || language == QLatin1String("de");
    const QString code = chosen ? language : firstOfUser();
    spoken() = code;
    if (chosen)
        QLocale::setDefault(localeFor(code));
    if (code != QLatin1String("en"))
        install(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("hakgal_") + code, QStringLiteral(":/hakgal/i18n"));
}

} // namespace hakgal
