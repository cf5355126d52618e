// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/scale/FactGrower.h"
#include "core/maintenance/scale/ScaleReport.h"
#include "core/store/FactSearch.h"
#include "core/store/FactStore.h"

#include <QCryptographicHash>

#include <functional>

namespace hakgal {

struct OwnProcess;

/// The load of a scale test on its private file: stores facts and asks for them, and takes the time. Same
/// thread as the context; grower and context must outlive it.
class ScaleLoad
{
public:
    /// `facts`: in the file now, the grower's own ones.
    ScaleLoad(QString file, const FactGrower &grower, qint64 facts, quint64 seed, JobContext &context);
    ~ScaleLoad();

    /// Stores until the file holds so many facts; returns how many a second. Making the statements is not
    /// part of the time; commits are, and so is folding the WAL in. No connection stays open.
    Result<double> growTo(qint64 facts, int cacheKib);

    /// Asks each pattern for so many seconds, at least a few times.
    Result<std::map<ScalePattern, ScaleLatency>> measure(const std::vector<ScalePattern> &patterns,
                                                         double secondsEach, int cacheKib);

    qint64 facts() const { return m_facts; }
    qint64 fileBytes() const;
    /// The most memory of this process since the last call; nullopt where the system does not tell.
    std::optional<qint64> takeMostMemory();
    /// Over all statements that were stored, each with a line break, in hex.
    QString contentSha256() const;

private:
    /// Keys of real rows, by the facts' own frequency, without looking them up before.
    struct Key
    {
        QString statement;
        QString predicate; ///< null: the statement has none
        QString subject;
    };
    /// What is asked: one connection to the file.
    struct Base
    {
        Database &database;
        FactStore store;
        std::unique_ptr<FactSearch> search;
    };
    Key drawKey();
    Result<void> store(Database &database, FactStore &store, qint64 facts, double *seconds);
    Result<ScaleLatency> ask(Base &base, ScalePattern pattern, double budget);
    Result<void> askOnce(Base &base, ScalePattern pattern, Statement *query,
                         const std::function<void(double)> &took);
    void noteMemory();

    QString m_file;
    const FactGrower &m_grower;
    qint64 m_own;
    qint64 m_facts;
    quint64 m_keySeed;
    quint64 m_drawn = 0;
    qint64 m_next = 0; ///< of the grower's statements
    JobContext &m_context;
    QCryptographicHash m_content{QCryptographicHash::Sha256};
    std::function<OwnProcess()> m_readProcess;
    double m_mostMemory = -1;
    double m_share = 0; ///< of the measuring that is done
    double m_part = 1;  ///< of it that one pattern takes
};

} // namespace hakgal
