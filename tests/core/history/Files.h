// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QTemporaryDir>
#include <QVariant>

/// Runs statements on a history file through a connection of its own; rows of the last one.
inline QList<QVariantList> sqlOn(const QString &file, const QStringList &statements)
{
    QList<QVariantList> rows;
    const QString name = QStringLiteral("test");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
        QSqlQuery query(database);
        for (const QString &statement : statements) {
            if (!query.exec(statement))
                qFatal("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
        }
        while (query.next()) {
            QVariantList row;
            for (int i = 0; query.value(i).isValid(); ++i)
                row.append(query.value(i));
            rows.append(row);
        }
    }
    QSqlDatabase::removeDatabase(name);
    return rows;
}

inline qint64 numberOn(const QString &file, const QString &statement)
{
    return sqlOn(file, {statement}).at(0).at(0).toLongLong();
}

/// Empty bases in a folder of their own, in which their histories lie too.
class Bases
{
public:
    Bases()
    {
#ifndef Q_OS_WIN
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.filePath(QStringLiteral("data"))));
#endif
    }

    QString folder() const
    {
        return m_folder.path();
    }
    QString add()
    {
        const QString path = m_folder.filePath(QStringLiteral("kb-%1.db").arg(++m_number));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write the test's own file");
        return path;
    }

private:
    QTemporaryDir m_folder;
    int m_number = 0;
};
