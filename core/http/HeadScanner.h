// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hakgal {

/// What of a request's head decides about its answer.
struct RequestHead
{
    QByteArray method; ///< as sent; methods are case-sensitive
    QByteArray path;   ///< of the target, before the `?`, as sent (not decoded); begins with `/`
    QByteArray query;  ///< after the `?`, as sent
    int minorVersion = 1;
    QByteArray host;   ///< in lower case, without port; [::1] keeps its brackets; empty: none sent (HTTP/1.0)
    int hostPort = -1; ///< -1: none sent
    bool keepAlive = true;
    bool acceptsGzip = false;
    bool crossSite = false; ///< a browser says that a page of another site loads it (not: follows a link)
    qint64 contentLength = 0;
    QByteArray authorization; ///< as sent
    QByteArray userAgent;
};

/// Reads the head of an HTTP/1.x request, byte for byte as it arrives, and judges it strictly: what another
/// reader could take differently (and so hide a second request in) is refused rather than repaired.
///
/// - Lines end in CR LF; a bare CR or LF, NUL and other control characters, obs-fold and empty lines before
/// the
///   request are refused.
/// - One space between method, target and version; the target is a path of visible ASCII without `#`;
///   HTTP/1.0 or 1.1.
/// - A field name is a token with its colon right behind it. Host, Content-Length, Transfer-Encoding,
///   Authorization and Expect come at most once; HTTP/1.1 needs Host; Host is a name or address with an
///   optional port.
/// - Content-Length is 1 to 18 digits and at most kMaxBody; beside Transfer-Encoding it is refused, and
///   Transfer-Encoding alone too: nothing here takes a body.
///
/// The verdict depends on the bytes alone, not on how they were split into calls. Pure; one thread.
class HeadScanner
{
public:
    static constexpr qsizetype kMaxHead = 8 * 1024; ///< request line, fields and the empty line
    static constexpr qsizetype kMaxTarget = 2 * 1024;
    static constexpr int kMaxFields = 100;
    static constexpr qint64 kMaxBody = 64 * 1024;

    enum class Verdict : quint8 { More, Complete, Refused };

    /// Takes bytes up to the end of the head or to what is refused; `used` tells how many. After Complete or
    /// Refused nothing is taken any more until clear().
    Verdict feed(QByteArrayView bytes, qsizetype &used);
    Verdict verdict() const { return m_verdict; }
    /// Whether a byte of a head has come.
    bool begun() const { return m_size > 0; }
    /// Valid when complete.
    const RequestHead &head() const { return m_head; }
    /// Valid when refused: the status of the answer (400, 411, 413, 414, 417, 431 or 505) and why, as an
    /// English sentence without anything of the request in it.
    int status() const { return m_status; }
    const char *why() const { return m_why; }

    /// For the next request of the connection.
    void clear();

private:
    void takeLine();
    void takeRequestLine(QByteArrayView line);
    void takeField(QByteArrayView line);
    void takeHost(QByteArrayView value);
    void takeLength(QByteArrayView value);
    void takeConnection(QByteArrayView value);
    void takeEncodings(QByteArrayView value);
    void finish();
    void refuse(int status, const char *why);

    Verdict m_verdict = Verdict::More;
    RequestHead m_head;
    QByteArray m_line; ///< of the present line, what came so far, without CR
    qsizetype m_size = 0;
    int m_fields = -1; ///< -1: the request line is awaited
    bool m_afterCr = false;
    bool m_hasHost = false;
    bool m_hasLength = false;
    bool m_hasTransfer = false;
    bool m_hasAuthorization = false;
    bool m_fetchCrossSite = false;
    bool m_fetchNavigates = false;
    bool m_connectionClose = false;
    bool m_connectionKeep = false;
    int m_status = 0;
    const char *m_why = "";
};

} // namespace hakgal
