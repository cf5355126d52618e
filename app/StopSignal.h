// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>
#include <memory>

namespace hakgal {

/// Turns SIGINT and SIGTERM (Windows: Ctrl-C, Ctrl-Break, log-off, shutdown, an installer that needs our
/// files) into a flag for work that polls and a signal for an event loop. One object a process, made in the
/// main thread. A second Ctrl-C ends the process at once. With --progress a line `cancel` on standard input
/// asks for the same.
class StopSignal : public QObject
{
    Q_OBJECT
public:
    explicit StopSignal(QObject *parent = nullptr);
    ~StopSignal() override;

    /// True once the process was asked to stop. Any thread.
    static const std::atomic<bool> &requested();
    /// Asks for it from within, as if the signal had come. Any thread.
    static void request();

Q_SIGNALS:
    void received();

private:
    struct Platform;
    std::unique_ptr<Platform> d;
};

} // namespace hakgal
