// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/StatementText.h"

#include <QString>
#include <QStringDecoder>

#include <algorithm>

namespace hakgal::salvage {

namespace {

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && text.front() == ' ')
        text = text.sliced(1);
    while (!text.isEmpty() && text.back() == ' ')
        text.chop(1);
    return text;
}

} // namespace

std::optional<QByteArray> toUtf8(Bytes text, TextEncoding encoding)
{
    using Encoding = QStringConverter::Encoding;
    const QByteArrayView bytes = view(text);
    if (encoding == TextEncoding::Utf8) {
        const bool ascii = std::all_of(text.begin(), text.end(), [](quint8 byte) { return byte < 0x80; });
        if (!ascii) {
            QStringDecoder decode(Encoding::Utf8, QStringConverter::Flag::Stateless |
                                                      QStringConverter::Flag::ConvertInitialBom);
            const QString decoded = decode(bytes);
            if (decode.hasError() || decoded.toUtf8() != bytes)
                return std::nullopt;
        }
        return bytes.toByteArray();
    }
    if (text.size() % 2 != 0)
        return std::nullopt;
    QString decoded;
    decoded.resize(bytes.size() / 2);
    for (qsizetype i = 0; i < decoded.size(); ++i) {
        const auto a = static_cast<quint8>(bytes[2 * i]);
        const auto b = static_cast<quint8>(bytes[2 * i + 1]);
        decoded[i] =
            QChar(static_cast<char16_t>(encoding == TextEncoding::Utf16Le ? a | (b << 8) : b | (a << 8)));
    }
    if (!decoded.isValidUtf16())
        return std::nullopt;
    return decoded.toUtf8();
}

StatementKeys StatementKeys::of(QByteArrayView utf8)
{
    StatementKeys keys;
    const qsizetype open = utf8.indexOf('(');
    if (open < 0)
        return keys;
    keys.bracket = true;
    keys.predicate = trimmed(utf8.first(open));
    qsizetype end = open + 1;
    while (end < utf8.size() && utf8[end] != ',' && utf8[end] != ')')
        ++end;
    keys.subject = trimmed(utf8.sliced(open + 1, end - open - 1));
    keys.end = std::min(end + 1, utf8.size());
    return keys;
}

bool looksLikeDate(QByteArrayView text)
{
    constexpr const char *kForm = "0000-00-00";
    if (text.size() < 10)
        return false;
    for (int i = 0; i < 10; ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kForm[i] == '0' ? !digit : text[i] != '-')
            return false;
    }
    return true;
}

} // namespace hakgal::salvage
