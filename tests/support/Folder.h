// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace hakgal::test {

/// A folder of a test's own, which every user may enter. All that looks into its files goes by other names
/// than the database's only while no connection is open.
class Folder
{
public:
    Folder()
    {
        QFile::setPermissions(m_dir.path(), QFile::permissions(m_dir.path()) | QFile::ReadGroup |
                                                QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther);
    }
    QString path() const { return QFileInfo(m_dir.path()).canonicalFilePath(); }
    QString file(const QString &name) const { return path() + u'/' + name; }

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(out.fileName()));
        return out.fileName();
    }

    /// Makes a database with a plain connection, runs the SQL and closes.
    QString database(const QString &name, const QByteArray &sql) const
    {
        sqlite3 *db = nullptr;
        char *words = nullptr;
        if (sqlite3_open(file(name).toUtf8().constData(), &db) != SQLITE_OK ||
            sqlite3_exec(db, QByteArray("PRAGMA synchronous=OFF;" + sql).constData(), nullptr, nullptr,
                         &words) != SQLITE_OK)
            qFatal("cannot make %s: %s", qPrintable(name), words);
        sqlite3_close(db);
        return file(name);
    }

    /// What is there: name, kind, size and time of change of each entry, sorted.
    QStringList listing() const
    {
        QStringList lines;
        const auto entries = QDir(path()).entryInfoList(
            QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &entry : entries) {
            lines << entry.fileName() + u' ' + (entry.isDir() ? u'd' : u'f') + u' ' +
                         QString::number(entry.size()) + u' ' +
                         entry.lastModified().toUTC().toString(Qt::ISODateWithMs);
        }
        return lines;
    }
    QStringList names() const
    {
        return QDir(path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                                      QDir::Name);
    }

private:
    QTemporaryDir m_dir;
};

} // namespace hakgal::test
