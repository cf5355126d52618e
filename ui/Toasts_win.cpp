// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Toasts.h"

namespace hakgal {

Toasts::Toasts(QObject *parent) : QObject(parent) {}
Toasts::~Toasts() = default;

/// The icon in the taskbar's corner is always there, and its messages are the system's own.
void Toasts::show(const ToastMessage &message, const QImage &)
{
    Q_EMIT refused(message);
}

void Toasts::closeAll() {}
void Toasts::tokenGiven(uint, const QString &) {}
void Toasts::actionInvoked(uint, const QString &) {}
void Toasts::closed(uint, uint) {}

} // namespace hakgal
