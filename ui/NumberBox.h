// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace hakgal {

/// A number with its unit: no trailing zeros, thousands grouped (setGroupSeparatorShown()), and the wheel
/// scrolls the page unless the field has the focus.
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT
public:
    explicit NumberBox(QWidget *parent = nullptr);

    QString textFromValue(double value) const override;
    /// As shown, with unit: "0.2 s", "off".
    QString worded(double value) const;

protected:
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace hakgal
