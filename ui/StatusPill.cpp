// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/StatusPill.h"

#include "ui/Theme.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace hakgal {

namespace {

constexpr layout::Growing kHeight{22};
constexpr int kSide = 11;
constexpr int kMenuWidth = 560;

} // namespace

StatusPill::StatusPill(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_catalogue(catalogue)
{
    setObjectName(QStringLiteral("statusPill"));
    setAccessibleName(tr("Status"));
    QFont f = Theme::font(TextStyle::Strong);
    f.setPixelSize(layout::scaled(12));
    setFont(f);
    setText(tr("Starting"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QAbstractButton::clicked, this, &StatusPill::listReasons);
}

void StatusPill::showSnapshot(const Snapshot &snapshot)
{
    QStringList words;
    for (const StatusReason &reason : snapshot.reasons)
        words += m_catalogue.statusReason(reason, snapshot);
    m_reasons = snapshot.reasons;
    if (m_known && snapshot.status == m_status && words == m_words)
        return;
    m_known = true;
    m_words = words;
    m_status = snapshot.status;
    refresh();
}

void StatusPill::addReasons(Status atLeast, const QStringList &words)
{
    if (atLeast == m_atLeast && words == m_moreWords)
        return;
    m_atLeast = atLeast;
    m_moreWords = words;
    if (m_known)
        refresh();
}

Status StatusPill::shownStatus() const
{
    return std::max(m_status, m_atLeast);
}

void StatusPill::refresh()
{
    const QStringList words = m_words + m_moreWords;
    const QString told = words.isEmpty() ? tr("Everything that is watched is well.") : words.join(u'\n');
    setToolTip(Theme::toolTip(told));
    setAccessibleDescription(told);
    if (text() != m_catalogue.status(shownStatus())) {
        setText(m_catalogue.status(shownStatus()));
        updateGeometry();
    }
    update();
}

QSize StatusPill::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2 * kSide, kHeight};
}

void StatusPill::paintEvent(QPaintEvent *)
{
    const Colors &c = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(c.text, 1.4) : QPen(Qt::NoPen));
    painter.setBrush(m_known ? c.statusFill(shownStatus()) : c.neutralFill);
    const QRectF pill = QRectF(rect()).adjusted(0.7, 0.7, -0.7, -0.7);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setFont(font());
    painter.setPen(c.onFill);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

void StatusPill::listReasons()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("statusMenu"));
    const QStringList all = m_words + m_moreWords;
    if (all.isEmpty())
        menu->addAction(tr("Everything that is watched is well."))->setEnabled(false);
    for (qsizetype i = 0; i < all.size(); ++i) {
        // An ampersand would become an underline, a tab a shortcut.
        QString words = menu->fontMetrics().elidedText(all[i], Qt::ElideRight, kMenuWidth);
        words.replace(u'&', QStringLiteral("&&")).replace(u'\t', u' ').replace(u'\n', u' ');
        QAction *action = menu->addAction(words);
        action->setToolTip(Theme::toolTip(all[i]));
        if (i >= m_words.size())
            continue;
        const StatusReason reason = m_reasons[size_t(i)];
        connect(action, &QAction::triggered, this, [this, reason] { Q_EMIT reasonChosen(reason); });
    }
    menu->setToolTipsVisible(true);
    menu->popup(mapToGlobal(QPoint(0, height() + layout::kStep)));
}

} // namespace hakgal
