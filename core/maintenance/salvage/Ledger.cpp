// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Ledger.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace hakgal {

namespace {

const char *nameOf(Ledger::ExpectedFrom from)
{
    switch (from) {
    case Ledger::ExpectedFrom::Indices:
        return "indices";
    case Ledger::ExpectedFrom::Caller:
        return "caller";
    case Ledger::ExpectedFrom::Monitor:
        return "monitor";
    }
    return "";
}

} // namespace

std::optional<qint64> Ledger::lost() const
{
    if (!expected)
        return std::nullopt;
    return std::max<qint64>(0, *expected - found());
}

std::optional<qint64> Ledger::surplus() const
{
    if (!expected)
        return std::nullopt;
    return std::max<qint64>(0, found() - *expected);
}

QJsonObject Ledger::toJson() const
{
    const auto orNull = [](const std::optional<qint64> &number) {
        return number ? QJsonValue(*number) : QJsonValue();
    };
    const QJsonObject ledger{
        {QStringLiteral("expected"), orNull(expected)},
        {QStringLiteral("expected_from"),
         expected ? QJsonValue(QLatin1String(nameOf(expectedFrom))) : QJsonValue()},
        {QStringLiteral("expected_at"),
         expected && expectedAtMs != 0
             ? QJsonValue(QDateTime::fromMSecsSinceEpoch(expectedAtMs).toUTC().toString(Qt::ISODate))
             : QJsonValue()},
        {QStringLiteral("exact"), exact},
        {QStringLiteral("intact"), intact},
        {QStringLiteral("partial"), partial},
        {QStringLiteral("doubtful"), doubtful},
        {QStringLiteral("lost"), orNull(lost())},
        {QStringLiteral("surplus"), orNull(surplus())},
        {QStringLiteral("duplicates"), duplicates},
        {QStringLiteral("from_backup"), fromBackup},
        {QStringLiteral("left_deleted"), leftDeleted}};
    QJsonArray names;
    for (const TableCount &table : tables) {
        names.append(QJsonObject{{QStringLiteral("name"), table.name},
                                 {QStringLiteral("rows"), table.rows},
                                 {QStringLiteral("skipped"), table.skipped}});
    }
    QJsonArray remarks;
    for (const QString &note : notes)
        remarks.append(note);
    return {{QStringLiteral("ledger"), ledger},
            {QStringLiteral("tables"), names},
            {QStringLiteral("pages"), QJsonObject{{QStringLiteral("total"), pages.total},
                                                  {QStringLiteral("table_leaf"), pages.tableLeaf},
                                                  {QStringLiteral("index_leaf"), pages.indexLeaf},
                                                  {QStringLiteral("unreadable"), pages.unreadable},
                                                  {QStringLiteral("freelist"), pages.freelist}}},
            {QStringLiteral("wal_frames"), static_cast<qint64>(walFrames)},
            {QStringLiteral("line_endings_undone"), lineEndingsUndone},
            {QStringLiteral("notes"), remarks}};
}

} // namespace hakgal
