// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/CountLedger.h"
#include "core/store/Database.h"
#include "core/store/FactStore.h"

#include <QObject>

#include <memory>
#include <optional>

namespace hakgal {

/// Counts facts on a connection of its own, in a thread of its own; call count() by queued connection.
/// A count that is not asked for with patience is given up after 250 ms, so that no read pins the WAL for
/// long. The connection stays open between counts and is closed when the file is gone or another one.
class FactCounter : public QObject
{
    Q_OBJECT
public:
    explicit FactCounter(Clock clock, QObject *parent = nullptr);
    ~FactCounter() override;

public Q_SLOTS:
    void count(const hakgal::CountRequest &request);
    void close();

Q_SIGNALS:
    void counted(const hakgal::CountAnswer &answer);

private:
    bool reopen(const QString &path);

    Clock m_clock;
    std::unique_ptr<Database> m_database;
    std::optional<FactStore> m_store;
    qint64 m_schemaVersion = 0;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::CountRequest)
Q_DECLARE_METATYPE(hakgal::CountAnswer)
