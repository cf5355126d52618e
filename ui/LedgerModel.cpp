// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/LedgerModel.h"

#include "ui/ReportRowDelegate.h"
#include "ui/TableActions.h"

#include <QDateTime>
#include <QStringList>

namespace hakgal {

namespace {

std::optional<qint64> number(const QJsonObject &object, const char *key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    return value.isDouble() ? std::optional<qint64>(value.toInteger()) : std::nullopt;
}

} // namespace

LedgerModel::LedgerModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void LedgerModel::setLedger(const QJsonObject &object)
{
    const QJsonValue inner = object.value(QLatin1String("ledger"));
    const QJsonObject ledger = inner.isObject() ? inner.toObject() : object;
    const Format &format = m_catalogue.format();

    beginResetModel();
    m_rows.clear();
    m_summary.clear();
    const auto add = [&](const QString &name, const std::optional<qint64> &count, const QString &meaning,
                         Tone tone = Tone::Normal) {
        m_rows.push_back({name, count ? format.count(*count) : QStringLiteral("–"), meaning, tone, count});
    };
    const auto bad = [](const std::optional<qint64> &count, Tone tone) {
        return count.value_or(0) > 0 ? tone : Tone::Normal;
    };
    if (!ledger.isEmpty()) {
        const auto expected = number(ledger, "expected");
        const auto exact = number(ledger, "exact");
        const auto intact = number(ledger, "intact");
        const auto partial = number(ledger, "partial");
        const auto doubtful = number(ledger, "doubtful");
        const auto lost = number(ledger, "lost");
        const auto surplus = number(ledger, "surplus");
        const auto duplicates = number(ledger, "duplicates");
        const auto fromBackup = number(ledger, "from_backup");
        const auto leftDeleted = number(ledger, "left_deleted");

        const QString at = ledger.value(QLatin1String("expected_at")).toString();
        const QDateTime counted = QDateTime::fromString(at, Qt::ISODate);
        QString meaning = tr("nothing tells how many there were");
        if (expected && counted.isValid())
            meaning = tr("last count before the damage, %1; an estimate")
                          .arg(format.dateTime(counted.toMSecsSinceEpoch()));
        else if (expected &&
                 ledger.value(QLatin1String("expected_from")).toString() == QLatin1String("indices"))
            meaning = tr("named by the rows and indices of the file together; an estimate");
        else if (expected)
            meaning = tr("last count before the damage; an estimate");
        add(tr("Facts expected"), expected, meaning);
        add(tr("Recovered exactly"), exact, tr("sound page, agrees with a second witness in the file"));
        add(tr("Recovered, intact"), intact, tr("sound page, no second witness"));
        add(tr("Statement only"), partial, tr("from an index; source and time are gone"));
        if (fromBackup.value_or(0) > 0)
            add(tr("From the backup"), fromBackup,
                tr("lost or undecided in the file, vouched for by the backup"));
        add(tr("Doubtful"), doubtful, tr("kept aside in facts_quarantine with the reason"),
            bad(doubtful, Tone::Warning));
        add(tr("Lost"), lost,
            !lost        ? tr("cannot be told without an expected number")
            : *lost == 0 ? tr("every expected fact is accounted for")
                         : tr("expected, and found nowhere in the file"),
            bad(lost, Tone::Critical));
        if (surplus.value_or(0) > 0)
            add(tr("Surplus"), surplus, tr("more than expected: written after the last count"));
        if (duplicates.value_or(0) > 0)
            add(tr("Duplicates"), duplicates, tr("left out: the same statement stands already"));
        if (leftDeleted.value_or(0) > 0)
            add(tr("Left deleted"), leftDeleted,
                tr("rows on given-up pages that a whole index does not know"));

        const qint64 good =
            exact.value_or(0) + intact.value_or(0) + partial.value_or(0) + fromBackup.value_or(0);
        m_summary = expected ? tr("%1 of %2 facts recovered").arg(format.count(good), format.count(*expected))
                             : tr("%1 facts recovered").arg(format.count(good));
    }
    endResetModel();
}

QString LedgerModel::plainText() const
{
    QStringList lines;
    for (const Row &row : m_rows)
        lines << QStringList{row.name, row.count, row.meaning}.join(QLatin1Char('\t'));
    return lines.join(QLatin1Char('\n'));
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LedgerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? row.name : column == CountColumn ? row.count : row.meaning;
    case tables::kPlainRole:
        return column != CountColumn ? QVariant() : row.plain ? QVariant(*row.plain) : QVariant(QString());
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2, %3").arg(row.name, row.count, row.meaning);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (column == CountColumn ? Qt::AlignRight : Qt::AlignLeft));
    case ReportRowDelegate::ToneRole:
        return int(column == MeaningColumn ? Tone::Muted : column == CountColumn ? row.tone : Tone::Normal);
    case ReportRowDelegate::StrongRole:
        return column == CountColumn;
    default:
        return {};
    }
}

} // namespace hakgal
