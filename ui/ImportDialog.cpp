// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ImportDialog.h"

#include "core/maintenance/transfer/FactFormat.h"
#include "ui/Card.h"
#include "ui/CheckBox.h"
#include "ui/ComboBox.h"
#include "ui/FileDialog.h"
#include "ui/RowDelegate.h"
#include "ui/TabOrder.h"
#include "ui/TabularText.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

#include <utility>

namespace hakgal {

namespace {

constexpr int kDetect = 0; ///< of the format box; the formats follow

QString droppedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    const QString path =
        urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
    return ImportDialog::takes(path) ? path : QString();
}

QTableView *makeTable(const Theme &theme, QStandardItemModel *model, const char *name, const QString &spoken,
                      QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(spoken);
    Theme::style(table);
    table->setModel(model);
    table->setItemDelegate(new RowDelegate(theme, table));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setMinimumHeight(4 * layout::kRow);
    return table;
}

void addRow(QStandardItemModel *model, const QStringList &texts)
{
    QList<QStandardItem *> row;
    for (const QString &text : texts) {
        auto *item = new QStandardItem(plainName(text, 300));
        item->setToolTip(Theme::toolTip(plainName(text, 1000)));
        row << item;
    }
    row.front()->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    model->appendRow(row);
}

} // namespace

ImportDialog::ImportDialog(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : QDialog(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_path(new QLineEdit(this)),
      m_format(new ComboBox(theme, this)),
      m_source(new QLineEdit(this)),
      m_rejects(
          new CheckBox(theme, tr("Write what is &rejected to a file, to be mended and imported"), this)),
      m_message(new QLabel(this)),
      m_columns(new QLabel(this)),
      m_factsCard(new Card(theme, tr("First facts"), this)),
      m_factModel(new QStandardItemModel(this)),
      m_rejectsCard(new Card(theme, tr("Would be rejected"), this)),
      m_rejectModel(new QStandardItemModel(this)),
      m_import(nullptr)
{
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import facts"));
    setAcceptDrops(true);

    m_path->setObjectName(QStringLiteral("importPath"));
    m_path->setAccessibleName(tr("The file"));
    m_path->setPlaceholderText(tr("Choose a file, type its path or drop it here"));
    // What was understood is not what stands there now, and Import must not take the file before.
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        m_edited = true;
        m_asking = false;
        m_understood.clear();
        showButtons();
    });
    connect(m_path, &QLineEdit::editingFinished, this, &ImportDialog::takeTyped);
    auto *browse = new QPushButton(tr("&Choose…"), this);
    browse->setObjectName(QStringLiteral("importChoose"));
    connect(browse, &QPushButton::clicked, this, &ImportDialog::choose);
    auto *pathRow = new QHBoxLayout;
    pathRow->setSpacing(2 * layout::kStep);
    pathRow->addWidget(m_path, 1);
    pathRow->addWidget(browse);

    m_format->setObjectName(QStringLiteral("importFormat"));
    m_format->setAccessibleName(tr("Format"));
    m_format->addItems({tr("As the file says"), tr("Statement lines"), tr("JSON Lines"), tr("CSV")});
    connect(m_format, &QComboBox::currentIndexChanged, this, &ImportDialog::ask);

    m_source->setObjectName(QStringLiteral("importSource"));
    m_source->setAccessibleName(tr("Source"));
    m_source->setPlaceholderText(tr("For facts that name none; may stay empty"));
    m_source->setMaxLength(200);
    m_rejects->setObjectName(QStringLiteral("importRejects"));
    m_rejects->setChecked(true);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(layout::kGap);
    form->setVerticalSpacing(2 * layout::kStep);
    form->addRow(tr("File"), pathRow);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Source"), m_source);
    form->addRow(QString(), m_rejects);

    Theme::style(m_message, TextStyle::Body);
    m_message->setObjectName(QStringLiteral("importMessage"));
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(2 * m_message->fontMetrics().lineSpacing());
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    Theme::style(m_columns, TextStyle::Small, Tone::Muted);
    m_columns->setObjectName(QStringLiteral("importColumns"));
    m_columns->setWordWrap(true);

    m_factModel->setHorizontalHeaderLabels({tr("Line"), tr("Statement"), tr("Predicate"), tr("Subject")});
    m_facts = makeTable(theme, m_factModel, "importFacts", tr("First facts as they would be stored"), this);
    m_facts->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_factsCard->body()->addWidget(m_facts);
    m_rejectModel->setHorizontalHeaderLabels({tr("Line"), tr("Why"), tr("What stands there")});
    m_rejectTable = makeTable(theme, m_rejectModel, "importRejected", tr("What would be rejected"), this);
    m_rejectTable->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_rejectsCard->body()->addWidget(m_rejectTable);
    m_rejectsCard->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_import = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(QStringLiteral("importStart"));
    m_import->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, layout::kMargin, layout::kMargin, layout::kMargin);
    column->setSpacing(layout::kGap);
    column->addLayout(form);
    column->addWidget(m_message);
    column->addWidget(m_columns);
    column->addWidget(m_factsCard, 3);
    column->addWidget(m_rejectsCard, 2);
    column->addWidget(buttons);
    tabAsRead(this);
    resize(layout::scaled(760), layout::scaled(600));
    showMessage(tr("Statement lines, JSON Lines or CSV. What is already there is not stored again."), false);
    m_factsCard->setEmptyText(tr("The first facts of the file appear here before anything is stored."));
    showButtons();
}

QString ImportDialog::topic()
{
    return QStringLiteral("import.preview");
}

bool ImportDialog::takes(const QString &path)
{
    return factFormatOfFile(path) || path.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive);
}

QString ImportDialog::file() const
{
    return m_file;
}

void ImportDialog::setFile(const QString &path)
{
    m_file = path;
    m_edited = false;
    m_path->setText(QDir::toNativeSeparators(path));
    m_path->setToolTip(Theme::toolTip(QDir::toNativeSeparators(path)));
    ask();
}

void ImportDialog::takeTyped()
{
    if (!std::exchange(m_edited, false))
        return;
    const QString typed = QDir::fromNativeSeparators(m_path->text().trimmed());
    setFile(typed.isEmpty() ? m_file
                            : QDir::cleanPath(QDir(FileDialog::folderOf(m_file)).absoluteFilePath(typed)));
}

void ImportDialog::choose()
{
    const QString path =
        FileDialog::open(this, tr("Import facts"), FileDialog::folderOf(m_file),
                         tr("Facts (*.txt *.jsonl *.ndjson *.json *.csv *.tsv);;All files (*)"));
    if (!path.isEmpty())
        setFile(path);
}

QStringList ImportDialog::common() const
{
    QStringList arguments{QStringLiteral("import"), m_file};
    if (m_format->currentIndex() != kDetect) {
        const auto format = static_cast<FactFormat>(m_format->currentIndex() - 1);
        arguments << QStringLiteral("--format") << factFormatName(format);
    }
    return arguments;
}

void ImportDialog::ask()
{
    if (m_file.isEmpty())
        return;
    m_asking = true;
    m_understood.clear();
    m_factModel->removeRows(0, m_factModel->rowCount());
    m_rejectModel->removeRows(0, m_rejectModel->rowCount());
    m_rejectsCard->hide();
    m_columns->clear();
    m_factsCard->setEmptyText(tr("Reading the beginning of the file…"));
    showMessage(tr("Looking at the file…"), false);
    showButtons();
    Q_EMIT queryRequested(topic(), common() << QStringLiteral("--preview"));
}

void ImportDialog::showAnswer(const QString &topic, const JobReport &answer)
{
    if (topic != ImportDialog::topic() || !m_asking)
        return;
    m_asking = false;
    if (answer.state == JobState::Succeeded) {
        showPreview(answer.result);
    } else {
        m_factsCard->setEmptyText(tr("Nothing can be shown of this file."));
        showMessage(answer.state == JobState::Cancelled ? tr("The preview was cancelled.")
                                                        : m_catalogue.error(answer.error),
                    true);
    }
    showButtons();
}

void ImportDialog::showPreview(const QJsonObject &preview)
{
    const auto count = [this, &preview](const char *key) {
        return m_catalogue.format().count(preview[QLatin1String(key)].toInteger());
    };
    m_understood = preview[QStringLiteral("format")].toString();
    const auto format = factFormatOf(m_understood).value_or(FactFormat::Statements);
    const QString name = m_format->itemText(static_cast<int>(format) + 1);
    const bool whole = preview[QStringLiteral("whole")].toBool();

    QString words = whole ? tr("%1: %2 lines.").arg(name, count("estimated_rows"))
                          : tr("%1: about %2 lines.").arg(name, count("estimated_rows"));
    const QJsonValue seconds = preview[QStringLiteral("estimated_seconds")];
    if (seconds.isDouble()) {
        words += u' ' + tr("Storing them takes about %1 on an idle base, longer beside a busy one.")
                            .arg(m_catalogue.format().duration(std::max(1.0, seconds.toDouble())));
    }
    words += u' ' + (whole ? tr("%1 facts, %2 of them repeated, %3 blank, %4 would be rejected.")
                           : tr("Of the first %5: %1 facts, %2 repeated, %3 blank, %4 would be rejected."))
                        .arg(count("facts"), count("repeated"), count("blank"), count("rejected"));
    if (!whole)
        words = words.arg(count("looked_at"));
    showMessage(words, false);

    QStringList stored;
    QStringList left;
    for (const QJsonValue &column : preview[QStringLiteral("columns")].toArray()) {
        const QString columnName = plainName(column[QStringLiteral("name")].toString(), 60);
        (column[QStringLiteral("stored_as")].isString() ? stored : left) << columnName;
    }
    QStringList said;
    if (!stored.isEmpty())
        said << tr("Stored besides the statement: %1.").arg(stored.join(QStringLiteral(", ")));
    if (!left.isEmpty())
        said << tr("Left out, since the base has no such column: %1.").arg(left.join(QStringLiteral(", ")));
    m_columns->setText(said.join(u' '));

    for (const QJsonValue &row : preview[QStringLiteral("rows")].toArray()) {
        addRow(m_factModel,
               {m_catalogue.format().count(row[QStringLiteral("line")].toInteger()),
                row[QStringLiteral("statement")].toString(), row[QStringLiteral("predicate")].toString(),
                row[QStringLiteral("subject")].toString()});
    }
    m_factsCard->setEmptyText(m_factModel->rowCount() == 0 ? tr("There is no fact in the first lines.")
                                                           : QString());
    m_facts->resizeColumnToContents(0);
    for (const QJsonValue &reject : preview[QStringLiteral("rejects")].toArray()) {
        addRow(m_rejectModel, {m_catalogue.format().count(reject[QStringLiteral("line")].toInteger()),
                               m_catalogue.rejectReason(reject[QStringLiteral("why")].toInt()),
                               reject[QStringLiteral("text")].toString()});
    }
    m_rejectTable->resizeColumnToContents(0);
    m_rejectTable->setColumnWidth(1, 280);
    m_rejectsCard->setVisible(m_rejectModel->rowCount() > 0);
}

void ImportDialog::showMessage(const QString &words, bool bad)
{
    Theme::style(m_message, TextStyle::Body, bad ? Tone::Critical : Tone::Normal);
    m_message->setText(words);
}

void ImportDialog::setHindrance(const QString &why)
{
    m_hindrance = why;
    showButtons();
}

void ImportDialog::showButtons()
{
    m_import->setEnabled(m_hindrance.isEmpty() && !m_understood.isEmpty());
    m_import->setToolTip(Theme::toolTip(m_hindrance));
}

/// A name that is free beside the file; JSON Lines keeps its form, all others become CSV.
QString ImportDialog::rejectsPath() const
{
    const QString ending = m_understood == factFormatName(FactFormat::JsonLines) ? QStringLiteral(".jsonl")
                                                                                 : QStringLiteral(".csv");
    for (int i = 1; i < 1000; ++i) {
        const QString number = i == 1 ? QString() : QStringLiteral("-%1").arg(i);
        const QString path = m_file + QStringLiteral(".rejects") + number + ending;
        if (!QFileInfo::exists(path))
            return path;
    }
    return {};
}

void ImportDialog::start()
{
    if (!m_import->isEnabled())
        return;
    QStringList arguments = common();
    if (!m_source->text().isEmpty())
        arguments << QStringLiteral("--source") << m_source->text();
    if (const QString path = rejectsPath(); m_rejects->isChecked() && !path.isEmpty())
        arguments << QStringLiteral("--rejects") << path;
    accept();
    Q_EMIT jobRequested(arguments);
}

void ImportDialog::done(int result)
{
    if (m_asking)
        Q_EMIT queryCancelRequested(topic());
    m_asking = false;
    QDialog::done(result);
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    setFile(path);
}

} // namespace hakgal
