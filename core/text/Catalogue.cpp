// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/Catalogue.h"

#include "core/maintenance/transfer/FactReader.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace hakgal {

namespace {

bool mayConfuse(QChar c)
{
    const ushort u = c.unicode();
    const bool direction = u == 0x061c || (u >= 0x200e && u <= 0x200f) || (u >= 0x202a && u <= 0x202e) ||
                           (u >= 0x2066 && u <= 0x2069);
    const QChar::Category category = c.category();
    return direction || category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

} // namespace

QString plainName(const QString &text, int longest)
{
    QString result = text;
    std::replace_if(result.begin(), result.end(), mayConfuse, QChar(QChar::ReplacementCharacter));
    if (longest > 3 && result.size() > longest) {
        const qsizetype tail = (longest - 1) / 2;
        result = result.left(longest - 1 - tail) + QChar(u'\u2026') + result.right(tail);
    }
    return result;
}

Catalogue::Catalogue(Language language)
    : m_language(language), m_format(language == Language::English ? QLocale::c() : QLocale())
{
}

QString Catalogue::say(const char *source) const
{
    return m_language == Language::English ? QString::fromUtf8(source)
                                           : QCoreApplication::translate("hakgal", source);
}

QString Catalogue::argument(const QStringList &args, int index) const
{
    const QString text = plainName(args.value(index));
    return text.isEmpty() ? say(QT_TRANSLATE_NOOP("hakgal", "(unknown)")) : text;
}

QString Catalogue::phrase(const Phrase &phrase) const
{
    if (phrase.isEmpty() || phrase.front().isEmpty())
        return say(QT_TRANSLATE_NOOP("hakgal", "(unknown)"));
    Phrase plain;
    for (const QString &value : phrase)
        plain << plainName(value);
    return filled(plain, say(qUtf8Printable(plain.front())));
}

QString Catalogue::reason(Reason reason) const
{
    switch (reason) {
    case Reason::None:
        return say(QT_TRANSLATE_NOOP("hakgal", "It was measured."));
    case Reason::NotYet:
        return say(QT_TRANSLATE_NOOP("hakgal", "Not measured yet; the first value takes a moment."));
    case Reason::Unsupported:
        return say(QT_TRANSLATE_NOOP("hakgal", "This system does not tell it."));
    case Reason::NoPermission:
        return say(QT_TRANSLATE_NOOP("hakgal", "This user has no permission to see it."));
    case Reason::ReadFailed:
        return say(QT_TRANSLATE_NOOP("hakgal", "The system's answer could not be read."));
    case Reason::NoDatabase:
        return say(QT_TRANSLATE_NOOP("hakgal", "No knowledge base is chosen."));
    case Reason::Unreachable:
        return say(QT_TRANSLATE_NOOP("hakgal", "The knowledge base cannot be read now."));
    case Reason::NotWal:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The knowledge base keeps no write-ahead log (WAL), so there is "
                                     "no such figure."));
    case Reason::TooFewRequests:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Fewer than 500 pages were asked for in the last minute: too few "
                                     "for a percentage."));
    case Reason::OthersWrite:
        return say(QT_TRANSLATE_NOOP("hakgal", "Other programs wrote in most rounds of the last minute. Each "
                                               "write empties the probe's cache, so a percentage would say "
                                               "nothing."));
    case Reason::NoHistory:
        return say(QT_TRANSLATE_NOOP("hakgal", "There are not enough counts yet to tell the growth."));
    case Reason::TooSlow:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Measuring it on this knowledge base takes longer than it may."));
    case Reason::GapInTime:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The computer slept or its clock jumped; there is no rate across "
                                     "such a gap."));
    case Reason::NoRows:
        return say(QT_TRANSLATE_NOOP("hakgal", "There are no facts yet, so there is nothing to query."));
    case Reason::NoSearches:
        return say(QT_TRANSLATE_NOOP("hakgal", "Nothing was searched in this program yet."));
    }
    return {};
}

QString Catalogue::severity(Severity severity) const
{
    switch (severity) {
    case Severity::Info:
        return say(QT_TRANSLATE_NOOP("hakgal", "Information"));
    case Severity::Warning:
        return say(QT_TRANSLATE_NOOP("hakgal", "Warning"));
    case Severity::Critical:
        return say(QT_TRANSLATE_NOOP("hakgal", "Critical"));
    }
    return {};
}

QString Catalogue::status(Status status) const
{
    switch (status) {
    case Status::Operational:
        return say(QT_TRANSLATE_NOOP("hakgal", "Operational"));
    case Status::Degraded:
        return say(QT_TRANSLATE_NOOP("hakgal", "Degraded"));
    case Status::Poor:
        return say(QT_TRANSLATE_NOOP("hakgal", "Poor"));
    }
    return {};
}

QString Catalogue::statusReason(const StatusReason &reason, const Snapshot &snapshot) const
{
    switch (reason.kind) {
    case StatusReason::Kind::NoDatabase:
        return error({ErrorCode::NothingConfigured, {}, {}, 0});
    case StatusReason::Kind::Unreachable:
        return error(reason.error);
    case StatusReason::Kind::AlertFiring: {
        const auto alert = std::find_if(snapshot.alerts.begin(), snapshot.alerts.end(),
                                        [&](const Alert &a) { return a.rule == reason.rule; });
        if (alert == snapshot.alerts.end()) {
            Alert unknown;
            unknown.rule = reason.rule;
            return alertTitle(unknown);
        }
        return QStringLiteral("%1: %2").arg(alertTitle(*alert),
                                            alertDetail(*alert, snapshot.sample.at.wallMs));
    }
    case StatusReason::Kind::PortTaken: {
        const auto &listeners = snapshot.endpoint.listeners;
        const auto taken = std::find_if(listeners.begin(), listeners.end(), [&](const ListenerState &l) {
            return !l.listening && QString::number(l.port) == reason.args.value(0) &&
                   l.holder == reason.args.value(1);
        });
        if (taken != listeners.end())
            return listener(*taken);
        return say(QT_TRANSLATE_NOOP("hakgal", "Port %1 cannot be used now. It is tried again every few "
                                               "seconds."))
            .arg(argument(reason.args, 0));
    }
    case StatusReason::Kind::ServiceDown:
        return say(QT_TRANSLATE_NOOP("hakgal", "The service %1 does not answer as it should: %2."))
            .arg(argument(reason.args, 0), plainName(reason.args.value(1), 200));
    case StatusReason::Kind::HistoryFailed:
        if (reason.error.code == ErrorCode::HistoryUnavailable)
            return error(reason.error);
        return say(QT_TRANSLATE_NOOP("hakgal", "The history of the measurements is not kept: %1"))
            .arg(reason.error == Error{} ? argument(reason.args, 0) : error(reason.error));
    }
    return {};
}

QString Catalogue::holders(const DatabaseState &state) const
{
    if (state.holdersKnown == HoldersKnown::Unknown)
        return say(QT_TRANSLATE_NOOP("hakgal", "not known"));
    std::map<QString, int> byName;
    for (const Holder &holder : state.holders)
        ++byName[plainName(holder.name, 40)];
    QStringList names;
    for (const auto &[name, processes] : byName) {
        const QString shown = name.isEmpty() ? say(QT_TRANSLATE_NOOP("hakgal", "(unknown)")) : name;
        names += processes == 1 ? shown : QStringLiteral("%1 \u00d7%2").arg(shown, m_format.count(processes));
    }
    const QString list = names.join(QStringLiteral(", "));
    if (state.holdersKnown == HoldersKnown::All)
        return list.isEmpty() ? say(QT_TRANSLATE_NOOP("hakgal", "no other program")) : list;
    return list.isEmpty() ? say(QT_TRANSLATE_NOOP(
                                "hakgal", "no other program of this user; other users' are not visible"))
                          : say(QT_TRANSLATE_NOOP("hakgal", "%1; other users' are not visible")).arg(list);
}

QString Catalogue::rejectReason(int why) const
{
    switch (static_cast<FactReject::Why>(why)) {
    case FactReject::Why::InvalidUtf8:
        return say(QT_TRANSLATE_NOOP("hakgal", "It is not valid UTF-8 text."));
    case FactReject::Why::NulByte:
        return say(QT_TRANSLATE_NOOP("hakgal", "It holds a NUL byte, which is no text."));
    case FactReject::Why::TooLong:
        return say(QT_TRANSLATE_NOOP("hakgal", "It is longer than 64 KiB."));
    case FactReject::Why::NotJson:
        return say(QT_TRANSLATE_NOOP("hakgal", "It is not a JSON object on one line."));
    case FactReject::Why::NoStatement:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "It has no text named \"statement\", \"content\" or \"fact\"."));
    case FactReject::Why::FieldCount:
        return say(QT_TRANSLATE_NOOP(
            "hakgal", "It has another number of fields than the header; a comma may lack its quotes."));
    case FactReject::Why::BadQuotes:
        return say(QT_TRANSLATE_NOOP("hakgal", "Its quotes do not match."));
    }
    return say(QT_TRANSLATE_NOOP("hakgal", "It was rejected for a reason that this version does not know."));
}

} // namespace hakgal
