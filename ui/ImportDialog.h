// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/JobRunner.h"
#include "core/text/Catalogue.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;
class QTableView;

namespace hakgal {

class Card;
class CheckBox;
class Theme;

/// Import: which file, how it is understood, its first facts as they would be stored, what would be rejected,
/// and how long it may take. Knows no engine: it asks with queryRequested() (a preview, which only reads) and
/// is told by showAnswer(); Import asks with jobRequested() and closes. It never opens the file itself. GUI
/// thread.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    ImportDialog(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// The topic of its questions.
    static QString topic();
    /// Files that are imported when they are dropped on the window, by their names.
    static bool takes(const QString &path);

    /// Takes this file as if it had been chosen, and asks for its preview.
    void setFile(const QString &path);
    QString file() const;

public Q_SLOTS:
    /// Why no job can be started now, in a sentence; empty: one can.
    void setHindrance(const QString &why);
    /// Answers of other topics are ignored.
    void showAnswer(const QString &topic, const hakgal::JobReport &answer);

Q_SIGNALS:
    void queryRequested(const QString &topic, const QStringList &verbAndArguments);
    void queryCancelRequested(const QString &topic);
    void jobRequested(const QStringList &verbAndArguments);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void done(int result) override;

private:
    void takeTyped();
    void choose();
    void ask();
    void start();
    void showPreview(const QJsonObject &preview);
    void showMessage(const QString &words, bool bad);
    void showButtons();
    QStringList common() const;
    QString rejectsPath() const;

    const Theme &m_theme;
    Catalogue m_catalogue;
    QString m_file;
    QString m_hindrance;
    QString m_understood;  ///< the format that the preview found; empty: none yet
    bool m_edited = false; ///< the path was typed and is not taken yet
    bool m_asking = false;

    QLineEdit *m_path;
    QComboBox *m_format;
    QLineEdit *m_source;
    CheckBox *m_rejects;
    QLabel *m_message;
    QLabel *m_columns;
    Card *m_factsCard;
    QTableView *m_facts;
    QStandardItemModel *m_factModel;
    Card *m_rejectsCard;
    QTableView *m_rejectTable;
    QStandardItemModel *m_rejectModel;
    QPushButton *m_import;
};

} // namespace hakgal
