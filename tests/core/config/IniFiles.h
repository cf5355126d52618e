// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QFile>
#include <QTemporaryDir>

#include <vector>

namespace hakgal::test {

/// Settings files of a test, in a folder that goes with it.
class IniFiles
{
protected:
    QString newPath() { return m_folder.filePath(QStringLiteral("settings-%1.ini").arg(++m_number)); }

    QString written(const QByteArray &text)
    {
        const QString path = newPath();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test's own file");
        return path;
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
    }

    static QString described(const std::vector<Error> &errors)
    {
        QStringList lines;
        for (const Error &error : errors)
            lines.append(QString::number(int(error.code)) + u' ' + error.args.join(QStringLiteral(" | ")) +
                         u' ' + error.detail);
        return lines.join(u'\n');
    }

    QTemporaryDir m_folder;

private:
    int m_number = 0;
};

} // namespace hakgal::test
