// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NumberBox.h"

#include <QWheelEvent>

namespace hakgal {

NumberBox::NumberBox(QWidget *parent) : QDoubleSpinBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAlignment(Qt::AlignRight);
    setButtonSymbols(QAbstractSpinBox::NoButtons);
    setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
    QLocale plain = locale();
    plain.setNumberOptions(plain.numberOptions() | QLocale::OmitGroupSeparator);
    setLocale(plain);
}

QString NumberBox::textFromValue(double value) const
{
    return locale().toString(value, 'f', QLocale::FloatingPointShortest);
}

QString NumberBox::worded(double value) const
{
    if (!specialValueText().isEmpty() && value <= minimum())
        return specialValueText();
    QLocale grouped = locale();
    grouped.setNumberOptions(grouped.numberOptions() & ~QLocale::OmitGroupSeparator);
    return grouped.toString(value, 'f', QLocale::FloatingPointShortest) + suffix();
}

void NumberBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace hakgal
