// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QBoxLayout;

namespace hakgal {

/// Parts that stand beside each other where there is room for all of them, and else below each other. GUI
/// thread.
class FoldingRow : public QWidget
{
    Q_OBJECT
public:
    explicit FoldingRow(QWidget *parent = nullptr);

    /// The parts share the width by `stretch`, as in a QHBoxLayout; a part that is alone on its line begins
    /// at its left.
    void addPart(QWidget *part, int stretch = 0);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void fold();

    QBoxLayout *m_layout;
    std::vector<QWidget *> m_parts;
};

} // namespace hakgal
