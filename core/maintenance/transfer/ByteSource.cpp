// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/ByteSource.h"

#include <QFileDevice>

namespace hakgal {

namespace {
constexpr qint64 kChunk = qint64(256) * 1024;
const QByteArray kByteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");
} // namespace

Result<bool> ByteSource::readMore()
{
    QByteArray chunk(kChunk, Qt::Uninitialized);
    qint64 got = m_device.read(chunk.data(), kChunk);
    while (got == 0 && m_device.isSequential() && m_device.waitForReadyRead(-1))
        got = m_device.read(chunk.data(), kChunk);
    const auto *const file = qobject_cast<const QFileDevice *>(&m_device);
    if (got < 0 && file != nullptr && file->error() != QFileDevice::NoError)
        return Error{ErrorCode::ReadFailed, {file->fileName()}, file->errorString(), 0};
    if (got <= 0)
        return false;
    chunk.truncate(got);
    if (available() == 0)
        m_buffer = std::move(chunk);
    else
        m_buffer = m_buffer.mid(m_at) + chunk;
    m_at = 0;
    return true;
}

Result<bool> ByteSource::fill()
{
    if (!m_begun) {
        m_begun = true;
        // The mark may come in pieces.
        while (available() < kByteOrderMark.size() && kByteOrderMark.startsWith(m_buffer)) {
            auto more = readMore();
            if (!more)
                return more;
            if (!*more)
                break;
        }
        if (m_buffer.startsWith(kByteOrderMark))
            take(kByteOrderMark.size());
    }
    if (available() > 0)
        return true;
    return readMore();
}

Result<void> ByteSource::fillLine(qsizetype most)
{
    auto more = fill();
    while (more && *more && available() < most && !QByteArrayView(data(), available()).contains('\n'))
        more = readMore();
    if (!more)
        return more.error();
    return {};
}

void ByteSource::take(qsizetype bytes)
{
    m_at += bytes;
    m_consumed += bytes;
}

} // namespace hakgal
