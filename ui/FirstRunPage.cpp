// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FirstRunPage.h"

#include "ui/Card.h"
#include "ui/TabOrder.h"
#include "ui/Theme.h"

#include <QAbstractButton>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace hakgal {

namespace {

constexpr int kWidth = 600;

/// The one local file that is dragged; empty: none, or several.
QString draggedFile(const QMimeData *data)
{
    if (!data->hasUrls() || data->urls().size() != 1 || !data->urls().constFirst().isLocalFile())
        return {};
    return data->urls().constFirst().toLocalFile();
}

/// One recent file: its name, and its folder in quieter letters.
class RecentButton : public QAbstractButton
{
public:
    RecentButton(const Theme &theme, const QString &path, QWidget *parent)
        : QAbstractButton(parent), m_theme(theme), m_path(path)
    {
        setFixedHeight(layout::kRow);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setAccessibleName(path);
        setFont(Theme::font(TextStyle::Body));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = m_theme.colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(colors.accent) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? QBrush(colors.hover) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

        const QFileInfo file(m_path);
        QRect area = rect().adjusted(8, 0, -8, 0);
        const QString name = fontMetrics().elidedText(file.fileName(), Qt::ElideMiddle, area.width() * 2 / 5);
        painter.setPen(colors.text);
        painter.drawText(area, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, name);
        area.setLeft(area.left() + fontMetrics().horizontalAdvance(name) + 16);
        painter.setPen(colors.muted);
        painter.drawText(
            area, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine,
            fontMetrics().elidedText(QDir::toNativeSeparators(file.path()), Qt::ElideMiddle, area.width()));
    }

private:
    const Theme &m_theme;
    QString m_path;
};

} // namespace

/// The dashed field that says where to drop.
class DropZone : public QWidget
{
public:
    DropZone(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) {}

    void setActive(bool active)
    {
        m_active = active;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = m_theme.colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(m_active ? colors.accent : colors.faint, m_active ? 2 : 1);
        pen.setDashPattern({4, 4});
        painter.setPen(pen);
        painter.setBrush(m_active ? colors.selection : colors.card);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), layout::kRadius, layout::kRadius);
    }

private:
    const Theme &m_theme;
    bool m_active = false;
};

FirstRunPage::FirstRunPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : QWidget(parent),
      m_catalogue(catalogue),
      m_theme(theme),
      m_drop(new DropZone(theme, this)),
      m_problem(new Card(theme, tr("The knowledge base is not open"), this)),
      m_problemText(new QLabel(m_problem)),
      m_recent(new Card(theme, tr("Recent knowledge bases"), this))
{
    setObjectName(QStringLiteral("firstRunPage"));
    setAcceptDrops(true);

    auto *title = new QLabel(tr("Open a knowledge base"), this);
    Theme::style(title, TextStyle::Title);
    title->setObjectName(QStringLiteral("pageTitle"));
    auto *intro =
        new QLabel(tr("A knowledge base is one SQLite file of facts. Watching it changes nothing in "
                      "it, and other programs can go on using it."),
                   this);
    Theme::style(intro, TextStyle::Body, Tone::Muted);
    intro->setWordWrap(true);

    m_problem->setObjectName(QStringLiteral("firstRunProblem"));
    Theme::style(m_problemText, TextStyle::Body, Tone::Critical);
    m_problemText->setObjectName(QStringLiteral("firstRunError"));
    m_problemText->setWordWrap(true);
    m_problemText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->body()->addWidget(m_problemText);
    m_problem->hide();
    m_recent->setObjectName(QStringLiteral("recentFiles"));
    m_recent->hide();
    addDropZone();

    auto *column = new QVBoxLayout;
    column->setSpacing(layout::kGap);
    column->addStretch(1);
    column->addWidget(title);
    column->addWidget(intro);
    column->addWidget(m_problem);
    column->addWidget(m_drop);
    column->addWidget(m_recent);
    column->addStretch(2);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    row->addStretch(1);
    row->addLayout(column, 100);
    row->addStretch(1);
    for (QWidget *widget : {static_cast<QWidget *>(intro), static_cast<QWidget *>(m_problem),
                            static_cast<QWidget *>(m_drop), static_cast<QWidget *>(m_recent)})
        widget->setMaximumWidth(layout::scaled(kWidth));
}

void FirstRunPage::addDropZone()
{
    m_drop->setObjectName(QStringLiteral("dropZone"));
    m_drop->setMinimumHeight(layout::scaled(132));
    auto *hint = new QLabel(tr("Drop a file here, or"), m_drop);
    Theme::style(hint, TextStyle::Body, Tone::Muted);
    hint->setAlignment(Qt::AlignCenter);
    auto *open = new QPushButton(tr("&Open a file…"), m_drop);
    open->setObjectName(QStringLiteral("openButton"));
    open->setProperty("accent", true);
    open->setFont(Theme::font(TextStyle::Strong));
    auto *demo = new QPushButton(tr("Create a &demo…"), m_drop);
    demo->setObjectName(QStringLiteral("demoButton"));
    demo->setToolTip(Theme::toolTip(tr("Makes a small knowledge base of example facts to try things with.")));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(layout::kGap);
    buttons->addStretch(1);
    buttons->addWidget(open);
    buttons->addWidget(demo);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(m_drop);
    column->setSpacing(layout::kGap);
    column->addStretch(1);
    column->addWidget(hint);
    column->addLayout(buttons);
    column->addStretch(1);

    connect(open, &QPushButton::clicked, this, &FirstRunPage::openRequested);
    connect(demo, &QPushButton::clicked, this, &FirstRunPage::demoRequested);
}

void FirstRunPage::setRecentFiles(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->body()->takeAt(0)) {
        item->widget()->deleteLater(); // it may be the button whose click is being handled
        delete item;
    }
    for (const QString &path : paths.mid(0, kMostRecent)) {
        auto *button = new RecentButton(m_theme, path, m_recent);
        button->setObjectName(QStringLiteral("recent%1").arg(m_recent->body()->count()));
        connect(button, &QAbstractButton::clicked, this, [this, path] { Q_EMIT fileChosen(path); });
        m_recent->body()->addWidget(button);
    }
    m_recent->setVisible(!paths.isEmpty());
    tabAsRead(this);
}

void FirstRunPage::setError(const std::optional<Error> &error)
{
    // That nothing was chosen yet is what this page is for, no problem.
    const bool shown = error && error->code != ErrorCode::NothingConfigured;
    m_problemText->setText(shown ? m_catalogue.error(*error) : QString());
    m_problem->setVisible(shown);
}

void FirstRunPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedFile(event->mimeData()).isEmpty())
        return;
    m_drop->setActive(true);
    event->acceptProposedAction();
}

void FirstRunPage::dragLeaveEvent(QDragLeaveEvent *)
{
    m_drop->setActive(false);
}

void FirstRunPage::dropEvent(QDropEvent *event)
{
    m_drop->setActive(false);
    const QString path = draggedFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT fileChosen(path);
}

} // namespace hakgal
