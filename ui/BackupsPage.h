// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/MaintenanceReader.h"
#include "ui/JobPage.h"

class QLabel;
class QPushButton;
class QTableView;

namespace hakgal {

class BackupTableModel;

/// The backups of the knowledge base: make one, check one, restore one. The list is asked for with
/// backupsRequested() whenever the page is shown or a job has ended.
class BackupsPage : public JobPage
{
    Q_OBJECT
public:
    BackupsPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void showBackups(const BackupList &list);

    void setDatabase(const QString &path) override;
    void applySettings(const Settings &settings) override;
    void showSnapshot(const SnapshotPtr &snapshot) override;
    void showQueryProgress(const QString &topic, const JobProgress &progress) override;
    void showAnswer(const QString &topic, const JobReport &answer) override;

Q_SIGNALS:
    void backupsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void cancelAsked() override;
    void updateActions() override;
    QString jobEnded(const QString &verb, const JobReport &report) override;

private:
    void makeTable();
    QPushButton *button(const char *name, const QString &text);
    const BackupFile *chosen() const;
    void ask();
    void showSummary();
    void fitTable();
    void verify();
    void askRestore();
    void restore(const QString &path);
    void showInFolder() const;
    void copyPath() const;

    BackupTableModel *m_model;
    Card *m_card;
    QTableView *m_table;
    QLabel *m_warning;
    QPushButton *m_make;
    QPushButton *m_verify;
    QPushButton *m_restore;
    QPushButton *m_folder;
    QPushButton *m_copy;

    BackupList m_list;
    QString m_schedule;      ///< when one is made by itself, in words
    bool m_answered = false; ///< m_list is of this base
    SnapshotPtr m_snapshot;
    QString m_verifying; ///< the backup that is being checked; empty: none
};

} // namespace hakgal
