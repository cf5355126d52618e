// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QFileInfo>
#include <QString>

namespace hakgal::test {

/// The real knowledge base as lines, or an empty string where it is not at hand: named by HAKGAL_SAMPLE, else
/// beside the sources.
inline QString samplePath()
{
    const QString named = qEnvironmentVariable("HAKGAL_SAMPLE");
    const QString path = !named.isEmpty()
                             ? named
                             : QFileInfo(QStringLiteral(__FILE__)).path() +
                                   QStringLiteral("/../../../shared/data/hexagonal_kb_sample.txt");
    return QFileInfo::exists(path) ? path : QString();
}

inline QByteArray sampleBytes()
{
    QFile file(samplePath());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace hakgal::test
