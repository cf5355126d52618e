// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/ListenerSet.h"

#include "core/config/ListenAddress.h"
#include "core/http/Listener.h"
#include "core/http/PortHolder.h"
#include "core/http/Router.h"
#include "core/text/Catalogue.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcHttp, "hakgal.http")

using Trouble = ListenerState::Trouble;

} // namespace

struct ListenerSet::Entry
{
    QString text; ///< as in the settings
    ListenerState state;
    std::unique_ptr<Listener> listener; ///< null while not listening
};

ListenerSet::ListenerSet(ConnectionGuard &guard, Router &router) : m_guard(guard), m_router(router) {}

ListenerSet::~ListenerSet() = default;

void ListenerSet::apply(const Settings &settings)
{
    const bool otherAccess = m_settings.tlsCertificate != settings.tlsCertificate ||
                             m_settings.tlsKey != settings.tlsKey ||
                             m_settings.tokenFile != settings.tokenFile;
    m_settings = settings;
    std::vector<Entry> wanted;
    for (const QString &text : settings.listen) {
        const auto same = [&text](const Entry &entry) { return entry.text == text; };
        if (std::any_of(wanted.begin(), wanted.end(), same))
            continue;
        const auto kept = std::find_if(m_entries.begin(), m_entries.end(), same);
        if (kept == m_entries.end() || (otherAccess && kept->state.tls))
            wanted.push_back({text, {}, nullptr});
        else
            wanted.push_back(std::exchange(*kept, {}));
    }
    m_entries = std::move(wanted); // what is no longer wanted frees its port before others are opened
    if (otherAccess)
        m_access = {};
}

/// Tries once; entry.state tells what came of it.
void ListenerSet::open(Entry &entry)
{
    const auto parsed = ListenAddress::parse(entry.text);
    const QHostAddress address = parsed ? QHostAddress(parsed->address) : QHostAddress();
    ListenerState &is = entry.state;
    is = {};
    is.address = address.isNull() ? entry.text : address.toString();
    is.port = address.isNull() ? quint16(0) : parsed->port;
    is.trouble = Trouble::NoSuchAddress;
    if (address.isNull())
        return;

    std::shared_ptr<const Access> needed;
    if (!address.isLoopback()) {
        if (!m_access.access)
            m_access = Access::load(m_settings); // anew each time: files may have come
        needed = m_access.access;
        is.lacking = m_access.lacking;
        if (!needed) {
            is.trouble = Trouble::Unprotected;
            return;
        }
    }
    auto listener = std::make_unique<Listener>(m_guard, needed);
    is.trouble = listener->open(address, parsed->port);
    if (is.trouble == Trouble::None) {
        is.listening = true;
        is.tls = needed != nullptr;
        is.port = listener->serverPort();
        m_router.bind(*listener);
        entry.listener = std::move(listener);
        return;
    }
    if (is.trouble == Trouble::Taken || is.trouble == Trouble::Reserved) {
        if (const auto holder = findPortHolder(address, parsed->port)) {
            is.trouble = Trouble::Taken;
            is.holderPid = holder->pid;
            is.holderName = holder->name;
            is.holder = Catalogue(Catalogue::Language::English).portHolder(is);
        } else if (is.trouble == Trouble::Reserved) {
            is.holder = QStringLiteral("reserved by Windows");
        }
    }
}

bool ListenerSet::openMissing()
{
    bool changed = false;
    for (Entry &entry : m_entries) {
        if (entry.listener)
            continue;
        const ListenerState before = entry.state;
        open(entry);
        if (entry.state == before)
            continue;
        changed = true;
        const Catalogue words(Catalogue::Language::English);
        if (entry.listener)
            qCInfo(lcHttp).noquote() << words.listener(entry.state);
        else
            qCWarning(lcHttp).noquote() << words.listener(entry.state);
    }
    return changed;
}

bool ListenerSet::anyMissing() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [](const Entry &entry) { return entry.listener == nullptr; });
}

void ListenerSet::close()
{
    m_entries.clear();
}

std::vector<ListenerState> ListenerSet::states() const
{
    std::vector<ListenerState> states;
    for (const Entry &entry : m_entries)
        states.push_back(entry.state);
    return states;
}

bool ListenerSet::admits(const QByteArray &authorization) const
{
    return m_access.access && m_access.access->admits(authorization);
}

} // namespace hakgal
