// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/ReportText.h"

#include "core/config/BuildInfo.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

constexpr std::size_t kMostWork = 200; ///< rows of the table; what is older is counted

/// Makes the sections one by one.
class Writer
{
    Q_DECLARE_TR_FUNCTIONS(hakgal)
public:
    Writer(const ReportFacts &facts, const Catalogue &catalogue)
        : m_facts(facts), m_catalogue(catalogue), m_format(catalogue.format())
    {
    }

    ReportWords write() const
    {
        ReportWords words;
        words.title = tr("Report on the knowledge base");
        words.subtitle = tr("%1, %2 to %3")
                             .arg(plainName(QDir::toNativeSeparators(m_facts.database)),
                                  m_format.dateTime(m_facts.fromMs), m_format.dateTime(m_facts.toMs));
        words.foot = tr("Made by HAK/GAL Optimizer %1 on %2")
                         .arg(buildInfo().version, m_format.dateTime(m_facts.madeMs));
        if (m_facts.error) {
            words.sections.push_back(
                {tr("What was watched"), {m_catalogue.error(*m_facts.error)}, {}, {}, {}});
            return words;
        }
        words.sections.push_back(watched());
        if (m_facts.firstMs == 0 && m_facts.figures.empty())
            return words;
        words.sections.push_back(status());
        words.sections.push_back(growth());
        words.sections.push_back(figures());
        words.sections.push_back(work());
        words.sections.push_back(forecast());
        return words;
    }

private:
    QString value(MetricId metric, double v) const { return m_format.value(v, metricInfo(metric).unit); }
    QString lasting(qint64 ms) const { return m_format.duration(double(ms) / 1000.0); }
    QString share(qint64 part, qint64 whole) const
    {
        return whole > 0 ? m_format.percent(100.0 * double(part) / double(whole)) : QStringLiteral("–");
    }
    const ReportFacts::Figure *figure(MetricId metric) const
    {
        const auto found = std::find_if(m_facts.figures.begin(), m_facts.figures.end(),
                                        [metric](const auto &each) { return each.metric == metric; });
        return found == m_facts.figures.end() ? nullptr : &*found;
    }

    ReportWords::Section watched() const
    {
        ReportWords::Section section;
        section.title = tr("What was watched");
        const qint64 range = m_facts.toMs - m_facts.fromMs;
        if (m_facts.firstMs == 0) {
            section.paragraphs << tr("In this time nothing was recorded: no program of ours watched the "
                                     "knowledge base.");
            return section;
        }
        section.paragraphs
            << tr("The knowledge base was watched for %1 of %2 (%3), first at %4 and last at %5.")
                   .arg(lasting(m_facts.watchedMs), lasting(range), share(m_facts.watchedMs, range),
                        m_format.dateTime(m_facts.firstMs), m_format.dateTime(m_facts.lastMs));
        section.paragraphs << tr("Of the time that was watched it could be read for %1 (%2).")
                                  .arg(lasting(m_facts.readableMs),
                                       share(std::min(m_facts.readableMs, m_facts.watchedMs),
                                             m_facts.watchedMs));
        if (m_facts.gaps.empty()) {
            section.paragraphs << tr("There is no gap of a minute or more.");
        } else {
            section.paragraphs << tr(
                "Nothing is known of the gaps; no figure below covers them. The longest:");
            section.columns = {tr("From"), tr("To"), tr("Lasted")};
            for (const ReportFacts::Gap &gap : m_facts.gaps)
                section.cells.push_back({m_format.dateTime(gap.fromMs), m_format.dateTime(gap.toMs),
                                         lasting(gap.toMs - gap.fromMs)});
        }
        return section;
    }

    ReportWords::Section status() const
    {
        ReportWords::Section section;
        section.title = tr("Status and alerts");
        if (m_facts.alerts.empty()) {
            section.paragraphs << tr("No alert was raised.");
            return section;
        }
        section.paragraphs
            << tr("The status was Poor, by a critical alert, for %1, and Degraded, by a warning, "
                  "for %2.")
                   .arg(lasting(m_facts.criticalMs), lasting(m_facts.warningMs));
        section.columns = {tr("Alert"),  tr("Severity"), tr("Times"),
                           tr("In all"), tr("Longest"),  tr("At worst")};
        for (const ReportFacts::AlertSum &sum : m_facts.alerts) {
            Alert ended = sum.worst;
            if (ended.endedMs == 0)
                ended.endedMs = m_facts.toMs;
            section.cells.push_back({m_catalogue.alertTitle(sum.worst),
                                     m_catalogue.severity(sum.worst.severity), m_format.count(sum.count),
                                     lasting(sum.totalMs), lasting(sum.longestMs),
                                     m_catalogue.alertDetail(ended, m_facts.toMs) +
                                         (sum.firing ? tr("; still firing") : QString())});
        }
        return section;
    }

    ReportWords::Section growth() const
    {
        ReportWords::Section section;
        section.title = tr("Size and growth");
        for (const MetricId metric : {MetricId::Facts, MetricId::DatabaseBytes, MetricId::SystemDisk}) {
            const ReportFacts::Figure *f = figure(metric);
            if (!f)
                continue;
            const double days = double(f->totals.lastMs - f->totals.firstMs) / 86'400'000.0;
            const double change = f->totals.last - f->totals.first;
            const QString name = m_catalogue.metricName(metric);
            const QString amount = value(metric, std::abs(change));
            const QString from = value(metric, f->totals.first);
            const QString to = value(metric, f->totals.last);
            if (from == to)
                section.paragraphs << tr("%1: %2, unchanged from beginning to end.").arg(name, to);
            else if (days >= 1)
                section.paragraphs << (change > 0 ? tr("%1: from %2 to %3, grown by %4, which is %5 a day.")
                                                  : tr("%1: from %2 to %3, shrunk by %4, which is %5 a day."))
                                          .arg(name, from, to, amount,
                                               value(metric, std::abs(change) / days));
            else
                section.paragraphs << (change > 0 ? tr("%1: from %2 to %3, grown by %4.")
                                                  : tr("%1: from %2 to %3, shrunk by %4."))
                                          .arg(name, from, to, amount);
        }
        if (section.paragraphs.isEmpty())
            section.paragraphs << tr("Neither facts nor sizes were measured in this time.");
        return section;
    }

    ReportWords::Section figures() const
    {
        ReportWords::Section section;
        section.title = tr("Figures");
        section.columns = {tr("Figure"),     tr("Smallest"),        tr("Average"),
                           tr("Half below"), tr("95 of 100 below"), tr("Largest")};
        for (const ReportFacts::Figure &f : m_facts.figures)
            section.cells.push_back({m_catalogue.metricName(f.metric), value(f.metric, f.totals.low),
                                     value(f.metric, f.totals.mean), value(f.metric, f.median),
                                     value(f.metric, f.p95), value(f.metric, f.totals.high)});
        const double seconds = double(m_facts.toMs - m_facts.fromMs) / 1000.0 / kReportColumns;
        const double finest = double(tierStepMs(m_facts.tier)) / 1000.0;
        section.notes
            << tr("Smallest, average and largest are those of every measurement. Half and 95 of 100 "
                  "are told by averages of %1.")
                   .arg(m_format.duration(std::max({1.0, seconds, finest})));
        section.notes << tr(
            "Query figures are of our own probe queries, cache figures of our own connection; "
            "those of other programs cannot be seen.");
        return section;
    }

    ReportWords::Section work() const
    {
        ReportWords::Section section;
        section.title = tr("Maintenance");
        if (m_facts.workError)
            section.paragraphs << m_catalogue.error(*m_facts.workError);
        if (m_facts.work.empty()) {
            section.paragraphs << tr("No maintenance was done.");
            return section;
        }
        const std::size_t left = m_facts.work.size() > kMostWork ? m_facts.work.size() - kMostWork : 0;
        if (left > 0)
            section.paragraphs << tr("The newest %1 of %2 are listed.")
                                      .arg(m_format.count(qint64(kMostWork)),
                                           m_format.count(qint64(m_facts.work.size())));
        section.columns = {tr("When"), tr("What"), tr("Details"), tr("What it bought")};
        for (std::size_t i = left; i < m_facts.work.size(); ++i) {
            const ReportFacts::Work &each = m_facts.work[i];
            QStringList bought;
            for (const ReportFacts::Work::Bought &b : each.bought)
                bought << tr("%1: %2 → %3")
                              .arg(m_catalogue.metricName(b.metric), value(b.metric, b.before),
                                   value(b.metric, b.after));
            section.cells.push_back(
                {m_format.dateTime(each.what.atMs), plainName(each.what.operation, 60),
                 each.what.failed ? tr("Did not succeed: %1").arg(each.what.words) : each.what.words,
                 bought.isEmpty() ? QStringLiteral("–") : bought.join(QStringLiteral("; "))});
        }
        section.notes << tr(
            "What it bought: averages of the hour before and of the hour after, where both were "
            "measured.");
        return section;
    }

    ReportWords::Section forecast() const
    {
        ReportWords::Section section;
        section.title = tr("Forecast");
        for (const Forecast &each : m_facts.forecasts)
            section.paragraphs << m_catalogue.forecast(each, m_facts.madeMs);
        if (section.paragraphs.isEmpty())
            section.paragraphs << tr("There is none.");
        else
            section.notes << tr("A forecast is made from all of the history, not only from the range of this "
                                "report.");
        return section;
    }

    const ReportFacts &m_facts;
    const Catalogue &m_catalogue;
    const Format &m_format;
};

} // namespace

ReportWords reportWords(const ReportFacts &facts, const Catalogue &catalogue)
{
    return Writer(facts, catalogue).write();
}

} // namespace hakgal
