// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ShutdownHold.h"

#include <QProcess>

namespace hakgal {

struct ShutdownHold::Platform
{
    /// Holds an inhibitor lock of systemd-logind as long as it lives; it ends when its input does.
    std::unique_ptr<QProcess> holder;

    void release()
    {
        if (!holder)
            return;
        QProcess *process = holder.release();
        QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->closeWriteChannel();
        if (process->state() == QProcess::NotRunning)
            process->deleteLater();
    }
};

ShutdownHold::ShutdownHold() : d(std::make_unique<Platform>()) {}

ShutdownHold::~ShutdownHold()
{
    if (!d->holder)
        return;
    d->holder->kill();
    d->holder->waitForFinished(1000);
}

void ShutdownHold::set(WId, const QString &why)
{
    d->release();
    if (why.isEmpty())
        return;
    d->holder = std::make_unique<QProcess>();
    d->holder->setStandardOutputFile(QProcess::nullDevice());
    d->holder->setStandardErrorFile(QProcess::nullDevice());
    // Where there is no systemd it does not start, and where we may not it ends: nothing is held then.
    d->holder->start(QStringLiteral("systemd-inhibit"),
                     {QStringLiteral("--what=shutdown"), QStringLiteral("--who=HAK/GAL Optimizer"),
                      QStringLiteral("--why=") + why, QStringLiteral("--mode=block"), QStringLiteral("cat")});
}

} // namespace hakgal
