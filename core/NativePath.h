// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hakgal {

/// A path as SQLite and the system's own functions take it. On Windows absolute, with backslashes, and in the
/// form without a limit where it is too long for the old one of 260 characters, which holds on most machines.
/// Elsewhere the path as it is. Any thread.
QString nativePath(const QString &path);

/// What nativePath() makes of an absolute path with slashes on Windows.
QString windowsPath(const QString &absolutePath);

/// The name under which SQLite opens a file as a URI, without parameters; what has a meaning in URIs is
/// encoded, so that no name can add any.
QByteArray sqliteUri(const QString &path);

} // namespace hakgal
