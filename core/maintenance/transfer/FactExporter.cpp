// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/FactExporter.h"

#include "core/maintenance/FileSync.h"
#include "core/maintenance/transfer/CsvFields.h"
#include "core/maintenance/transfer/JsonLine.h"
#include "core/store/FactStore.h"

#include <QFileDevice>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

constexpr qsizetype kBuffer = qsizetype(1024) * 1024;
constexpr qint64 kRowsBetweenReports = 10'000;
const QByteArray kByteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");

/// As many digits as it takes to give the same number back.
QByteArray digits(double value)
{
    if (std::isinf(value))
        return value > 0 ? "1e999" : "-1e999";
    QByteArray text = QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
    if (!text.contains('.') && !text.contains('e'))
        text += ".0"; // else it would come back as an integer
    return text;
}

bool isExact(const QByteArray &text)
{
    return !text.contains('\0') && text.isValidUtf8();
}

/// A value of another column, which stands in two columns of the row: its type and itself.
enum class Type : quint8 { Nothing, Integer, Real, Text };
Type typeAt(const Statement &row, int index)
{
    const QByteArray type = row.utf8(1 + 2 * index);
    if (type == "text")
        return Type::Text;
    if (type == "integer")
        return Type::Integer;
    return type == "real" ? Type::Real : Type::Nothing; // also of a blob
}
constexpr int valueAt(int index)
{
    return 2 + 2 * index;
}

/// Rows in one of the formats. False: the row cannot be written as it is.
class RowWriter
{
public:
    virtual ~RowWriter() = default;
    virtual void begin(const QStringList & /*columns*/, QByteArray & /*to*/) {}
    virtual bool add(const Statement &row, QByteArray &to) = 0;
};

class StatementWriter : public RowWriter
{
public:
    bool add(const Statement &row, QByteArray &to) override
    {
        const QByteArray utf8 = row.utf8(0);
        if (isBlank(utf8) || utf8.contains('\n') || utf8.endsWith('\r'))
            return false;
        if (m_first && utf8.startsWith(kByteOrderMark))
            to += kByteOrderMark;
        m_first = false;
        to += utf8;
        to += '\n';
        return true;
    }

private:
    bool m_first = true;
};

class JsonWriter : public RowWriter
{
public:
    void begin(const QStringList &columns, QByteArray &) override
    {
        for (const QString &column : columns)
            m_names << ',' + jsonQuoted(column.toUtf8()) + ':';
    }
    bool add(const Statement &row, QByteArray &to) override
    {
        const QByteArray statement = row.utf8(0);
        if (isBlank(statement) || !isExact(statement))
            return false;
        const qsizetype begun = to.size();
        to += "{\"statement\":";
        to += jsonQuoted(statement);
        for (int i = 0; i < m_names.size(); ++i) {
            QByteArray value;
            switch (typeAt(row, i)) {
            case Type::Integer:
                value = QByteArray::number(row.integer(valueAt(i)));
                break;
            case Type::Real:
                value = digits(row.real(valueAt(i)));
                break;
            case Type::Text: {
                const QByteArray text = row.utf8(valueAt(i));
                if (!isExact(text)) {
                    to.truncate(begun);
                    return false;
                }
                value = jsonQuoted(text);
                break;
            }
            case Type::Nothing:
                continue;
            }
            to += m_names.at(i);
            to += value;
        }
        to += "}\n";
        return true;
    }

private:
    QByteArrayList m_names;
};

class CsvWriter : public RowWriter
{
public:
    explicit CsvWriter(bool forSpreadsheet) : m_forSpreadsheet(forSpreadsheet) {}

    void begin(const QStringList &columns, QByteArray &to) override
    {
        m_columns = static_cast<int>(columns.size());
        if (m_forSpreadsheet)
            to += kByteOrderMark;
        to += "statement"; // whatever the base calls it, so that it is understood everywhere
        for (const QString &column : columns)
            to += ',' + text(column.toUtf8());
        to += "\r\n";
    }
    bool add(const Statement &row, QByteArray &to) override
    {
        const QByteArray statement = row.utf8(0);
        if (isBlank(statement) || !isExact(statement))
            return false;
        const qsizetype begun = to.size();
        to += text(statement);
        for (int i = 0; i < m_columns; ++i) {
            to += ',';
            switch (typeAt(row, i)) {
            case Type::Integer:
                to += QByteArray::number(row.integer(valueAt(i)));
                break;
            case Type::Real:
                to += digits(row.real(valueAt(i)));
                break;
            case Type::Text: {
                const QByteArray field = row.utf8(valueAt(i));
                if (!isExact(field)) {
                    to.truncate(begun);
                    return false;
                }
                to += text(field);
                break;
            }
            case Type::Nothing:
                break;
            }
        }
        to += "\r\n";
        return true;
    }

private:
    QByteArray text(const QByteArray &utf8) const
    {
        return m_forSpreadsheet ? csvForSpreadsheet(utf8) : csvQuoted(utf8);
    }

    bool m_forSpreadsheet;
    int m_columns = 0;
};

std::unique_ptr<RowWriter> writerFor(const FactExporter::Options &options)
{
    switch (options.format) {
    case FactFormat::JsonLines:
        return std::make_unique<JsonWriter>();
    case FactFormat::Csv:
        return std::make_unique<CsvWriter>(options.forSpreadsheet);
    case FactFormat::Statements:
        break;
    }
    return std::make_unique<StatementWriter>();
}

} // namespace

Result<ExportTotals> FactExporter::run(const QString &databasePath, QIODevice &output, const Options &options)
{
    Database::Options how;
    how.busyTimeoutMs = 5000;
    auto database = Database::open(databasePath, how);
    if (!database)
        return database.error();
    (*database)->setCancelFlag(cancel);
    auto store = FactStore::attach(**database);
    if (!store)
        return store.error();
    qint64 rows = -1;
    if (onProgress) {
        const auto counted = store->count();
        if (!counted)
            return counted.error();
        rows = *counted;
    }

    QStringList columns;
    if (options.format != FactFormat::Statements) {
        for (const FactSchema::Column &column : store->schema().columns) {
            if (!FactInsert::writable(store->schema(), column.name).isEmpty())
                columns << column.name;
        }
    }
    const std::unique_ptr<RowWriter> writer = writerFor(options);
    ExportTotals totals;
    QByteArray buffer;
    bool written = true;
    const auto flush = [&] {
        written = output.write(buffer) == buffer.size();
        buffer.resize(0);
        return written;
    };
    writer->begin(columns, buffer);
    const auto read = store->forEachRow(columns, [&](const Statement &row) {
        ++(writer->add(row, buffer) ? totals.written : totals.skipped);
        const qint64 seen = totals.written + totals.skipped;
        if (onProgress && seen % kRowsBetweenReports == 0)
            onProgress(totals, rows > 0 ? std::min(1.0, double(seen) / double(rows)) : -1);
        return buffer.size() < kBuffer || flush();
    });
    if (written && read)
        flush();
    if (!written) {
        const auto *const file = qobject_cast<const QFileDevice *>(&output);
        const bool full = file != nullptr && isDiskFull(*file);
        return Error{full ? ErrorCode::DiskFull : ErrorCode::WriteFailed,
                     {file != nullptr ? file->fileName() : QString()},
                     output.errorString(),
                     0};
    }
    if (!read)
        return read.error();
    return totals;
}

} // namespace hakgal
