// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/ProcText.h"

#include <array>
#include <charconv>

namespace hakgal {

namespace {

// Takes the next word off the front of the text; empty at the end of the line or text.
QByteArrayView takeWord(QByteArrayView &text)
{
    qsizetype begin = 0;
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\t'))
        ++begin;
    qsizetype end = begin;
    while (end < text.size() && text[end] != ' ' && text[end] != '\t' && text[end] != '\n')
        ++end;
    const QByteArrayView word = text.sliced(begin, end - begin);
    text = text.sliced(end);
    return word;
}

template<typename Number>
std::optional<Number> toNumber(QByteArrayView word)
{
    Number number{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return number;
}

QByteArrayView takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView line = end < 0 ? text : text.first(end);
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    return line;
}

// The value of a line like `MemTotal:       24684092 kB`, in bytes.
std::optional<double> kibibytes(QByteArrayView rest)
{
    const auto number = toNumber<quint64>(takeWord(rest));
    if (!number || takeWord(rest) != "kB")
        return std::nullopt;
    return static_cast<double>(*number) * 1024;
}

} // namespace

std::optional<CpuTimes> parseCpuTimes(QByteArrayView stat)
{
    while (!stat.isEmpty()) {
        QByteArrayView line = takeLine(stat);
        if (takeWord(line) != "cpu")
            continue;
        enum Column { User, Nice, System, Idle, IoWait, Irq, SoftIrq, Steal, Columns };
        std::array<quint64, Columns> ticks{};
        for (int i = 0; i < Columns; ++i) {
            const QByteArrayView word = takeWord(line);
            if (word.isEmpty() && i > Idle)
                break;
            const auto number = toNumber<quint64>(word);
            if (!number)
                return std::nullopt;
            ticks[static_cast<std::size_t>(i)] = *number;
        }
        return CpuTimes{ticks[User] + ticks[Nice] + ticks[System] + ticks[Irq] + ticks[SoftIrq] +
                            ticks[Steal],
                        ticks[Idle] + ticks[IoWait]};
    }
    return std::nullopt;
}

std::optional<MemoryAmounts> parseMemoryAmounts(QByteArrayView meminfo)
{
    std::optional<double> total;
    std::optional<double> available;
    while (!meminfo.isEmpty() && !(total && available)) {
        QByteArrayView line = takeLine(meminfo);
        const QByteArrayView key = takeWord(line);
        if (key == "MemTotal:")
            total = kibibytes(line);
        else if (key == "MemAvailable:")
            available = kibibytes(line);
    }
    if (!total || !available || *total <= 0 || *available > *total)
        return std::nullopt;
    return MemoryAmounts{*total, *available};
}

std::optional<ProcessStat> parseProcessStat(QByteArrayView stat)
{
    // `PID (NAME) STATE PPID …`; the name may hold spaces, brackets and line breaks, so the last `)` ends it.
    const qsizetype open = stat.indexOf('(');
    const qsizetype close = stat.lastIndexOf(')');
    if (open < 0 || close < open)
        return std::nullopt;
    ProcessStat process;
    process.name = stat.sliced(open + 1, close - open - 1).toByteArray();

    QByteArrayView rest = stat.sliced(close + 1);
    quint64 userTicks = 0;
    quint64 systemTicks = 0;
    constexpr int kFirst = 3; // numbered as in proc(5)
    constexpr int kLast = 24;
    for (int field = kFirst; field <= kLast; ++field) {
        const QByteArrayView word = takeWord(rest);
        if (word.isEmpty())
            return std::nullopt;
        quint64 *target = nullptr;
        switch (field) {
        case 14:
            target = &userTicks;
            break;
        case 15:
            target = &systemTicks;
            break;
        case 20: {
            const auto threads = toNumber<qint64>(word);
            if (!threads)
                return std::nullopt;
            process.threads = *threads;
            continue;
        }
        case 22:
            target = &process.startTicks;
            break;
        case 23:
            target = &process.virtualBytes;
            break;
        case 24:
            target = &process.residentPages;
            break;
        default:
            continue;
        }
        const auto number = toNumber<quint64>(word);
        if (!number)
            return std::nullopt;
        *target = *number;
    }
    process.cpuTicks = userTicks + systemTicks;
    return process;
}

} // namespace hakgal
