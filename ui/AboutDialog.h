// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

class QListWidget;
class QPlainTextEdit;
class QVBoxLayout;

namespace hakgal {

/// What this is, of which versions, and under which licences; copies the diagnostics that it was given. The
/// texts of the licences come from :/hakgal/licenses. GUI thread.
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    /// `diagnostics`: as diagnosticsText() makes them.
    explicit AboutDialog(const QString &diagnostics, QWidget *parent = nullptr);

private:
    void addVersions(QVBoxLayout *column);
    void addLicences(QVBoxLayout *column);

    QListWidget *m_parts;
    QPlainTextEdit *m_licence;
};

} // namespace hakgal
