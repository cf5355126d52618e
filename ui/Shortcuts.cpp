// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Shortcuts.h"

#include "ui/Card.h"

#include <QAbstractButton>
#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace hakgal {

namespace {

QString plain(QString text)
{
    text.replace(QLatin1String("&&"), QString(QChar(1)));
    text.remove(u'&').replace(QChar(1), u'&');
    while (text.endsWith(u'…') || text.endsWith(u':'))
        text.chop(1);
    return text;
}

QString native(const QList<QKeySequence> &sequences)
{
    QStringList keys;
    for (const QKeySequence &sequence : sequences)
        keys << sequence.toString(QKeySequence::NativeText);
    keys.removeAll(QString());
    return keys.join(QChar(u' ') + ShortcutsDialog::tr("or") + QChar(u' '));
}

/// "L" of "Show &Log".
QString letter(const QString &text)
{
    return QKeySequence::mnemonic(text).toString(QKeySequence::NativeText).section(u'+', -1);
}

void add(ShortcutGroup &group, const QString &what, const QString &keys)
{
    const ShortcutGroup::Row row{plain(what), keys};
    if (!row.what.isEmpty() && !keys.isEmpty() &&
        std::find(group.rows.begin(), group.rows.end(), row) == group.rows.end())
        group.rows.push_back(row);
}

/// `way`: the keys that open the menu; `above`: what it stands for, for a menu within a menu.
void addMenu(ShortcutGroup &group, const QMenu &menu, const QString &way, const QString &above)
{
    for (const QAction *action : menu.actions()) {
        if (action->isSeparator())
            continue;
        const QString key = letter(action->text());
        const QString there = way.isEmpty() || key.isEmpty() ? QString() : way + QLatin1String(", ") + key;
        const QMenu *inner = action->menu();
        if (inner && inner->objectName() != QLatin1String("menu.recent")) { // that lists files
            addMenu(group, *inner, there, plain(inner->title()));
            continue;
        }
        const QString keys = native(action->shortcuts());
        add(group, above.isEmpty() ? action->text() : above + QLatin1String(": ") + action->text(),
            keys.isEmpty() ? there : keys);
    }
}

} // namespace

ShortcutGroup shortcutsOf(const QMenu &menu)
{
    ShortcutGroup group{plain(menu.title()), {}};
    addMenu(group, menu, QKeySequence::mnemonic(menu.title()).toString(QKeySequence::NativeText), {});
    return group;
}

ShortcutGroup shortcutsOf(const QString &title, const QWidget &widget)
{
    ShortcutGroup group{plain(title), {}};
    for (const QAction *action : widget.findChildren<QAction *>())
        add(group, action->text(), native(action->shortcuts()));
    for (const QAbstractButton *button : widget.findChildren<QAbstractButton *>())
        add(group, button->text(), QKeySequence::mnemonic(button->text()).toString(QKeySequence::NativeText));
    return group;
}

std::vector<ShortcutGroup> withCommonGroup(std::vector<ShortcutGroup> groups, const QString &title)
{
    ShortcutGroup common{title, {}};
    for (const ShortcutGroup &group : groups) {
        for (const ShortcutGroup::Row &row : group.rows) {
            const auto having = std::count_if(groups.begin(), groups.end(), [&](const ShortcutGroup &other) {
                return std::find(other.rows.begin(), other.rows.end(), row) != other.rows.end();
            });
            if (having > 1)
                add(common, row.what, row.keys);
        }
    }
    for (ShortcutGroup &group : groups) {
        std::erase_if(group.rows, [&](const ShortcutGroup::Row &row) {
            return std::find(common.rows.begin(), common.rows.end(), row) != common.rows.end();
        });
    }
    groups.insert(groups.begin(), std::move(common));
    std::erase_if(groups, [](const ShortcutGroup &group) { return group.rows.empty(); });
    return groups;
}

ShortcutsDialog::ShortcutsDialog(const Theme &theme, const std::vector<ShortcutGroup> &groups,
                                 QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *contents = new QWidget;
    contents->setAutoFillBackground(false);
    auto *columns = new QHBoxLayout(contents);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(layout::kGap);
    QVBoxLayout *stacks[] = {new QVBoxLayout, new QVBoxLayout};
    std::size_t heights[] = {0, 0};
    for (QVBoxLayout *stack : stacks) {
        stack->setSpacing(layout::kGap);
        columns->addLayout(stack, 1);
    }
    for (const ShortcutGroup &group : groups) {
        auto *card = new Card(theme, group.title, contents);
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(layout::kGap);
        grid->setVerticalSpacing(layout::kStep);
        grid->setColumnStretch(0, 1);
        for (const ShortcutGroup::Row &row : group.rows) {
            auto *what = new QLabel(row.what, card);
            Theme::style(what, TextStyle::Body);
            what->setWordWrap(true);
            auto *keys = new QLabel(row.keys, card);
            Theme::style(keys, TextStyle::Body, Tone::Muted);
            const int line = grid->rowCount();
            grid->addWidget(what, line, 0);
            grid->addWidget(keys, line, 1, Qt::AlignRight | Qt::AlignTop);
        }
        card->body()->addLayout(grid);
        const std::size_t shorter = heights[1] < heights[0] ? 1 : 0;
        heights[shorter] += group.rows.size() + 2; // the title and the gap
        stacks[shorter]->addWidget(card);
    }
    for (QVBoxLayout *stack : stacks)
        stack->addStretch(1);

    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("shortcutsScroll"));
    scroll->setAccessibleName(tr("Keyboard shortcuts"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(contents);
    scroll->viewport()->setAutoFillBackground(false);
    auto *close = new QPushButton(tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    column->setSpacing(layout::kGap);
    column->addWidget(scroll, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    resize(820, 640);
    scroll->setFocus(); // the arrow keys scroll
}

} // namespace hakgal
