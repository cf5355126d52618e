// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace hakgal {

/// A table that is as high as its rows, for short lists on a page that scrolls as a whole. Rows are as high
/// as their delegate wants them, so long sentences may wrap.
class FittedTable : public QTableView
{
    Q_OBJECT
public:
    explicit FittedTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
};

} // namespace hakgal
