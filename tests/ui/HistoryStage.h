// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "History.h"
#include "MadeUp.h"
#include "ui/HistoryBoard.h"
#include "ui/HistoryPage.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

namespace hakgal::test {

using namespace hakgal::madeup;

inline constexpr qint64 kNow = 1'758'027'600'000; // 2025-09-16 13:00:00 UTC
inline const QString kBase = QStringLiteral("/data/hexagonal_kb.db");

/// A history page with a clock of its own, and what it asked.
class HistoryStage
{
protected:
    void begin()
    {
        m_now = kNow;
        m_page = std::make_unique<HistoryPage>(m_theme, m_catalogue, [this] {
            Instant at = Instant::now();
            at.wallMs = m_now;
            return at;
        });
        m_page->resize(1092, 760);
        m_page->applySettings(Settings());
        m_asked = std::make_unique<QSignalSpy>(m_page.get(), &HistoryPage::viewRequested);
        m_board = m_page->board();
    }
    void end()
    {
        m_asked.reset();
        m_page.reset();
    }
    template<typename T>
    T *child(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    QString text(const char *name, QWidget *in = nullptr) const
    {
        const auto *label = (in ? in : m_page.get())->findChild<QLabel *>(QLatin1String(name));
        return label ? label->text() : QString();
    }
    QString emptyText() const { return m_board->charts().front()->emptyText(); }
    HistoryRequest lastAsked() const
    {
        return m_asked->isEmpty() ? HistoryRequest() : m_asked->last()[0].value<HistoryRequest>();
    }
    void open()
    {
        m_page->show();
        m_page->setDatabase(kBase);
    }
    void answerLast() { m_page->showView(answer(lastAsked(), m_now)); }
    static void move(QWidget *widget, const QPoint &to)
    {
        QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                          Qt::NoModifier);
        QApplication::sendEvent(widget, &event);
    }

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    qint64 m_now = kNow;
    std::unique_ptr<HistoryPage> m_page;
    std::unique_ptr<QSignalSpy> m_asked;
    HistoryBoard *m_board = nullptr;
};

} // namespace hakgal::test
