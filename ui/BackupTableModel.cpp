// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/BackupTableModel.h"

#include "ui/ColumnHeader.h"
#include "ui/CsvFile.h"
#include "ui/TableActions.h"
#include "ui/Theme.h"

#include <QDir>
#include <QFileInfo>

namespace hakgal {

BackupTableModel::BackupTableModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void BackupTableModel::setBackups(std::vector<BackupFile> files)
{
    beginResetModel();
    m_files = std::move(files);
    endResetModel();
}

void BackupTableModel::setChecked(const QString &path, const std::optional<Error> &error, qint64 wallMs)
{
    m_checks.insert(path, {error, wallMs});
    const int row = rowOf(path);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const BackupFile *BackupTableModel::at(int row) const
{
    return row >= 0 && row < int(m_files.size()) ? &m_files[size_t(row)] : nullptr;
}

int BackupTableModel::rowOf(const QString &path) const
{
    for (size_t i = 0; i < m_files.size(); ++i) {
        if (m_files[i].path == path)
            return int(i);
    }
    return -1;
}

BackupTableModel::State BackupTableModel::state(const BackupFile &file) const
{
    const auto check = m_checks.constFind(file.path);
    if (check != m_checks.constEnd())
        return check->error ? State::Bad : State::Verified;
    if (file.safetyCopy)
        return State::SafetyCopy;
    return file.verified ? State::Verified : State::Unverified;
}

QString BackupTableModel::stateText(const BackupFile &file) const
{
    const auto check = m_checks.constFind(file.path);
    if (check != m_checks.constEnd()) {
        const QString at = m_catalogue.format().time(check->wallMs);
        return check->error ? tr("Not good, checked at %1").arg(at) : tr("Verified at %1").arg(at);
    }
    switch (state(file)) {
    case State::Verified:
        return tr("Verified");
    case State::SafetyCopy:
        return tr("Safety copy, not verified");
    default:
        return tr("Not verified");
    }
}

qint64 BackupTableModel::bytes() const
{
    qint64 sum = 0;
    for (const BackupFile &file : m_files)
        sum += file.bytes;
    return sum;
}

int BackupTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_files.size());
}

int BackupTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BackupTableModel::text(const BackupFile &file, int column) const
{
    const Format &format = m_catalogue.format();
    switch (column) {
    case TakenColumn:
        return file.takenMs > 0 ? format.dateTime(file.takenMs) : QStringLiteral("–");
    case StateColumn:
        return stateText(file);
    case FactsColumn:
        return file.facts >= 0 ? format.count(file.facts) : QStringLiteral("–");
    case SizeColumn:
        return format.bytes(double(file.bytes));
    default:
        return plainName(QFileInfo(file.path).fileName(), 120);
    }
}

/// For a CSV file: nothing where it is not known.
QVariant BackupTableModel::plain(const BackupFile &file, int column)
{
    switch (column) {
    case TakenColumn:
        return file.takenMs > 0 ? csvTime(file.takenMs) : QString();
    case FactsColumn:
        return file.facts >= 0 ? QVariant(file.facts) : QVariant(QString());
    case SizeColumn:
        return file.bytes;
    default:
        return {};
    }
}

QVariant BackupTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BackupFile &file = m_files[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(file, index.column());
    case Qt::ToolTipRole: {
        const auto check = m_checks.constFind(file.path);
        if (index.column() == StateColumn && check != m_checks.constEnd() && check->error)
            return Theme::toolTip(m_catalogue.error(*check->error));
        if (index.column() == FactsColumn && file.facts < 0)
            return Theme::toolTip(tr("It was not counted when the copy was made."));
        return index.column() == NameColumn ? Theme::toolTip(QDir::toNativeSeparators(file.path)) : QString();
    }
    case Qt::TextAlignmentRole: {
        const bool number = index.column() == FactsColumn || index.column() == SizeColumn;
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case PathRole:
        return file.path;
    case tables::kPlainRole:
        return plain(file, index.column());
    case StateRole:
        return int(state(file));
    default:
        return {};
    }
}

QVariant BackupTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader({tr("Taken"), tr("State"), tr("Facts"), tr("Size"), tr("File")},
                        {FactsColumn, SizeColumn}, section, orientation, role);
}

QColor BackupRowDelegate::textColor(const QModelIndex &index) const
{
    const Colors &colors = theme().colors();
    if (index.column() == BackupTableModel::NameColumn)
        return colors.muted;
    if (index.column() != BackupTableModel::StateColumn)
        return colors.text;
    switch (BackupTableModel::State(index.data(BackupTableModel::StateRole).toInt())) {
    case BackupTableModel::State::Verified:
        return colors.goodText;
    case BackupTableModel::State::Bad:
        return colors.criticalText;
    case BackupTableModel::State::Unverified:
        return colors.warningText;
    case BackupTableModel::State::SafetyCopy:
        break;
    }
    return colors.muted;
}

} // namespace hakgal
