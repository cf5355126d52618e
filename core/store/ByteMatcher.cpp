// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ByteMatcher.h"

namespace hakgal {

namespace {

constexpr std::array<uchar, 256> foldTable()
{
    std::array<uchar, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<uchar>(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    return table;
}
constexpr auto kFold = foldTable();

uchar folded(char c)
{
    return kFold[static_cast<uchar>(c)];
}

} // namespace

ByteMatcher::ByteMatcher(const QByteArray &utf8) : m_needle(utf8)
{
    for (char &c : m_needle)
        c = static_cast<char>(folded(c));
    m_shift.fill(m_needle.size());
    for (qsizetype i = 0; i + 1 < m_needle.size(); ++i)
        m_shift[static_cast<uchar>(m_needle.at(i))] = m_needle.size() - 1 - i;
}

bool ByteMatcher::isIn(QByteArrayView text) const
{
    const qsizetype length = m_needle.size();
    if (length == 0)
        return true;
    const char *needle = m_needle.constData();
    const char *bytes = text.data();
    for (qsizetype end = length - 1; end < text.size();) {
        const uchar last = folded(bytes[end]);
        if (last == static_cast<uchar>(needle[length - 1])) {
            qsizetype i = length - 1;
            while (i > 0 && folded(bytes[end - length + i]) == static_cast<uchar>(needle[i - 1]))
                --i;
            if (i == 0)
                return true;
        }
        end += m_shift[last];
    }
    return false;
}

} // namespace hakgal
