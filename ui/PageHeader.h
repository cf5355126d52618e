// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace hakgal {

/// The first line of a page: its title, a muted caption behind it, what can be done at the right.
class PageHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void setCaption(const QString &caption);
    QString caption() const;
    /// Between the title and the caption.
    void insertBeforeCaption(QWidget *widget);
    /// Added from left to right; what is most often wanted comes last.
    void addAction(QWidget *widget);

private:
    QHBoxLayout *m_row;
    QLabel *m_caption;
};

} // namespace hakgal
