// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AuditText.h"

#include "core/maintenance/Optimizer.h"
#include "ui/CsvFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace hakgal {

namespace {

constexpr int kLongestLine = 600;

QJsonObject objectOf(const QString &details)
{
    return QJsonDocument::fromJson(details.toUtf8()).object();
}

std::optional<Error> errorOf(const QJsonObject &details)
{
    const QJsonValue value = details.value(QLatin1String("error"));
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject told = value.toObject();
    Error error;
    error.code = errorCode(told.value(QLatin1String("code")).toString()).value_or(ErrorCode::DatabaseFailed);
    for (const QJsonValue &arg : told.value(QLatin1String("args")).toArray())
        error.args << arg.toString();
    error.detail = told.value(QLatin1String("message")).toString();
    return error;
}

QString scalar(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return value.toDouble() == double(value.toInteger()) ? QString::number(value.toInteger())
                                                             : QString::number(value.toDouble());
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        return QStringLiteral("–");
    }
}

QString oneLine(const QJsonObject &details)
{
    QStringList parts;
    for (auto it = details.begin(); it != details.end(); ++it) {
        if (it.key() != QLatin1String("error"))
            parts << it.key() + QStringLiteral(": ") + scalar(it.value());
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

bool wasCancelled(const AuditEntry &entry)
{
    if (entry.source != AuditEntry::Source::Journal || !entry.failed)
        return false;
    const auto error = errorOf(objectOf(entry.details));
    return error && error->code == ErrorCode::Interrupted;
}

QString AuditText::say(const char *source) const
{
    return m_catalogue.language() == Catalogue::Language::English
               ? QString::fromUtf8(source)
               : QCoreApplication::translate("hakgal", source);
}

QString AuditText::source(AuditEntry::Source source) const
{
    return source == AuditEntry::Source::Journal ? say(QT_TRANSLATE_NOOP("hakgal", "Optimizer"))
                                                 : say(QT_TRANSLATE_NOOP("hakgal", "Knowledge base"));
}

QString AuditText::operation(const AuditEntry &entry) const
{
    return plainName(entry.operation, 80);
}

/// Empty where there is no sentence for it.
QString AuditText::sentence(const QString &operation, const QJsonObject &details) const
{
    const Format &format = m_catalogue.format();
    const auto number = [&](const char *key) {
        const QJsonValue value = details.value(QLatin1String(key));
        return value.isDouble() ? format.count(value.toInteger()) : QString();
    };
    const auto path = [&](const char *key) {
        return plainName(QDir::toNativeSeparators(details.value(QLatin1String(key)).toString()));
    };
    if (operation == QLatin1String("backup") && !path("file").isEmpty()) {
        const bool verified = details.value(QLatin1String("verified")).toBool();
        const QString facts = number("facts");
        if (facts.isEmpty())
            return say(QT_TRANSLATE_NOOP("hakgal", "Backed up to %1.")).arg(path("file"));
        return (verified ? say(QT_TRANSLATE_NOOP("hakgal", "Backed up %1 facts to %2 and verified the copy."))
                         : say(QT_TRANSLATE_NOOP("hakgal", "Backed up %1 facts to %2; not verified.")))
            .arg(facts, path("file"));
    }
    if (operation == QLatin1String("restore") && !path("backup").isEmpty()) {
        const QString after = number("facts_after");
        return after.isEmpty()
                   ? say(QT_TRANSLATE_NOOP("hakgal", "Restored %1.")).arg(path("backup"))
                   : say(QT_TRANSLATE_NOOP("hakgal", "Restored %1: %2 facts.")).arg(path("backup"), after);
    }
    if (operation == QLatin1String("import") && !number("read").isEmpty() && !number("stored").isEmpty())
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "%1 lines read: %2 stored, %3 already there, %4 blank, %5 rejected."))
            .arg(number("read"), number("stored"), number("duplicates"), number("blank"), number("rejected"));
    if (operation == QLatin1String("optimize"))
        return optimized(details);
    if (operation == QLatin1String("diagnose")) {
        const QString integrity = details.value(QLatin1String("integrity")).toString();
        if (integrity == QLatin1String("ok"))
            return say(QT_TRANSLATE_NOOP("hakgal", "The full check found no damage."));
        if (!integrity.isEmpty())
            return say(QT_TRANSLATE_NOOP("hakgal", "The full check found damage: %1"))
                .arg(plainName(integrity, kLongestLine));
    }
    if (operation == QLatin1String("repair")) {
        QStringList done;
        for (const QJsonValue &value : details.value(QLatin1String("applied")).toArray()) {
            const QJsonObject applied = value.toObject();
            const QString message = applied.value(QLatin1String("message")).toString();
            done << applied.value(QLatin1String("id")).toString() +
                        (message.isEmpty() ? QString() : QStringLiteral(": ") + message);
        }
        if (!done.isEmpty())
            return plainName(done.join(QStringLiteral("; ")), kLongestLine);
    }
    return {};
}

/// The steps that were done, and what they bought.
QString AuditText::optimized(const QJsonObject &details) const
{
    QStringList done;
    for (const QJsonValue &value : details.value(QLatin1String("steps")).toArray()) {
        const QJsonObject told = value.toObject();
        const auto step = stepByName(told.value(QLatin1String("step")).toString());
        if (step && told.value(QLatin1String("result")) == QLatin1String("done"))
            done << m_catalogue.optimizeStep(*step);
    }
    if (done.isEmpty())
        return {};
    QStringList parts{done.join(QStringLiteral(", "))};
    const auto p95 = [&details](const char *when) {
        return details.value(QLatin1String(when)).toObject().value(QLatin1String("p95_seconds"));
    };
    if (p95("before").isDouble() && p95("after").isDouble())
        parts << say(QT_TRANSLATE_NOOP("hakgal", "p95 %1 before, %2 after"))
                     .arg(m_catalogue.format().latency(p95("before").toDouble()),
                          m_catalogue.format().latency(p95("after").toDouble()));
    return parts.join(QStringLiteral(" · "));
}

QString AuditText::what(const AuditEntry &entry) const
{
    const QJsonObject details = objectOf(entry.details);
    if (entry.source == AuditEntry::Source::Journal) {
        if (const auto error = errorOf(details))
            return m_catalogue.errorSummary(*error);
        const QString said = sentence(entry.operation, details);
        if (!said.isEmpty())
            return said;
    }
    return plainName(details.isEmpty() ? entry.details : oneLine(details), kLongestLine);
}

QString AuditText::result(const AuditEntry &entry) const
{
    if (entry.source != AuditEntry::Source::Journal)
        return {};
    if (wasCancelled(entry))
        return say(QT_TRANSLATE_NOOP("hakgal", "Cancelled"));
    return entry.failed ? say(QT_TRANSLATE_NOOP("hakgal", "Failed"))
                        : say(QT_TRANSLATE_NOOP("hakgal", "Done"));
}

QString AuditText::details(const AuditEntry &entry) const
{
    const QJsonObject object = objectOf(entry.details);
    if (!object.isEmpty())
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
    QStringList lines = entry.details.split(QLatin1Char('\n'));
    for (QString &line : lines)
        line = plainName(line, 4000);
    return lines.join(QLatin1Char('\n'));
}

QByteArray AuditText::csv(const std::vector<AuditEntry> &entries)
{
    const AuditText english{Catalogue(Catalogue::Language::English)};
    QString out = QStringLiteral("time,source,operation,what,result,details\r\n");
    for (const AuditEntry &entry : entries) {
        out += QStringList{csvTime(entry.atMs),
                           csvField(english.source(entry.source)),
                           csvField(entry.operation),
                           csvField(english.what(entry)),
                           csvField(english.result(entry)),
                           csvField(entry.details)}
                   .join(QLatin1Char(',')) +
               QLatin1String("\r\n");
    }
    return QByteArrayLiteral("\xEF\xBB\xBF") + out.toUtf8();
}

} // namespace hakgal
