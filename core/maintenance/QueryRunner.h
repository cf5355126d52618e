// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/JobRunner.h"

#include <map>
#include <memory>
#include <optional>

namespace hakgal {

/// Runs verbs that only read as child processes, one at a time for each topic, beside the one job that may
/// run. Of several questions of one topic only the newest is answered: the one that runs is cancelled for it.
/// Never blocks, but for the destructor (see JobRunner). Lives in the thread that made it.
class QueryRunner : public QObject
{
    Q_OBJECT
public:
    explicit QueryRunner(QString program = {}, QObject *parent = nullptr);

    void ask(const QString &topic, const QString &database, const QString &config,
             const QStringList &verbAndArguments);
    /// The question that runs is answered as cancelled.
    void cancel(const QString &topic);

Q_SIGNALS:
    void progressed(const QString &topic, const hakgal::JobProgress &progress);
    void answered(const QString &topic, const hakgal::JobReport &answer);

private:
    struct Question
    {
        QString database;
        QString config;
        QStringList verbAndArguments;
    };
    struct Topic
    {
        std::unique_ptr<JobRunner> runner;
        std::optional<Question> next;
    };
    Topic &topic(const QString &name);
    void ended(const QString &name, const JobReport &report);

    QString m_program;
    std::map<QString, Topic> m_topics;
};

} // namespace hakgal
