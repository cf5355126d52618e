// SPDX-License-Identifier: GPL-3.0-or-later
// The format is that of proc(5): "sl local_address rem_address st … uid timeout inode …", where an address is
// hexadecimal, each 32-bit word of it as the machine reads it from network order, and state 0A is LISTEN.
#include "core/http/PortHolder.h"

#include <QtEndian>

#include <array>
#include <cstring>

namespace hakgal {

namespace {

constexpr int kLocalAddress = 1;
constexpr int kState = 3;
constexpr int kInode = 9;

std::optional<QHostAddress> parseAddress(const QByteArray &hex)
{
    std::array<quint32, 4> words{};
    const auto count = static_cast<std::size_t>(hex.size()) / 8;
    if (hex.size() % 8 != 0 || (count != 1 && count != 4))
        return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) {
        bool ok = false;
        words[i] = hex.mid(static_cast<qsizetype>(i) * 8, 8).toUInt(&ok, 16);
        if (!ok)
            return std::nullopt;
    }
    if (count == 1)
        return QHostAddress(qFromBigEndian(words[0]));
    Q_IPV6ADDR ip6;
    std::memcpy(&ip6, words.data(), sizeof ip6);
    return QHostAddress(ip6);
}

} // namespace

std::vector<quint64> listeningInodes(const QByteArray &procNetTcp, const QHostAddress &address, quint16 port)
{
    std::vector<quint64> inodes;
    for (const QByteArray &line : procNetTcp.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() <= kInode || fields[kState] != "0A")
            continue;
        const qsizetype colon = fields[kLocalAddress].lastIndexOf(':');
        bool portOk = false;
        bool inodeOk = false;
        const uint localPort = fields[kLocalAddress].mid(colon + 1).toUInt(&portOk, 16);
        const quint64 inode = fields[kInode].toULongLong(&inodeOk);
        const std::optional<QHostAddress> local = parseAddress(fields[kLocalAddress].left(colon));
        if (!portOk || localPort != port || !inodeOk || inode == 0 || !local)
            continue;
        const bool everywhere =
            *local == QHostAddress(QHostAddress::AnyIPv4) || *local == QHostAddress(QHostAddress::AnyIPv6);
        const bool weWantAll = address == QHostAddress(QHostAddress::AnyIPv4) ||
                               address == QHostAddress(QHostAddress::AnyIPv6) ||
                               address == QHostAddress(QHostAddress::Any);
        if (everywhere || weWantAll || local->isEqual(address, QHostAddress::ConvertV4MappedToIPv4))
            inodes.push_back(inode);
    }
    return inodes;
}

} // namespace hakgal
