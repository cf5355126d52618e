// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QIODevice>

namespace hakgal {

/// The bytes of a device in chunks, so that readers of lines and records need bounded memory. A byte order
/// mark (UTF-8) at the very beginning is skipped.
class ByteSource
{
public:
    /// `device` is open for reading and outlives this.
    explicit ByteSource(QIODevice &device) : m_device(device) {}

    /// Makes at least one byte available, or returns false at the end; ReadFailed (args: name of the file, if
    /// it is one).
    Result<bool> fill();

    /// Makes the first line available, or as many bytes, or what there is.
    Result<void> fillLine(qsizetype most);

    /// What was read and not taken yet; valid until the next fill().
    const char *data() const { return m_buffer.constData() + m_at; }
    qsizetype available() const { return m_buffer.size() - m_at; }
    void take(qsizetype bytes);

    qint64 consumed() const { return m_consumed; } ///< bytes taken, and the mark

private:
    Result<bool> readMore();

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_consumed = 0;
    bool m_begun = false;
};

} // namespace hakgal
