// SPDX-License-Identifier: GPL-3.0-or-later
// By layouts and not by coordinates: hidden parts have none yet, and a tall control beside small ones would
// otherwise be torn out of its column.
#include "ui/TabOrder.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QWidget>

#include <algorithm>
#include <tuple>
#include <vector>

namespace hakgal {

namespace {

void collect(QWidget *widget, std::vector<QWidget *> &found);

void collect(QLayout *layout, std::vector<QWidget *> &found)
{
    std::vector<std::tuple<int, int, QLayoutItem *>> items;
    auto *grid = qobject_cast<QGridLayout *>(layout);
    for (int i = 0; i < layout->count(); ++i) {
        int row = 0, column = i, rows = 1, columns = 1;
        if (grid)
            grid->getItemPosition(i, &row, &column, &rows, &columns);
        items.emplace_back(row, column, layout->itemAt(i));
    }
    std::stable_sort(items.begin(), items.end(), [](const auto &a, const auto &b) {
        return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    });
    for (const auto &[row, column, item] : items) {
        if (QWidget *widget = item->widget())
            collect(widget, found);
        else if (QLayout *inner = item->layout())
            collect(inner, found);
    }
}

/// Controls that have parts of their own: those are Qt's business.
bool isOneControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractItemView *>(widget);
}

void collectInside(QWidget *widget, std::vector<QWidget *> &found)
{
    if (auto *splitter = qobject_cast<QSplitter *>(widget)) {
        for (int i = 0; i < splitter->count(); ++i)
            collect(splitter->widget(i), found);
    } else if (auto *stack = qobject_cast<QStackedWidget *>(widget)) {
        for (int i = 0; i < stack->count(); ++i)
            collect(stack->widget(i), found);
    } else if (auto *scroll = qobject_cast<QScrollArea *>(widget)) {
        if (scroll->widget())
            collect(scroll->widget(), found);
    } else if (widget->layout()) {
        collect(widget->layout(), found);
    }
}

void collect(QWidget *widget, std::vector<QWidget *> &found)
{
    if (widget->isWindow())
        return;
    // Also what Tab passes over now: of buttons that exclude each other only the chosen one is a stop.
    if (widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy())
        found.push_back(widget);
    if (!isOneControl(widget))
        collectInside(widget, found);
}

} // namespace

void tabAsRead(QWidget *root)
{
    std::vector<QWidget *> found;
    collectInside(root, found);
    for (std::size_t i = 1; i < found.size(); ++i)
        QWidget::setTabOrder(found[i - 1], found[i]);
}

} // namespace hakgal
