// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of the endpoint.
#include "core/text/Catalogue.h"

#include <QCoreApplication>

namespace hakgal {

QString Catalogue::portHolder(const ListenerState &listener) const
{
    const QString name = plainName(listener.holderName, 80);
    if (listener.holderPid == 0 || name.isEmpty())
        return say(QT_TRANSLATE_NOOP("hakgal", "another program"));
    const QString pid = QString::number(listener.holderPid);
    if (listener.holderPid == QCoreApplication::applicationPid())
        return say(QT_TRANSLATE_NOOP("hakgal", "this program itself (%1, pid %2)")).arg(name, pid);
    const QString program =
        name.endsWith(QLatin1String(".exe"), Qt::CaseInsensitive) ? name.chopped(4) : name;
    if (program == u"hakgal" || program == u"hakgalctl")
        return say(QT_TRANSLATE_NOOP("hakgal", "another HAK/GAL (%1, pid %2)")).arg(name, pid);
    if (program.startsWith(QLatin1String("python"), Qt::CaseInsensitive))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 (pid %2), perhaps the old dashboard")).arg(name, pid);
    return QStringLiteral("%1 (pid %2)").arg(name, pid);
}

QString Catalogue::listenerAddress(const ListenerState &listener) const
{
    const QString host = argument({plainName(listener.address, 80)}, 0);
    if (listener.port == 0) // an entry of the settings that is no address
        return host;
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(host, QString::number(listener.port));
}

QString Catalogue::lacking(ListenerState::Lacking what) const
{
    using Lacking = ListenerState::Lacking;
    switch (what) {
    case Lacking::Nothing:
        return {};
    case Lacking::Certificate:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Name a certificate in the setting endpoint/tls_certificate."));
    case Lacking::Key:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Name the certificate's key in the setting endpoint/tls_key."));
    case Lacking::Token:
        return say(QT_TRANSLATE_NOOP("hakgal", "Name a file with the token in the setting "
                                               "endpoint/token_file."));
    case Lacking::CertificateFile:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The file of endpoint/tls_certificate cannot be read or holds no "
                                     "certificate in PEM form."));
    case Lacking::ExpiredCertificate:
        return say(QT_TRANSLATE_NOOP("hakgal", "The certificate of endpoint/tls_certificate has expired."));
    case Lacking::KeyFile:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The file of endpoint/tls_key cannot be read or holds no key in "
                                     "PEM form without a pass phrase."));
    case Lacking::OpenKey:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Everybody may read the file of endpoint/tls_key. Allow it to its "
                                     "owner only."));
    case Lacking::OtherKey:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "The key of endpoint/tls_key does not belong to the certificate."));
    case Lacking::TokenFile:
        return say(QT_TRANSLATE_NOOP("hakgal", "The file of endpoint/token_file cannot be read."));
    case Lacking::OpenToken:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Others may read the file of endpoint/token_file. Allow it to its "
                                     "owner only."));
    case Lacking::BadToken:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The file of endpoint/token_file has to hold one line of 16 to 256 "
                                     "characters without spaces."));
    case Lacking::Tls:
        return say(QT_TRANSLATE_NOOP("hakgal", "This computer has no TLS library that can be used."));
    }
    return {};
}

QString Catalogue::listener(const ListenerState &listener) const
{
    const QString where = listenerAddress(listener);
    if (listener.listening)
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 is served.")).arg(where);
    QString what;
    switch (listener.trouble) {
    case ListenerState::Trouble::Taken:
        what = say(QT_TRANSLATE_NOOP("hakgal", "%1 is taken by %2.")).arg(where, portHolder(listener));
        break;
    case ListenerState::Trouble::Reserved:
        what = say(QT_TRANSLATE_NOOP("hakgal", "%1 is reserved by Windows.")).arg(where);
        break;
    case ListenerState::Trouble::NoPermission:
        return say(QT_TRANSLATE_NOOP("hakgal", "This user may not open %1. Choose a port above 1023 in the "
                                               "settings."))
            .arg(where);
    case ListenerState::Trouble::NoSuchAddress:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "This computer does not have the address %1. Correct it in the "
                                     "settings."))
            .arg(where);
    case ListenerState::Trouble::Unprotected:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "%1 is not opened: it can be reached from other computers, which "
                                     "needs TLS and a token."))
                   .arg(where) +
               u' ' + lacking(listener.lacking);
    case ListenerState::Trouble::None:
    case ListenerState::Trouble::Other:
        what = say(QT_TRANSLATE_NOOP("hakgal", "%1 cannot be opened.")).arg(where);
        break;
    }
    return what + u' ' +
           say(QT_TRANSLATE_NOOP("hakgal", "It is tried again every few seconds; other addresses keep "
                                           "serving. Another port can be chosen in the settings."));
}

} // namespace hakgal
