// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/BackupsPage.h"

#include "core/maintenance/Schedule.h"
#include "ui/BackupTableModel.h"
#include "ui/PageHeader.h"
#include "ui/TabularText.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>

namespace hakgal {

namespace {

const QString kVerify = QStringLiteral("verify");
constexpr int kMostRows = 14; ///< shown without scrolling

} // namespace

BackupsPage::BackupsPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : JobPage(theme, catalogue, tr("Backups"), {QStringLiteral("backup"), QStringLiteral("restore")}, parent),
      m_model(new BackupTableModel(catalogue, this)),
      m_card(new Card(theme, tr("Copies"), this)),
      m_table(new QTableView(this)),
      m_warning(new QLabel(this)),
      m_make(button("backUpNow", tr("&Back up now"))),
      m_verify(button("verifyBackup", tr("Verify &now"))),
      m_restore(button("restoreBackup", tr("Res&tore…"))),
      m_folder(button("showBackup", tr("Show in f&older"))),
      m_copy(button("copyBackupPath", tr("Copy &path")))
{
    setObjectName(QStringLiteral("backupsPage"));
    m_make->setProperty("accent", true);
    header()->addAction(m_make);

    Theme::style(m_warning, TextStyle::Body, Tone::Warning);
    m_warning->setObjectName(QStringLiteral("backupWarning"));
    m_warning->setWordWrap(true);
    m_warning->hide();

    makeTable();
    m_card->setObjectName(QStringLiteral("backupsCard"));
    for (QPushButton *action : {m_verify, m_restore, m_folder, m_copy})
        m_card->addToHeader(action);
    m_card->body()->setSpacing(2 * layout::kStep);
    m_card->body()->addWidget(m_warning);
    m_card->body()->addWidget(m_table);
    column()->addWidget(m_card);
    column()->addStretch(1);

    connect(m_make, &QPushButton::clicked, this, [this] { Q_EMIT jobRequested({QStringLiteral("backup")}); });
    connect(m_verify, &QPushButton::clicked, this, &BackupsPage::verify);
    connect(m_restore, &QPushButton::clicked, this, &BackupsPage::askRestore);
    connect(m_folder, &QPushButton::clicked, this, &BackupsPage::showInFolder);
    connect(m_copy, &QPushButton::clicked, this, &BackupsPage::copyPath);
    showSummary();
}

QPushButton *BackupsPage::button(const char *name, const QString &text)
{
    auto *made = new QPushButton(text, this);
    made->setObjectName(QLatin1String(name));
    return made;
}

void BackupsPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("backupTable"));
    m_table->setAccessibleName(tr("Backups"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new BackupRowDelegate(theme(), m_table));
    Theme::style(m_table);
    QHeaderView *head = m_table->horizontalHeader();
    head->setMinimumSectionSize(60);
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionResizeMode(BackupTableModel::NameColumn, QHeaderView::Stretch);
    const QFont font = Theme::font(TextStyle::Body);
    const auto width = [&](const QString &longest) {
        return int(std::ceil(tabular::width(font, longest))) + 32;
    };
    head->resizeSection(BackupTableModel::TakenColumn,
                        width(catalogue().format().dateTime(Instant::now().wallMs)));
    head->resizeSection(BackupTableModel::StateColumn, width(tr("Safety copy, not verified")));
    head->resizeSection(BackupTableModel::FactsColumn, width(catalogue().format().count(10'000'000)));
    head->resizeSection(BackupTableModel::SizeColumn, width(catalogue().format().bytes(999.9e6)));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { updateActions(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &BackupsPage::fitTable);
}

void BackupsPage::fitTable()
{
    const int rows = std::min(kMostRows, m_model->rowCount());
    m_table->setFixedHeight((rows + 1) * layout::kRow + 2);
}

void BackupsPage::setDatabase(const QString &path)
{
    m_answered = false;
    m_list = {};
    m_model->setBackups({});
    if (!m_verifying.isEmpty())
        Q_EMIT queryCancelRequested(kVerify);
    JobPage::setDatabase(path);
    showSummary();
    ask();
}

void BackupsPage::applySettings(const Settings &settings)
{
    const auto schedule = Schedule::parse(settings.backupSchedule);
    const QString when = !schedule || schedule->off() ? tr("no schedule") : schedule->text();
    m_schedule = tr("%1 · the newest %2 stay").arg(when, catalogue().format().count(settings.backupKeep));
    showSummary();
}

void BackupsPage::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
}

void BackupsPage::showEvent(QShowEvent *event)
{
    JobPage::showEvent(event);
    ask();
}

void BackupsPage::ask()
{
    if (isVisible() && !database().isEmpty())
        Q_EMIT backupsRequested();
}

void BackupsPage::showBackups(const BackupList &list)
{
    if (list.database != database())
        return;
    const BackupFile *before = chosen();
    const QString path = before ? before->path : QString();
    const QString newest = m_list.files.empty() ? QString() : m_list.files.front().path;
    const bool grew = m_answered && !list.files.empty() && list.files.front().path != newest;
    m_list = list;
    m_answered = true;
    m_model->setBackups(list.files);
    // A new one is what one looks for; else what was chosen stays chosen.
    const int row = grew ? 0 : std::max(0, m_model->rowOf(path));
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    showSummary();
}

void BackupsPage::showSummary()
{
    if (database().isEmpty()) {
        m_card->setEmptyText(catalogue().error({ErrorCode::NothingConfigured, {}, {}, 0}));
    } else if (!m_answered) {
        m_card->setEmptyText(tr("Looking for backups…"));
    } else if (m_list.files.empty()) {
        m_card->setEmptyText(tr("There is no backup yet. \"Back up now\" makes a verified copy while other "
                                "programs go on writing."));
    } else {
        m_card->setEmptyText({});
    }
    const auto count = int(m_list.files.size());
    m_card->setCaption(
        count == 0
            ? QString()
            : tr("%n file(s), %1", nullptr, count).arg(catalogue().format().bytes(double(m_model->bytes()))));
    QStringList caption;
    if (!m_list.folder.isEmpty())
        caption << plainName(QDir::toNativeSeparators(m_list.folder), 90);
    if (!database().isEmpty() && !m_schedule.isEmpty())
        caption << m_schedule;
    header()->setCaption(caption.join(QStringLiteral(" · ")));
    m_warning->setText(
        tr("These copies are on the same drive as the knowledge base: if the drive fails, both "
           "are lost."));
    m_warning->setVisible(m_answered && m_list.sameVolume && count > 0);
    updateActions();
}

const BackupFile *BackupsPage::chosen() const
{
    return m_model->at(m_table->currentIndex().row());
}

void BackupsPage::updateActions()
{
    const QString busy = !m_verifying.isEmpty() ? JobText(catalogue()).busy(kVerify) : QString();
    const QString why = hindrance().isEmpty() ? busy : hindrance();
    const BackupFile *file = chosen();
    const QString none = file ? QString() : tr("Choose a backup first.");
    allow(m_make, why);
    allow(m_verify, !none.isEmpty() ? none : isBusy() && busy.isEmpty() ? why : busy);
    allow(m_restore, !none.isEmpty() ? none : why);
    allow(m_folder, none);
    allow(m_copy, none);
}

void BackupsPage::verify()
{
    const BackupFile *file = chosen();
    if (!file || isBusy())
        return;
    m_verifying = file->path;
    const JobText text(catalogue());
    panel()->begin(kVerify, Instant::now());
    panel()->show();
    updateActions();
    Q_EMIT queryRequested(kVerify, {QStringLiteral("backup"), QStringLiteral("--verify"), m_verifying});
}

void BackupsPage::cancelAsked()
{
    if (m_verifying.isEmpty())
        JobPage::cancelAsked();
    else
        Q_EMIT queryCancelRequested(kVerify);
}

void BackupsPage::showQueryProgress(const QString &topic, const JobProgress &progress)
{
    if (topic == kVerify && !m_verifying.isEmpty())
        panel()->showProgress(progress);
}

void BackupsPage::showAnswer(const QString &topic, const JobReport &answer)
{
    if (topic != kVerify || m_verifying.isEmpty())
        return;
    const QString path = std::exchange(m_verifying, QString());
    QString words;
    if (answer.state == JobState::Succeeded) {
        const qint64 facts = answer.result.value(QLatin1String("facts")).toInteger(-1);
        if (facts >= 0)
            words = tr("%1 is good: %2 facts.")
                        .arg(plainName(QFileInfo(path).fileName(), 120), catalogue().format().count(facts));
        m_model->setChecked(path, std::nullopt, Instant::now().wallMs);
    } else if (answer.state == JobState::Failed) {
        m_model->setChecked(path, answer.error, Instant::now().wallMs);
    } else {
        words = tr("The check was cancelled.");
    }
    panel()->showReport(answer, words);
    updateActions();
}

QString BackupsPage::jobEnded(const QString &verb, const JobReport &report)
{
    m_verifying.clear(); // the panel was taken over
    ask();
    if (report.state != JobState::Succeeded)
        return {};
    const QJsonObject &result = report.result;
    const auto facts = [&](const char *key) -> QString {
        const QJsonValue value = result.value(QLatin1String(key));
        return value.isDouble() ? catalogue().format().count(value.toInteger()) : QStringLiteral("–");
    };
    if (verb == QLatin1String("restore")) {
        const QString copy = result.value(QLatin1String("safety_copy")).toString();
        QString words =
            tr("Restored: %1 facts now, %2 before.").arg(facts("facts_after"), facts("facts_before"));
        if (!copy.isEmpty())
            words +=
                u' ' + tr("What was there before is in %1.").arg(plainName(QFileInfo(copy).fileName(), 120));
        return words;
    }
    if (!result.value(QLatin1String("file")).isString())
        return {};
    const QString name = plainName(QFileInfo(result.value(QLatin1String("file")).toString()).fileName(), 120);
    const QString words =
        tr("%1: %2 facts, %3.")
            .arg(name, facts("facts"),
                 catalogue().format().bytes(result.value(QLatin1String("size_bytes")).toDouble()));
    return result.value(QLatin1String("verified")).toBool()
               ? words + u' ' + tr("It was verified.")
               : words + u' ' +
                     tr("It could not be verified: the knowledge base needs functions that only its own "
                        "program has.");
}

void BackupsPage::askRestore()
{
    const BackupFile *file = chosen();
    if (!file)
        return;
    const Format &format = catalogue().format();
    const QString base = plainName(QFileInfo(database()).fileName(), 120);
    const QString taken = format.dateTime(file->takenMs);
    QStringList words;
    words += file->facts >= 0 ? tr("The content of %1 is replaced by the backup of %2 with %3 facts.")
                                    .arg(base, taken, format.count(file->facts))
                              : tr("The content of %1 is replaced by the backup of %2.").arg(base, taken);
    if (m_snapshot && (*m_snapshot)[MetricId::Facts].known())
        words += tr("It holds %1 facts now; what was stored since the backup is no longer there afterwards.")
                     .arg(format.count(qint64((*m_snapshot)[MetricId::Facts].value)));
    words += tr("A safety copy of what is there now is made first and stays in this list.");
    if (m_snapshot && !m_snapshot->sample.database.holders.empty())
        words += tr("Open in other programs: %1. They go on with the restored content.")
                     .arg(catalogue().holders(m_snapshot->sample.database));

    auto *box = new QMessageBox(QMessageBox::Warning, tr("Restore a backup"),
                                tr("Restore the backup of %1?").arg(taken), QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("restoreQuestion"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(words.join(QStringLiteral("\n\n")));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *go = box->addButton(tr("&Restore"), QMessageBox::AcceptRole);
    go->setObjectName(QStringLiteral("confirmRestore"));
    QPushButton *stay = box->addButton(QMessageBox::Cancel);
    stay->setObjectName(QStringLiteral("cancelRestore"));
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(go, &QPushButton::clicked, this, [this, path = file->path] { restore(path); });
    box->open();
}

void BackupsPage::restore(const QString &path)
{
    if (hindrance().isEmpty() && !isBusy())
        Q_EMIT jobRequested({QStringLiteral("restore"), path, QStringLiteral("--yes")});
}

void BackupsPage::showInFolder() const
{
    if (const BackupFile *file = chosen())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file->path).path()));
}

void BackupsPage::copyPath() const
{
    if (const BackupFile *file = chosen())
        QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(file->path));
}

} // namespace hakgal
