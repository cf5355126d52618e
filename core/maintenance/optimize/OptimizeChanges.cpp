// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/OptimizeRun.h"

#include "core/config/BuildInfo.h"
#include "core/maintenance/FaultyIndices.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/optimize/OptimizePlan.h"
#include "core/maintenance/optimize/OptimizeSentences.h"
#include "core/maintenance/optimize/SameFacts.h"
#include "core/maintenance/optimize/SpaceForecast.h"
#include "core/maintenance/optimize/VacuumRun.h"
#include "core/maintenance/SoleAccess.h"
#include "core/maintenance/WalFolding.h"
#include "core/store/FactIndices.h"
#include "core/store/FactStore.h"
#include "core/store/Transaction.h"

#include <QJsonArray>

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

// Every change is one transaction of SQLite (each index one of its own, so that writers wait for the shortest
// time), with its audit row in it; VACUUM and the change of the journal mode cannot be in one, their row
// follows. So a kill or a cancel leaves whole steps, and within a step the base is in its old or new state.
// What a step may not do is checked by it, whatever programs do meanwhile: no fact may be gone
// (SameFacts below).

namespace hakgal {

namespace {

using Outcome = OptimizeReport::Ran::Result;

} // namespace

Result<OptimizeRun::Came> OptimizeRun::switchToWal()
{
    m_database.reset();
    {
        const auto alone = SoleAccess::take(m_path);
        if (!alone)
            return Came{Outcome::Skipped,
                        {phraseOf(QT_TRANSLATE_NOOP("hakgal", "Other programs have the base open."))}};
    }
    auto database = open();
    if (!database)
        return database.error();
    m_context.finishing(committingSentence());
    const auto mode = (*database)->text(u"PRAGMA main.journal_mode=WAL"_s);
    if (!mode)
        return mode.error();
    if (*mode != "wal"_L1)
        return Came{Outcome::Skipped,
                    {phraseOf(QT_TRANSLATE_NOOP("hakgal", "The base stays in the mode %1."), {*mode})}};
    auto transaction = Transaction::begin(**database, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    if (auto noted = audit(**database, OptimizeStep::Wal, {{u"journal_mode"_s, u"wal"_s}}); !noted)
        return noted.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    m_database.reset(); // opened anew it knows that it is a WAL base
    return Came{};
}

Result<OptimizeRun::Came> OptimizeRun::createIndices()
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    auto store = FactStore::attach(base);
    const auto missing =
        store ? missingIndices(base, store->schema()) : Result<std::vector<WantedIndex>>(store.error());
    if (!missing)
        return missing.error();
    JobContext inner = m_context.nested();
    std::vector<JobStep> steps;
    for (const WantedIndex &index : *missing)
        steps.push_back({index.name, 1});
    inner.plan(steps);
    QStringList made;
    for (const WantedIndex &index : *missing) {
        inner.begin(index.name, stepSentence(OptimizeStep::Indices));
        base.setCancelFlag(inner.cancelFlag());
        base.setTick([&inner] { inner.tick(); });
        auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
        if (!transaction)
            return transaction.error();
        auto facts = SameFacts::before(base);
        if (!facts)
            return facts.error();
        if (auto created = base.execute(index.sql); !created)
            return created.error();
        if (auto same = facts->after(); !same)
            return same.error();
        const QString undo = "DROP INDEX IF EXISTS "_L1 + quoteName(index.name);
        if (auto noted = audit(base, OptimizeStep::Indices, {{u"index"_s, index.name}, {u"undo"_s, undo}});
            !noted)
            return noted.error();
        if (inner.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        inner.finishing(committingSentence());
        base.setCancelFlag(nullptr);
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
        m_report.undo += undo;
        made += index.name;
    }
    if (made.isEmpty())
        return Came{Outcome::Skipped, {phraseOf(QT_TRANSLATE_NOOP("hakgal", "They are there by now."))}};
    return Came{Outcome::Done, {phraseOf(QT_TRANSLATE_NOOP("hakgal", "Created: %1."), {made.join(u", "_s)})}};
}

Result<OptimizeRun::Came> OptimizeRun::refreshStatistics(bool analyze)
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    QString sql = u"PRAGMA analysis_limit=1000; "_s;
    if (analyze) {
        sql += "ANALYZE main; "_L1;
        const auto store = FactStore::attach(base);
        if (store && m_report.before.facts <= kMostFactsCountedByAnalyze)
            sql += "PRAGMA analysis_limit=0; ANALYZE main."_L1 + quoteName(store->schema().table) +
                   "; PRAGMA analysis_limit=1000; "_L1;
    }
    sql += "PRAGMA main.optimize"_L1;
    if (auto done = base.execute(sql); !done)
        return done.error();
    if (auto noted = audit(base, analyze ? OptimizeStep::Analyze : OptimizeStep::Pragma, {}); !noted)
        return noted.error();
    if (m_context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    m_context.finishing(committingSentence());
    base.setCancelFlag(nullptr);
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return Came{};
}

Result<OptimizeRun::Came> OptimizeRun::rebuildFaulty()
{
    if (!m_faulty) {
        auto database = open();
        if (!database)
            return database.error();
        JobContext looking = m_context.nested();
        auto found = checkIntegrity(**database, true, looking);
        if (!found)
            return found.error();
        if (found->state == Integrity::State::Unchecked)
            return Came{Outcome::Partial, {Phrase{found->messages.value(0)}}};
        m_faulty = faultyIndices(found->messages);
        if (!m_faulty)
            return found->damage(m_path);
    }
    if (m_faulty->isEmpty())
        return Came{Outcome::Skipped,
                    {phraseOf(QT_TRANSLATE_NOOP("hakgal", "Every entry of every index is right."))}};
    JobContext inner = m_context.nested();
    std::vector<JobStep> steps;
    for (const QString &name : std::as_const(*m_faulty))
        steps.push_back({name, 1});
    inner.plan(steps);
    for (const QString &name : std::as_const(*m_faulty)) {
        inner.begin(name, stepSentence(OptimizeStep::Reindex));
        if (auto done = reindex(name, inner); !done)
            return done.error();
    }
    return Came{Outcome::Done,
                {phraseOf(QT_TRANSLATE_NOOP("hakgal", "Rebuilt: %1."), {m_faulty->join(u", "_s)})}};
}

Result<void> OptimizeRun::reindex(const QString &name, JobContext &context)
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    base.setCancelFlag(context.cancelFlag());
    base.setTick([&context] { context.tick(); });
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    if (auto done = base.execute("REINDEX main."_L1 + quoteName(name)); !done)
        return done;
    if (auto noted = audit(base, OptimizeStep::Reindex, {{u"index"_s, name}}); !noted)
        return noted;
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    context.finishing(committingSentence());
    base.setCancelFlag(nullptr);
    return transaction->commit();
}

Result<OptimizeRun::Came> OptimizeRun::vacuum()
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    const auto pages = base.integer(u"PRAGMA main.page_count"_s);
    const auto pageSize = base.integer(u"PRAGMA main.page_size"_s);
    if (!pages || !pageSize)
        return pages ? pageSize.error() : pages.error();
    // The room may have been taken since the plan was made.
    if (auto room = checkVacuumRoom(m_path, *pages * *pageSize); !room)
        return room.error();
    auto facts = SameFacts::before(base);
    if (!facts)
        return facts.error();
    if (auto done = runVacuum(base, m_context); !done)
        return done.error();
    base.setCancelFlag(nullptr);
    if (auto same = facts->after(); !same)
        return same.error();
    const auto left = base.integer(u"PRAGMA main.page_count"_s);
    if (!left)
        return left.error();
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    const qint64 before = *pages * *pageSize;
    const qint64 after = *left * *pageSize;
    if (auto noted =
            audit(base, OptimizeStep::Vacuum, {{u"bytes_before"_s, before}, {u"bytes_after"_s, after}});
        !noted)
        return noted.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return Came{Outcome::Done,
                {phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 bytes became %2."),
                          {QString::number(before), QString::number(after)})}};
}

Result<OptimizeRun::Came> OptimizeRun::incremental()
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    const auto free = base.integer(u"PRAGMA main.freelist_count"_s);
    if (!free)
        return free.error();
    // Small slices, each a transaction: others wait only for one of them, and a cancel keeps what is done.
    qint64 left = *free;
    for (qint64 before = left + 1; left > 0 && left < before;) {
        before = left;
        if (m_context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        auto slice = base.prepare(u"PRAGMA main.incremental_vacuum(1000)"_s);
        const auto done = slice ? slice->run() : Result<void>(slice.error());
        if (!done)
            return done.error();
        const auto now = base.integer(u"PRAGMA main.freelist_count"_s);
        if (!now)
            return now.error();
        left = *now;
        m_context.advance(1 - static_cast<double>(left) / static_cast<double>(*free));
    }
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    m_context.finishing(committingSentence());
    base.setCancelFlag(nullptr);
    if (auto noted = audit(base, OptimizeStep::Incremental, {{u"pages"_s, *free - left}}); !noted)
        return noted.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return Came{left > 0 ? Outcome::Partial : Outcome::Done,
                {phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 pages were given back."),
                          {QString::number(*free - left)})}};
}

Result<OptimizeRun::Came> OptimizeRun::checkpoint()
{
    auto database = open();
    if (!database)
        return database.error();
    m_database->setTick({});
    m_database->setCancelFlag(nullptr);
    m_context.finishing(foldingSentence());
    const auto folded = foldWal(m_database, hasWalResetDefect(sqlite3_libversion_number()));
    if (!folded)
        return folded.error();
    switch (folded->how) {
    case WalFolding::How::Folded:
        return Came{};
    case WalFolding::How::Partial:
        return Came{
            Outcome::Partial,
            {phraseOf(
                QT_TRANSLATE_NOOP(
                    "hakgal",
                    "Readers of other programs were in the way three times; %1 bytes are left in the log."),
                {QString::number(folded->walBytes)})}};
    case WalFolding::How::Refused:
        return Came{Outcome::Skipped,
                    {phraseOf(QT_TRANSLATE_NOOP(
                                  "hakgal", "Other programs have the base open, and this version of SQLite "
                                            "must not fold the log in beside them; it has %1 bytes."),
                              {QString::number(folded->walBytes)})}};
    }
    return Came{};
}

} // namespace hakgal
