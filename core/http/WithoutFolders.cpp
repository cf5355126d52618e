// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/WithoutFolders.h"

#include <QRegularExpression>

namespace hakgal {

namespace {

/// The name behind the last separator; the text itself where there is none behind the first character.
QString lastName(const QString &path)
{
    const qsizetype slash = std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\'));
    return path.mid(slash + 1);
}

void clean(QStringList &texts)
{
    for (QString &text : texts)
        text = withoutFolders(text);
}

void clean(Error &error)
{
    clean(error.args);
    error.detail = withoutFolders(error.detail);
}

} // namespace

QString withoutFolders(const QString &text)
{
    static const QRegularExpression whole(
        QStringLiteral("\\A(?:[A-Za-z]:)?[/\\\\](?![/\\\\])[^\\n]*\\z|\\A\\\\\\\\[^\\n]*\\z"));
    if (whole.match(text).hasMatch() && !lastName(text).isEmpty())
        return lastName(text);
    static const QRegularExpression inside(
        QStringLiteral("(?<![\\w/:.\\\\-])(?:[A-Za-z]:|\\\\)?(?:[/\\\\][^/\\\\\\s\"'<>|:,;()]+)*[/\\\\]([^/"
                       "\\\\\\s\"'<>|:,;()]+)"));
    QString result = text;
    return result.replace(inside, QStringLiteral("\\1"));
}

Snapshot withoutFolders(Snapshot snapshot)
{
    snapshot.sample.database.path = withoutFolders(snapshot.sample.database.path);
    clean(snapshot.sample.database.error);
    for (StatusReason &reason : snapshot.reasons) {
        clean(reason.args);
        clean(reason.error);
    }
    for (Alert &alert : snapshot.alerts)
        clean(alert.error);
    for (AlertEvent &event : snapshot.events)
        clean(event.alert.error);
    return snapshot;
}

} // namespace hakgal
