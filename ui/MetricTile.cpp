// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MetricTile.h"

#include "ui/StatusMark.h"
#include "ui/TabularText.h"

#include <QPainter>

namespace hakgal {

namespace {

constexpr int kSide = 11;
constexpr layout::Growing kHeight{82};

} // namespace

MetricTile::MetricTile(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_name(name)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setContent(TileContent());
}

void MetricTile::setContent(const TileContent &content)
{
    if (content == m_content)
        return;
    const bool otherState = content.severity != m_content.severity || content.state != m_content.state;
    m_content = content;
    setToolTip(Theme::toolTip(words()));
    update();
    if (otherState)
        announce(this);
}

/// What there is beside the figure.
QString MetricTile::words() const
{
    QStringList lines{note(), m_content.details};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString MetricTile::spokenDescription() const
{
    const QString more = words();
    return more.isEmpty() ? value() : value() + u'\n' + more;
}

QSize MetricTile::sizeHint() const
{
    return {layout::scaled(144), kHeight};
}

QSize MetricTile::minimumSizeHint() const
{
    return {layout::scaled(96), kHeight};
}

void MetricTile::paintEvent(QPaintEvent *)
{
    const Colors &c = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.border);
    painter.setBrush(c.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), layout::kRadius, layout::kRadius);

    const QRectF area = QRectF(rect()).adjusted(kSide, 0, -kSide, 0);
    const auto line = [&](int top, int height) {
        return QRectF(area.left(), layout::scaled(top), area.width(), layout::scaled(height));
    };
    const auto elided = [&](const QString &text, double width) {
        return painter.fontMetrics().elidedText(text, Qt::ElideRight, int(width));
    };

    if (m_content.severity) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.severity(*m_content.severity));
        drawMark(painter, QRectF(area.right() - 8, layout::scaled(19) - 4, 8, 8), *m_content.severity);
    }

    painter.setFont(Theme::font(TextStyle::Label));
    painter.setPen(c.muted);
    painter.drawText(line(10, 18), Qt::AlignLeft | Qt::AlignVCenter,
                     elided(m_name, area.width() - (m_content.severity ? 12 : 0)));

    QFont figure = Theme::font(TextStyle::Value);
    // A figure is never cut: it becomes smaller.
    while (figure.pixelSize() > 12 && tabular::width(figure, m_content.value) > area.width())
        figure.setPixelSize(figure.pixelSize() - 1);
    painter.setFont(figure);
    painter.setPen(m_content.state == TileContent::State::Known ? c.text : c.muted);
    tabular::draw(painter, line(28, 28), Qt::AlignLeft | Qt::AlignVCenter, m_content.value);

    const QFont small = Theme::font(TextStyle::Small);
    QString shown;
    for (const QString &note : m_content.notes) {
        shown = note;
        if (tabular::width(small, note) <= area.width())
            break;
    }
    painter.setFont(small);
    painter.setPen(c.muted);
    if (tabular::width(small, shown) > area.width())
        shown = elided(shown, area.width());
    tabular::draw(painter, line(56, 16), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

} // namespace hakgal
