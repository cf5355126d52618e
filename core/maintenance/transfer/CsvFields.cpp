// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/CsvFields.h"

#include <QBuffer>

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

constexpr qsizetype kLongestRecord = qsizetype(1024) * 1024;
constexpr std::size_t kMostFields = 1000;

/// The names of one line; empty where it is no record.
QByteArrayList namesIn(QByteArrayView line, char delimiter)
{
    QByteArray bytes = line.toByteArray();
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    ByteSource source(buffer);
    CsvRecords records(source, delimiter, 200);
    const auto read = records.next();
    QByteArrayList names;
    if (!read || !*read || records.fault() != CsvRecords::Fault::None)
        return names;
    for (const CsvRecords::Field &field : records.fields())
        names << field.bytes.trimmed();
    return names;
}

int statementColumn(const QByteArrayList &names)
{
    for (const char *wanted : {"statement", "content", "fact"}) {
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (names.at(i).compare(wanted, Qt::CaseInsensitive) == 0)
                return static_cast<int>(i);
        }
    }
    return -1;
}

} // namespace

QByteArray csvQuoted(QByteArrayView bytes, char delimiter)
{
    const bool plain = !bytes.isEmpty() && bytes.front() != ' ' && bytes.back() != ' ' &&
                       std::none_of(bytes.begin(), bytes.end(), [delimiter](char c) {
                           return c == delimiter || c == '"' || c == '\n' || c == '\r';
                       });
    if (plain)
        return bytes.toByteArray();
    QByteArray field;
    field.reserve(bytes.size() + 8);
    field += '"';
    for (const char c : bytes) {
        if (c == '"')
            field += '"';
        field += c;
    }
    field += '"';
    return field;
}

QByteArray csvForSpreadsheet(QByteArrayView bytes)
{
    static const QByteArray starts = QByteArrayLiteral("=+-@\t\r");
    if (!bytes.isEmpty() && starts.contains(bytes.front()))
        return csvQuoted('\'' + bytes.toByteArray());
    return csvQuoted(bytes);
}

CsvHeader CsvHeader::read(QByteArrayView line)
{
    CsvHeader header;
    for (const char delimiter : {',', ';', '\t'}) {
        const QByteArrayList names = namesIn(line, delimiter);
        const int statement = statementColumn(names);
        if (delimiter == ',' || statement >= 0) {
            header.names = names;
            header.statement = statement;
            header.delimiter = delimiter;
        }
        if (statement >= 0)
            break;
    }
    header.ofRejects = header.names.size() >= 3 && header.names.at(0) == "rejected_line" &&
                       header.names.at(1) == "rejected_because";
    return header;
}

void CsvRecords::begin()
{
    m_fields.clear();
    m_field.truncate(0);
    m_raw.truncate(0);
    m_fault = Fault::None;
    m_line = m_nextLine;
}

void CsvRecords::add(const char *bytes, qsizetype count)
{
    const qsizetype room = m_longestField - m_field.size();
    m_field.append(bytes, std::min(room, count));
    if (count > room && m_fault == Fault::None)
        m_fault = Fault::TooLong;
}

void CsvRecords::endField(bool quoted)
{
    if (m_fields.size() < kMostFields)
        m_fields.push_back({m_field, quoted});
    else if (m_fault == Fault::None)
        m_fault = Fault::TooLong;
    m_field = QByteArray();
}

Result<bool> CsvRecords::next()
{
    enum class State : quint8 { Start, Plain, Quoted, Closed };
    begin();
    State state = State::Start;
    bool any = false;
    bool ended = false;
    bool carriageReturn = false; // was the last byte outside of quotes, and may belong to the end
    const auto toPlain = [this, &state] {
        if (state == State::Closed)
            m_fault = Fault::BadQuotes;
        state = State::Plain;
    };
    while (!ended) {
        if (m_source.available() == 0) {
            auto more = m_source.fill();
            if (!more)
                return more;
            if (!*more)
                break;
        }
        any = true;
        const char *const data = m_source.data();
        const qsizetype length = m_source.available();
        qsizetype at = 0;
        while (at < length && !ended) {
            const char c = data[at];
            if (state == State::Quoted) {
                const qsizetype from = at;
                while (at < length && data[at] != '"') {
                    m_nextLine += data[at] == '\n' ? 1 : 0;
                    ++at;
                }
                add(data + from, at - from);
                if (at < length) {
                    state = State::Closed;
                    ++at;
                }
                continue;
            }
            if (carriageReturn && c != '\n') {
                // It was none of an end: text like any other.
                carriageReturn = false;
                toPlain();
                add("\r", 1);
            }
            if (c == '\n') {
                ++m_nextLine;
                ended = true;
            } else if (c == '\r') {
                carriageReturn = true;
            } else if (c == m_delimiter) {
                endField(state == State::Closed);
                state = State::Start;
            } else if (c == '"' && state == State::Start) {
                state = State::Quoted;
            } else if (c == '"' && state == State::Closed) {
                add("\"", 1);
                state = State::Quoted;
            } else {
                toPlain();
                const qsizetype from = at;
                while (at + 1 < length && data[at + 1] != '\n' && data[at + 1] != '\r' &&
                       data[at + 1] != m_delimiter)
                    ++at;
                add(data + from, at + 1 - from);
            }
            ++at;
        }
        const qsizetype room = kLongestRecord - m_raw.size();
        m_raw.append(data, std::min(room, at));
        if (at > room && m_fault == Fault::None)
            m_fault = Fault::TooLong;
        m_source.take(at);
    }
    if (!any)
        return false;
    if (state == State::Quoted)
        m_fault = Fault::BadQuotes;
    endField(state == State::Closed || state == State::Quoted);
    if (m_raw.endsWith('\n') && state != State::Quoted)
        m_raw.chop(1);
    if (m_raw.endsWith('\r') && carriageReturn)
        m_raw.chop(1);
    return true;
}

} // namespace hakgal
