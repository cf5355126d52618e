// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hakgal {

/// A text as one gzip member (RFC 1952) of which the end is still open: the bulk is compressed once, and each
/// answer closes it with a few bytes of its own at the cost of copying. Immutable once made; any thread.
class GzipText
{
public:
    GzipText() = default;
    explicit GzipText(QByteArrayView bulk);

    bool isEmpty() const { return m_open.isEmpty(); }
    /// The whole member, of the bulk and this end of it, which stays uncompressed. At most 65,535 bytes.
    QByteArray closedWith(QByteArrayView end) const;

private:
    QByteArray m_open;
    quint32 m_crc = 0;
    quint32 m_size = 0;
};

} // namespace hakgal
