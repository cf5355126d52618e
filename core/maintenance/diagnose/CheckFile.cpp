// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/Checkup.h"
#include "core/maintenance/Maintainable.h"

namespace hakgal {

namespace {

constexpr int kBusyMs = 2000;

QStringList told(const Error &error)
{
    return QStringList{QLatin1String(errorName(error.code))} + error.args;
}

/// Where nothing is left to be read.
std::optional<Finding::Remedy> restoreRemedy(const Checkup &checkup)
{
    if (checkup.goodBackup.isEmpty())
        return std::nullopt;
    return Finding::Remedy{RemedyAction::RestoreBackup, {checkup.goodBackup}, true};
}

void tellProblem(Checkup &checkup, const Error &error)
{
    switch (error.code) {
    case ErrorCode::Locked:
    case ErrorCode::Interrupted:
        checkup.found(QStringLiteral("file.locked"), Severity::Critical,
                      told({ErrorCode::Locked, {checkup.base}, {}, 0}));
        return;
    case ErrorCode::NotADatabase:
    case ErrorCode::FileEncrypted:
    case ErrorCode::Damaged:
        checkup.found(QStringLiteral("integrity.damaged"), Severity::Critical,
                      {error.detail.isEmpty() ? QStringLiteral("its header cannot be read") : error.detail},
                      salvageRemedy(checkup));
        return;
    case ErrorCode::FileMissing:
    case ErrorCode::FileEmpty:
        checkup.found(QStringLiteral("file.unreadable"), Severity::Critical, told(error),
                      restoreRemedy(checkup));
        return;
    default:
        checkup.found(QStringLiteral("file.unreadable"), Severity::Critical, told(error));
    }
}

} // namespace

Finding::Remedy salvageRemedy(const Checkup &checkup)
{
    return {RemedyAction::Salvage, {checkup.goodBackup}, true};
}

std::unique_ptr<Database> checkFile(Checkup &checkup)
{
    if (const auto allowed = checkMaintainable(checkup.base); !allowed) {
        const Error &error = allowed.error();
        if (error.code == ErrorCode::FileHardLinked)
            checkup.found(QStringLiteral("file.links"), Severity::Warning, told(error));
        else if (error.code == ErrorCode::NetworkVolume || error.code == ErrorCode::RemovableVolume)
            checkup.found(QStringLiteral("file.network"), Severity::Warning, told(error));
        // What else is wrong with it shows on opening.
    }
    Database::Options options;
    options.busyTimeoutMs = kBusyMs;
    auto database = Database::open(checkup.base, options);
    if (!database) {
        tellProblem(checkup, database.error());
        return nullptr;
    }
    checkup.well("file", {QString::number(statFile(checkup.base).bytes)});
    return std::move(*database);
}

} // namespace hakgal
