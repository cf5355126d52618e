// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/ByteSource.h"

namespace hakgal {

/// Lines of a device in bounded memory, however long they are. Lines end with LF; the last one may lack it;
/// nothing behind the last LF is no line. A byte order mark (UTF-8) at the very beginning is skipped.
class LineReader
{
public:
    struct Line
    {
        QByteArray bytes;  ///< without LF; not more than maxBytes of it
        bool cut = false;  ///< there was more
        qint64 number = 0; ///< counts from 1
    };

    /// `device` is open for reading and outlives this.
    LineReader(QIODevice &device, qsizetype maxBytes) : m_source(device), m_maxBytes(maxBytes) {}

    /// True where there is another line, false at the end; ReadFailed (args: name of the file, if it is one).
    Result<bool> next(Line &line);

    qint64 consumed() const { return m_source.consumed(); } ///< bytes of the lines handed out, and the mark

private:
    ByteSource m_source;
    qsizetype m_maxBytes;
    qint64 m_lines = 0;
};

} // namespace hakgal
