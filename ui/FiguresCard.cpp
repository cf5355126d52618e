// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FiguresCard.h"

#include "ui/RowDelegate.h"
#include "ui/TableActions.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>

namespace hakgal {

namespace {

constexpr int kRows = 6;
enum Column { Name, Before, After, Change, ColumnCount };

/// The name muted, the change too.
class FigureDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

protected:
    QColor textColor(const QModelIndex &index) const override
    {
        const bool strong = index.column() == Before || index.column() == After;
        return strong ? theme().colors().text : theme().colors().muted;
    }
};

} // namespace

FiguresCard::FiguresCard(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, tr("Before and after"), parent),
      m_catalogue(catalogue),
      m_table(new QTableWidget(kRows, ColumnCount, this)),
      m_backup(new QLabel(this)),
      m_undo(new QPushButton(tr("Copy SQL that &undoes it"), this))
{
    setObjectName(QStringLiteral("figuresCard"));
    m_table->setObjectName(QStringLiteral("figuresTable"));
    m_table->setAccessibleName(tr("Before and after"));
    m_table->setHorizontalHeaderLabels({QString(), tr("Before"), tr("After"), tr("Change")});
    Theme::style(m_table);
    m_table->setItemDelegate(new FigureDelegate(theme, m_table));
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setFixedHeight((kRows + 1) * layout::kRow + 2);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(Change, QHeaderView::Stretch);
    header->resizeSection(Name, layout::scaled(200));
    for (const int column : {Before, After}) {
        header->resizeSection(column, layout::scaled(130));
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    Theme::style(m_backup, TextStyle::Small, Tone::Muted);
    m_backup->setObjectName(QStringLiteral("optimizeBackup"));
    m_backup->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_backup->setWordWrap(true);
    m_undo->setObjectName(QStringLiteral("copyUndo"));
    addToHeader(m_undo);
    body()->setSpacing(layout::kStep);
    body()->addWidget(m_table);
    body()->addWidget(m_backup);
    connect(m_undo, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_undoSql); });
    hide();
}

void FiguresCard::setRow(int row, const QString &name, const QString &before, const QString &after,
                         const QString &change, const std::optional<double> &plainBefore,
                         const std::optional<double> &plainAfter)
{
    const QString texts[] = {name, before, after, change};
    for (int column = 0; column < ColumnCount; ++column) {
        QTableWidgetItem *item = m_table->item(row, column);
        if (!item) {
            item = new QTableWidgetItem;
            const bool number = column == Before || column == After;
            item->setTextAlignment(Qt::Alignment(number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        }
        item->setText(texts[column]);
        const std::optional<double> plain = column == Before  ? plainBefore
                                            : column == After ? plainAfter
                                                              : std::nullopt;
        item->setData(tables::kPlainRole, plain ? QVariant(*plain) : QVariant());
    }
}

void FiguresCard::showReport(const OptimizeReport &report)
{
    setVisible(report.after.has_value());
    if (!report.after)
        return;
    const Format &format = m_catalogue.format();
    const OptimizeFigures &before = report.before;
    const OptimizeFigures &after = *report.after;
    const QString unknown = QStringLiteral("–");
    const auto bytes = [&](int row, const QString &name, qint64 was, qint64 is) {
        const double difference = double(is - was);
        const QString size = format.bytes(std::abs(difference));
        setRow(row, name, format.bytes(double(was)), format.bytes(double(is)),
               was == is        ? QString()
               : difference < 0 ? tr("%1 less").arg(size)
                                : tr("%1 more").arg(size),
               double(was), double(is));
    };
    const auto latency = [&](int row, const QString &name, std::optional<double> was,
                             std::optional<double> is) {
        QString change;
        if (was && is && *was > 0) {
            const double percent = 100 * (*is - *was) / *was;
            // Below that two runs of the same queries differ as much.
            constexpr double kNoise = 10;
            if (std::abs(percent) < kNoise)
                change = tr("about the same");
            else
                change = percent < 0 ? tr("%1 quicker").arg(format.percent(-percent))
                                     : tr("%1 slower").arg(format.percent(percent));
        }
        setRow(row, name, was ? format.latency(*was) : unknown, is ? format.latency(*is) : unknown, change,
               was, is);
    };
    setRow(0, tr("Facts"), format.count(before.facts), format.count(after.facts),
           before.facts == after.facts ? QString()
                                       : tr("%1, written by other programs meanwhile")
                                             .arg(format.signedCount(double(after.facts - before.facts))),
           double(before.facts), double(after.facts));
    bytes(1, tr("File"), before.databaseBytes, after.databaseBytes);
    bytes(2, tr("Write-ahead log"), before.walBytes, after.walBytes);
    latency(3, tr("Query p50"), before.p50Seconds, after.p50Seconds);
    latency(4, tr("Query p95"), before.p95Seconds, after.p95Seconds);
    setRow(5, tr("Cache hit, from an empty cache"),
           before.cacheHitRate ? format.percent(*before.cacheHitRate) : unknown,
           after.cacheHitRate ? format.percent(*after.cacheHitRate) : unknown, {}, before.cacheHitRate,
           after.cacheHitRate);
    m_backup->setVisible(!report.backup.isEmpty());
    m_backup->setText(
        tr("The backup from before: %1").arg(plainName(QDir::toNativeSeparators(report.backup))));
    m_undoSql = report.undo.join(u'\n');
    m_undo->setVisible(!m_undoSql.isEmpty());
    m_undo->setToolTip(Theme::toolTip(m_undoSql));
}

} // namespace hakgal
