// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactSearch.h"
#include "core/store/QueryCache.h"

#include <QMetaType>
#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

class QTimer;

namespace hakgal {

/// A question to FactsReader.
struct FactsRequest
{
    enum class Part : quint8 {
        First,    ///< a new search: its first rows, and then how many there are
        Next,     ///< rows behind `from`
        Previous, ///< rows before `from`
        Last,     ///< the last rows
    };
    int token = 0; ///< of the search; counts up
    QString path;  ///< the knowledge base
    FactQuery query;
    Part part = Part::First;
    FactKey from;
    int rows = 200;
};

/// Rows of an answer, in the order asked for. Those of First and Next come as they are found.
struct FactsAnswer
{
    int token = 0;
    FactsRequest::Part part = FactsRequest::Part::First;
    std::vector<FactRow> rows;
    bool complete = false;           ///< this part is answered; else more of it follows
    bool atEnd = false;              ///< complete, and nothing lies further in that direction
    FactOrder order = FactOrder::Id; ///< the order they are in
    QList<FactOrder> orders;         ///< in which this base can be read without sorting it
};

/// How far a search is.
struct FactsProgress
{
    int token = 0;
    double fraction = -1;  ///< 0 … 1; below 0: it cannot be told
    qint64 examined = 0;   ///< facts looked at
    qint64 matches = 0;    ///< facts found
    bool counting = false; ///< the rows asked for are there; only their number is not
};

/// How many facts match.
struct FactsCount
{
    int token = 0;
    qint64 matches = 0;
    bool complete = false; ///< else there are at least so many: counting goes on, or took too long
};

/// Searches for a window, in a thread of its own with a connection of its own: reads in slices of some
/// milliseconds between which it listens, so a newer question takes the place of an older one at once, and no
/// read pins the WAL. Answers come by signal. Call the slots by queued connection; supersede() from any
/// thread. The connection is closed when nothing was asked for a minute.
class FactsReader : public QObject
{
    Q_OBJECT
public:
    explicit FactsReader(Clock clock = &Instant::now, QObject *parent = nullptr);
    ~FactsReader() override;

    /// From now on only questions with this token are answered; a read for another one is interrupted. To be
    /// called before search() is queued, and alone to cancel. Any thread.
    void supersede(int token);

public Q_SLOTS:
    void search(const hakgal::FactsRequest &request);
    /// All about one fact of the base searched last, even beside a search.
    void describe(int token, const hakgal::FactKey &key);
    void close();

Q_SIGNALS:
    void found(const hakgal::FactsAnswer &page);
    void progressed(const hakgal::FactsProgress &progress);
    void counted(const hakgal::FactsCount &count);
    /// nullopt: it is gone.
    void described(int token, const std::optional<hakgal::FactDetails> &details);
    void failed(int token, const hakgal::Error &error);
    void cacheChanged(const hakgal::QueryCacheFigures &figures);

private:
    /// The part of an answer that is being read.
    struct Reading
    {
        FactsRequest request;
        FactScan scan;
        QByteArray question;
        qint64 dataVersion = 0;    ///< when it was begun
        std::vector<FactRow> rows; ///< found so far
        bool listed = false;       ///< the rows are told; what is left is to count
        bool countedAll = false;   ///< SQLite's own count was tried
        std::chrono::steady_clock::duration countingFor{};
    };

    bool superseded(int token) const { return m_newest.load() != token; }
    Result<void> reopen(const QString &path);
    Result<qint64> dataVersion();
    void work();
    void stop();
    void readRows();
    void count();
    void tellProgress();
    void tellRows(const FactsRequest &request, std::vector<FactRow> rows, bool complete, bool atEnd,
                  FactOrder order);
    void tellCount(const FactsRequest &request, qint64 matches, bool complete);
    void tellCache();
    void fail(const FactsRequest &request, const Error &error);

    QueryCache m_cache;
    QueryCacheFigures m_toldFigures;
    std::atomic<int> m_newest{0};
    std::atomic<bool> m_cancel{false};
    QString m_path; ///< of the base searched last
    std::unique_ptr<Database> m_database;
    std::unique_ptr<FactSearch> m_search; ///< goes before m_database
    QList<FactOrder> m_orders;
    qint64 m_schemaVersion = 0;
    std::optional<Reading> m_reading; ///< goes before m_search
    std::optional<Reading>
        m_counting; ///< of the same search, waiting until rows asked for meanwhile are read
    std::chrono::steady_clock::time_point m_told{}; ///< progress
    QTimer *m_turn;
    QTimer *m_idle;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::FactKey)
Q_DECLARE_METATYPE(hakgal::FactsRequest)
Q_DECLARE_METATYPE(hakgal::FactsAnswer)
Q_DECLARE_METATYPE(hakgal::FactsProgress)
Q_DECLARE_METATYPE(hakgal::FactsCount)
Q_DECLARE_METATYPE(std::optional<hakgal::FactDetails>)
