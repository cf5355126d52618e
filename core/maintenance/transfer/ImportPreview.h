// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/FactReader.h"
#include "core/Result.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace hakgal {

/// What an import would do with a file, from its beginning: how it is understood, its first facts as they
/// would be stored, and what would be rejected. Nothing of the base is written; a trial with the same facts
/// in a temporary base tells how long it may take.
struct ImportPreview
{
    struct Column
    {
        QString name;
        QString storedAs; ///< the base's column; empty: left out
    };
    struct Row
    {
        qint64 line = 0;
        QString statement;
        QString predicate; ///< null where the text has none, as stored
        QString subject;
    };
    static constexpr qint64 kItems = 20'000; ///< looked at, at most
    static constexpr qint64 kBytes = qint64(4) * 1024 * 1024;
    static constexpr std::size_t kRows = 50; ///< shown of the facts
    static constexpr std::size_t kRejects = 20;

    FactFormat format = FactFormat::Statements;
    bool detected = false;       ///< else it was given
    bool newBase = false;        ///< a bulk load into a base that does not exist yet
    std::vector<Column> columns; ///< besides the statement
    std::vector<Row> rows;
    std::vector<FactReject> rejects;
    qint64 looked = 0; ///< lines or records looked at: the sum of the next four
    qint64 facts = 0;
    qint64 repeated = 0; ///< the same statement came before among those looked at
    qint64 rejected = 0;
    qint64 blank = 0;
    bool whole = false; ///< all of the file was looked at
    qint64 fileBytes = 0;
    qint64 estimatedRows = 0;               ///< exact where `whole`
    std::optional<double> estimatedSeconds; ///< by the trial; nullopt where there was nothing to try

    struct Options
    {
        std::optional<FactFormat> format; ///< nullopt: by name and content
        QString column;                   ///< see FactReader::Options
        bool runTriggers = false;
    };
    /// Errors: FileMissing, FileIsDirectory, FileNoPermission, ReadFailed (of the file), Usage (see
    /// FactReader), HasTriggers, Interrupted, and those of Database::open() where the base exists. Blocking,
    /// below two seconds.
    static Result<ImportPreview> of(const QString &file, const QString &databasePath, const Options &options,
                                    const std::atomic<bool> *cancel = nullptr);

    /// `because` turns a reason into an English sentence.
    QJsonObject toJson(const std::function<QString(FactReject::Why)> &because) const;
};

/// Opens a file of facts and finds out its format. Errors: FileMissing, FileIsDirectory, FileNoPermission,
/// and Usage for the knowledge base itself or another database: read as text by the process that also opens
/// it through SQLite, it would lose the locks of that process.
struct FactFile
{
    std::unique_ptr<QIODevice> device;
    FactFormat format = FactFormat::Statements;
    qint64 bytes = -1; ///< -1: not known

    /// "-" is standard input.
    static Result<FactFile> open(const QString &name, const QString &databasePath,
                                 std::optional<FactFormat> format);
};

} // namespace hakgal
