// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace hakgal {

class CheckBox;
class SegmentedControl;
class Theme;

/// Export: which format, and what each of them carries. Export… asks for the file's name and then for the job
/// with jobRequested(). GUI thread.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `database`: the base, after which the file is named.
    ExportDialog(const Theme &theme, const QString &database, QWidget *parent = nullptr);

public Q_SLOTS:
    /// Why no job can be started now, in a sentence; empty: one can.
    void setHindrance(const QString &why);

Q_SIGNALS:
    void jobRequested(const QStringList &verbAndArguments);

private:
    void start();
    void showFormat();
    QString suggestion() const;

    const Theme &m_theme;
    QString m_database;
    QString m_hindrance;
    SegmentedControl *m_format;
    CheckBox *m_spreadsheet;
    QLabel *m_words;
    QLabel *m_why;
    QPushButton *m_export;
};

} // namespace hakgal
