// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ChartCard.h"

#include "ui/FileDialog.h"
#include "ui/MessageBox.h"
#include "ui/SavedFile.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPainter>

namespace hakgal {

namespace {

QAction *addTo(ChartCard *card, const QString &words, const char *name, const QKeySequence &keys)
{
    auto *action = new QAction(words, card);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    card->addAction(action);
    return action;
}

} // namespace

ChartCard::ChartCard(const Theme &theme, const QString &title, QWidget *parent)
    : Card(theme, title, parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(addTo(this, tr("&Copy picture"), "copyPicture", QKeySequence::Copy), &QAction::triggered, this,
            [this] { QApplication::clipboard()->setImage(picture()); });
    connect(addTo(this, tr("Copy &values"), "copyValues", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)),
            &QAction::triggered, this, [this] {
                if (const QString lines = values(); !lines.isEmpty())
                    QApplication::clipboard()->setText(lines);
            });
}

void ChartCard::setSaving(const Catalogue &catalogue, std::function<QString()> database)
{
    connect(addTo(this, tr("&Save picture…"), "savePicture", QKeySequence::Save), &QAction::triggered, this,
            [this, catalogue, database = std::move(database)] { saveAsked(catalogue, database()); });
}

QImage ChartCard::picture() const
{
    constexpr double kSharper = 2;
    QImage image(size() * kSharper, QImage::Format_RGB32);
    image.setDevicePixelRatio(kSharper);
    image.fill(palette().color(QPalette::Window));
    // Rendering changes nothing of the widget, which Qt does not say.
    m_posing = true;
    const_cast<ChartCard *>(this)->render(&image);
    m_posing = false;
    return image;
}

void ChartCard::saveAsked(const Catalogue &catalogue, const QString &database)
{
    const QImage image = picture(); // as it is now, not as it is when a name was found
    const QString name = title().simplified().toLower().replace(u' ', u'-');
    const QString path =
        FileDialog::save(this, tr("Save picture"), name + QStringLiteral(".png"), tr("Pictures (*.png)"));
    if (path.isEmpty())
        return;
    if (const Result<void> saved = savePicture(path, database, image); !saved)
        showMessage(this, QMessageBox::Warning, tr("Save picture"), catalogue.error(saved.error()));
}

void ChartCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    if (!hasFocus() || m_posing)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.colors().accent);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), layout::kRadius, layout::kRadius);
}

void ChartCard::focusInEvent(QFocusEvent *event)
{
    Card::focusInEvent(event);
    update();
}

void ChartCard::focusOutEvent(QFocusEvent *event)
{
    Card::focusOutEvent(event);
    update();
}

} // namespace hakgal
