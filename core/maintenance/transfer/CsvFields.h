// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/ByteSource.h"

#include <QByteArrayList>
#include <QByteArrayView>

#include <vector>

namespace hakgal {

/// One field of CSV (RFC 4180) as exact bytes: in quotes where it holds the delimiter, quotes, or a line
/// break, begins or ends with a space, or is empty (an empty one without quotes means that there is none).
QByteArray csvQuoted(QByteArrayView bytes, char delimiter = ',');

/// The same for a spreadsheet, which takes a text that begins with `= + - @`, a tab or a carriage return for
/// a formula: an apostrophe comes before it. One way: an import keeps the apostrophe.
QByteArray csvForSpreadsheet(QByteArrayView bytes);

/// Which columns a first line names.
struct CsvHeader
{
    QByteArrayList names; ///< trimmed; empty where the line is none of CSV
    int statement = -1;   ///< the column with the statement: `statement`, else `content`, else `fact`, in any
                          ///< case; -1: none of them, so that the line is no header
    char delimiter = ',';
    bool ofRejects = false; ///< of a file of rejected lines (see RejectsFile)

    /// With a comma, or where only that makes it a header, a semicolon or a tab.
    static CsvHeader read(QByteArrayView line);
};

/// Records of CSV in bounded memory, however large they are: fields in quotes may hold line breaks; records
/// end with LF or CR LF outside of quotes. Quotes within a field that does not begin with one belong to it.
class CsvRecords
{
public:
    struct Field
    {
        QByteArray bytes;
        bool quoted = false;
    };
    enum class Fault : quint8 { None, TooLong, BadQuotes };

    /// Of each field at most `longestField` bytes are kept. `source` outlives this.
    CsvRecords(ByteSource &source, char delimiter, qsizetype longestField)
        : m_source(source), m_delimiter(delimiter), m_longestField(longestField)
    {
    }

    /// True where there is another record; an empty line is one with one empty field.
    Result<bool> next();

    const std::vector<Field> &fields() const { return m_fields; }
    Fault fault() const { return m_fault; } ///< BadQuotes: text behind a closing quote, or none closes
    qint64 line() const { return m_line; }  ///< where the record begins, from 1
    /// The record as it stood, without its end; not all of it where fault() is TooLong.
    const QByteArray &raw() const { return m_raw; }

private:
    void begin();
    void add(const char *bytes, qsizetype count);
    void endField(bool quoted);

    ByteSource &m_source;
    char m_delimiter;
    qsizetype m_longestField;
    std::vector<Field> m_fields;
    QByteArray m_field;
    QByteArray m_raw;
    Fault m_fault = Fault::None;
    qint64 m_line = 0;
    qint64 m_nextLine = 1;
};

} // namespace hakgal
