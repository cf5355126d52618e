// SPDX-License-Identifier: GPL-3.0-or-later
// The grammar is that of RFC 9110 and RFC 9112 where they leave a choice to the reader always taken in its
// strict form, since each leniency is one with which two readers of the same bytes can disagree (request
// smuggling).
#include "core/http/HeadScanner.h"

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

constexpr std::array<bool, 256> makeTokens()
{
    std::array<bool, 256> is{};
    for (int c = '0'; c <= '9'; ++c)
        is[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c) {
        is[static_cast<std::size_t>(c)] = true;
        is[static_cast<std::size_t>(c - 'a' + 'A')] = true;
    }
    for (const char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        is[static_cast<std::size_t>(c)] = true;
    return is;
}
constexpr std::array<bool, 256> kToken = makeTokens();

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(),
                                          [](char c) { return kToken[static_cast<unsigned char>(c)]; });
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool same(QByteArrayView text, QByteArrayView other)
{
    return text.compare(other, Qt::CaseInsensitive) == 0;
}

/// Without the blanks around it.
QByteArrayView trimmed(QByteArrayView text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && blank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && blank(text.back()))
        text.chop(1);
    return text;
}

/// Calls `take` with every non-empty element of a list separated by commas.
template<typename Take>
void eachElement(QByteArrayView list, Take take)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView element = trimmed(comma < 0 ? list : list.first(comma));
        if (!element.isEmpty())
            take(element);
        if (comma < 0)
            return;
        list = list.sliced(comma + 1);
    }
}

/// Whether `;q=…` of an element says "not that". What is no weight says it too.
bool refusedByWeight(QByteArrayView parameters)
{
    const QByteArrayView text = trimmed(parameters);
    if (text.isEmpty())
        return false;
    if (text.size() < 3 || (text[0] != 'q' && text[0] != 'Q') || text[1] != '=')
        return true;
    return std::none_of(text.begin() + 2, text.end(), [](char c) { return c >= '1' && c <= '9'; });
}

} // namespace

void HeadScanner::clear()
{
    QByteArray line = std::move(m_line);
    line.resize(0); // keeps what it has allocated
    *this = {};
    m_line = std::move(line);
}

void HeadScanner::refuse(int status, const char *why)
{
    m_verdict = Verdict::Refused;
    m_status = status;
    m_why = why;
}

HeadScanner::Verdict HeadScanner::feed(QByteArrayView bytes, qsizetype &used)
{
    used = 0;
    while (m_verdict == Verdict::More && used < bytes.size()) {
        const char c = bytes[used++];
        if (++m_size > kMaxHead) {
            refuse(431, "The head of the request is longer than 8 KiB.");
        } else if (c == '\n') {
            if (!m_afterCr)
                refuse(400, "A line of the head does not end in CR LF.");
            else
                takeLine();
            m_afterCr = false;
        } else if (m_afterCr) {
            refuse(400, "A line of the head does not end in CR LF.");
        } else if (c == '\r') {
            m_afterCr = true;
        } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) {
            refuse(400, "The head has a control character in it.");
        } else {
            // All plain characters up to the next special one at once.
            qsizetype end = used;
            const qsizetype most = std::min(bytes.size(), used + kMaxHead - m_size);
            while (end < most && static_cast<unsigned char>(bytes[end]) >= 0x20 && bytes[end] != 0x7f)
                ++end;
            m_line.append(bytes.data() + used - 1, end - used + 1);
            m_size += end - used;
            used = end;
        }
    }
    return m_verdict;
}

void HeadScanner::takeLine()
{
    if (m_fields < 0) {
        takeRequestLine(m_line);
        m_fields = 0;
    } else if (m_line.isEmpty()) {
        finish();
    } else if (++m_fields > kMaxFields) {
        refuse(431, "The head of the request has more than 100 fields.");
    } else {
        takeField(m_line);
    }
    m_line.resize(0);
}

void HeadScanner::takeRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || first == last) {
        refuse(400, "The first line is not a method, a path and a version.");
        return;
    }
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method) || method.size() > 32) {
        refuse(400, "The method is not one.");
        return;
    }
    if (target.size() > kMaxTarget) {
        refuse(414, "The path is longer than 2 KiB.");
        return;
    }
    const bool visible =
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
    if (target.isEmpty() || target.front() != '/' || !visible) {
        refuse(400, "The target of the request is not a path.");
        return;
    }
    const bool http = version.size() == 8 && version.startsWith("HTTP/") && isDigit(version[5]) &&
                      version[6] == '.' && isDigit(version[7]);
    if (!http) {
        refuse(400, "The first line is not a method, a path and a version.");
        return;
    }
    if (version[5] != '1' || version[7] > '1') {
        refuse(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
        return;
    }
    m_head.method = method.toByteArray();
    const qsizetype question = target.indexOf('?');
    m_head.path = (question < 0 ? target : target.first(question)).toByteArray();
    if (question >= 0)
        m_head.query = target.sliced(question + 1).toByteArray();
    m_head.minorVersion = version[7] - '0';
}

void HeadScanner::takeField(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon))) { // obs-fold and blanks before the colon too
        refuse(400, "A field of the head is not a name, a colon and a value.");
        return;
    }
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = trimmed(line.sliced(colon + 1));
    if (same(name, "Host")) {
        takeHost(value);
    } else if (same(name, "Content-Length")) {
        takeLength(value);
    } else if (same(name, "Transfer-Encoding")) {
        if (std::exchange(m_hasTransfer, true))
            refuse(400, "Transfer-Encoding is there twice.");
    } else if (same(name, "Connection")) {
        takeConnection(value);
    } else if (same(name, "Accept-Encoding")) {
        takeEncodings(value);
    } else if (same(name, "Authorization")) {
        if (std::exchange(m_hasAuthorization, true))
            refuse(400, "Authorization is there twice.");
        else
            m_head.authorization = value.toByteArray();
    } else if (same(name, "User-Agent")) {
        m_head.userAgent = value.toByteArray();
    } else if (same(name, "Expect")) {
        refuse(417, "Nothing is expected here before its body.");
    } else if (same(name, "Sec-Fetch-Site")) {
        m_fetchCrossSite = same(value, "cross-site");
    } else if (same(name, "Sec-Fetch-Mode")) {
        m_fetchNavigates = same(value, "navigate");
    }
}

void HeadScanner::takeHost(QByteArrayView value)
{
    if (std::exchange(m_hasHost, true)) {
        refuse(400, "Host is there twice.");
        return;
    }
    constexpr const char *kNotOne = "Host is not a name or an address with an optional port.";
    constexpr qsizetype kLongest = 255;
    QByteArrayView host = value;
    QByteArrayView port;
    bool hasPort = false;
    const bool bracketed = value.startsWith('[');
    const qsizetype colon = bracketed ? value.indexOf(']') + 1 : value.indexOf(':');
    if (bracketed ? colon < value.size() : colon >= 0) {
        host = value.first(colon);
        port = value.sliced(colon);
        hasPort = port.startsWith(':');
        if (!hasPort) {
            refuse(400, kNotOne);
            return;
        }
        port = port.sliced(1);
    }
    const QByteArrayView inner =
        bracketed && host.size() > 2 && host.endsWith(']') ? host.sliced(1, host.size() - 2) : host;
    const bool fine = bracketed ? inner.size() < host.size() &&
                                      std::all_of(inner.begin(), inner.end(),
                                                  [](char c) { return isHex(c) || c == ':' || c == '.'; })
                                : !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
                                      return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                             c == '.' || c == '-' || c == '_';
                                  });
    const bool number = !hasPort || (!port.isEmpty() && port.size() <= 5 &&
                                     std::all_of(port.begin(), port.end(), isDigit) && port.toInt() <= 65535);
    if (!fine || !number || host.size() > kLongest) {
        refuse(400, kNotOne);
        return;
    }
    m_head.host = host.toByteArray().toLower();
    if (hasPort)
        m_head.hostPort = port.toInt();
}

void HeadScanner::takeLength(QByteArrayView value)
{
    constexpr qsizetype kDigits = 18; // below 2^63
    if (std::exchange(m_hasLength, true))
        refuse(400, "Content-Length is there twice.");
    else if (value.isEmpty() || value.size() > kDigits || !std::all_of(value.begin(), value.end(), isDigit))
        refuse(400, "Content-Length is not a number.");
    else
        m_head.contentLength = value.toLongLong();
}

void HeadScanner::takeConnection(QByteArrayView value)
{
    eachElement(value, [this](QByteArrayView element) {
        m_connectionClose = m_connectionClose || same(element, "close");
        m_connectionKeep = m_connectionKeep || same(element, "keep-alive");
    });
}

void HeadScanner::takeEncodings(QByteArrayView value)
{
    eachElement(value, [this](QByteArrayView element) {
        const qsizetype semicolon = element.indexOf(';');
        if (same(trimmed(semicolon < 0 ? element : element.first(semicolon)), "gzip"))
            m_head.acceptsGzip = semicolon < 0 || !refusedByWeight(element.sliced(semicolon + 1));
    });
}

/// The empty line has come: what only the whole head tells.
void HeadScanner::finish()
{
    if (!m_hasHost && m_head.minorVersion > 0) {
        refuse(400, "Host is missing.");
    } else if (m_hasTransfer && (m_hasLength || m_head.minorVersion == 0)) {
        refuse(400, "The length of the body is not told in one clear way.");
    } else if (m_hasTransfer) {
        refuse(411, "A body needs a Content-Length here.");
    } else if (m_head.contentLength > kMaxBody) {
        refuse(413, "The body of the request is longer than 64 KiB.");
    } else {
        m_head.keepAlive = !m_connectionClose && (m_head.minorVersion > 0 || m_connectionKeep);
        m_head.crossSite = m_fetchCrossSite && !m_fetchNavigates;
        m_verdict = Verdict::Complete;
    }
}

} // namespace hakgal
