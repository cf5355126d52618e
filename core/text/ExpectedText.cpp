// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/ExpectedText.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace hakgal {

namespace {

/// As core/config says them; what stands for %1 and %2 there is taken over.
constexpr const char *kTexts[] = {
    QT_TRANSLATE_NOOP(
        "hakgal",
        "addresses with ports, such as 127.0.0.1:8000 or [::1]:8000, separated by commas, or the word none"),
    QT_TRANSLATE_NOOP("hakgal",
                      "addresses of this machine only (127.0.0.1 or [::1]): listening beyond it needs TLS "
                      "and a token (endpoint/tls_certificate, endpoint/tls_key and endpoint/token_file)"),
    QT_TRANSLATE_NOOP("hakgal", "each address once (%1 is there twice)"),
    QT_TRANSLATE_NOOP("hakgal",
                      "\"off\", \"every 6h\" (15min to 31d), \"daily 03:15\" or \"weekly sunday 04:00\""),
    QT_TRANSLATE_NOOP("hakgal", "an absolute path, or nothing for the folder of this program"),
    QT_TRANSLATE_NOOP("hakgal", "an absolute path, or nothing"),
    QT_TRANSLATE_NOOP("hakgal", "a path written with forward slashes (a backslash is lost in this file)"),
    QT_TRANSLATE_NOOP("hakgal", "host names separated by commas, without scheme or path"),
    QT_TRANSLATE_NOOP("hakgal", "a whole number from %1 to %2"),
    QT_TRANSLATE_NOOP("hakgal", "a number from %1 to %2"),
    QT_TRANSLATE_NOOP("hakgal", "a number above %1 (%2)"),
    QT_TRANSLATE_NOOP("hakgal", "a number below %1 (%2)"),
    QT_TRANSLATE_NOOP("hakgal", "one of %1"),
    QT_TRANSLATE_NOOP("hakgal", "host:port, for example smtp.example.org:587"),
    QT_TRANSLATE_NOOP("hakgal", "host:port, since mail is on; for example smtp.example.org:587"),
    QT_TRANSLATE_NOOP("hakgal", "starttls or tls; none is only for a server on this computer"),
    QT_TRANSLATE_NOOP("hakgal", "one address, for example hakgal@example.org"),
    QT_TRANSLATE_NOOP("hakgal", "one address, since mail is on"),
    QT_TRANSLATE_NOOP("hakgal", "at least one address, since mail is on"),
    QT_TRANSLATE_NOOP("hakgal", "mail addresses separated by commas, without names"),
    QT_TRANSLATE_NOOP("hakgal", "one text, in double quotes where it holds a comma"),
    QT_TRANSLATE_NOOP("hakgal", "one path, in double quotes where it holds a comma or a semicolon"),
    QT_TRANSLATE_NOOP("hakgal", "true or false"),
};

} // namespace

QString expectedText(const QString &english)
{
    for (const char *text : kTexts) {
        const QString source = QString::fromLatin1(text);
        const QString form = QRegularExpression::escape(source)
                                 .replace(QStringLiteral("\\%1"), QStringLiteral("(.+)"))
                                 .replace(QStringLiteral("\\%2"), QStringLiteral("(.+)"));
        const QRegularExpressionMatch match =
            QRegularExpression(QRegularExpression::anchoredPattern(form)).match(english);
        if (!match.hasMatch())
            continue;
        QString told = QCoreApplication::translate("hakgal", text);
        if (match.lastCapturedIndex() == 1)
            told = told.arg(match.captured(1));
        else if (match.lastCapturedIndex() == 2)
            told = told.arg(match.captured(1), match.captured(2));
        return told;
    }
    return english;
}

} // namespace hakgal
