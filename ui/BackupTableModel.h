// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Backup.h"
#include "core/text/Catalogue.h"
#include "ui/RowDelegate.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <vector>

namespace hakgal {

/// The backups of a base, newest first, with what a check of this session said about them.
class BackupTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TakenColumn, StateColumn, FactsColumn, SizeColumn, NameColumn, ColumnCount };
    enum Role { PathRole = Qt::UserRole, StateRole };
    enum class State {
        Verified,   ///< when it was made, or just now
        Unverified, ///< nobody knows
        SafetyCopy, ///< taken before a repair or restore, of a base that could not be verified
        Bad,        ///< a check of this session failed
    };

    explicit BackupTableModel(const Catalogue &catalogue, QObject *parent = nullptr);

    void setBackups(std::vector<BackupFile> files);
    /// What a check said: no error, it is good. Forgotten with the program.
    void setChecked(const QString &path, const std::optional<Error> &error, qint64 wallMs);

    const BackupFile *at(int row) const;
    int rowOf(const QString &path) const; ///< -1: not there
    State state(const BackupFile &file) const;
    QString stateText(const BackupFile &file) const;
    qint64 bytes() const; ///< of all

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Check
    {
        std::optional<Error> error;
        qint64 wallMs = 0;
    };
    QString text(const BackupFile &file, int column) const;
    static QVariant plain(const BackupFile &file, int column);

    Catalogue m_catalogue;
    std::vector<BackupFile> m_files;
    QHash<QString, Check> m_checks;
};

/// The state in its colour and word.
class BackupRowDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

protected:
    QColor textColor(const QModelIndex &index) const override;
};

} // namespace hakgal
