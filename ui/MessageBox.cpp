// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MessageBox.h"

namespace hakgal {

void showMessage(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &words)
{
    auto *box = new QMessageBox(icon, title, words, QMessageBox::Ok, parent);
    box->setObjectName(QStringLiteral("messageBox"));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace hakgal
