// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Secrets.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace hakgal {

namespace {

constexpr std::pair<const char *, QString Secrets::*> kLines[] = {
    {"webhook_url", &Secrets::webhookUrl},
    {"mail_password", &Secrets::mailPassword},
};

Error invalid(const QString &what, const char *expected)
{
    return {ErrorCode::SettingInvalid,
            QStringList{QStringLiteral("notify/secrets_file"), what} + phraseOf(expected),
            {},
            0};
}

bool isOneLine(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20; });
}

/// An http or https address.
bool isWebhook(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return isOneLine(text) && url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"));
}

Result<void> check(const Secrets &secrets, const QString &path)
{
    if (!secrets.webhookUrl.isEmpty() && !isWebhook(secrets.webhookUrl))
        return invalid(path, QT_TRANSLATE_NOOP(
                                 "hakgal", "as webhook_url an address that begins with https:// or http://"));
    if (!isOneLine(secrets.mailPassword))
        return invalid(path, QT_TRANSLATE_NOOP("hakgal", "as mail_password a single line"));
    return {};
}

} // namespace

Result<Secrets> Secrets::read(const QString &path)
{
    if (!QFileInfo::exists(path))
        return Secrets();
    const Result<QByteArray> bytes = readPrivateFile(path);
    if (!bytes)
        return bytes.error();
    Secrets secrets;
    const QList<QByteArray> lines = bytes->split('\n');
    for (QByteArray line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.trimmed().isEmpty() || line.trimmed().startsWith('#'))
            continue;
        const qsizetype equals = line.indexOf('=');
        const QByteArray key = line.left(std::max<qsizetype>(equals, 0)).trimmed();
        const auto known = std::find_if(std::begin(kLines), std::end(kLines),
                                        [&](const auto &candidate) { return key == candidate.first; });
        if (known == std::end(kLines))
            return invalid(path, QT_TRANSLATE_NOOP(
                                     "hakgal", "only lines of the form webhook_url=… and mail_password=…"));
        secrets.*known->second = QString::fromUtf8(line.mid(equals + 1));
    }
    secrets.webhookUrl = secrets.webhookUrl.trimmed();
    if (auto fine = check(secrets, path); !fine)
        return fine.error();
    return secrets;
}

Result<void> Secrets::write(const QString &path) const
{
    if (auto fine = check(*this, path); !fine)
        return fine;
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    const auto failure = [&] { return Error{ErrorCode::WriteFailed, {path}, file.errorString(), 0}; };
    // The temporary file of QSaveFile begins as its owner's alone.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failure();
    for (const auto &[key, member] : kLines) {
        if (const QString &value = this->*member; !value.isEmpty())
            file.write(QByteArray(key) + '=' + value.toUtf8() + '\n');
    }
    if (!file.commit())
        return failure();
    return {};
}

} // namespace hakgal
