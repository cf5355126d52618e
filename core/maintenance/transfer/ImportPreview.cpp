// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/ImportPreview.h"

#include "core/maintenance/Job.h"
#include "core/maintenance/transfer/BulkLoad.h"
#include "core/store/FactStore.h"
#include "core/store/FactText.h"
#include "core/store/OpenPolicy.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr qint64 kHeadBytes = qint64(64) * 1024;

/// The first items of another reader.
class FirstItems : public FactReader
{
public:
    FirstItems(FactReader &reader, qint64 items) : m_reader(reader), m_left(items) {}
    Result<Item> next() override
    {
        if (m_left-- <= 0)
            return Item::End;
        auto item = m_reader.next();
        if (item && *item == Item::Fact) {
            m_record = std::move(m_reader.record());
            m_columns = m_reader.columns();
        }
        return item;
    }

private:
    FactReader &m_reader;
    qint64 m_left;
};

/// How long the first items take in a temporary base, by the way that the import will go.
Result<double> trial(const QString &file, const ImportPreview &preview, const QString &column,
                     const std::atomic<bool> *cancel)
{
    const QTemporaryDir folder;
    auto input = FactFile::open(file, {}, preview.format);
    if (!input)
        return input.error();
    const auto all = FactReader::make(preview.format, *input->device, {column});
    FirstItems first(*all, preview.looked);
    const QString path = folder.filePath(u"trial.db"_s);
    QElapsedTimer timer;
    if (preview.newBase) {
        JobContext job([](const JobProgress &) {}, cancel);
        timer.start();
        BulkLoad load;
        if (const auto done = load.run(first, path, {}, job); !done)
            return done.error();
    } else {
        if (const auto made = createBase(path); !made)
            return made.error();
        timer.start();
        FactImporter importer;
        importer.cancel = cancel;
        if (const auto done = importer.run(first, -1, path, {}); !done)
            return done.error();
    }
    return double(timer.nsecsElapsed()) / 1e9;
}

} // namespace

Result<FactFile> FactFile::open(const QString &name, const QString &databasePath,
                                std::optional<FactFormat> format)
{
    FactFile file;
    auto device = std::make_unique<QFile>();
    if (name == "-"_L1) {
        if (!device->open(stdin, QIODevice::ReadOnly))
            return Error{ErrorCode::ReadFailed, {u"standard input"_s}, device->errorString(), 0};
    } else {
        const QFileInfo info(name);
        if (!info.exists())
            return Error{ErrorCode::FileMissing, {name}, {}, 0};
        if (info.isDir())
            return Error{ErrorCode::FileIsDirectory, {name}, {}, 0};
        for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
            const FileFacts own = statFile(databasePath + QLatin1String(suffix));
            if (own.exists && own.identity == statFile(name).identity)
                return usageError(QT_TRANSLATE_NOOP("hakgal", "that file is the knowledge base itself"));
        }
        device->setFileName(name);
        if (!device->open(QIODevice::ReadOnly))
            return Error{ErrorCode::FileNoPermission, {name}, device->errorString(), 0};
    }
    const QByteArray head = device->peek(kHeadBytes);
    if (head.startsWith("SQLite format 3"))
        return usageError(QT_TRANSLATE_NOOP("hakgal", "that file is a database and no file of facts"));
    file.bytes = device->isSequential() ? -1 : device->size();
    file.format = format ? *format : detectFactFormat(name, head);
    file.device = std::move(device);
    return file;
}

Result<ImportPreview> ImportPreview::of(const QString &file, const QString &databasePath,
                                        const Options &options, const std::atomic<bool> *cancel)
{
    auto input = FactFile::open(file, databasePath, options.format);
    if (!input)
        return input.error();
    ImportPreview preview;
    preview.format = input->format;
    preview.detected = !options.format;
    preview.fileBytes = input->bytes;
    preview.newBase = databasePath.isEmpty() || !QFileInfo::exists(databasePath);

    const auto reader = FactReader::make(preview.format, *input->device, {options.column});
    QSet<QByteArray> seen;
    while (preview.looked < kItems && reader->consumed() < kBytes) {
        if (cancel != nullptr && cancel->load())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        const auto item = reader->next();
        if (!item)
            return item.error();
        if (*item == FactReader::Item::End) {
            preview.whole = true;
            break;
        }
        ++preview.looked;
        if (*item == FactReader::Item::Blank) {
            ++preview.blank;
        } else if (*item == FactReader::Item::Rejected) {
            ++preview.rejected;
            if (preview.rejects.size() < kRejects)
                preview.rejects.push_back(reader->reject());
        } else {
            const QByteArray &statement = reader->record().statement;
            if (seen.contains(statement)) {
                ++preview.repeated;
                continue;
            }
            seen.insert(statement);
            ++preview.facts;
            if (preview.rows.size() < kRows) {
                const QString text = exactText(statement);
                const FactText fact = FactText::parse(text);
                preview.rows.push_back({reader->record().line, text, fact.predicate, fact.subject});
            }
        }
    }
    preview.estimatedRows = preview.looked;
    if (!preview.whole && reader->consumed() > 0)
        preview.estimatedRows =
            qRound64(double(preview.looked) * double(preview.fileBytes) / double(reader->consumed()));

    for (const QString &name : reader->columns())
        preview.columns.push_back({name, {}});
    if (preview.newBase) {
        // The columns of a base that we make.
        for (Column &column : preview.columns) {
            for (const auto known : {"source"_L1, "timestamp"_L1}) {
                if (column.name.compare(known, Qt::CaseInsensitive) == 0)
                    column.storedAs = known;
            }
        }
    } else {
        Database::Options how;
        how.busyTimeoutMs = 1000;
        const auto database = Database::open(databasePath, how);
        if (!database)
            return database.error();
        const auto store = FactStore::attach(**database);
        if (!store)
            return store.error();
        const FactSchema &schema = store->schema();
        if (!schema.triggers.isEmpty() && !options.runTriggers)
            return Error{ErrorCode::HasTriggers, {schema.table, schema.triggers.join(", "_L1)}, {}, 0};
        for (Column &column : preview.columns)
            column.storedAs = FactInsert::writable(schema, column.name);
    }

    if (preview.facts > 0) {
        const auto seconds = trial(file, preview, options.column, cancel);
        if (!seconds && seconds.error().code == ErrorCode::Interrupted)
            return seconds.error();
        if (seconds) // where no temporary base can be made, nothing is told
            preview.estimatedSeconds = *seconds * double(preview.estimatedRows) / double(preview.looked);
    }
    return preview;
}

QJsonObject ImportPreview::toJson(const std::function<QString(FactReject::Why)> &because) const
{
    const auto textOrNull = [](const QString &text) {
        return text.isNull() ? QJsonValue() : QJsonValue(text);
    };
    QJsonArray columnArray;
    for (const Column &column : columns) {
        columnArray.append(QJsonObject{
            {u"name"_s, column.name},
            {u"stored_as"_s, column.storedAs.isEmpty() ? QJsonValue() : QJsonValue(column.storedAs)}});
    }
    QJsonArray rowArray;
    for (const Row &row : rows) {
        rowArray.append(QJsonObject{{u"line"_s, row.line},
                                    {u"statement"_s, row.statement},
                                    {u"predicate"_s, textOrNull(row.predicate)},
                                    {u"subject"_s, textOrNull(row.subject)}});
    }
    QJsonArray rejectArray;
    for (const FactReject &reject : rejects) {
        rejectArray.append(QJsonObject{{u"line"_s, reject.line},
                                       {u"why"_s, static_cast<int>(reject.why)},
                                       {u"reason"_s, because(reject.why)},
                                       {u"text"_s, QString::fromUtf8(reject.bytes.left(200))}});
    }
    return {{u"format"_s, factFormatName(format)},
            {u"detected"_s, detected},
            {u"new_base"_s, newBase},
            {u"columns"_s, columnArray},
            {u"rows"_s, rowArray},
            {u"rejects"_s, rejectArray},
            {u"looked_at"_s, looked},
            {u"facts"_s, facts},
            {u"repeated"_s, repeated},
            {u"rejected"_s, rejected},
            {u"blank"_s, blank},
            {u"whole"_s, whole},
            {u"file_bytes"_s, fileBytes},
            {u"estimated_rows"_s, estimatedRows},
            {u"estimated_seconds"_s, estimatedSeconds ? QJsonValue(*estimatedSeconds) : QJsonValue()}};
}

} // namespace hakgal
