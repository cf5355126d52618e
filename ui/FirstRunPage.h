// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/text/Catalogue.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;

namespace hakgal {

class Card;
class DropZone;
class Theme;

/// What is shown while no knowledge base is open: how to open one, and why the last one is not. Opens nothing
/// itself and looks at no file. GUI thread.
class FirstRunPage : public QWidget
{
    Q_OBJECT
public:
    FirstRunPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    /// Newest first; at most `kMostRecent` are shown.
    void setRecentFiles(const QStringList &paths);
    /// Why the chosen or remembered base is not open; nothing: no error.
    void setError(const std::optional<Error> &error);

    static constexpr int kMostRecent = 5;

Q_SIGNALS:
    void openRequested();                 ///< the operator wants a file dialog
    void demoRequested();                 ///< the operator wants a demo knowledge base
    void fileChosen(const QString &path); ///< a recent or dropped file

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void addDropZone();

    Catalogue m_catalogue;
    const Theme &m_theme;
    DropZone *m_drop;
    Card *m_problem;
    QLabel *m_problemText;
    Card *m_recent;
};

} // namespace hakgal
