// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SegmentedControl.h"

#include "ui/Theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace hakgal {

namespace {

class Segment : public QAbstractButton
{
public:
    Segment(const Theme &theme, const QString &text, bool first, bool last, QWidget *parent)
        : QAbstractButton(parent), m_theme(theme), m_first(first), m_last(last)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setFont(Theme::font(TextStyle::Label));
    }

    QSize sizeHint() const override
    {
        // As wide as its bold form, so that a choice moves nothing.
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        return {QFontMetrics(bold).horizontalAdvance(text()) + 6 * layout::kStep, layout::kControl};
    }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &c = m_theme.colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        // Each segment draws the whole pill and shows its part of it.
        QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        if (!m_first)
            pill.setLeft(-20);
        if (!m_last)
            pill.setRight(width() + 20);
        painter.setPen(hasFocus() ? c.accent : c.border);
        painter.setBrush(isChecked() ? c.card : underMouse() ? c.hover : c.window);
        painter.drawRoundedRect(pill, 6, 6);
        if (!m_first) {
            painter.setPen(c.border);
            painter.drawLine(QPointF(0, 1), QPointF(0, height() - 1));
        }
        QFont f = font();
        f.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
        painter.setFont(f);
        painter.setPen(isChecked() ? c.text : c.muted);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    const Theme &m_theme;
    bool m_first;
    bool m_last;
};

} // namespace

SegmentedControl::SegmentedControl(const Theme &theme, const QString &objectName, const QStringList &labels,
                                   QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setObjectName(objectName);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < labels.size(); ++i) {
        auto *segment = new Segment(theme, labels[i], i == 0, i == labels.size() - 1, this);
        segment->setObjectName(QStringLiteral("%1.%2").arg(objectName).arg(i));
        segment->setChecked(i == 0);
        m_group->addButton(segment, i);
        row->addWidget(segment);
    }
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on)
            Q_EMIT chosen(index);
    });
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int index)
{
    const QSignalBlocker quiet(this);
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

} // namespace hakgal
