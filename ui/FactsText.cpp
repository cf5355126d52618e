// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FactsText.h"

#include "ui/CsvFile.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hakgal {

namespace {

constexpr qsizetype kLongestName = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("hakgal::FactsText", text); // as lupdate files it
}

QString quoted(const QString &text)
{
    return QStringLiteral("“%1”").arg(
        text.size() > kLongestName ? text.left(kLongestName) + QStringLiteral("…") : text);
}

/// As it stands; quotes only where RFC 4180 wants them.
QString exactField(const QString &text)
{
    if (text.isEmpty())
        return text.isNull() ? QString() : QStringLiteral("\"\"");
    const bool quote = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c == QLatin1Char(',') || c == QLatin1Char('"') || c == QLatin1Char('\n') ||
               c == QLatin1Char('\r');
    });
    QString field = text;
    return quote
               ? QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"')
               : field;
}

bool hasLineBreak(const QString &text)
{
    return text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r'));
}

} // namespace

QString FactsText::understood(const QString &typed) const
{
    if (typed.trimmed().isEmpty())
        return tr(
            "All facts. A text finds those that contain it; a pattern finds by predicate and arguments.");
    const auto pattern = FactPattern::parse(typed);
    if (!pattern)
        return tr("The brackets do not match. Write for example HasPart(Computer, ?).");
    if (!pattern->text.isNull())
        return tr("Facts that contain %1, in capitals or not.").arg(quoted(pattern->text));

    QString sentence = !pattern->predicate ? tr("Facts with any predicate")
                       : pattern->predicate->isEmpty()
                           ? tr("Facts without a name before the bracket")
                           : tr("Facts with the predicate %1").arg(quoted(*pattern->predicate));
    QStringList given;
    for (qsizetype i = 0; i < pattern->arguments.size(); ++i) {
        if (pattern->arguments.at(i))
            given << tr("argument %1 is %2").arg(QString::number(i + 1), quoted(*pattern->arguments.at(i)));
    }
    const QString count = m_catalogue.format().count(pattern->arguments.size());
    sentence += QLatin1String(", ");
    sentence += pattern->openEnd ? tr("at least %1 arguments").arg(count) : tr("arguments: %1").arg(count);
    if (!given.isEmpty())
        sentence += QLatin1String("; ") + given.join(QLatin1String(", "));
    return sentence + QLatin1Char('.');
}

QString FactsText::details(const FactDetails &details) const
{
    QStringList lines{details.statement.isNull() ? tr("(no text)") : details.statement, QString()};
    const FactText &reading = details.reading;
    if (!reading.predicate.isNull()) {
        lines << tr("Predicate: %1").arg(reading.predicate);
        for (qsizetype i = 0; i < reading.arguments.size(); ++i)
            lines << tr("Argument %1: %2").arg(QString::number(i + 1), reading.arguments.at(i));
    } else {
        lines << tr("It has no brackets, so it has no predicate and no arguments.");
    }
    if (!reading.wellFormed)
        lines << tr("It is not of the form Name(argument, …). with a full stop at its end.");
    lines << QString();
    for (const auto &[name, value] : details.columns) {
        if (value != details.statement || value.isNull())
            lines << name + QLatin1String(": ") + (value.isNull() ? QStringLiteral("–") : value);
    }
    return lines.join(QLatin1Char('\n'));
}

Result<QByteArray> FactsText::file(const std::vector<FactRow> &rows, FileFormat format)
{
    QByteArray bytes;
    if (format == FileFormat::Spreadsheet)
        bytes = "\xef\xbb\xbf"; // so that a spreadsheet takes it for UTF-8
    if (format == FileFormat::Csv || format == FileFormat::Spreadsheet)
        bytes += "statement,source,timestamp\r\n";
    for (const FactRow &row : rows) {
        if (row.cut)
            return Error{ErrorCode::Usage, {tr("one of the facts is too long to be here whole")}, {}, 0};
        if (row.statement.isNull())
            continue;
        switch (format) {
        case FileFormat::Lines:
            if (hasLineBreak(row.statement))
                return Error{
                    ErrorCode::Usage,
                    {tr("one of the facts holds a line break and cannot be a line; choose JSON Lines")},
                    {},
                    0};
            bytes += row.statement.toUtf8() + '\n';
            break;
        case FileFormat::JsonLines: {
            QJsonObject object{{QStringLiteral("statement"), row.statement}};
            if (!row.source.isNull())
                object[QStringLiteral("source")] = row.source;
            if (!row.time.isNull())
                object[QStringLiteral("timestamp")] = row.time;
            bytes += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
            break;
        }
        case FileFormat::Csv:
        case FileFormat::Spreadsheet: {
            const auto field = format == FileFormat::Csv ? &exactField : &csvField;
            bytes += (field(row.statement) + QLatin1Char(',') + field(row.source) + QLatin1Char(',') +
                      field(row.time))
                         .toUtf8() +
                     "\r\n";
            break;
        }
        }
    }
    return bytes;
}

QString FactsText::table(const std::vector<FactRow> &rows)
{
    QStringList lines{QStringLiteral("id\tstatement\tpredicate\tsubject\tsource\ttimestamp")};
    for (const FactRow &row : rows) {
        QStringList cells{row.id == 0 ? QString() : QString::number(row.id),
                          row.statement,
                          row.predicate,
                          row.subject,
                          row.source,
                          row.time};
        for (QString &cell : cells) {
            for (const char c : {'\t', '\n', '\r'})
                cell.replace(QLatin1Char(c), QLatin1Char(' '));
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace hakgal
