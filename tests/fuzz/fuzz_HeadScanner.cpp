// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HeadScanner.h"

#include <cstdint>
#include <cstdlib>

using namespace hakgal;

/// The verdict on the bytes, taken at once, byte for byte, and cut in two at a place that the first byte
/// names.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::size_t cut = data[0];
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1);
    HeadScanner whole;
    HeadScanner single;
    HeadScanner two;
    qsizetype used = 0;
    const auto verdict = whole.feed(bytes, used);
    const qsizetype all = used;

    qsizetype at = 0;
    while (at < bytes.size() && single.feed(bytes.sliced(at, 1), used) == HeadScanner::Verdict::More)
        ++at;
    if (single.verdict() != HeadScanner::Verdict::More)
        ++at;
    const qsizetype first = std::min<qsizetype>(static_cast<qsizetype>(cut), bytes.size());
    qsizetype both = 0;
    if (two.feed(bytes.first(first), used) == HeadScanner::Verdict::More) {
        both = used;
        two.feed(bytes.sliced(first), used);
    }
    both += used;

    const auto same = [&](const HeadScanner &other) {
        return other.verdict() == verdict && other.status() == whole.status() &&
               other.head().method == whole.head().method && other.head().path == whole.head().path &&
               other.head().host == whole.head().host &&
               other.head().contentLength == whole.head().contentLength &&
               other.head().keepAlive == whole.head().keepAlive;
    };
    if (at != all || both != all || !same(single) || !same(two) || all > HeadScanner::kMaxHead + 1)
        std::abort();
    if (verdict == HeadScanner::Verdict::Complete) {
        const RequestHead &head = whole.head();
        // What the rest of the program relies on.
        const bool named = !head.host.isEmpty() || head.minorVersion == 0;
        if (!named || !head.path.startsWith('/') || head.method.isEmpty() || head.contentLength < 0 ||
            head.contentLength > HeadScanner::kMaxBody || head.hostPort > 65535 || head.path.contains('\n') ||
            head.authorization.contains('\r') || head.userAgent.contains('\n'))
            std::abort();
    }
    return 0;
}
