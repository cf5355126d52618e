// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ExportDialog.h"

#include "core/maintenance/transfer/FactFormat.h"
#include "ui/CheckBox.h"
#include "ui/FileDialog.h"
#include "ui/SegmentedControl.h"
#include "ui/TabOrder.h"
#include "ui/Theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace hakgal {

namespace {

constexpr std::array<const char *, 3> kEndings{".txt", ".jsonl", ".csv"};

FactFormat formatAt(int index)
{
    return static_cast<FactFormat>(index);
}

} // namespace

ExportDialog::ExportDialog(const Theme &theme, const QString &database, QWidget *parent)
    : QDialog(parent),
      m_theme(theme),
      m_database(database),
      m_format(new SegmentedControl(theme, QStringLiteral("exportFormat"),
                                    {tr("Statement lines"), tr("JSON Lines"), tr("CSV")}, this)),
      m_spreadsheet(new CheckBox(theme, tr("Safe for &spreadsheets"), this)),
      m_words(new QLabel(this)),
      m_why(new QLabel(this)),
      m_export(nullptr)
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export facts"));
    m_format->setAccessibleName(tr("Format"));
    m_spreadsheet->setObjectName(QStringLiteral("exportSpreadsheet"));
    m_words->setObjectName(QStringLiteral("exportWords"));
    Theme::style(m_words, TextStyle::Body, Tone::Muted);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(4 * m_words->fontMetrics().lineSpacing());
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    Theme::style(m_why, TextStyle::Small, Tone::Muted);
    m_why->setObjectName(QStringLiteral("exportWhy"));
    m_why->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("&Export…"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(QStringLiteral("exportStart"));
    m_export->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_format, &SegmentedControl::chosen, this, &ExportDialog::showFormat);
    connect(m_spreadsheet, &QCheckBox::toggled, this, &ExportDialog::showFormat);

    auto *formatRow = new QHBoxLayout;
    formatRow->addWidget(m_format);
    formatRow->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, layout::kMargin, layout::kMargin, layout::kMargin);
    column->setSpacing(layout::kGap);
    column->addLayout(formatRow);
    column->addWidget(m_words);
    column->addWidget(m_spreadsheet);
    column->addWidget(m_why);
    column->addStretch(1);
    column->addWidget(buttons);
    tabAsRead(this);
    resize(layout::scaled(520), layout::scaled(260));
    showFormat();
    setHindrance({});
}

void ExportDialog::showFormat()
{
    const FactFormat format = formatAt(m_format->current());
    m_spreadsheet->setEnabled(format == FactFormat::Csv);
    QString words;
    switch (format) {
    case FactFormat::Statements:
        words = tr("One statement a line, and nothing else. A statement that holds a line break cannot be a "
                   "line: it is left out and counted.");
        break;
    case FactFormat::JsonLines:
        words =
            tr("One JSON object a line. Carries every statement and the other columns, such as source and "
               "timestamp; an import gives all of it back.");
        break;
    case FactFormat::Csv:
        words =
            m_spreadsheet->isChecked()
                ? tr("A table for spreadsheets: what could be taken for a formula gets an apostrophe before "
                     "it. An import does not take that away again.")
                : tr("A table with a header (RFC 4180). Carries every statement and the other columns, byte "
                     "for byte; an import gives all of it back.");
        break;
    }
    m_words->setText(words);
}

void ExportDialog::setHindrance(const QString &why)
{
    m_hindrance = why;
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_export->setEnabled(why.isEmpty());
}

QString ExportDialog::suggestion() const
{
    const QFileInfo base(m_database);
    const QString ending = QLatin1String(kEndings[static_cast<std::size_t>(m_format->current())]);
    return base.completeBaseName() + QStringLiteral("-facts") + ending;
}

void ExportDialog::start()
{
    const int index = m_format->current();
    const QString ending = QLatin1String(kEndings[static_cast<std::size_t>(index)]);
    // The dialog asks before a file is replaced.
    const QString path =
        FileDialog::save(this, tr("Export facts"), suggestion(), tr("Facts (*%1)").arg(ending));
    if (path.isEmpty())
        return;
    QStringList arguments{QStringLiteral("export"), path, QStringLiteral("--format"),
                          factFormatName(formatAt(index))};
    if (formatAt(index) == FactFormat::Csv && m_spreadsheet->isChecked())
        arguments << QStringLiteral("--spreadsheet");
    if (QFileInfo::exists(path))
        arguments << QStringLiteral("--force");
    accept();
    Q_EMIT jobRequested(arguments);
}

} // namespace hakgal
