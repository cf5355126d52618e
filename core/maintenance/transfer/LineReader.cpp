// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/LineReader.h"

#include <algorithm>
#include <cstring>

namespace hakgal {

Result<bool> LineReader::next(Line &line)
{
    line.bytes.truncate(0);
    line.cut = false;
    line.number = m_lines + 1;
    bool any = false;
    for (;;) {
        if (m_source.available() == 0) {
            auto more = m_source.fill();
            if (!more)
                return more;
            if (!*more)
                break;
        }
        const char *const data = m_source.data();
        const qsizetype length = m_source.available();
        const auto *const end =
            static_cast<const char *>(std::memchr(data, '\n', static_cast<std::size_t>(length)));
        const qsizetype piece = end != nullptr ? end - data : length;
        const qsizetype room = m_maxBytes - line.bytes.size();
        line.bytes.append(data, std::min(piece, room));
        line.cut = line.cut || piece > room;
        any = true;
        m_source.take(piece + (end != nullptr ? 1 : 0));
        if (end != nullptr)
            break;
    }
    m_lines += any ? 1 : 0;
    return any;
}

} // namespace hakgal
