// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Result.h"

namespace hakgal {

namespace {

constexpr const char *kUnknown = "unknown";

} // namespace

const char *errorName(ErrorCode code)
{
    // No default: the compiler names a code that is missing here.
    switch (code) {
    case ErrorCode::Usage:
        return "usage";
    case ErrorCode::SettingInvalid:
        return "setting_invalid";
    case ErrorCode::SettingUnknown:
        return "setting_unknown";
    case ErrorCode::FileMissing:
        return "file_missing";
    case ErrorCode::FileIsDirectory:
        return "file_is_directory";
    case ErrorCode::FileExists:
        return "file_exists";
    case ErrorCode::FileEmpty:
        return "file_empty";
    case ErrorCode::FileNoPermission:
        return "file_no_permission";
    case ErrorCode::FolderReadOnly:
        return "folder_read_only";
    case ErrorCode::NotADatabase:
        return "not_a_database";
    case ErrorCode::FileEncrypted:
        return "file_encrypted";
    case ErrorCode::FileOtherOwner:
        return "file_other_owner";
    case ErrorCode::FileNotRegular:
        return "file_not_regular";
    case ErrorCode::NetworkVolume:
        return "network_volume";
    case ErrorCode::RemovableVolume:
        return "removable_volume";
    case ErrorCode::FileHardLinked:
        return "file_hard_linked";
    case ErrorCode::NoFactsTable:
        return "no_facts_table";
    case ErrorCode::Locked:
        return "locked";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::Interrupted:
        return "interrupted";
    case ErrorCode::DiskFull:
        return "disk_full";
    case ErrorCode::DatabaseFailed:
        return "database_failed";
    case ErrorCode::ReadFailed:
        return "read_failed";
    case ErrorCode::WriteFailed:
        return "write_failed";
    case ErrorCode::SqliteMismatch:
        return "sqlite_mismatch";
    case ErrorCode::HasTriggers:
        return "has_triggers";
    case ErrorCode::HistoryUnavailable:
        return "history_unavailable";
    case ErrorCode::NothingConfigured:
        return "nothing_configured";
    case ErrorCode::JobRunning:
        return "job_running";
    case ErrorCode::OthersPresent:
        return "others_present";
    case ErrorCode::ChangedMeanwhile:
        return "changed_meanwhile";
    case ErrorCode::VerifyFailed:
        return "verify_failed";
    case ErrorCode::NoSpace:
        return "no_space";
    case ErrorCode::JobCrashed:
        return "job_crashed";
    }
    return kUnknown;
}

std::optional<ErrorCode> errorCode(QStringView name)
{
    for (int number = 0;; ++number) {
        const auto code = static_cast<ErrorCode>(number);
        const QLatin1String known(errorName(code));
        if (known == QLatin1String(kUnknown)) // beyond the last one
            return std::nullopt;
        if (name == known)
            return code;
    }
}

Phrase phraseOf(const char *text, const QStringList &values)
{
    return QStringList(QString::fromUtf8(text)) + values;
}

QString filled(const Phrase &phrase, const QString &text)
{
    const QString &from = text.isNull() && !phrase.isEmpty() ? phrase.front() : text;
    QString result;
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int number = from[i] == u'%' && i + 1 < from.size() ? from[i + 1].digitValue() : -1;
        if (number >= 1 && number < phrase.size()) {
            result += phrase[number];
            ++i;
        } else {
            result += from[i];
        }
    }
    return result;
}

Error usageError(const char *what, const QStringList &values)
{
    return {ErrorCode::Usage, phraseOf(what, values), {}, 0};
}

} // namespace hakgal
