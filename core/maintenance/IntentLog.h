// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace hakgal {

/// What jobs are about to do to files, noted durably before they do it, in intents/ of the base's state
/// folder: so that what a kill or a power cut left half done is finished or reversed by the next one. Used
/// under the lease.
///   {"kind": "part", "part": FILE, "final": FILE}   FILE is half made and becomes `final`
///   {"kind": "swap", …}                             see Swap.cpp
class IntentLog
{
public:
    struct Entry
    {
        QString id;
        QJsonObject intent;
    };

    explicit IntentLog(const QString &databasePath);

    /// Durable when it returns. The id is for update() and settle().
    Result<QString> add(const QJsonObject &intent);
    Result<void> update(const QString &id, const QJsonObject &intent);
    /// Nothing is open here any more.
    void settle(const QString &id);
    /// Removes notes that were cut off while they were written.
    void removeHalfNotes();
    /// Oldest first.
    std::vector<Entry> open() const;

private:
    QString fileOf(const QString &id) const;
    QString m_folder;
    QString m_databasePath;
};

/// A file in the making that becomes `final` when it is whole. Until keep() it is removed with this object,
/// and by the next job where this process dies.
class PartFile
{
public:
    /// `final` must not exist and should be in a folder that does. Makes no file yet.
    static Result<PartFile> begin(const QString &databasePath, const QString &final);
    PartFile(PartFile &&other) noexcept;
    PartFile &operator=(PartFile &&) = delete;
    ~PartFile();

    QString path() const { return m_part; } ///< `final`.part
    /// fsync, rename to `name` (or to what was begun with), fsync of the folder. A part-wal or part-journal
    /// goes with it. Nothing is ever overwritten.
    Result<void> keep(const QString &name = {});

    /// What recovery does with such an intent.
    static void recover(const QJsonObject &intent);

private:
    PartFile(IntentLog log, QString id, QString part, QString final);
    IntentLog m_log;
    QString m_id; ///< empty: settled
    QString m_part;
    QString m_final;
};

} // namespace hakgal
