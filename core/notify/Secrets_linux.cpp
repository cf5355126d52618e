// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/Secrets.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hakgal {

Result<QByteArray> readPrivateFile(const QString &path)
{
    constexpr off_t kMost = 65536;
    // What is judged is what is read: the open file, not its name.
    const int handle = open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (handle < 0)
        return Error{ErrorCode::ReadFailed, {path}, qt_error_string(), 0};
    struct stat info
    {
    };
    QFile file;
    if (fstat(handle, &info) != 0 || !file.open(handle, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        close(handle);
        return Error{ErrorCode::ReadFailed, {path}, {}, 0};
    }
    if (!S_ISREG(info.st_mode) || info.st_size > kMost)
        return Error{ErrorCode::ReadFailed, {path}, QStringLiteral("no small regular file"), 0};
    if (info.st_uid != geteuid() || (info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error{
            ErrorCode::SettingInvalid,
            QStringList{QStringLiteral("notify/secrets_file"), path} +
                phraseOf(QT_TRANSLATE_NOOP(
                    "hakgal", "a file of this user that nobody else can read, since it holds secrets "
                              "(chmod 600)")),
            {},
            0};
    return file.readAll();
}

} // namespace hakgal
