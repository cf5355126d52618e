// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/metrics/Snapshot.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace hakgal {

class Theme;

/// The pages at the left: one stop for Tab, arrow keys move. A page may carry a number (alerts that fire) and
/// a dot (the status, where it is not well).
class NavigationRail : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kWidth = 188;

    explicit NavigationRail(const Theme &theme, QWidget *parent = nullptr);

    /// `id` is the name of `hakgal --page`.
    void addPage(const QString &id, const QString &title);
    QStringList pages() const;

    QString current() const;
    /// No effect for an unknown id. Emits chosen() when it changes.
    void setCurrent(const QString &id);

    /// 0 takes the badge away.
    void setBadge(const QString &id, int count, Severity severity);
    int badge(const QString &id) const;
    /// Operational takes the dot away; `word` is told to assistive tools.
    void setStatus(const QString &id, Status status, const QString &word);

    /// Small lines at the foot, and what pointing at them tells.
    void setFooter(const QStringList &lines, const QString &details);

Q_SIGNALS:
    void chosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QListWidgetItem *item(const QString &id) const;
    void nameForAssistiveTools(QListWidgetItem *item);

    const Theme &m_theme;
    QListWidget *m_list;
    QLabel *m_footer;
    bool m_keyboard = false; ///< the list was reached or is used by keyboard
};

} // namespace hakgal
