// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NavigationRail.h"

#include "ui/StatusMark.h"
#include "ui/Theme.h"

#include <QFocusEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPaintEvent>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace hakgal {

namespace {

enum Role { IdRole = Qt::UserRole, BadgeRole, BadgeSeverityRole, StatusRole, StatusWordRole };

constexpr layout::Growing kRowHeight{34};
constexpr int kInset = 10; ///< of a row from the rail's edges
constexpr int kIndent = 20;

/// Paints the rows: the chosen one as a card, badge and status dot at the right.
class RailDelegate : public QStyledItemDelegate
{
public:
    RailDelegate(const Theme &theme, const bool &ring, QObject *parent)
        : QStyledItemDelegate(parent), m_theme(theme), m_ring(ring)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {layout::scaled(NavigationRail::kWidth), kRowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &c = m_theme.colors();
        const bool chosen = option.state & QStyle::State_Selected;
        const bool focus = m_ring && option.widget && option.widget->hasFocus();
        const QRectF row = QRectF(option.rect).adjusted(kInset + 0.5, 1.5, -kInset - 0.5, -1.5);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (chosen || (option.state & QStyle::State_MouseOver)) {
            painter->setPen(chosen && focus ? QPen(c.accent) : QPen(Qt::NoPen));
            painter->setBrush(chosen ? c.card : c.hover);
            painter->drawRoundedRect(row, 6, 6);
        }
        painter->setFont(Theme::font(chosen ? TextStyle::Strong : TextStyle::Body));
        painter->setPen(chosen ? c.text : c.muted);
        painter->drawText(QRectF(option.rect).adjusted(kIndent, 0, -kIndent, 0),
                          Qt::AlignVCenter | Qt::TextSingleLine, index.data(Qt::DisplayRole).toString());

        const int count = index.data(BadgeRole).toInt();
        if (count > 0) {
            const QString text = count > 99 ? QStringLiteral("99+") : QString::number(count);
            QFont font = Theme::font(TextStyle::Small);
            font.setWeight(QFont::DemiBold);
            painter->setFont(font);
            const double w = std::max(18.0, QFontMetricsF(font).horizontalAdvance(text) + 11);
            const QRectF pill(option.rect.right() + 1 - kIndent - w, row.center().y() - 8.5, w, 17);
            painter->setPen(Qt::NoPen);
            painter->setBrush(c.severityFill(Severity(index.data(BadgeSeverityRole).toInt())));
            painter->drawRoundedRect(pill, 8.5, 8.5);
            painter->setPen(c.onFill);
            painter->drawText(pill, Qt::AlignCenter, text);
        }
        const auto status = Status(index.data(StatusRole).toInt());
        if (status != Status::Operational && !chosen) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(status == Status::Poor ? c.critical : c.warning);
            const QRectF mark(option.rect.right() - kIndent - 12, row.center().y() - 4, 8, 8);
            drawMark(*painter, mark, markOf(status));
        }
        painter->restore();
    }

private:
    const Theme &m_theme;
    const bool &m_ring;
};

} // namespace

NavigationRail::NavigationRail(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_list(new QListWidget(this)), m_footer(new QLabel(this))
{
    setFixedWidth(layout::scaled(kWidth));
    auto *brand = new QLabel(tr("HAK/GAL\nOptimizer"), this);
    Theme::style(brand, TextStyle::Brand);
    brand->setContentsMargins(kIndent, 0, kIndent, 0);

    m_list->setObjectName(QStringLiteral("navigationRail"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setItemDelegate(new RailDelegate(theme, m_keyboard, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setStyleSheet(
        QStringLiteral("QListWidget { background: transparent; border: none; padding: 0; }"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTabKeyNavigation(false);
    m_list->installEventFilter(this);

    Theme::style(m_footer, TextStyle::Small, Tone::Muted);
    m_footer->setObjectName(QStringLiteral("railFooter"));
    m_footer->setWordWrap(true);
    m_footer->setContentsMargins(kIndent, 0, layout::kGap, 0);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, layout::kMargin, 0, layout::kMargin);
    column->setSpacing(4 * layout::kStep);
    column->addWidget(brand);
    column->addWidget(m_list, 1);
    column->addWidget(m_footer);

    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *now) {
        if (now)
            Q_EMIT chosen(now->data(IdRole).toString());
    });
}

void NavigationRail::addPage(const QString &id, const QString &title)
{
    auto *added = new QListWidgetItem(title);
    added->setData(IdRole, id);
    added->setData(StatusRole, int(Status::Operational));
    m_list->addItem(added);
    nameForAssistiveTools(added);
}

QStringList NavigationRail::pages() const
{
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row)
        ids += m_list->item(row)->data(IdRole).toString();
    return ids;
}

QListWidgetItem *NavigationRail::item(const QString &id) const
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(IdRole).toString() == id)
            return m_list->item(row);
    }
    return nullptr;
}

QString NavigationRail::current() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(IdRole).toString() : QString();
}

void NavigationRail::setCurrent(const QString &id)
{
    if (QListWidgetItem *wanted = item(id))
        m_list->setCurrentItem(wanted);
}

void NavigationRail::setBadge(const QString &id, int count, Severity severity)
{
    QListWidgetItem *page = item(id);
    if (!page ||
        (page->data(BadgeRole).toInt() == count && page->data(BadgeSeverityRole).toInt() == int(severity)))
        return;
    page->setData(BadgeRole, count);
    page->setData(BadgeSeverityRole, int(severity));
    nameForAssistiveTools(page);
}

int NavigationRail::badge(const QString &id) const
{
    const QListWidgetItem *page = item(id);
    return page ? page->data(BadgeRole).toInt() : 0;
}

void NavigationRail::setStatus(const QString &id, Status status, const QString &word)
{
    QListWidgetItem *page = item(id);
    if (!page ||
        (page->data(StatusRole).toInt() == int(status) && page->data(StatusWordRole).toString() == word))
        return;
    page->setData(StatusRole, int(status));
    page->setData(StatusWordRole, word);
    nameForAssistiveTools(page);
}

void NavigationRail::nameForAssistiveTools(QListWidgetItem *item)
{
    QString name = item->text();
    const int count = item->data(BadgeRole).toInt();
    if (count > 0)
        name = tr("%1, %n firing", nullptr, count).arg(name);
    const QString word = item->data(StatusWordRole).toString();
    if (!word.isEmpty())
        name = tr("%1, %2").arg(name, word);
    item->setData(Qt::AccessibleTextRole, name);
}

void NavigationRail::setFooter(const QStringList &lines, const QString &details)
{
    const QString text = lines.join(u'\n');
    if (m_footer->text() != text)
        m_footer->setText(text);
    if (m_footer->accessibleDescription() != details) {
        m_footer->setAccessibleDescription(details);
        m_footer->setToolTip(Theme::toolTip(details));
    }
}

bool NavigationRail::eventFilter(QObject *watched, QEvent *event)
{
    // A ring around the chosen page only for those who move by keyboard.
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        m_keyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
    } else if (event->type() == QEvent::KeyPress && !m_keyboard) {
        m_keyboard = true;
        m_list->viewport()->update();
    }
    return QWidget::eventFilter(watched, event);
}

void NavigationRail::paintEvent(QPaintEvent *event)
{
    QPainter(this).fillRect(event->rect(), m_theme.colors().rail);
}

} // namespace hakgal
