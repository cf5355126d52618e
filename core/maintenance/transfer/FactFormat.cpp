// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/FactFormat.h"

#include "core/maintenance/transfer/CsvFields.h"
#include "core/maintenance/transfer/JsonLine.h"
#include "core/store/FactText.h"
#include "core/store/Statement.h"

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

constexpr std::array<const char *, 3> kNames{"statements", "jsonl", "csv"};

/// The first line that is not blank, without its end and without a byte order mark.
QByteArrayView firstLine(QByteArrayView head)
{
    if (head.startsWith("\xef\xbb\xbf"))
        head = head.sliced(3);
    while (!head.isEmpty()) {
        const qsizetype end = head.indexOf('\n');
        QByteArrayView line = end < 0 ? head : head.first(end);
        if (line.endsWith('\r'))
            line.chop(1);
        if (!isBlank(line))
            return line;
        head = end < 0 ? QByteArrayView() : head.sliced(end + 1);
    }
    return {};
}

bool isFact(QByteArrayView line)
{
    return !line.startsWith('"') && FactText::parse(exactText(line)).wellFormed;
}

} // namespace

QLatin1String factFormatName(FactFormat format)
{
    return QLatin1String(kNames[static_cast<std::size_t>(format)]);
}

std::optional<FactFormat> factFormatOf(QStringView name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == QLatin1String(kNames[i]))
            return static_cast<FactFormat>(i);
    }
    return std::nullopt;
}

std::optional<FactFormat> factFormatOfFile(QStringView fileName)
{
    const auto ends = [fileName](const char *ending) {
        return fileName.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
    };
    if (ends(".jsonl") || ends(".ndjson") || ends(".json"))
        return FactFormat::JsonLines;
    if (ends(".csv") || ends(".tsv"))
        return FactFormat::Csv;
    return std::nullopt;
}

FactFormat detectFactFormat(QStringView fileName, QByteArrayView head)
{
    const QByteArrayView line = firstLine(head);
    const CsvHeader header = CsvHeader::read(line);
    if (header.ofRejects)
        return FactFormat::Csv;
    if (line.startsWith("{\"rejected_line\":"))
        return FactFormat::JsonLines;
    if (const auto named = factFormatOfFile(fileName)) {
        const bool lines = *named == FactFormat::Csv && header.statement < 0 && isFact(line);
        return lines ? FactFormat::Statements : *named;
    }
    JsonLine object;
    if (line.startsWith('{') && object.parse(line))
        return FactFormat::JsonLines;
    if (header.statement >= 0 && header.names.size() > 1)
        return FactFormat::Csv;
    return FactFormat::Statements;
}

bool isBlank(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; });
}

} // namespace hakgal
