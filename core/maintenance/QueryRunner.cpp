// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/QueryRunner.h"

#include <utility>

namespace hakgal {

QueryRunner::QueryRunner(QString program, QObject *parent) : QObject(parent), m_program(std::move(program)) {}

QueryRunner::Topic &QueryRunner::topic(const QString &name)
{
    Topic &topic = m_topics[name];
    if (!topic.runner) {
        topic.runner = std::make_unique<JobRunner>(m_program);
        connect(topic.runner.get(), &JobRunner::progressed, this, [this, name](const JobProgress &progress) {
            if (!m_topics[name].next)
                Q_EMIT progressed(name, progress);
        });
        connect(topic.runner.get(), &JobRunner::finished, this,
                [this, name](const QString &, const JobReport &report) { ended(name, report); });
    }
    return topic;
}

void QueryRunner::ask(const QString &name, const QString &database, const QString &config,
                      const QStringList &verbAndArguments)
{
    Topic &wanted = topic(name);
    if (wanted.runner->start(database, config, verbAndArguments))
        return;
    wanted.next = Question{database, config, verbAndArguments};
    wanted.runner->cancel();
}

void QueryRunner::cancel(const QString &name)
{
    const auto found = m_topics.find(name);
    if (found == m_topics.end())
        return;
    found->second.next.reset();
    found->second.runner->cancel();
}

void QueryRunner::ended(const QString &name, const JobReport &report)
{
    Topic &topic = m_topics[name];
    if (!topic.next) {
        Q_EMIT answered(name, report);
        return;
    }
    const Question question = *std::exchange(topic.next, std::nullopt);
    topic.runner->start(question.database, question.config, question.verbAndArguments);
}

} // namespace hakgal
