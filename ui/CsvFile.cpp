// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CsvFile.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSaveFile>

namespace hakgal {

namespace {

/// Whether writing to `path` would write over the base or what SQLite keeps beside it.
bool belongsToBase(const QString &path, const QString &database)
{
    if (database.isEmpty())
        return false;
    const QFileInfo target(path);
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        const QFileInfo file(database + QLatin1String(suffix));
        if (target.absoluteFilePath() == file.absoluteFilePath())
            return true;
        if (target.exists() && file.exists() && target.canonicalFilePath() == file.canonicalFilePath())
            return true;
    }
    return false;
}

} // namespace

QString csvField(const QString &text)
{
    static const QString starts = QStringLiteral("=+-@\t\r");
    QString field = text;
    if (!field.isEmpty() && starts.contains(field.front()))
        field.prepend(QLatin1Char('\''));
    const bool quote = field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')) ||
                       field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r'));
    if (!quote)
        return field;
    field.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + field + QLatin1Char('"');
}

QString csvTime(qint64 wallMs)
{
    return wallMs == 0 ? QString()
                       : QDateTime::fromMSecsSinceEpoch(wallMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

Result<void> saveCsv(const QString &path, const QString &database, const QByteArray &csv)
{
    if (belongsToBase(path, database))
        return Error{ErrorCode::FileExists, {path}, QStringLiteral("it belongs to the knowledge base")};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size() || !file.commit())
        return Error{ErrorCode::WriteFailed, {path}, file.errorString()};
    return {};
}

} // namespace hakgal
