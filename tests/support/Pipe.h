// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include <algorithm>

namespace hakgal::test {

/// A pipe that gives so many bytes at once.
class Pipe : public QIODevice
{
public:
    Pipe(QByteArray bytes, qint64 step) : m_bytes(std::move(bytes)), m_step(step)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 bytes = std::min({maxSize, m_step, m_bytes.size() - m_at});
        std::copy_n(m_bytes.constData() + m_at, bytes, data);
        m_at += bytes;
        return bytes;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_step;
    qint64 m_at = 0;
};

} // namespace hakgal::test
