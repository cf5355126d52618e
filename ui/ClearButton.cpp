// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ClearButton.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

namespace hakgal {

void addClearButton(QLineEdit *field)
{
    field->setClearButtonEnabled(true);
    for (QToolButton *button : field->findChildren<QToolButton *>())
        button->setAccessibleName(QCoreApplication::translate("hakgal", "Clear"));
}

} // namespace hakgal
