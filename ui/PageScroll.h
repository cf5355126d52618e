// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace hakgal {

/// What lies below the header of a page: cards one below the other, scrolled where they are higher than the
/// page. The scroll bar stands in the page's right margin, so the cards end where the header ends and nothing
/// moves when the bar comes or goes. GUI thread.
class PageScroll : public QScrollArea
{
    Q_OBJECT
public:
    explicit PageScroll(QWidget *parent = nullptr);

    /// Where the cards go.
    QVBoxLayout *column() const { return m_column; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keepMargin();

    QVBoxLayout *m_column;
};

} // namespace hakgal
