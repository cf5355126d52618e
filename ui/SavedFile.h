// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>

class QImage;

namespace hakgal {

/// Writes the file whole or not at all. Never over the knowledge base `database` or what SQLite keeps beside
/// it (then FileExists).
Result<void> saveFile(const QString &path, const QString &database, const QByteArray &bytes);

/// Likewise, a picture as PNG.
Result<void> savePicture(const QString &path, const QString &database, const QImage &picture);

} // namespace hakgal
