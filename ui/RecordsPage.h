// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/text/Catalogue.h"
#include "ui/Page.h"

#include <QByteArray>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStyledItemDelegate;
class QTableView;

namespace hakgal {

class Card;
class PageHeader;
class SegmentedControl;
class Theme;

/// A page of records: a header with Copy and Export, a row of filters that folds where it is narrow, the
/// records in a table, and below them what there is to tell of the chosen one. What is filtered, asked for
/// and told is the business of the page that derives. Touches no file but the one that is exported to. GUI
/// thread.
class RecordsPage : public Page
{
    Q_OBJECT
public:
    /// Writes the shown rows as CSV. Never over the watched base or its sidecars.
    Result<void> exportTo(const QString &path) const;

protected:
    struct Words
    {
        QString name;   ///< what object names begin with: "alerts" gives alertsTable, copyAlerts, …
        QString title;  ///< of the page
        QString search; ///< in the empty search field
        QString table;  ///< the table's accessible name
        QString saving; ///< title of the export dialog
    };
    RecordsPage(const Theme &theme, const Catalogue &catalogue, Clock clock, const Words &words,
                QWidget *parent);

    /// Puts everything together, once the filters were added: `rows` in the table, newest first by
    /// `timeColumn`, and below it `details`, which begins hidden and `detailHeight` pixels high.
    void assemble(QSortFilterProxyModel *rows, QStyledItemDelegate *delegate, int timeColumn,
                  QWidget *details, int detailHeight);

    /// Where a filter stands: behind the search field, or in the part that folds into a second row.
    enum class Place : quint8 { First, Folding };
    /// A choice among the filters; who adds it follows what is chosen.
    SegmentedControl *addChoice(Place place, const char *name, const QString &label,
                                const QStringList &choices);
    void addFilter(Place place, QWidget *filter);

    /// Where the time begins that is shown, wall clock in milliseconds; 0: all there is.
    qint64 since() const;
    /// Every word of it is searched for.
    QString searched() const;
    /// Search field and time show everything; tells nobody.
    void clearSearch();
    /// Whether the filters hide anything: Clear filters can be pressed.
    void setFiltered(bool filtered);
    /// How many rows are shown, and what the header says of them.
    void setShown(int rows, const QString &caption);
    /// Copy can be pressed where rows are chosen.
    void showSelection();
    /// The width of a column whose longest text is this one.
    static int columnWidth(const QString &longest);

    const Theme &theme() const { return m_theme; }
    const Catalogue &catalogue() const { return m_catalogue; }
    qint64 now() const { return m_clock().wallMs; }
    Card *card() const { return m_card; }
    QTableView *table() const { return m_table; }
    const QString &database() const { return m_database; }
    void keepDatabase(const QString &path) { m_database = path; }

    /// A filter that only the shown rows depend on has changed.
    virtual void applyFilters() = 0;
    /// The time that is shown has changed: other rows may have to be asked for.
    virtual void rangeChanged() = 0;
    virtual void resetFilters() = 0;
    /// Another row is the current one.
    virtual void currentChanged() = 0;
    /// The shown rows as CSV.
    virtual QByteArray csv() const = 0;

private:
    void makeFilters(const Words &words);
    void copySelected() const;
    void exportAsked();

    const Theme &m_theme;
    Catalogue m_catalogue;
    Clock m_clock;
    QString m_name;
    QString m_saving;
    QString m_database;

    PageHeader *m_header;
    Card *m_card;
    QTableView *m_table;
    QWidget *m_filters = nullptr;
    QHBoxLayout *m_first = nullptr;
    QHBoxLayout *m_folding = nullptr;
    QLineEdit *m_text = nullptr;
    SegmentedControl *m_range = nullptr;
    QPushButton *m_clear = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_export = nullptr;
};

} // namespace hakgal
