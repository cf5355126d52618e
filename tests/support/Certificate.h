// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>

namespace hakgal::test {

/// A certificate, its key and a token in files of their own, made by the openssl program.
struct Certificate
{
    QString certificate;
    QString key;
    QString token;

    static QByteArray tokenText() { return QByteArrayLiteral("correct-horse-battery-staple"); }

    /// False where openssl is not installed.
    bool make(const QString &folder)
    {
        const QDir dir(folder);
        certificate = dir.filePath(QStringLiteral("cert.pem"));
        key = dir.filePath(QStringLiteral("key.pem"));
        token = dir.filePath(QStringLiteral("token"));
        return run({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                    QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                    QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                    QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                    QStringLiteral("/CN=localhost"), QStringLiteral("-keyout"), key, QStringLiteral("-out"),
                    certificate}) &&
               write(token, tokenText() + '\n');
    }

    static bool run(const QStringList &arguments)
    {
        return QProcess::execute(QStringLiteral("openssl"), arguments) == 0;
    }
    /// For its owner only.
    static bool write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() &&
               file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
};

} // namespace hakgal::test
