// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/PageMap.h"
#include "core/maintenance/salvage/Record.h"

#include <QByteArray>

#include <vector>

namespace hakgal::salvage {

/// A column that stands in the records of its table (virtual generated ones do not).
struct ColumnInfo
{
    QByteArray name;
    QByteArray type;         ///< as declared
    bool rowidAlias = false; ///< INTEGER PRIMARY KEY: NULL in the record, the rowid is its value
    bool required = false;   ///< NOT NULL without a default
    bool generated = false;  ///< stored, but not to be written
};

struct TableInfo
{
    QByteArray name;
    QByteArray sql; ///< CREATE TABLE …
    quint32 root = 0;
    bool withoutRowid = false;
    std::vector<ColumnInfo> columns; ///< in the order of the record
    int statement = -1;              ///< column with the text, of a fact table; else -1
    int aliasColumn() const;
};

struct IndexInfo
{
    QByteArray name;
    QByteArray table;
    QByteArray sql; ///< empty: made by a constraint of the table
    quint32 root = 0;
    /// For each key: position in the table's columns, or one of the readings of a statement, or unknown.
    static constexpr int kUnknown = -1;
    static constexpr int kPredicate = -2;
    static constexpr int kSubject = -3;
    std::vector<int> keys;
};

struct Schema
{
    bool readable = false; ///< at least one row of sqlite_schema was found
    std::vector<TableInfo> tables;
    std::vector<IndexInfo> indices;
    std::vector<QByteArray> later;   ///< views and triggers
    std::vector<QByteArray> skipped; ///< names of virtual tables, which have no rows of their own

    const TableInfo *facts() const; ///< `facts`, else `facts_extended`; nullptr: neither
};

/// Finds out which tables there were. Where sqlite_schema can be read, each CREATE statement is run in an
/// empty database in memory (no file, no triggers, no views, bounded work) and asked for its columns, so that
/// SQL is understood by SQLite alone.
class SchemaFinder
{
public:
    /// Reads the tree of page 1, which it adds to the map.
    static Schema read(const PageSource &source, PageMap &map);

    /// The tables that knowledge bases have in the field, for a file that has lost its schema.
    static const std::vector<TableInfo> &usual();

    /// How well a record fits a table, 0 … 1: number and types of the values, dates where dates belong.
    static double resemblance(const TableInfo &table, const Record &record, TextEncoding encoding);
};

} // namespace hakgal::salvage
