// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/FactReader.h"

#include "core/maintenance/transfer/CsvFields.h"
#include "core/maintenance/transfer/JsonLine.h"
#include "core/maintenance/transfer/LineReader.h"
#include "core/store/Statement.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using Why = FactReject::Why;

constexpr qsizetype kMostColumns = 200;
constexpr qsizetype kLongestJson = qsizetype(1024) * 1024;
const QByteArray kRejectedLine = QByteArrayLiteral("rejected_line");
const QByteArray kRejectedBecause = QByteArrayLiteral("rejected_because");

bool isOfRejects(const QByteArray &column)
{
    return column == kRejectedLine || column == kRejectedBecause;
}

/// A line ends with LF or CR LF; any other CR belongs to the statement.
class StatementLines : public FactReader
{
public:
    explicit StatementLines(QIODevice &device) : m_lines(device, kLongestStatement + 1) {} // one for a CR

    Result<Item> next() override
    {
        auto more = m_lines.next(m_line);
        if (!more)
            return more.error();
        if (!*more)
            return Item::End;
        if (m_line.bytes.endsWith('\r') && !m_line.cut)
            m_line.bytes.chop(1);
        const Item item = judge(m_line.bytes, m_line.cut);
        if (item == Item::Rejected) {
            m_reject.line = m_line.number;
            m_reject.bytes = m_line.bytes;
        } else if (item == Item::Fact) {
            m_record.line = m_line.number;
            m_record.statement.swap(m_line.bytes); // whose room the next line takes
        }
        return item;
    }
    qint64 consumed() const override { return m_lines.consumed(); }
    QByteArray rejectsHead() const override
    {
        return kRejectedLine + ',' + kRejectedBecause + ",statement\r\n";
    }

private:
    LineReader m_lines;
    LineReader::Line m_line;
};

class JsonLines : public FactReader
{
public:
    explicit JsonLines(QIODevice &device) : m_lines(device, kLongestJson) {}

    Result<Item> next() override
    {
        auto more = m_lines.next(m_line);
        if (!more)
            return more.error();
        if (!*more)
            return Item::End;
        if (isBlank(m_line.bytes) && !m_line.cut)
            return Item::Blank;
        if (m_line.cut)
            return rejected(m_line.number, Why::TooLong, m_line.bytes);
        if (!m_line.bytes.isValidUtf8())
            return rejected(m_line.number, Why::InvalidUtf8, m_line.bytes);
        if (!m_object.parse(m_line.bytes))
            return rejected(m_line.number, Why::NotJson, m_line.bytes);
        const JsonLine::Member *statement = nullptr;
        for (const char *name : {"statement", "content", "fact"}) {
            if (statement == nullptr)
                statement = m_object.member(name);
        }
        if (statement == nullptr || statement->kind != JsonLine::Kind::Text)
            return rejected(m_line.number, Why::NoStatement, m_line.bytes);
        const Item item = judge(statement->value, false);
        if (item == Item::Rejected)
            return rejected(m_line.number, m_reject.why, m_line.bytes);
        return item == Item::Fact ? fill(*statement) : item;
    }
    qint64 consumed() const override { return m_lines.consumed(); }

    QByteArray rejectsRow(const FactReject &reject, const QString &because) const override
    {
        const QByteArray head = "{\"" + kRejectedLine + "\":";
        QByteArrayView rest = QByteArrayView(reject.bytes).trimmed();
        if (rest.startsWith(head))
            return rest.toByteArray() + '\n'; // rejected before: it says where and why
        if (rest.startsWith('{'))
            rest = rest.sliced(1);
        return head + QByteArray::number(reject.line) + ",\"" + kRejectedBecause +
               "\":" + jsonQuoted(because.toUtf8()) + ',' + rest.toByteArray() + '\n';
    }

private:
    Item fill(const JsonLine::Member &statement)
    {
        using Kind = JsonLine::Kind;
        m_record.line = m_line.number;
        m_record.statement = statement.value;
        m_record.given.clear();
        for (const JsonLine::Member &member : m_object.members()) {
            if (&member == &statement || member.kind == Kind::Null || isOfRejects(member.name))
                continue;
            if (judge(member.value, false) == Item::Rejected)
                return rejected(m_line.number, m_reject.why, m_line.bytes);
            const int column = columnOf(exactText(member.name));
            if (column < 0 || column == columnOfStatement(statement))
                continue;
            FactValue value{FactValue::Kind::Text, member.value};
            if (member.kind == Kind::Bool) {
                value = {FactValue::Kind::Integer, member.value == "true" ? "1" : "0"};
            } else if (member.kind == Kind::Number) {
                bool whole = false;
                member.value.toLongLong(&whole);
                value.kind = whole ? FactValue::Kind::Integer : FactValue::Kind::Real;
            }
            const auto same = std::find_if(m_record.given.begin(), m_record.given.end(),
                                           [column](const auto &given) { return given.column == column; });
            if (same != m_record.given.end())
                same->value = std::move(value);
            else
                m_record.given.push_back({column, std::move(value)});
        }
        return Item::Fact;
    }
    int columnOfStatement(const JsonLine::Member &statement) const
    {
        return static_cast<int>(m_columns.indexOf(exactText(statement.name)));
    }

    LineReader m_lines;
    LineReader::Line m_line;
    JsonLine m_object;
};

class CsvFacts : public FactReader
{
public:
    CsvFacts(QIODevice &device, QString column) : m_source(device), m_column(std::move(column)) {}

    Result<Item> next() override
    {
        if (!m_records) {
            if (const auto begun = begin(); !begun)
                return begun.error();
        }
        if (!m_first) {
            auto more = m_records->next();
            if (!more)
                return more.error();
            if (!*more)
                return Item::End;
        }
        m_first = false;
        const auto &fields = m_records->fields();
        if (fields.empty() || (fields.size() == 1 && !fields.front().quoted && isBlank(fields.front().bytes)))
            return Item::Blank;
        if (m_records->fault() == CsvRecords::Fault::BadQuotes)
            return reject(Why::BadQuotes);
        if (m_records->fault() == CsvRecords::Fault::TooLong)
            return reject(Why::TooLong);
        if (static_cast<qsizetype>(fields.size()) != m_names.size())
            return reject(Why::FieldCount);
        const QByteArray &statement = fields[static_cast<std::size_t>(m_statement)].bytes;
        const Item item = judge(statement, false);
        if (item == Item::Rejected)
            return reject(m_reject.why);
        return item == Item::Fact ? fill(statement) : item;
    }
    qint64 consumed() const override { return m_source.consumed(); }

    QByteArray rejectsHead() const override
    {
        QByteArray head = kRejectedLine + m_delimiter + kRejectedBecause;
        for (qsizetype i = 0; i < m_names.size(); ++i) {
            if (!isOfRejects(m_names.at(i)))
                head += m_delimiter + csvQuoted(i == m_statement ? "statement" : m_names.at(i), m_delimiter);
        }
        return head + "\r\n";
    }
    QByteArray rejectsRow(const FactReject &reject, const QString &because) const override
    {
        const bool whole = reject.why != Why::TooLong;
        if (whole && hasRejectColumns())
            return reject.bytes + "\r\n"; // rejected before: it says where and why
        QByteArray row =
            QByteArray::number(reject.line) + m_delimiter + csvQuoted(because.toUtf8(), m_delimiter);
        if (whole)
            return row + m_delimiter + reject.bytes + "\r\n";
        // Of one that is too long only the beginnings of its fields are here.
        const auto &fields = m_records->fields();
        for (std::size_t i = hasRejectColumns() ? 2 : 0; i < fields.size(); ++i) {
            const CsvRecords::Field &field = fields[i];
            row += m_delimiter;
            if (field.quoted || !field.bytes.isEmpty())
                row += csvQuoted(field.bytes, m_delimiter);
        }
        return row + "\r\n";
    }

private:
    static constexpr qsizetype kHead = 4096;

    bool hasRejectColumns() const { return m_names.size() > 2 && isOfRejects(m_names.at(0)); }

    /// Looks at the first record: a header, or a fact already.
    Result<void> begin()
    {
        if (auto filled = m_source.fillLine(kHead); !filled)
            return filled;
        QByteArrayView head(m_source.data(), std::min(m_source.available(), kHead));
        if (const qsizetype end = head.indexOf('\n'); end >= 0)
            head = head.first(head.at(end - (end > 0 ? 1 : 0)) == '\r' ? end - 1 : end);
        const CsvHeader header = CsvHeader::read(head);
        m_delimiter = header.delimiter;
        m_records.emplace(m_source, m_delimiter, kLongestStatement + 1);
        auto more = m_records->next();
        if (!more)
            return more.error();
        if (!*more) {
            m_statement = 0;
            m_names = {QByteArray("statement")};
            return {};
        }
        if (const auto chosen = chooseColumn(header); !chosen)
            return chosen;
        m_columnOf.assign(static_cast<std::size_t>(m_names.size()), -1);
        for (qsizetype i = 0; i < m_names.size(); ++i) {
            if (!m_first && i != m_statement && !isOfRejects(m_names.at(i)) && !m_names.at(i).isEmpty())
                m_columnOf[static_cast<std::size_t>(i)] = columnOf(exactText(m_names.at(i)));
        }
        return {};
    }

    Result<void> chooseColumn(const CsvHeader &header)
    {
        const auto &fields = m_records->fields();
        const auto count = static_cast<int>(fields.size());
        QByteArrayList names;
        for (const CsvRecords::Field &field : fields)
            names << field.bytes.trimmed();
        if (!m_column.isEmpty()) {
            bool number = false;
            const int wanted = m_column.toInt(&number);
            const auto named = names.indexOf(m_column.toUtf8());
            if (named < 0 && (!number || wanted < 1 || wanted > count))
                return usageError(QT_TRANSLATE_NOOP("hakgal", "the file has no column \"%1\""), {m_column});
            m_statement = named >= 0 ? static_cast<int>(named) : wanted - 1;
            m_first = named < 0 && header.statement < 0;
        } else if (header.statement >= 0) {
            m_statement = header.statement;
        } else {
            m_first = true;
            m_statement = count == 1 ? 0 : -1;
            for (int i = 0; i < count && m_statement < 0; ++i) {
                if (fields[static_cast<std::size_t>(i)].bytes.contains('('))
                    m_statement = i;
            }
            if (m_statement < 0)
                return usageError(QT_TRANSLATE_NOOP(
                    "hakgal", "no column of the file is named statement, content or fact; name it with"
                              " --column"));
        }
        m_names = names;
        if (m_first) {
            for (int i = 0; i < count; ++i)
                m_names[i] = "column" + QByteArray::number(i + 1);
        }
        return {};
    }

    Item fill(const QByteArray &statement)
    {
        m_record.line = m_records->line();
        m_record.statement = statement;
        m_record.given.clear();
        const auto &fields = m_records->fields();
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const CsvRecords::Field &field = fields[i];
            const bool nothing = field.bytes.isEmpty() && !field.quoted;
            if (m_columnOf[i] < 0 || nothing)
                continue;
            if (judge(field.bytes, false) == Item::Rejected)
                return reject(m_reject.why);
            m_record.given.push_back({m_columnOf[i], {FactValue::Kind::Text, field.bytes}});
        }
        return Item::Fact;
    }

    Item reject(Why why) { return rejected(m_records->line(), why, m_records->raw()); }

    ByteSource m_source;
    QString m_column;
    std::optional<CsvRecords> m_records;
    char m_delimiter = ',';
    QByteArrayList m_names;
    int m_statement = -1;
    bool m_first = false; ///< the record at hand is the first one, and no header
    std::vector<int> m_columnOf;
};

} // namespace

QByteArray FactReader::rejectsRow(const FactReject &reject, const QString &because) const
{
    return QByteArray::number(reject.line) + ',' + csvQuoted(because.toUtf8()) + ',' +
           csvQuoted(reject.bytes) + "\r\n";
}

FactReader::Item FactReader::judge(const QByteArray &statement, bool cut)
{
    if (cut || statement.size() > kLongestStatement)
        m_reject.why = Why::TooLong;
    else if (statement.contains('\0'))
        m_reject.why = Why::NulByte;
    else if (!statement.isValidUtf8())
        m_reject.why = Why::InvalidUtf8;
    else
        return isBlank(statement) ? Item::Blank : Item::Fact;
    return Item::Rejected;
}

FactReader::Item FactReader::rejected(qint64 line, FactReject::Why why, const QByteArray &bytes)
{
    m_reject = {line, why, bytes};
    return Item::Rejected;
}

int FactReader::columnOf(const QString &name)
{
    const qsizetype known = m_columns.indexOf(name);
    if (known >= 0)
        return static_cast<int>(known);
    if (m_columns.size() >= kMostColumns)
        return -1;
    m_columns << name;
    return static_cast<int>(m_columns.size() - 1);
}

std::unique_ptr<FactReader> FactReader::make(FactFormat format, QIODevice &device, const Options &options)
{
    switch (format) {
    case FactFormat::JsonLines:
        return std::make_unique<JsonLines>(device);
    case FactFormat::Csv:
        return std::make_unique<CsvFacts>(device, options.column);
    case FactFormat::Statements:
        break;
    }
    return std::make_unique<StatementLines>(device);
}

} // namespace hakgal
