// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThread>

namespace hakgal {

/// A named thread with one worker object in it. The worker is deleted in its own thread when this is
/// destroyed, which ends the event loop and waits. Create and destroy in the same thread.
class WorkerThread
{
public:
    WorkerThread(const QString &name, QObject *worker)
    {
        m_thread.setObjectName(name);
        worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, worker, &QObject::deleteLater);
        m_thread.start();
    }
    ~WorkerThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    WorkerThread(const WorkerThread &) = delete;
    WorkerThread &operator=(const WorkerThread &) = delete;

private:
    QThread m_thread;
};

} // namespace hakgal
