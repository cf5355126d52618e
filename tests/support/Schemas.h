// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>

namespace hakgal::test {

/// The forms in which knowledge bases exist in the field, as SQL.
struct FieldSchema
{
    const char *name;
    QByteArray create;
    QByteArray insert; ///< begins an INSERT of one statement; a literal and `)` follow
    const char *table;
    const char *statement;
};

inline const std::array<FieldSchema, 4> &fieldSchemas()
{
    static const std::array<FieldSchema, 4> schemas{
        FieldSchema{
            "simple",
            "CREATE TABLE facts(id INTEGER PRIMARY KEY AUTOINCREMENT, statement TEXT NOT NULL,"
            " source TEXT, timestamp TEXT);"
            "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, operation TEXT, details TEXT);",
            "INSERT INTO facts(statement) VALUES(", "facts", "statement"},
        FieldSchema{"statement key",
                    "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT NOT NULL, fact_metadata "
                    "TEXT NOT NULL,"
                    " confidence REAL NOT NULL DEFAULT 0.5);"
                    "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, event TEXT, payload TEXT,"
                    " hash TEXT);",
                    "INSERT INTO facts(context, fact_metadata, statement) VALUES('', '{}', ", "facts",
                    "statement"},
        FieldSchema{"content",
                    "CREATE TABLE facts(id TEXT PRIMARY KEY, content TEXT NOT NULL, timestamp REAL NOT NULL,"
                    " agent_id TEXT NOT NULL, fact_type TEXT NOT NULL DEFAULT 'fact');",
                    "INSERT INTO facts(timestamp, agent_id, content) VALUES(0, 'a', ", "facts", "content"},
        FieldSchema{
            "extended",
            "CREATE TABLE facts_extended(id INTEGER PRIMARY KEY, statement TEXT UNIQUE NOT NULL,"
            " predicate TEXT, arg_count INTEGER, arg1 TEXT, arg2 TEXT, arg3 TEXT, arg4 TEXT, arg5 TEXT,"
            " args_json TEXT, fact_type TEXT DEFAULT 'predicate', domain TEXT, complexity INTEGER NOT NULL,"
            " confidence REAL NOT NULL, created_at TEXT NOT NULL, source TEXT DEFAULT 'unknown');"
            "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, event TEXT, payload TEXT,"
            " hash TEXT NOT NULL);",
            "INSERT INTO facts_extended(complexity, confidence, created_at, statement) VALUES(1, 1, '', ",
            "facts_extended", "statement"}};
    return schemas;
}

} // namespace hakgal::test
