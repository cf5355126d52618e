// SPDX-License-Identifier: GPL-3.0-or-later
// What FactsPage does with the selected facts: copies them, and writes them to a file.
#include "ui/Card.h"
#include "ui/CsvFile.h"
#include "ui/FactsPage.h"
#include "ui/FactTableModel.h"
#include "ui/FileDialog.h"
#include "ui/MessageBox.h"
#include "ui/SelectedRows.h"
#include "ui/TableActions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

namespace hakgal {

void FactsPage::makeCopying()
{
    QAction *statements = tables::own(m_table, tables::Does::Copy);
    statements->setText(tr("Copy statements"));
    statements->setObjectName(QStringLiteral("copyStatements"));
    connect(statements, &QAction::triggered, this, &FactsPage::copyStatements);
    QAction *rows = tables::own(m_table, tables::Does::CopyWithHeadings);
    rows->setText(tr("Copy rows with header"));
    rows->setObjectName(QStringLiteral("copyRows"));
    connect(rows, &QAction::triggered, this, &FactsPage::copyTable);
}

void FactsPage::makeExporting()
{
    m_export = new QPushButton(tr("Save &selection"), m_card);
    m_export->setObjectName(QStringLiteral("saveSelection"));
    m_export->setToolTip(Theme::toolTip(tr("Writes the selected facts to a file.")));
    auto *menu = new QMenu(m_export);
    using File = FactsText::FileFormat;
    const auto add = [&](const QString &words, File format) {
        connect(menu->addAction(words), &QAction::triggered, this, [this, format] { exportAsked(format); });
    };
    add(tr("Statement lines…"), File::Lines);
    add(tr("JSON Lines…"), File::JsonLines);
    add(tr("CSV…"), File::Csv);
    add(tr("CSV for spreadsheets…"), File::Spreadsheet);
    m_export->setMenu(menu);
    // All of them at once is what File > Export Facts does.
    QAction *save = tables::own(m_table, tables::Does::Save);
    save->setText(tr("Save selection"));
    connect(save, &QAction::triggered, m_export, &QPushButton::showMenu);
    m_card->addToHeader(m_export);
}

std::vector<FactRow> FactsPage::selected() const
{
    std::vector<FactRow> facts;
    for (const QModelIndex &row : selectedRows(m_table))
        facts.push_back(m_model->fact(row.row()));
    return facts;
}

void FactsPage::copyStatements() const
{
    QStringList lines;
    for (const FactRow &fact : selected())
        lines << fact.statement;
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void FactsPage::copyTable() const
{
    const std::vector<FactRow> facts = selected();
    if (!facts.empty())
        QApplication::clipboard()->setText(FactsText::table(facts));
}

Result<void> FactsPage::exportSelected(const QString &path, FactsText::FileFormat format) const
{
    const auto bytes = FactsText::file(selected(), format);
    if (!bytes)
        return bytes.error();
    return saveCsv(path, database(), *bytes);
}

void FactsPage::exportAsked(FactsText::FileFormat format)
{
    QString suffix = QStringLiteral("csv");
    QString filter = tr("Comma-separated values (*.csv)");
    if (format == FactsText::FileFormat::Lines) {
        suffix = QStringLiteral("txt");
        filter = tr("Statement lines (*.txt)");
    } else if (format == FactsText::FileFormat::JsonLines) {
        suffix = QStringLiteral("jsonl");
        filter = tr("JSON Lines (*.jsonl)");
    }
    const QString path =
        FileDialog::save(this, tr("Save the selected facts"), QStringLiteral("facts.") + suffix, filter);
    if (path.isEmpty())
        return;
    if (const Result<void> written = exportSelected(path, format); !written)
        showMessage(this, QMessageBox::Warning, tr("Save the selected facts"),
                    catalogue().error(written.error()));
}

} // namespace hakgal
