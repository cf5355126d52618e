// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

namespace hakgal {

class Theme;

/// A check box in the colours of the theme: filled with the accent while checked, a visible frame while not.
class CheckBox : public QCheckBox
{
    Q_OBJECT
public:
    CheckBox(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &at) const override { return rect().contains(at); }
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace hakgal
