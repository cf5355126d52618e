// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ScaleTestPage.h"

#include "ui/CsvFile.h"
#include "ui/CurveChart.h"
#include "ui/FileDialog.h"
#include "ui/FittedTable.h"
#include "ui/MessageBox.h"
#include "ui/PageHeader.h"
#include "ui/ReportRowDelegate.h"
#include "ui/ScaleForm.h"
#include "ui/ScaleModels.h"
#include "ui/TableActions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <array>

namespace hakgal {

namespace {

const QString kVerb = QStringLiteral("scale-test");
constexpr int kAskAfterMs = 300; ///< typing goes on

struct Line
{
    QColor Colors::*color;
    bool dashed;
};
// As kScalePatterns.
constexpr std::array<Line, kScalePatterns.size()> kLines{
    Line{&Colors::accent, false}, Line{&Colors::memory, false}, Line{&Colors::cache, false},
    Line{&Colors::latency, false}, Line{&Colors::text, true}};

} // namespace

ScaleTestPage::ScaleTestPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : JobPage(theme, catalogue, tr("Scale test"), {kVerb}, parent),
      m_form(new ScaleForm(theme, catalogue, this)),
      m_run(new QPushButton(tr("&Run the test"), this)),
      m_copy(new QPushButton(tr("&Copy"), this)),
      m_export(new QPushButton(tr("E&xport CSV…"), this)),
      m_card(new Card(theme, tr("Measured"), this)),
      m_table(new FittedTable(this)),
      m_sizes(new ScaleSizeModel(catalogue, this)),
      m_charts(new QWidget(this)),
      m_latency(new CurveChart(theme, tr("Time of a query"), tr("p95 over the number of facts"), this)),
      m_inserts(new CurveChart(theme, tr("Facts stored"), tr("a second, all indices in place"), this)),
      m_promiseCard(new Card(theme, tr("Promises"), this)),
      m_promiseTable(new FittedTable(this)),
      m_promises(new ScalePromiseModel(catalogue, this)),
      m_changeCard(new Card(theme, tr("Against the run before"), this)),
      m_changes(new QLabel(this)),
      m_askLater(new QTimer(this))
{
    setObjectName(QStringLiteral("scaleTestPage"));
    m_run->setObjectName(QStringLiteral("runScaleTest"));
    m_run->setProperty("accent", true);
    m_copy->setObjectName(QStringLiteral("copyScale"));
    m_export->setObjectName(QStringLiteral("exportScale"));
    header()->addAction(m_copy);
    header()->addAction(m_export);
    header()->addAction(m_run);
    column()->insertWidget(0, m_form);
    makeResults();

    m_askLater->setSingleShot(true);
    m_askLater->setInterval(kAskAfterMs);
    connect(m_askLater, &QTimer::timeout, this, &ScaleTestPage::ask);
    connect(m_form, &ScaleForm::changed, this, [this] {
        m_known = false;
        m_cannot.clear();
        m_askLater->start();
        updateActions();
    });
    connect(m_run, &QPushButton::clicked, this, &ScaleTestPage::run);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(scalePlainText(m_report, this->catalogue())); });
    connect(m_export, &QPushButton::clicked, this, &ScaleTestPage::exportAsked);
    m_form->setBase(false);
    showReport({});
    updateActions();
}

void ScaleTestPage::makeResults()
{
    m_card->setObjectName(QStringLiteral("scaleCard"));
    m_table->setObjectName(QStringLiteral("scaleTable"));
    m_table->setAccessibleName(tr("What was measured at each number of facts"));
    m_table->setItemDelegate(new ReportRowDelegate(theme(), m_table));
    m_table->setModel(m_sizes);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_card->body()->addWidget(m_table);
    connect(tables::own(m_table, tables::Does::Copy), &QAction::triggered, m_copy, &QPushButton::click);
    connect(tables::own(m_table, tables::Does::Save), &QAction::triggered, m_export, &QPushButton::click);

    m_latency->setObjectName(QStringLiteral("scaleLatencyChart"));
    m_inserts->setObjectName(QStringLiteral("scaleInsertChart"));
    auto *charts = new QHBoxLayout(m_charts);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(layout::kGap);
    charts->addWidget(m_latency, 3);
    charts->addWidget(m_inserts, 2);

    m_promiseCard->setObjectName(QStringLiteral("scalePromises"));
    m_promiseTable->setObjectName(QStringLiteral("scalePromiseTable"));
    m_promiseTable->setAccessibleName(tr("Promises, kept or not"));
    m_promiseTable->setItemDelegate(new ReportRowDelegate(theme(), m_promiseTable));
    m_promiseTable->setModel(m_promises);
    m_promiseTable->setSelectionMode(QAbstractItemView::NoSelection);
    QHeaderView *head = m_promiseTable->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Stretch);
    head->setSectionResizeMode(ScalePromiseModel::NameColumn, QHeaderView::Fixed);
    head->setSectionResizeMode(ScalePromiseModel::MeasuredColumn, QHeaderView::Fixed);
    head->resizeSection(ScalePromiseModel::NameColumn, layout::scaled(210));
    head->resizeSection(ScalePromiseModel::MeasuredColumn, layout::scaled(150));
    m_promiseCard->body()->addWidget(m_promiseTable);

    m_changeCard->setObjectName(QStringLiteral("scaleChanges"));
    Theme::style(m_changes, TextStyle::Body);
    m_changes->setObjectName(QStringLiteral("scaleChangeText"));
    m_changes->setWordWrap(true);
    m_changes->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_changeCard->body()->addWidget(m_changes);
    m_changeCard->hide();

    column()->addWidget(m_card);
    column()->addWidget(m_charts);
    column()->addWidget(m_promiseCard);
    column()->addWidget(m_changeCard);
    column()->addStretch(1);
}

void ScaleTestPage::setDatabase(const QString &path)
{
    m_form->setBase(!path.isEmpty());
    m_changeCard->hide();
    showReport({});
    m_known = false;
    m_cannot.clear();
    m_ownFacts.reset();
    JobPage::setDatabase(path);
    if (isVisible())
        ask();
}

void ScaleTestPage::showSnapshot(const SnapshotPtr &snapshot)
{
    const Reading &facts = snapshot->sample[MetricId::Facts];
    if (!facts.known())
        return;
    const bool first = !m_ownFacts;
    m_ownFacts = qint64(facts.value);
    if (first)
        m_form->suggestFor(*m_ownFacts); // asks again where that changes something
}

void ScaleTestPage::showEvent(QShowEvent *event)
{
    JobPage::showEvent(event);
    if (!m_known)
        ask();
}

void ScaleTestPage::ask()
{
    m_askLater->stop();
    if (m_form->options().patterns.empty()) {
        m_known = false;
        m_cannot = tr("Choose at least one query.");
        updateActions();
        return;
    }
    if (m_ownFacts && !m_form->synthetic() &&
        m_form->options().facts < *m_ownFacts + ScaleOptions::kLeastGrowth) {
        const Format &format = catalogue().format();
        m_known = false;
        m_cannot =
            tr("The knowledge base holds %1 facts already. Choose at least %2.")
                .arg(format.count(*m_ownFacts), format.count(*m_ownFacts + ScaleOptions::kLeastGrowth));
        updateActions();
        return;
    }
    Q_EMIT queryRequested(kVerb, QStringList{kVerb} + m_form->arguments() +
                                     QStringList{QStringLiteral("--dry-run")});
}

void ScaleTestPage::showAnswer(const QString &topic, const JobReport &answer)
{
    if (topic != kVerb || answer.state == JobState::Cancelled)
        return;
    m_known = answer.state == JobState::Succeeded;
    m_cannot = m_known ? QString() : catalogue().error(answer.error);
    if (m_known) {
        const ScaleNeeds needs = ScaleNeeds::fromJson(answer.result.value(QLatin1String("needs")).toObject());
        m_form->showNeeds(needs, {});
        if (!needs.fits())
            m_cannot = tr("There is too little disk space for it.");
        const QJsonObject last = answer.result.value(QLatin1String("last")).toObject();
        if (!isBusy() && m_report.sizes.empty() && !last.isEmpty())
            showReport(ScaleReport::fromJson(last));
    }
    updateActions();
}

QString ScaleTestPage::whyNot() const
{
    // Without a base there is nothing that another job could be at work on.
    const QString why = database().isEmpty() ? QString() : hindrance();
    if (!why.isEmpty())
        return why;
    if (isBusy())
        return JobText(catalogue()).busy(kVerb);
    if (!m_cannot.isEmpty())
        return m_cannot;
    return m_known ? QString() : tr("What it will need is not known yet.");
}

void ScaleTestPage::updateActions()
{
    m_form->setLocked(isBusy());
    if (!m_known)
        m_form->showNeeds(std::nullopt, m_cannot);
    allow(m_run, whyNot());
    const QString nothing = m_report.sizes.empty() ? tr("Nothing was measured yet.") : QString();
    allow(m_copy, nothing);
    allow(m_export, nothing);
    m_charts->setVisible(!m_sizes->sizes().empty());
    m_promiseCard->setVisible(m_promises->rowCount() > 0);
    if (m_sizes->sizes().empty()) {
        m_card->setEmptyText(isBusy() ? tr("The first size is being measured…")
                                      : tr("No test has run yet. The knowledge base is never written to: "
                                           "everything happens in a copy of its own."));
    } else {
        m_card->setEmptyText({});
    }
}

void ScaleTestPage::run()
{
    if (!whyNot().isEmpty())
        return;
    m_asked = true;
    Q_EMIT jobRequested(QStringList{kVerb} + m_form->arguments());
}

std::vector<JobStepModel::Step> ScaleTestPage::stepsOf(const QString &) const
{
    return {}; // how many there are depends on the sizes, which the job tells
}

void ScaleTestPage::jobProgressed(const JobProgress &progress)
{
    if (progress.detail.isEmpty())
        return;
    const ScaleSize size = ScaleSize::fromJson(progress.detail);
    if (size.facts <= 0)
        return;
    if (m_asked || m_report.atMs != 0)
        showReport({}); // of the run before
    m_asked = false;
    m_report.sizes.push_back(size);
    m_sizes->add(size);
    showSizes();
    updateActions();
}

QString ScaleTestPage::jobEnded(const QString &, const JobReport &report)
{
    m_changeCard->hide();
    if (report.state != JobState::Succeeded) {
        // What was measured until then stays, but no promise is judged by it.
        QMetaObject::invokeMethod(this, &ScaleTestPage::ask, Qt::QueuedConnection);
        return {};
    }
    showReport(ScaleReport::fromJson(report.result));
    showChanges(report.result);
    QMetaObject::invokeMethod(this, &ScaleTestPage::ask, Qt::QueuedConnection);
    int failed = 0;
    for (const ScaleLimit &limit : m_report.limits)
        failed += limit.promise == ScaleLimit::Promise::Goal && !limit.pass() ? 1 : 0;
    const QString facts = catalogue().format().count(m_report.options.facts);
    return failed == 0
               ? tr("Up to %1 facts every goal is kept.").arg(facts)
               : tr("Up to %1 facts %n goal(s) are not kept; the table says from where on.", nullptr, failed)
                     .arg(facts);
}

void ScaleTestPage::showReport(const ScaleReport &report)
{
    m_report = report;
    m_sizes->setSizes(report.sizes);
    m_promises->setReport(report);
    const Format &format = catalogue().format();
    QStringList caption;
    if (report.atMs != 0) {
        caption += tr("run of %1").arg(format.dateTime(report.atMs));
        caption += report.synthetic ? tr("made-up facts")
                                    : tr("grown from %1 own facts").arg(format.count(report.ownFacts));
        caption += tr("seed %1").arg(report.options.seed);
        caption += tr("p95 shown, more where one points at it");
        if (!report.triggers.isEmpty())
            caption += tr("triggers of the base did not run");
    }
    m_card->setCaption(caption.join(QStringLiteral(" · ")));
    showSizes();
    updateActions();
}

void ScaleTestPage::showSizes()
{
    const Format format = catalogue().format();
    CurveFrame latency;
    CurveFrame inserts;
    latency.logarithmic = true;
    latency.xText = inserts.xText = [format](double facts) { return format.count(qint64(facts)); };
    latency.yText = [format](double seconds) { return format.limit(seconds, Unit::Seconds); };
    inserts.yText = [format](double rate) { return format.count(qint64(rate)); };
    inserts.curves.push_back({tr("inserts a second"), &Colors::accent, false, {}});
    QStringList latest;
    for (std::size_t i = 0; i < kScalePatterns.size(); ++i) {
        Curve curve{catalogue().scalePattern(kScalePatterns[i]), kLines[i].color, kLines[i].dashed, {}};
        for (const ScaleSize &size : m_report.sizes) {
            const auto measured = size.patterns.find(kScalePatterns[i]);
            if (measured != size.patterns.end() && measured->second.p95Seconds > 0)
                curve.points += QPointF(double(size.facts), measured->second.p95Seconds);
        }
        if (curve.points.isEmpty())
            continue;
        latest += tr("%1: %2").arg(curve.name, format.latency(curve.points.last().y()));
        latency.curves.push_back(curve);
    }
    for (const ScaleSize &size : m_report.sizes) {
        if (size.insertPerSecond && *size.insertPerSecond > 0)
            inserts.curves.front().points += QPointF(double(size.facts), *size.insertPerSecond);
    }
    for (const ScaleLimit &limit : m_report.limits) {
        if (limit.promise != ScaleLimit::Promise::Goal)
            continue;
        if (limit.quantity == ScaleLimit::Quantity::P95 && latency.limits.empty())
            latency.limits.push_back(
                {limit.limit, tr("goal: below %1").arg(format.limit(limit.limit, Unit::Seconds))});
        if (limit.quantity == ScaleLimit::Quantity::Inserts)
            inserts.limits.push_back(
                {limit.limit, tr("goal: at least %1").arg(format.count(qint64(limit.limit)))});
    }
    if (!m_report.sizes.empty()) {
        const QString facts = format.count(m_report.sizes.back().facts);
        latency.description = tr("p95 at %1 facts. %2.").arg(facts, latest.join(QStringLiteral("; ")));
        if (!inserts.curves.front().points.isEmpty())
            inserts.description =
                tr("At %1 facts %2 were stored a second.")
                    .arg(facts, format.count(qint64(inserts.curves.front().points.last().y())));
    }
    latency.emptyText = tr("No query was asked yet.");
    inserts.emptyText = tr("Nothing was stored yet.");
    m_latency->setFrame(latency);
    m_inserts->setFrame(inserts);
}

void ScaleTestPage::showChanges(const QJsonObject &result)
{
    const QJsonObject previous = result.value(QLatin1String("previous")).toObject();
    QStringList lines;
    if (m_report.wasBusy())
        lines +=
            tr("The test got only %1 of a processor: other programs were at work, and the figures are worse "
               "than those of the base.")
                .arg(catalogue().format().percent(100 * *m_report.processorShare));
    if (previous.isEmpty()) {
        lines += tr("This is the first run with these parameters. The next one will be compared with it.");
        m_changeCard->setCaption({});
    } else {
        const ScaleReport before = ScaleReport::fromJson(previous);
        m_changeCard->setCaption(catalogue().format().dateTime(before.atMs));
        for (const ScaleChange &change : scaleChanges(before, m_report))
            lines += catalogue().scaleChange(change);
        if (before.machine != m_report.machine)
            lines += tr("That run was on another machine or with other versions (%1, SQLite %2), so the "
                        "difference need not be due to the facts.")
                         .arg(plainName(before.machine.version, 40), plainName(before.machine.sqlite, 40));
        if (before.ownFacts != m_report.ownFacts)
            lines +=
                tr("The knowledge base held %1 facts then.").arg(catalogue().format().count(before.ownFacts));
    }
    m_changes->setText(lines.join(u'\n'));
    m_changeCard->show();
}

Result<void> ScaleTestPage::exportTo(const QString &path) const
{
    return saveCsv(path, database(), scaleCsv(m_report));
}

void ScaleTestPage::exportAsked()
{
    const QString path =
        FileDialog::save(this, tr("Export what was measured"), QStringLiteral("scale-test.csv"),
                         tr("Comma-separated values (*.csv)"));
    if (path.isEmpty())
        return;
    if (const Result<void> written = exportTo(path); !written)
        showMessage(this, QMessageBox::Warning, tr("Export what was measured"),
                    catalogue().error(written.error()));
}

} // namespace hakgal
