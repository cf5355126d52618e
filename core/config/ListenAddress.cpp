// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ListenAddress.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <vector>

namespace hakgal {

namespace {

/// Dotted quad, decimal, without leading zeros (which some systems read as octal).
bool isIp4(const QString &text)
{
    static const QRegularExpression quad(
        QStringLiteral("\\A(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!\\z)|\\z)){4}\\z"));
    return quad.match(text).hasMatch();
}

} // namespace

std::optional<ListenAddress> ListenAddress::parse(QStringView text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]+)):([0-9]{1,5})\\z"));
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    ListenAddress result;
    const int port = match.captured(3).toInt();
    if (port > 65535)
        return std::nullopt;
    result.port = quint16(port);
    if (const QString ip6 = match.captured(1); !ip6.isEmpty()) {
        QUrl url; // Qt Core's only parser of IPv6 addresses; it also normalizes them
        url.setHost(ip6);
        result.address = url.host();
        if (result.address.isEmpty() || !result.address.contains(u':'))
            return std::nullopt;
        result.loopback = result.address == u"::1";
        return result;
    }
    result.address = match.captured(2);
    if (!isIp4(result.address))
        return std::nullopt;
    result.loopback = result.address.startsWith(u"127.");
    return result;
}

Phrase listenExpected()
{
    return phraseOf(QT_TRANSLATE_NOOP("hakgal", "addresses with ports, such as 127.0.0.1:8000 or "
                                                "[::1]:8000, separated by commas, or the word none"));
}

std::optional<Phrase> listenComplaint(const QStringList &entries, bool isProtected)
{
    std::vector<ListenAddress> seen;
    for (const QString &entry : entries) {
        const std::optional<ListenAddress> address = ListenAddress::parse(entry);
        if (!address)
            return listenExpected();
        if (!address->loopback && !isProtected)
            return phraseOf(QT_TRANSLATE_NOOP(
                "hakgal",
                "addresses of this machine only (127.0.0.1 or [::1]): listening beyond it needs TLS and "
                "a token (endpoint/tls_certificate, endpoint/tls_key and endpoint/token_file)"));
        if (std::find(seen.begin(), seen.end(), *address) != seen.end())
            return phraseOf(QT_TRANSLATE_NOOP("hakgal", "each address once (%1 is there twice)"), {entry});
        seen.push_back(*address);
    }
    return std::nullopt;
}

} // namespace hakgal
