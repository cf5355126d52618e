// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/SameFacts.h"

#include "core/store/FactStore.h"

using namespace Qt::StringLiterals;

namespace hakgal {

Result<SameFacts> SameFacts::before(Database &database)
{
    SameFacts facts(database);
    const auto version = facts.version();
    const auto count = version ? facts.count() : version;
    if (!count)
        return count.error();
    facts.m_version = *version;
    facts.m_count = *count;
    return facts;
}

Result<void> SameFacts::after()
{
    // The version last: a commit of others beside this count must move it, as one beside the first does.
    const auto now = count();
    const auto versionNow = now ? version() : now;
    if (!versionNow)
        return versionNow.error();
    if (*versionNow != m_version || *now == m_count)
        return {};
    return Error{ErrorCode::VerifyFailed,
                 QStringList(m_database->verdict().path) +
                     phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 facts before, %2 after"),
                              {QString::number(m_count), QString::number(*now)}),
                 {},
                 0};
}

Result<qint64> SameFacts::version()
{
    return m_database->integer(u"PRAGMA data_version"_s);
}

Result<qint64> SameFacts::count()
{
    auto store = FactStore::attach(*m_database);
    if (!store)
        return store.error();
    // Of the table itself: an index may have other entries, which is what some steps mend.
    return m_database->integer("SELECT count(*) FROM main."_L1 + quoteName(store->schema().table) +
                               " NOT INDEXED"_L1);
}

} // namespace hakgal
