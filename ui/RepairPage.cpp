// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/RepairPage.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/Repairer.h"
#include "ui/AppliedModel.h"
#include "ui/Card.h"
#include "ui/FindingRowDelegate.h"
#include "ui/FindingTableModel.h"
#include "ui/FittedTable.h"
#include "ui/LedgerView.h"
#include "ui/PageHeader.h"
#include "ui/ReportRowDelegate.h"
#include "ui/StatusPill.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonArray>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hakgal {

namespace {

const QString kDiagnose = QStringLiteral("diagnose");
const QString kRepair = QStringLiteral("repair");
const QString kSalvage = QStringLiteral("salvage");

bool isSalvage(const Finding &finding)
{
    return finding.remedy && finding.remedy->action == RemedyAction::Salvage;
}

/// The ledger of the salvage among what was applied or tried; empty where there was none.
QJsonObject ledgerOf(const QJsonObject &result)
{
    const QJsonArray applied = result.value(QLatin1String("applied")).toArray();
    for (const QJsonValue &value : applied) {
        const QJsonObject ledger = value.toObject().value(QLatin1String("ledger")).toObject();
        if (!ledger.isEmpty())
            return ledger;
    }
    return result.value(QLatin1String("ledger")).toObject();
}

/// Facts are no business of other users, and may be many: below our own state folder, for its owner only.
std::unique_ptr<QTemporaryDir> makeTrialFolder(const QString &database)
{
    const StatePaths paths(database);
    if (auto made = paths.create(); !made)
        return std::make_unique<QTemporaryDir>();
    return std::make_unique<QTemporaryDir>(paths.folder() + QStringLiteral("/trial-XXXXXX"));
}

} // namespace

RepairPage::RepairPage(const Theme &theme, const Catalogue &catalogue, Clock clock, QWidget *parent)
    : JobPage(theme, catalogue, tr("Repair"), {kDiagnose, kRepair, kSalvage}, parent),
      m_clock(std::move(clock)),
      m_text(catalogue),
      m_findings(new FindingTableModel(catalogue, this)),
      m_applied(new AppliedModel(catalogue, this)),
      m_pill(new StatusPill(theme, catalogue, this)),
      m_full(new QPushButton(tr("Fu&ll check"), this)),
      m_again(new QPushButton(tr("&Diagnose again"), this)),
      m_apply(new QPushButton(this)),
      m_findingsCard(new Card(theme, tr("Findings"), this)),
      m_findingsTable(new FittedTable(this)),
      m_appliedCard(new Card(theme, tr("What was done"), this)),
      m_ledger(new LedgerView(theme, catalogue, this))
{
    setObjectName(QStringLiteral("repairPage"));
    m_pill->setObjectName(QStringLiteral("repairStatus"));
    header()->insertBeforeCaption(m_pill);
    m_full->setObjectName(QStringLiteral("fullCheck"));
    m_again->setObjectName(QStringLiteral("diagnoseAgain"));
    m_apply->setObjectName(QStringLiteral("applyRepairs"));
    m_apply->setProperty("accent", true);
    header()->addAction(m_full);
    header()->addAction(m_again);
    header()->addAction(m_apply);

    makeFindings();
    makeApplied();
    column()->insertWidget(0, m_findingsCard);
    column()->addWidget(m_appliedCard);
    column()->addWidget(m_ledger);
    column()->addStretch(1);

    connect(m_pill, &StatusPill::reasonChosen, this, &RepairPage::reasonChosen);
    connect(m_full, &QPushButton::clicked, this, &RepairPage::checkFully);
    connect(m_again, &QPushButton::clicked, this, &RepairPage::diagnose);
    connect(m_apply, &QPushButton::clicked, this, &RepairPage::apply);
    connect(m_findings, &FindingTableModel::tickedChanged, this, [this] {
        m_previewed = false;
        updateActions();
    });
    showCaptions();
    updateActions();
}

void RepairPage::makeFindings()
{
    m_findingsCard->setObjectName(QStringLiteral("findingsCard"));
    m_findingsTable->setObjectName(QStringLiteral("findingsTable"));
    m_findingsTable->setAccessibleName(tr("Findings"));
    m_findingsTable->setAccessibleDescription(tr("The space bar ticks the remedy of the current row."));
    m_findingsTable->setItemDelegate(new FindingRowDelegate(theme(), m_findingsTable));
    m_findingsTable->setModel(m_findings);
    QHeaderView *head = m_findingsTable->horizontalHeader();
    head->setSectionsClickable(false);
    head->setSectionResizeMode(QHeaderView::Stretch);
    head->setSectionResizeMode(FindingTableModel::CheckColumn, QHeaderView::Fixed);
    head->setSectionResizeMode(FindingTableModel::TickColumn, QHeaderView::Fixed);
    head->resizeSection(FindingTableModel::CheckColumn, layout::scaled(150));
    head->resizeSection(FindingTableModel::TickColumn, 44);
    m_findingsCard->body()->addWidget(m_findingsTable);
}

void RepairPage::makeApplied()
{
    m_appliedCard->setObjectName(QStringLiteral("appliedCard"));
    auto *table = new FittedTable(m_appliedCard);
    table->setObjectName(QStringLiteral("appliedTable"));
    table->setAccessibleName(tr("What was done"));
    table->setItemDelegate(new ReportRowDelegate(theme(), table));
    table->setModel(m_applied);
    QHeaderView *head = table->horizontalHeader();
    head->hide();
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionResizeMode(AppliedModel::MessageColumn, QHeaderView::Stretch);
    head->resizeSection(AppliedModel::ResultColumn, layout::scaled(90));
    head->resizeSection(AppliedModel::CheckColumn, layout::scaled(150));
    m_appliedCard->body()->addWidget(table);
    m_appliedCard->hide();
}

void RepairPage::setDatabase(const QString &path)
{
    if (path != database()) {
        m_findings->clear();
        m_applied->setApplied({});
        m_appliedCard->hide();
        m_ledger->showLedger({}, false);
        m_diagnosed = false;
        m_diagnosing = false;
        m_previewed = false;
        m_error.reset();
        if (m_question)
            m_question->reject();
    }
    JobPage::setDatabase(path);
    showCaptions();
    showPill();
    if (isVisible() && !m_diagnosed && !m_diagnosing)
        diagnose();
}

void RepairPage::showSnapshot(const SnapshotPtr &snapshot)
{
    const bool otherStatus = !m_snapshot || m_snapshot->status != snapshot->status;
    m_snapshot = snapshot;
    showPill();
    if (otherStatus)
        showCaptions();
}

void RepairPage::showEvent(QShowEvent *event)
{
    JobPage::showEvent(event);
    const bool fresh =
        m_diagnosed && (m_findings->report().full || m_clock().wallMs - m_diagnosedMs < kFreshMs);
    if (!fresh && !m_diagnosing && !isBusy() && !m_question)
        diagnose();
}

void RepairPage::diagnose()
{
    if (database().isEmpty() || isBusy())
        return;
    m_diagnosing = true;
    Q_EMIT queryRequested(kDiagnose, {kDiagnose, QStringLiteral("--quick")});
    showCaptions();
    updateActions();
}

void RepairPage::checkFully()
{
    if (database().isEmpty() || isBusy())
        return;
    if (m_diagnosing) {
        m_diagnosing = false;
        Q_EMIT queryCancelRequested(kDiagnose);
    }
    Q_EMIT jobRequested({kDiagnose});
}

void RepairPage::showAnswer(const QString &topic, const JobReport &answer)
{
    if (topic != kDiagnose || !m_diagnosing)
        return;
    m_diagnosing = false;
    if (answer.state == JobState::Succeeded) {
        takeReport(DiagnosisReport::fromJson(answer.result));
    } else {
        if (answer.state == JobState::Failed)
            m_error = answer.error;
        showCaptions();
        updateActions();
    }
}

void RepairPage::takeReport(const DiagnosisReport &report)
{
    m_error.reset();
    m_diagnosed = true;
    m_diagnosedMs = m_clock().wallMs;
    m_findings->setReport(report);
    showCaptions();
    showPill();
    updateActions();
}

bool RepairPage::needsPreview() const
{
    return !m_previewed && std::any_of(m_chosen.begin(), m_chosen.end(), isSalvage);
}

QStringList RepairPage::chosenIds() const
{
    QStringList ids;
    for (const Finding &finding : m_chosen) {
        if (!ids.contains(finding.id))
            ids << finding.id;
    }
    return ids;
}

void RepairPage::apply()
{
    if (isBusy() || m_question)
        return;
    m_chosen = m_findings->ticked();
    if (m_chosen.empty())
        return;
    if (needsPreview())
        tryOut();
    else
        ask();
}

/// Salvages into a file that is thrown away, so that the operator agrees to a ledger and not to a hope.
void RepairPage::tryOut()
{
    const auto salvage = std::find_if(m_chosen.begin(), m_chosen.end(), isSalvage);
    m_trial = makeTrialFolder(database());
    if (!m_trial->isValid()) {
        m_error = Error{ErrorCode::WriteFailed, {m_trial->path()}, m_trial->errorString(), 0};
        m_trial.reset();
        showCaptions();
        return;
    }
    QStringList job{kSalvage, database(), QStringLiteral("--out"),
                    m_trial->filePath(QStringLiteral("salvaged.db"))};
    const QString backup = salvage->remedy->args.value(0);
    if (!backup.isEmpty())
        job << QStringLiteral("--backup") << backup;
    Q_EMIT jobRequested(job);
}

void RepairPage::ask()
{
    const bool risky = std::any_of(m_chosen.begin(), m_chosen.end(),
                                   [](const Finding &finding) { return finding.remedy->canLoseData; });
    auto *box = new QMessageBox(QMessageBox::Question, tr("Repair"),
                                m_text.question(m_chosen, QFileInfo(database()).fileName()),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("confirmRepair"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(m_text.consequences(m_chosen, m_previewed ? m_ledger->summary() : QString()));
    QPushButton *go =
        box->addButton(tr("&Apply %n repair(s)", nullptr, int(m_chosen.size())), QMessageBox::AcceptRole);
    go->setObjectName(QStringLiteral("confirmApply"));
    if (risky)
        box->setDefaultButton(QMessageBox::Cancel);
    else
        box->setDefaultButton(go);
    m_question = box;
    connect(box, &QMessageBox::finished, this, [this, box, go] {
        const bool agreed = box->clickedButton() == go;
        m_question.clear();
        if (agreed)
            repair();
        updateActions();
    });
    box->open();
    updateActions();
}

void RepairPage::repair()
{
    if (isBusy())
        return;
    if (m_diagnosing) {
        m_diagnosing = false;
        Q_EMIT queryCancelRequested(kDiagnose);
    }
    Q_EMIT jobRequested(
        {kRepair, QStringLiteral("--yes"), QStringLiteral("--only"), chosenIds().join(QLatin1Char(','))});
}

QString RepairPage::jobEnded(const QString &verb, const JobReport &report)
{
    if (verb == kDiagnose) {
        if (report.state == JobState::Succeeded)
            takeReport(DiagnosisReport::fromJson(report.result));
        return {};
    }
    if (verb == kSalvage) {
        m_trial.reset(); // what was salvaged goes; the ledger stays
        return takePreview(report);
    }
    return takeRepair(report);
}

QString RepairPage::takePreview(const JobReport &report)
{
    if (report.state != JobState::Succeeded)
        return report.state == JobState::Cancelled ? tr("Cancelled. Nothing was changed.") : QString();
    const QJsonObject ledger = ledgerOf(report.result);
    m_ledger->showLedger(ledger, true);
    m_appliedCard->hide();
    m_previewed = true;
    // The panel shows the end first.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_question && !isBusy())
                ask();
        },
        Qt::QueuedConnection);
    return tr("The salvage was tried; nothing has been changed yet.");
}

QString RepairPage::takeRepair(const JobReport &report)
{
    m_previewed = false;
    const QJsonObject &result = report.result;
    m_applied->setApplied(result.value(QLatin1String("applied")).toArray());
    m_appliedCard->setVisible(m_applied->rowCount() > 0);
    const QString copy = result.value(QLatin1String("safety_copy")).toString();
    m_appliedCard->setCaption(
        copy.isEmpty()
            ? QString()
            : tr("what was there before is kept in %1").arg(plainName(QDir::toNativeSeparators(copy))));
    m_ledger->showLedger(ledgerOf(result), false);
    if (result.value(QLatin1String("findings_after")).isArray()) {
        takeReport(RepairReport::fromJson(result).after);
    } else {
        // Cancelled or failed: what holds now is not told, so it is looked at again.
        QMetaObject::invokeMethod(this, &RepairPage::diagnose, Qt::QueuedConnection);
    }
    if (report.state != JobState::Succeeded && m_applied->rowCount() == 0)
        return {};
    const int failed = m_applied->failed();
    return failed > 0 ? tr("%n repair(s) failed; the others are done.", nullptr, failed)
                      : tr("%n repair(s) done, and diagnosed again.", nullptr, m_applied->done());
}

void RepairPage::showCaptions()
{
    const DiagnosisReport &report = m_findings->report();
    if (database().isEmpty()) {
        header()->setCaption({});
        m_findingsCard->setCaption({});
        m_findingsCard->setEmptyText(tr("No knowledge base is open, so there is nothing to diagnose."));
        return;
    }
    const bool remedies = std::any_of(report.findings.begin(), report.findings.end(),
                                      [](const Finding &finding) { return finding.remedy.has_value(); });
    QStringList caption;
    if (m_diagnosed)
        caption << m_text.headline(report);
    if (remedies || !m_diagnosed)
        caption << tr("nothing is changed before you press Apply");
    else if (RepairText::status(report) == Status::Operational && m_snapshot &&
             m_snapshot->status != Status::Operational)
        caption << tr("press the status to see its reasons"); // an alert is nothing to repair
    header()->setCaption(caption.join(QStringLiteral(" · ")));

    if (m_diagnosing)
        m_findingsCard->setCaption(tr("diagnosing…"));
    else if (m_error && m_diagnosed)
        m_findingsCard->setCaption(catalogue().error(*m_error));
    else
        m_findingsCard->setCaption(m_diagnosed ? m_text.howDiagnosed(report) : QString());

    if (m_findings->rowCount() > 0)
        m_findingsCard->setEmptyText({});
    else if (m_error)
        m_findingsCard->setEmptyText(catalogue().error(*m_error));
    else if (m_diagnosed)
        m_findingsCard->setEmptyText(tr("Nothing was found."));
    else
        m_findingsCard->setEmptyText(m_diagnosing ? tr("Diagnosing…") : tr("Not diagnosed yet."));
}

void RepairPage::showPill()
{
    if (m_snapshot)
        m_pill->showSnapshot(*m_snapshot);
    const DiagnosisReport &report = m_findings->report();
    m_pill->addReasons(m_diagnosed ? RepairText::status(report) : Status::Operational,
                       m_text.reasons(report));
}

void RepairPage::updateActions()
{
    const int ticked = int(m_findings->ticked().size());
    m_apply->setText(ticked > 0 ? tr("&Apply %n repair(s)", nullptr, ticked) : tr("&Apply repairs"));
    const bool asking = !m_question.isNull();
    QString why = hindrance();
    if (database().isEmpty())
        why = tr("No knowledge base is open.");
    else if (isBusy() && why.isEmpty())
        why = tr("A job is running.");
    allow(m_full, why);
    if (m_diagnosing)
        allow(m_again, tr("A diagnosis is running."));
    else
        allow(m_again, database().isEmpty() || isBusy() ? why : QString());
    if (why.isEmpty() && ticked == 0)
        why = tr("No remedy is ticked.");
    allow(m_apply, asking ? tr("It is being asked.") : why);
    m_findings->setChangeable(!isBusy() && !asking);
    if (m_full->isEnabled())
        m_full->setToolTip(Theme::toolTip(tr("Reads every page and every index entry of the knowledge base. "
                                             "It only reads; on a large base it takes a while.")));
}

} // namespace hakgal
