// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace hakgal {

/// A rounded surface with a border: a title line (title, caption, whatever else goes to the right) and a
/// body. A card with nothing to show says so in words.
class Card : public QWidget
{
    Q_OBJECT
public:
    /// Without a title there is no title line.
    explicit Card(const Theme &theme, const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const;
    /// The muted words behind the title.
    void setCaption(const QString &caption);
    QString caption() const;

    /// What stands to the right in the title line, in order.
    void addToHeader(QWidget *widget);
    /// Where the contents go.
    QVBoxLayout *body() const { return m_body; }

    /// A sentence in place of the body, such as "No alerts today"; empty shows the body again.
    void setEmptyText(const QString &text);
    QString emptyText() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QWidget *m_header;
    QHBoxLayout *m_headerRow;
    QLabel *m_title;
    QLabel *m_caption;
    QWidget *m_content;
    QVBoxLayout *m_body;
    QLabel *m_empty;
    QStackedLayout *m_stack;
};

} // namespace hakgal
