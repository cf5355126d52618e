// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace hakgal::test {

/// A real receiver of mail or webhooks (sink.py) on a loopback port.
class Sink
{
public:
    /// `more`: what comes after the folder on its command line.
    explicit Sink(QString kind, QStringList more = {}) : m_kind(std::move(kind)), m_more(std::move(more)) {}
    ~Sink() { stop(); }

    /// False where it did not begin to listen. After stop() it listens on the same port again.
    bool start()
    {
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
#ifdef Q_OS_WIN
        const QString python = QStringLiteral("python");
#else
        // Debian's own, which has Debian's packages, whatever comes first in the PATH.
        const QString python = QFile::exists(QStringLiteral("/usr/bin/python3"))
                                   ? QStringLiteral("/usr/bin/python3")
                                   : QStringLiteral("python3");
#endif
        m_process->start(python, QStringList{QStringLiteral(HAKGAL_SINK), m_kind, QString::number(m_port),
                                             m_folder.path()} +
                                     m_more);
        while (!m_process->canReadLine()) {
            if (!m_process->waitForReadyRead(30'000))
                return false;
        }
        m_port = m_process->readLine().trimmed().split(' ').value(1).toInt();
        return m_port > 0;
    }
    /// After start() failed: because something is not installed.
    bool missing() const
    {
        return m_process->error() == QProcess::FailedToStart ||
               (m_process->state() == QProcess::NotRunning && m_process->exitCode() == 77);
    }
    void stop()
    {
        if (!m_process)
            return;
        m_process->closeWriteChannel();
        if (m_process->state() != QProcess::NotRunning && !m_process->waitForFinished(10'000))
            m_process->kill();
        m_process.reset();
    }
    int port() const
    {
        return m_port;
    }

    /// What came, in order.
    std::vector<QJsonObject> messages() const
    {
        std::vector<QJsonObject> all;
        const QDir folder(m_folder.path());
        const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all.push_back(QJsonDocument::fromJson(file.readAll()).object());
        }
        return all;
    }

private:
    QString m_kind;
    QStringList m_more;
    QTemporaryDir m_folder;
    int m_port = 0;
    std::unique_ptr<QProcess> m_process;
};

} // namespace hakgal::test
