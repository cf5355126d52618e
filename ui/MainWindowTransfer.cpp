// SPDX-License-Identifier: GPL-3.0-or-later
// What MainWindow does about import and export: shows the dialogs and passes on what they ask.
#include "ui/ExportDialog.h"
#include "ui/ImportDialog.h"
#include "ui/MainWindow.h"

namespace hakgal {

void MainWindow::showImport(const QString &file)
{
    if (!m_import) {
        m_import = new ImportDialog(m_theme, m_catalogue, this);
        m_import->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_import, &ImportDialog::queryRequested, this, &MainWindow::queryRequested);
        connect(m_import, &ImportDialog::queryCancelRequested, this, &MainWindow::queryCancelRequested);
        connect(m_import, &ImportDialog::jobRequested, this, &MainWindow::startTransfer);
        m_import->setHindrance(hindrance());
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
    const QString base = m_snapshot ? m_snapshot->sample.database.path : m_settings.databasePath;
    m_export = new ExportDialog(m_theme, base, this);
    m_export->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_export, &ExportDialog::jobRequested, this, &MainWindow::startTransfer);
    m_export->setHindrance(hindrance());
    m_export->open();
}

/// The page that shows how far it is comes to the front.
void MainWindow::startTransfer(const QStringList &verbAndArguments)
{
    showPage(QStringLiteral("facts"));
    Q_EMIT jobRequested(verbAndArguments);
}

} // namespace hakgal
