// SPDX-License-Identifier: GPL-3.0-or-later
// A deflate stream is a chain of blocks. The bulk is flushed so that its last block ends on a byte, which
// leaves the stream open; the end is appended as a stored (uncompressed) block that says it is the last: five
// bytes of head (RFC 1951, 3.2.4) and the bytes themselves. The check sum of both together comes from the two
// by crc32_combine().
#include "core/http/GzipText.h"

#include <QtEndian>

#include <zlib.h>

namespace hakgal {

namespace {

constexpr char kHead[] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};

void appendLittle(QByteArray &to, quint32 value)
{
    const quint32 little = qToLittleEndian(value);
    to.append(reinterpret_cast<const char *>(&little), sizeof little);
}

quint32 crcOf(QByteArrayView bytes)
{
    return static_cast<quint32>(::crc32(::crc32(0, nullptr, 0), reinterpret_cast<const Bytef *>(bytes.data()),
                                        static_cast<uInt>(bytes.size())));
}

} // namespace

GzipText::GzipText(QByteArrayView bulk) : m_crc(crcOf(bulk)), m_size(static_cast<quint32>(bulk.size()))
{
    z_stream stream{};
    constexpr int kRaw = -15; // we write head and trailer ourselves
    if (::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRaw, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    constexpr qsizetype kFlush = 16; // the empty block of a flush
    QByteArray out(sizeof kHead +
                       static_cast<qsizetype>(::deflateBound(&stream, static_cast<uLong>(bulk.size()))) +
                       kFlush,
                   Qt::Uninitialized);
    std::copy(std::begin(kHead), std::end(kHead), out.begin());
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bulk.data()));
    stream.avail_in = static_cast<uInt>(bulk.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data() + sizeof kHead);
    stream.avail_out = static_cast<uInt>(out.size() - qsizetype(sizeof kHead));
    const bool whole =
        ::deflate(&stream, Z_SYNC_FLUSH) == Z_OK && stream.avail_in == 0 && stream.avail_out > 0;
    out.truncate(qsizetype(sizeof kHead) + static_cast<qsizetype>(stream.total_out));
    ::deflateEnd(&stream);
    if (whole)
        m_open = out;
}

QByteArray GzipText::closedWith(QByteArrayView end) const
{
    Q_ASSERT(end.size() <= 0xffff);
    const auto size = static_cast<quint16>(end.size());
    QByteArray out;
    out.reserve(m_open.size() + 5 + end.size() + 8);
    out += m_open;
    out += '\x01'; // the last block, stored
    const quint16 little[] = {qToLittleEndian(size), qToLittleEndian(static_cast<quint16>(~size))};
    out.append(reinterpret_cast<const char *>(little), sizeof little);
    out += end;
    appendLittle(out,
                 static_cast<quint32>(::crc32_combine(m_crc, crcOf(end), static_cast<z_off_t>(end.size()))));
    appendLittle(out, m_size + static_cast<quint32>(end.size()));
    return out;
}

} // namespace hakgal
