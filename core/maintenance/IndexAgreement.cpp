// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/IndexAgreement.h"

#include "core/store/TableIndex.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace hakgal {

namespace {

struct Table
{
    QString name;
    std::vector<TableIndex> indices;
    std::vector<QString> columns;                    ///< every column that an index has
    std::vector<std::vector<std::size_t>> positions; ///< of each index's columns in `columns`
};

/// Two hashes of a value, or of an entry of several. Each word goes through the finalizer of SplitMix64
/// (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014), with a constant of its own
/// for each of the two: Qt's hash took two thirds of the time of a whole comparison.
struct Hash
{
    quint64 first = 0x9e3779b97f4a7c15U;
    quint64 second = 0xd1b54a32d192ed03U;

    void add(quint64 word)
    {
        first = mixed((first ^ word) + 0x9e3779b97f4a7c15U);
        second = mixed((second ^ word) * 0xd6e8feb86659fd93U);
    }
    void add(const Hash &other)
    {
        first = mixed((first ^ other.first) + 0x9e3779b97f4a7c15U);
        second = mixed((second ^ other.second) * 0xd6e8feb86659fd93U);
    }
    void add(const char *data, std::size_t size)
    {
        quint64 word = 0;
        for (; size >= sizeof word; data += sizeof word, size -= sizeof word) {
            std::memcpy(&word, data, sizeof word);
            add(word);
        }
        word = 0;
        if (size > 0)
            std::memcpy(&word, data, size);
        add(word);
    }

private:
    static quint64 mixed(quint64 word)
    {
        word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
        word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
        return word ^ (word >> 31);
    }
};

/// The sums over all entries. Addition does not care about the order, and unlike XOR it does not lose what
/// comes twice.
struct Fingerprint
{
    quint64 first = 0;
    quint64 second = 0;
    qint64 entries = 0;

    void add(const Hash &entry)
    {
        first += entry.first;
        second += entry.second;
        ++entries;
    }
    bool operator==(const Fingerprint &) const = default;
};

/// What SQLite tells apart in a value: its type and its bytes. Whole numbers of a REAL column may be stored
/// as integers in the table or in the index, so both forms of a number count.
Hash hashOf(sqlite3_stmt *row, int column)
{
    Hash hash;
    const int type = sqlite3_column_type(row, column);
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        const double real = sqlite3_column_double(row, column);
        quint64 bits = 0;
        std::memcpy(&bits, &real, sizeof bits);
        hash.add(1);
        hash.add(bits);
        hash.add(static_cast<quint64>(sqlite3_column_int64(row, column)));
    } else if (type != SQLITE_NULL) {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(row, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
        hash.add((static_cast<quint64>(size) << 8) + static_cast<quint64>(type));
        hash.add(data, size);
    }
    return hash;
}

Hash beginEntry(qint64 rowid)
{
    Hash hash;
    hash.add(static_cast<quint64>(rowid));
    return hash;
}

/// One row of a walk along an index, kept to compare the next with. Values are in SQLite's order of BINARY:
/// NULL, numbers, texts, blobs.
struct Key
{
    struct Value
    {
        int rank = 0;
        double real = 0;
        qint64 integer = 0;
        QByteArray bytes;
    };
    std::vector<Value> values;
    qint64 rowid = 0;

    void take(sqlite3_stmt *row, int columns)
    {
        values.resize(static_cast<std::size_t>(columns));
        rowid = sqlite3_column_int64(row, 0);
        for (int i = 0; i < columns; ++i) {
            Value &value = values[static_cast<std::size_t>(i)];
            const int type = sqlite3_column_type(row, i + 1);
            value.rank = type == SQLITE_NULL ? 0 : type == SQLITE_TEXT ? 2 : type == SQLITE_BLOB ? 3 : 1;
            if (value.rank == 1) {
                value.real = sqlite3_column_double(row, i + 1);
                value.integer = sqlite3_column_int64(row, i + 1);
            } else if (value.rank > 1) {
                const auto *data = static_cast<const char *>(sqlite3_column_blob(row, i + 1));
                const int size = data ? sqlite3_column_bytes(row, i + 1) : 0;
                value.bytes.resize(size); // keeps its memory from row to row
                if (size > 0)
                    std::memcpy(value.bytes.data(), data, static_cast<std::size_t>(size));
            }
        }
    }

    static int compare(const Value &a, const Value &b)
    {
        if (a.rank != b.rank)
            return a.rank < b.rank ? -1 : 1;
        if (a.rank == 1) {
            if (a.real != b.real)
                return a.real < b.real ? -1 : 1;
            return a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
        }
        const int order = std::memcmp(a.bytes.constData(), b.bytes.constData(),
                                      static_cast<std::size_t>(std::min(a.bytes.size(), b.bytes.size())));
        return order != 0 ? order
                          : int(a.bytes.size() > b.bytes.size()) - int(a.bytes.size() < b.bytes.size());
    }

    /// May this key come after the other in its index?
    bool follows(const Key &other, bool unique) const
    {
        bool anyNull = false;
        for (std::size_t i = 0; i < values.size(); ++i) {
            anyNull = anyNull || values[i].rank == 0;
            if (const int order = compare(other.values[i], values[i]); order != 0)
                return order < 0;
        }
        return other.rowid < rowid && (!unique || anyNull);
    }
};

/// False: an index of the table cannot be compared; `name` says which.
Result<bool> readIndices(Database &database, Table &table, QString &name)
{
    auto indices = TableIndex::of(database, table.name);
    if (!indices)
        return indices.error();
    for (const TableIndex &index : *indices) {
        name = index.name;
        if (index.partial)
            return false;
        std::vector<std::size_t> positions;
        for (const TableIndex::Key &key : index.keys) {
            if (!key.plain())
                return false;
            const auto known = std::find(table.columns.begin(), table.columns.end(), key.column);
            positions.push_back(static_cast<std::size_t>(known - table.columns.begin()));
            if (known == table.columns.end())
                table.columns.push_back(key.column);
        }
        table.positions.push_back(std::move(positions));
    }
    table.indices = std::move(*indices);
    return true;
}

QString selection(const std::vector<QString> &columns)
{
    QString list = QStringLiteral("SELECT rowid");
    for (const QString &column : columns)
        list += QStringLiteral(", ") + quoteName(column);
    return list + QStringLiteral(" FROM ");
}

/// Walks over all rows of a statement.
template<typename Each>
Result<bool> walk(Database &database, const QString &sql, const Each &each)
{
    sqlite3_stmt *raw = nullptr;
    const QByteArray utf8 = sql.toUtf8();
    int rc =
        sqlite3_prepare_v2(database.handle(), utf8.constData(), static_cast<int>(utf8.size()), &raw, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> statement(raw, &sqlite3_finalize);
    if (rc != SQLITE_OK)
        return database.failure(rc);
    while ((rc = sqlite3_step(raw)) == SQLITE_ROW) {
        if (!each(raw))
            return false;
    }
    return rc == SQLITE_DONE ? Result<bool>(true) : Result<bool>(database.failure(rc));
}

Result<bool> indexAgrees(Database &database, const Table &table, const TableIndex &index,
                         const Fingerprint &rows)
{
    Fingerprint entries;
    Key last;
    Key key;
    const int columns = static_cast<int>(index.keys.size());
    std::vector<QString> names;
    for (const TableIndex::Key &part : index.keys)
        names.push_back(part.column);
    const auto ascends = walk(database,
                              selection(names) + quoteName(table.name) + QStringLiteral(" INDEXED BY ") +
                                  quoteName(index.name),
                              [&](sqlite3_stmt *row) {
                                  key.take(row, columns);
                                  if (entries.entries > 0 && !key.follows(last, index.unique))
                                      return false;
                                  std::swap(key, last);
                                  Hash entry = beginEntry(last.rowid);
                                  for (int i = 0; i < columns; ++i)
                                      entry.add(hashOf(row, i + 1));
                                  entries.add(entry);
                                  return true;
                              });
    if (!ascends)
        return ascends.error();
    return *ascends && entries == rows;
}

/// Empty: all indices agree with the table.
Result<QString> checkTable(Database &database, const Table &table)
{
    std::vector<Fingerprint> sums(table.indices.size());
    std::vector<Hash> values(table.columns.size());
    const auto walked =
        walk(database, selection(table.columns) + quoteName(table.name) + QStringLiteral(" NOT INDEXED"),
             [&](sqlite3_stmt *row) {
                 for (std::size_t i = 0; i < values.size(); ++i)
                     values[i] = hashOf(row, static_cast<int>(i) + 1);
                 for (std::size_t i = 0; i < sums.size(); ++i) {
                     Hash entry = beginEntry(sqlite3_column_int64(row, 0));
                     for (const std::size_t position : table.positions[i])
                         entry.add(values[position]);
                     sums[i].add(entry);
                 }
                 return true;
             });
    if (!walked)
        return walked.error();
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto agrees = indexAgrees(database, table, table.indices[i], sums[i]);
        if (!agrees)
            return agrees.error();
        if (!*agrees)
            return table.indices[i].name;
    }
    return QString();
}

} // namespace

Result<IndexAgreement> IndexAgreement::check(Database &database)
{
    std::vector<Table> tables;
    auto names = database.prepare(QStringLiteral(
        "SELECT name, wr FROM pragma_table_list WHERE schema='main' AND type IN ('table', 'shadow')"));
    if (!names)
        return names.error();
    for (;;) {
        const auto row = names->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        Table table;
        table.name = names->text(0);
        QString index;
        const auto comparable = readIndices(database, table, index);
        if (!comparable)
            return comparable.error();
        const bool withoutRowid = names->integer(1) != 0;
        if (!*comparable || withoutRowid)
            return IndexAgreement{State::CannotSay, withoutRowid ? table.name : index};
        if (!table.indices.empty())
            tables.push_back(std::move(table));
    }
    for (const Table &table : tables) {
        const auto differs = checkTable(database, table);
        if (!differs)
            return differs.error();
        if (!differs->isEmpty())
            return IndexAgreement{State::Differs, *differs};
    }
    return IndexAgreement{};
}

} // namespace hakgal
