// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Transfer.h"

#include "core/config/BuildInfo.h"

#include <QFile>

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

namespace hakgal {

namespace {

constexpr long kConnectSeconds = 10;
constexpr std::size_t kMostAnswer = 65536;

struct EasyCleanup
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;

struct ListCleanup
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListCleanup>;

void append(List &list, const QByteArray &line)
{
    if (curl_slist *longer = curl_slist_append(list.get(), line.constData())) {
        (void)list.release();
        list.reset(longer);
    }
}

struct Source
{
    const QByteArray &bytes;
    qsizetype at = 0;
};

std::size_t give(char *buffer, std::size_t size, std::size_t count, void *user)
{
    auto *source = static_cast<Source *>(user);
    const auto left = static_cast<std::size_t>(source->bytes.size() - source->at);
    const std::size_t now = std::min(left, size * count);
    std::memcpy(buffer, source->bytes.constData() + source->at, now);
    source->at += static_cast<qsizetype>(now);
    return now;
}

/// Counts what comes and keeps none of it; too much ends the transfer.
std::size_t forget(char *, std::size_t size, std::size_t count, void *user)
{
    auto *seen = static_cast<std::size_t *>(user);
    *seen += size * count;
    return *seen > kMostAnswer ? 0 : size * count;
}

int shallEnd(void *user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    const auto *leaving = static_cast<const std::atomic<bool> *>(user);
    return leaving && leaving->load() ? 1 : 0;
}

void allowOnly(CURL *easy, const char *names, [[maybe_unused]] long bits)
{
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, names);
#else
    Q_UNUSED(names);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS, bits);
#endif
}

Easy prepared(const std::atomic<bool> *leaving, const QString &caFile, std::size_t *answer)
{
    static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
    Easy easy(begun == CURLE_OK ? curl_easy_init() : nullptr);
    if (!easy)
        return easy;
    CURL *handle = easy.get();
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L); // other threads run
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(Transfer::kLimit.count()));
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, forget);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, answer);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, shallEnd);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, leaving);
    if (!caFile.isEmpty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, QFile::encodeName(caFile).constData());
    return easy;
}

/// Only libcurl's own words for the kind of failure: its longer ones may hold the address.
Sent outcome(CURL *easy, CURLcode code, bool mail)
{
    Sent sent;
    long answered = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answered);
    if (code != CURLE_OK)
        sent.problem = QString::fromLatin1(curl_easy_strerror(code));
    if (code == CURLE_OK && !mail && (answered < 200 || answered > 299))
        sent.problem = QStringLiteral("the receiver did not take it");
    if (sent.problem.isEmpty()) {
        sent.ok = true;
        return sent;
    }
    if (answered > 0)
        sent.problem += QStringLiteral(" (it answered %1)").arg(answered);
    // Not about the message: 401 to 404 and 407 to 410 are about the address or who we are, 429 about the
    // time; of SMTP 530 to 538 about signing in.
    if (mail)
        sent.refused = answered >= 500 && answered <= 599 && (answered < 530 || answered > 538);
    else
        sent.refused = answered == 400 || (answered > 410 && answered < 500 && answered != 429);
    return sent;
}

Sent notPrepared()
{
    return {false, false, QStringLiteral("libcurl cannot be used")};
}

} // namespace

Transfer::Transfer(const std::atomic<bool> *leaving, QString caFile)
    : m_leaving(leaving), m_caFile(std::move(caFile))
{
}

Sent Transfer::post(const QString &url, const QByteArray &json) const
{
    std::size_t answer = 0;
    const Easy easy = prepared(m_leaving, m_caFile, &answer);
    if (!easy)
        return notPrepared();
    CURL *handle = easy.get();
    const QByteArray address = url.toUtf8();
    const QByteArray agent = "hakgal/" + buildInfo().version.toLatin1();
    List headers;
    append(headers, "Content-Type: application/json");
    append(headers, "Expect:"); // no waiting for 100 Continue
    allowOnly(handle, "http,https", CURLPROTO_HTTP | CURLPROTO_HTTPS);
    curl_easy_setopt(handle, CURLOPT_URL, address.constData());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, agent.constData());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(json.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, json.constData());
    const CURLcode code = curl_easy_perform(handle);
    return outcome(handle, code, false);
}

Sent Transfer::mail(const MailServer &server, const QString &from, const QStringList &to,
                    const QByteArray &message) const
{
    std::size_t answer = 0;
    const Easy easy = prepared(m_leaving, m_caFile, &answer);
    if (!easy)
        return notPrepared();
    CURL *handle = easy.get();
    using Security = MailServer::Security;
    const QByteArray address =
        (server.security == Security::Tls ? "smtps://" : "smtp://") + server.server.toLatin1();
    const QByteArray user = server.user.toUtf8();
    const QByteArray password = server.password.toUtf8();
    const QByteArray sender = '<' + from.toLatin1() + '>';
    List receivers;
    for (const QString &receiver : to)
        append(receivers, '<' + receiver.toLatin1() + '>');
    Source source{message};
    allowOnly(handle, "smtp,smtps", CURLPROTO_SMTP | CURLPROTO_SMTPS);
    curl_easy_setopt(handle, CURLOPT_URL, address.constData());
    // All or nothing: a server that does not offer STARTTLS gets neither password nor message.
    curl_easy_setopt(handle, CURLOPT_USE_SSL,
                     server.security == Security::None ? long(CURLUSESSL_NONE) : long(CURLUSESSL_ALL));
    if (!user.isEmpty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, user.constData());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, password.constData());
    }
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, sender.constData());
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, receivers.get());
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(handle, CURLOPT_READDATA, &source);
    const CURLcode code = curl_easy_perform(handle);
    return outcome(handle, code, true);
}

} // namespace hakgal
