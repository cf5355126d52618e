// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/PortHolder.h"

#include <QtEndian>

#include <winsock2.h>
#include <ws2tcpip.h>

#include <windows.h>

#include <iphlpapi.h>
#include <tlhelp32.h>

#include <cstring>

namespace hakgal {

namespace {

/// The table of listening sockets with their processes, as bytes; empty where the system does not give it.
QByteArray listenerTable(ULONG family)
{
    QByteArray table(16384, Qt::Uninitialized);
    for (int attempt = 0; attempt < 4; ++attempt) { // it may grow between two calls
        auto size = static_cast<DWORD>(table.size());
        const DWORD result =
            GetExtendedTcpTable(table.data(), &size, FALSE, family, TCP_TABLE_OWNER_PID_LISTENER, 0);
        if (result == NO_ERROR)
            return table;
        if (result != ERROR_INSUFFICIENT_BUFFER)
            break;
        table.resize(static_cast<qsizetype>(size) + 4096);
    }
    return {};
}

quint16 portOf(DWORD networkOrder)
{
    return qFromBigEndian(static_cast<quint16>(networkOrder));
}

bool matches(const QHostAddress &local, const QHostAddress &wanted)
{
    const auto isAny = [](const QHostAddress &a) {
        return a == QHostAddress(QHostAddress::Any) || a == QHostAddress(QHostAddress::AnyIPv4) ||
               a == QHostAddress(QHostAddress::AnyIPv6);
    };
    return isAny(local) || isAny(wanted) || local.isEqual(wanted, QHostAddress::ConvertV4MappedToIPv4);
}

DWORD holderPid(const QHostAddress &address, quint16 port)
{
    if (const QByteArray bytes = listenerTable(AF_INET); !bytes.isEmpty()) {
        const auto *table = reinterpret_cast<const MIB_TCPTABLE_OWNER_PID *>(bytes.constData());
        for (DWORD i = 0; i < table->dwNumEntries; ++i) {
            const MIB_TCPROW_OWNER_PID &row = table->table[i];
            if (portOf(row.dwLocalPort) == port &&
                matches(QHostAddress(qFromBigEndian(static_cast<quint32>(row.dwLocalAddr))), address))
                return row.dwOwningPid;
        }
    }
    if (const QByteArray bytes = listenerTable(AF_INET6); !bytes.isEmpty()) {
        const auto *table = reinterpret_cast<const MIB_TCP6TABLE_OWNER_PID *>(bytes.constData());
        for (DWORD i = 0; i < table->dwNumEntries; ++i) {
            const MIB_TCP6ROW_OWNER_PID &row = table->table[i];
            Q_IPV6ADDR ip6;
            std::memcpy(&ip6, row.ucLocalAddr, sizeof ip6);
            if (portOf(row.dwLocalPort) == port && matches(QHostAddress(ip6), address))
                return row.dwOwningPid;
        }
    }
    return 0;
}

/// From the list of all processes, which names those of services and other users, too.
QString processName(DWORD pid)
{
    const HANDLE list = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    if (list == INVALID_HANDLE_VALUE)
        return {};
    QString name;
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    for (BOOL there = Process32FirstW(list, &entry); there && name.isEmpty();
         there = Process32NextW(list, &entry)) {
        if (entry.th32ProcessID == pid)
            name = QString::fromWCharArray(entry.szExeFile);
    }
    CloseHandle(list);
    return name;
}

} // namespace

std::optional<PortHolder> findPortHolder(const QHostAddress &address, quint16 port)
{
    const DWORD pid = holderPid(address, port);
    if (pid == 0)
        return std::nullopt;
    return PortHolder{static_cast<qint64>(pid), processName(pid)};
}

} // namespace hakgal
