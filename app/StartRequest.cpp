// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/StartRequest.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hakgal {

namespace {

const QLatin1String kVersion("version");
const QLatin1String kFile("file");
const QLatin1String kPage("page");
const QLatin1String kActivation("activation");

constexpr qsizetype kMostPath = 4096;
constexpr qsizetype kMostPage = 32;
constexpr qsizetype kMostToken = 512;

bool isPath(const QString &text)
{
    return text.isEmpty() || (text.size() <= kMostPath && QDir::isAbsolutePath(text) &&
                              std::none_of(text.begin(), text.end(),
                                           [](QChar c) { return c.unicode() < 0x20 || c == u'\x7f'; }));
}

bool isPage(const QString &text)
{
    return text.size() <= kMostPage && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || c == u'-';
           });
}

bool isToken(const QString &text)
{
    return text.size() <= kMostToken &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

} // namespace

QByteArray StartRequest::toLine() const
{
    const QJsonObject object{{kVersion, 1}, {kFile, file}, {kPage, page}, {kActivation, activation}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<StartRequest> StartRequest::fromLine(const QByteArray &line)
{
    if (line.size() > kMostBytes)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object.value(kVersion).toInt() != 1)
        return std::nullopt;
    for (const QLatin1String key : {kFile, kPage, kActivation}) {
        if (!object.value(key).isString())
            return std::nullopt;
    }
    const StartRequest request{object.value(kFile).toString(), object.value(kPage).toString(),
                               object.value(kActivation).toString()};
    if (!isPath(request.file) || !isPage(request.page) || !isToken(request.activation))
        return std::nullopt;
    return request;
}

} // namespace hakgal
