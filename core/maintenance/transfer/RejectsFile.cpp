// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/RejectsFile.h"

#include "core/maintenance/FileSync.h"

namespace hakgal {

Result<void> RejectsFile::open(const QString &path)
{
    m_file.setFileName(path);
    if (m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return {};
    return Error{
        m_file.exists() ? ErrorCode::FileExists : ErrorCode::WriteFailed, {path}, m_file.errorString(), 0};
}

void RejectsFile::add(const FactReader &reader, const FactReject &reject, const QString &because)
{
    QByteArray row;
    if (m_file.pos() == 0)
        row = reader.rejectsHead();
    row += reader.rejectsRow(reject, because);
    m_failed = m_failed || m_file.write(row) != row.size();
}

Result<void> RejectsFile::finish()
{
    if (!m_file.isOpen())
        return {};
    const bool empty = m_file.pos() == 0;
    m_failed = !m_file.flush() || m_failed;
    const Error failure{isDiskFull(m_file) ? ErrorCode::DiskFull : ErrorCode::WriteFailed,
                        {m_file.fileName()},
                        m_file.errorString(),
                        0};
    m_file.close();
    if (empty)
        m_file.remove();
    if (m_failed)
        return failure;
    return {};
}

} // namespace hakgal
