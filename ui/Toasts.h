// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"

#include <QImage>
#include <QObject>

#include <map>
#include <vector>

namespace hakgal {

/// What is said about an alert beside the window.
struct ToastMessage
{
    QString title;
    QString text;
    Severity severity = Severity::Warning;
    RuleId rule = RuleId::Count_; ///< what it is about: a later message about the same replaces it
    bool operator==(const ToastMessage &) const = default;
};

/// Messages that the desktop itself shows (Linux: org.freedesktop.Notifications), with a tray or without one.
/// Never waits for the desktop. Elsewhere, and where the desktop has no such service, each is refused, and
/// the icon in the tray may show it. GUI thread.
class Toasts : public QObject
{
    Q_OBJECT
public:
    explicit Toasts(QObject *parent = nullptr);
    /// Closes all.
    ~Toasts() override;

    /// `picture`: a small square beside the words.
    void show(const ToastMessage &message, const QImage &picture);
    /// Takes back what the desktop still shows: of something that is not watched any more nobody would say
    /// that it is over.
    void closeAll();

Q_SIGNALS:
    /// A message was clicked. `activation`: the desktop's leave to come forward; may be empty.
    void clicked(const QString &activation);
    void refused(const hakgal::ToastMessage &message);

private Q_SLOTS:
    // What the desktop sends.
    void tokenGiven(uint id, const QString &token);
    void actionInvoked(uint id, const QString &action);
    void closed(uint id, uint reason);

private:
    struct Waiting
    {
        ToastMessage message;
        QImage picture;
    };
    void ask();
    void send(const Waiting &waiting);
    bool isOurs(uint id) const;

    bool m_asked = false;           ///< what the desktop's service can do
    bool m_markup = false;          ///< it reads markup, so words have to be escaped
    std::vector<Waiting> m_waiting; ///< for that answer
    std::map<RuleId, uint> m_shown; ///< the desktop's number of what it shows
    QString m_token;
    int m_round = 0; ///< how often all were closed
};

} // namespace hakgal
