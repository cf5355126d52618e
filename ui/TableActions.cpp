// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TableActions.h"

#include "ui/CsvFile.h"
#include "ui/FileDialog.h"
#include "ui/MessageBox.h"
#include "ui/SelectedRows.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QFocusEvent>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <vector>

namespace hakgal::tables {

namespace {

constexpr const char *kDoes = "tableDoes";

QAction *find(const QTableView *table, Does does)
{
    const QList<QAction *> actions = table->actions();
    const auto found = std::find_if(actions.begin(), actions.end(), [does](const QAction *action) {
        return action->property(kDoes).isValid() && action->property(kDoes).toInt() == int(does);
    });
    return found == actions.end() ? nullptr : *found;
}

/// The columns that can be seen, from left to right.
std::vector<int> columnsOf(const QTableView &table)
{
    std::vector<int> columns;
    const QHeaderView *header = table.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            columns.push_back(header->logicalIndex(visual));
    }
    return columns;
}

std::vector<int> chosenRows(const QTableView &table)
{
    std::vector<int> rows;
    if (table.selectionModel()) {
        for (const QModelIndex &index : selectedRows(&table))
            rows.push_back(index.row());
    }
    if (rows.empty() && table.model()) {
        for (int row = 0; row < table.model()->rowCount(); ++row)
            rows.push_back(row);
    }
    return rows;
}

QString heading(const QTableView &table, int column)
{
    return table.model()->headerData(column, Qt::Horizontal).toString();
}

/// A cell with nothing but a tick says it in a word.
QString shown(const QModelIndex &index)
{
    const QString words = index.data().toString();
    const QVariant tick = index.data(Qt::CheckStateRole);
    if (!words.isEmpty() || !tick.isValid())
        return words;
    return tick.toInt() == Qt::Checked ? QCoreApplication::translate("hakgal", "yes")
                                       : QCoreApplication::translate("hakgal", "no");
}

/// A number in the C locale, whole ones without an exponent.
QString plainText(const QVariant &value)
{
    if (value.typeId() != QMetaType::Double)
        return value.toString();
    const double number = value.toDouble();
    constexpr double kExactlyWhole = 1e15;
    return number == std::trunc(number) && std::abs(number) < kExactlyWhole
               ? QString::number(qint64(number))
               : QString::number(number, 'g', 12);
}

void saveAsked(QTableView *table, const Catalogue &catalogue, const QString &database)
{
    const QString title = QCoreApplication::translate("hakgal", "Save the table");
    const QString name = table->accessibleName().simplified().toLower().replace(u' ', u'-');
    const QString path = FileDialog::save(
        table, title, (name.isEmpty() ? QStringLiteral("table") : name) + QStringLiteral(".csv"),
        QCoreApplication::translate("hakgal", "Comma-separated values (*.csv)"));
    if (path.isEmpty())
        return;
    if (const Result<void> saved = saveCsv(path, database, csv(*table)); !saved)
        showMessage(table, QMessageBox::Warning, title, catalogue.error(saved.error()));
}

/// Marks the first row where the keys arrive at a table that has none marked, so that one sees where they go.
class Arrival : public QObject
{
public:
    explicit Arrival(QTableView *table) : QObject(table), m_table(table) { table->installEventFilter(this); }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::FocusIn)
            return false;
        const Qt::FocusReason why = static_cast<QFocusEvent *>(event)->reason();
        const bool byKeys =
            why == Qt::TabFocusReason || why == Qt::BacktabFocusReason || why == Qt::ShortcutFocusReason;
        if (byKeys && m_table->model() && m_table->model()->rowCount() > 0 &&
            !m_table->selectionModel()->hasSelection())
            m_table->selectRow(std::max(0, m_table->currentIndex().row()));
        return false;
    }

private:
    QTableView *m_table;
};

} // namespace

QAction *own(QTableView *table, Does does)
{
    if (QAction *there = find(table, does))
        return there;
    auto *action = new QAction(table);
    action->setProperty(kDoes, int(does));
    action->setShortcutContext(Qt::WidgetShortcut);
    switch (does) {
    case Does::Copy:
        action->setText(QCoreApplication::translate("hakgal", "&Copy"));
        action->setShortcut(QKeySequence::Copy);
        break;
    case Does::CopyWithHeadings:
        action->setText(QCoreApplication::translate("hakgal", "Copy with &headings"));
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
        break;
    case Does::Save:
        action->setText(QCoreApplication::translate("hakgal", "&Save as CSV…"));
        action->setShortcut(QKeySequence::Save);
        break;
    }
    table->addAction(action);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    return action;
}

void complete(QTableView *table, const Catalogue &catalogue, std::function<QString()> database)
{
    for (const Does does : {Does::Copy, Does::CopyWithHeadings}) {
        if (find(table, does))
            continue;
        QObject::connect(own(table, does), &QAction::triggered, table, [table, does] {
            const QString rows = text(*table, does == Does::CopyWithHeadings);
            if (!rows.isEmpty())
                QApplication::clipboard()->setText(rows);
        });
    }
    if (!find(table, Does::Save)) {
        QObject::connect(own(table, Does::Save), &QAction::triggered, table,
                         [table, catalogue, database = std::move(database)] {
                             saveAsked(table, catalogue, database ? database() : QString());
                         });
    }
    if (table->focusPolicy() == Qt::NoFocus)
        table->setFocusPolicy(Qt::StrongFocus);
    // A row that is marked shows where the keys go.
    if (table->selectionMode() == QAbstractItemView::NoSelection)
        table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    new Arrival(table);
}

QString text(const QTableView &table, bool headings)
{
    if (!table.model())
        return {};
    const std::vector<int> columns = columnsOf(table);
    QStringList lines;
    const auto line = [&](auto cell) {
        QStringList cells;
        for (const int column : columns)
            cells << cell(column);
        return cells.join(u'\t');
    };
    if (headings)
        lines << line([&](int column) { return heading(table, column).simplified(); });
    const qsizetype above = lines.size();
    for (const int row : chosenRows(table))
        lines << line([&](int column) { return shown(table.model()->index(row, column)).simplified(); });
    return lines.size() == above ? QString() : lines.join(u'\n') + u'\n';
}

QByteArray csv(const QTableView &table)
{
    QString out;
    const std::vector<int> columns = columnsOf(table);
    const auto line = [&](auto cell) {
        QStringList cells;
        for (const int column : columns)
            cells << csvField(cell(column));
        out += cells.join(u',') + QLatin1String("\r\n");
    };
    line([&](int column) { return heading(table, column); });
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        line([&](int column) {
            const QModelIndex index = table.model()->index(row, column);
            const QVariant plain = index.data(kPlainRole);
            return plain.isValid() ? plainText(plain) : shown(index);
        });
    }
    return QByteArrayLiteral("\xEF\xBB\xBF") + out.toUtf8();
}

} // namespace hakgal::tables
