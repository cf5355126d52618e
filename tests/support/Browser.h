// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <optional>

namespace support {

/// A real Chromium without a window, driven through its debugging pipe. It is closed with this object and
/// asks nobody but the addresses it is sent to.
class Browser
{
public:
    /// Path of the program; empty where it is not installed.
    static QString program();

    Browser();
    ~Browser();

    /// Starts it with a page of its own; false where that fails.
    bool start();
    /// Sends a command to the page and waits for its result; nullopt after 20 s.
    std::optional<QJsonObject> command(const QString &method, const QJsonObject &parameters = {});
    /// The value of an expression in the page; undefined where it fails.
    QJsonValue evaluate(const QString &expression);
    /// What the page complained of so far: errors, refused loads, uncaught exceptions.
    QStringList complaints() const { return m_complaints; }
    QByteArray standardError() { return m_process.readAllStandardError(); }

private:
    std::optional<QJsonObject> send(QJsonObject message);

    QTemporaryDir m_profile;
    QProcess m_process;
    QString m_session;
    QByteArray m_buffer;
    QStringList m_complaints;
    int m_id = 0;
    int m_toBrowser = -1;
    int m_fromBrowser = -1;
};

} // namespace support
