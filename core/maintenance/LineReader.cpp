// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/LineReader.h"

#include <QFileDevice>

#include <algorithm>

namespace hakgal {

namespace {
constexpr qint64 kChunk = qint64(256) * 1024;
const QByteArray kByteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");
} // namespace

LineReader::LineReader(QIODevice &device, qsizetype maxBytes) : m_device(device), m_maxBytes(maxBytes) {}

/// Reads on where everything was handed out. False at the end.
Result<bool> LineReader::fill()
{
    QByteArray chunk(kChunk, Qt::Uninitialized);
    qint64 got = m_device.read(chunk.data(), kChunk);
    while (got == 0 && m_device.isSequential() && m_device.waitForReadyRead(-1))
        got = m_device.read(chunk.data(), kChunk);
    const auto *const file = qobject_cast<const QFileDevice *>(&m_device);
    if (got < 0 && file != nullptr && file->error() != QFileDevice::NoError)
        return Error{ErrorCode::ReadFailed, {file->fileName()}, file->errorString(), 0};
    m_buffer.remove(0, m_at);
    m_at = 0;
    if (got <= 0)
        return false;
    chunk.truncate(got);
    m_buffer += chunk;
    return true;
}

Result<bool> LineReader::next(Line &line)
{
    line = {{}, false, m_lines + 1};
    // The mark may come in pieces.
    while (m_lines == 0 && m_consumed == 0 && m_buffer.size() < kByteOrderMark.size() &&
           kByteOrderMark.startsWith(m_buffer)) {
        auto more = fill();
        if (!more)
            return more;
        if (!*more)
            break;
    }
    if (m_lines == 0 && m_consumed == 0 && m_buffer.startsWith(kByteOrderMark)) {
        m_at = kByteOrderMark.size();
        m_consumed = m_at;
    }

    bool any = false;
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', m_at);
        const qsizetype piece = (end < 0 ? m_buffer.size() : end) - m_at;
        const qsizetype room = m_maxBytes - line.bytes.size();
        line.bytes.append(m_buffer.constData() + m_at, std::min(piece, room));
        line.cut = line.cut || piece > room;
        any = any || piece > 0 || end >= 0;
        m_at += piece;
        m_consumed += piece;
        if (end >= 0) {
            ++m_at;
            ++m_consumed;
            break;
        }
        auto more = fill();
        if (!more)
            return more;
        if (!*more)
            break;
    }
    m_lines += any ? 1 : 0;
    return any;
}

} // namespace hakgal
