// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageBox>
#include <QString>

namespace hakgal {

/// A box with one button whose words are never taken for markup; it waits for nobody. Its name is
/// `messageBox`. GUI thread.
void showMessage(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &words);

} // namespace hakgal
