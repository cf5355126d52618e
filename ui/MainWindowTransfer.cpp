// SPDX-License-Identifier: GPL-3.0-or-later
// What MainWindow does about import and export: shows the dialogs and passes on what they ask.
#include "ui/ExportDialog.h"
#include "ui/ImportDialog.h"
#include "ui/MainWindow.h"
#include "ui/WindowJobs.h"

namespace hakgal {

void MainWindow::showImport(const QString &file)
{
    if (!m_import) {
        m_import = new ImportDialog(m_theme, m_catalogue, this);
        m_import->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_import, &ImportDialog::jobRequested, this, &MainWindow::showTransfer);
        m_jobs->add(m_import);
        equip(m_import);
        m_import->open();
    }
    if (!file.isEmpty())
        m_import->setFile(file);
}

void MainWindow::showExport()
{
    if (m_export)
        return;
    m_export = new ExportDialog(m_theme, database(), this);
    m_export->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_export, &ExportDialog::jobRequested, this, &MainWindow::showTransfer);
    m_jobs->add(m_export);
    m_export->open();
}

/// The page that shows how far it is comes to the front.
void MainWindow::showTransfer()
{
    showPage(QStringLiteral("facts"));
}

} // namespace hakgal
