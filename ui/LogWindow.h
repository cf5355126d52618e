// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/WorkerThread.h"
#include "core/text/Catalogue.h"
#include "ui/LogTail.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableView;
class QTimer;

namespace hakgal {

class Card;
class LogFilter;
class LogModel;
class SegmentedControl;
class Theme;

/// A window with the end of the log file: filter by level, search, follow, copy. The file is read in a thread
/// of its own, only while the window is open. GUI thread.
class LogWindow : public QWidget
{
    Q_OBJECT
public:
    LogWindow(const Theme &theme, const Catalogue &catalogue, const QString &path, QWidget *parent = nullptr);
    ~LogWindow() override;

Q_SIGNALS:
    void readRequested(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeTools();
    void makeTable();
    void ask();
    void showLines(const std::vector<LogLine> &lines, bool anew);
    void showError(const Error &error);
    void showSummary();
    void showCurrent();
    void follow();
    void copy() const;

    const Theme &m_theme;
    Catalogue m_catalogue;
    QString m_path;
    LogModel *m_model;
    LogFilter *m_filter;
    Card *m_card;
    QTableView *m_table;
    QPlainTextEdit *m_whole;
    QLabel *m_summary;
    QLineEdit *m_search = nullptr;
    SegmentedControl *m_level = nullptr;
    QCheckBox *m_follow = nullptr;
    QTimer *m_timer;
    LogTail *m_tail; ///< owned by m_thread
    std::unique_ptr<WorkerThread> m_thread;
    bool m_asked = false;
};

} // namespace hakgal
