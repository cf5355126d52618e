// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

#include <vector>

class QListWidget;
class QPushButton;
class QTextBrowser;

namespace hakgal {

class Theme;

/// The help pages that the program carries: Markdown in :/hakgal/help/LANGUAGE. Pure but for reading them.
namespace help {

/// The page with links to all others.
inline constexpr const char *kContents = "index";

/// The pages in their order: the contents, then as the contents link to them.
QStringList pages(const QString &language);

/// A page as it is written; English where the language has no such page, empty where there is none.
QString text(const QString &page, const QString &language);

/// Its first heading.
QString title(const QString &text);

/// The pages it links to, in order.
QStringList links(const QString &text);

} // namespace help

/// Shows the help. Nothing comes from elsewhere: no pictures, no network; links lead from page to page. GUI
/// thread.
class HelpWindow : public QWidget
{
    Q_OBJECT
public:
    HelpWindow(const Theme &theme, const QString &language, QWidget *parent = nullptr);

    /// False where there is no such page (nothing changes).
    bool showPage(const QString &page);
    QString page() const;

private:
    void go(const QString &page);
    void render();

    const Theme &m_theme;
    QString m_language;
    QListWidget *m_list;
    QTextBrowser *m_text;
    QPushButton *m_backButton;
    QStringList m_past; ///< the page that is shown is the last
};

} // namespace hakgal
