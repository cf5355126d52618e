// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>

namespace hakgal {

/// What notifications need and nobody else may read. Kept apart from the settings in a file that only its
/// owner can read; never logged, never shown, never in an answer of ours. The file's lines are
///     webhook_url=https://hooks.example.org/services/T0/B0/xyz
///     mail_password=anything up to the end of the line
/// with `#` before a comment. Reading and writing touch one small file; any thread.
struct Secrets
{
    QString webhookUrl;
    QString mailPassword;

    bool operator==(const Secrets &) const = default;

    /// Empty ones where there is no file. SettingInvalid where others could read it, or a line is none of the
    /// above; ReadFailed. No error holds what the file says.
    static Result<Secrets> read(const QString &path);
    /// Replaces the file as a whole, readable by its owner only. SettingInvalid where a value cannot be used,
    /// WriteFailed.
    Result<void> write(const QString &path) const;
};

/// The bytes of a file of at most 64 KiB that nobody but its owner, who must be this user, can read.
/// SettingInvalid where others can, ReadFailed.
Result<QByteArray> readPrivateFile(const QString &path);

} // namespace hakgal
