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
    setGroupSeparatorShown(true);
}

QString NumberBox::textFromValue(double value) const
{
    QLocale shown = locale();
    if (!isGroupSeparatorShown())
        shown.setNumberOptions(shown.numberOptions() | QLocale::OmitGroupSeparator);
    return shown.toString(value, 'f', QLocale::FloatingPointShortest);
}

QString NumberBox::worded(double value) const
{
    if (!specialValueText().isEmpty() && value <= minimum())
        return specialValueText();
    return locale().toString(value, 'f', QLocale::FloatingPointShortest) +
           suffix().replace(u' ', QChar::Nbsp);
}

void NumberBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace hakgal
