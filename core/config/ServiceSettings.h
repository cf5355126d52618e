// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Service.h"
#include "core/Result.h"

#include <vector>

class QSettings;

namespace hakgal {

/// The services of a settings file: the group `services`, in which they are numbered from 1 (gaps are fine):
///     [services]
///     1\name=inference
///     1\kind=url
///     1\target=http://127.0.0.1:9000/health
///     1\expected=200
///     1\restart=systemctl --user restart inference
///     1\automatic=true
/// A command that holds a comma or a semicolon stands in double quotes.

/// Whether a key belongs to a service.
bool isServiceKey(const QString &key);
/// Those that are well described; for the others `errors` get SettingUnknown or SettingInvalid. None at all
/// where there are commands and others than the owner may write to `path`: they could run what they like.
std::vector<Service> readServices(const QSettings &file, const QString &path, std::vector<Error> &errors);
/// Replaces the whole group.
void writeServices(QSettings &file, const std::vector<Service> &services);
/// What is wrong with them, as SettingInvalid with keys as in the file. Pure.
std::vector<Error> validateServices(const std::vector<Service> &services);

} // namespace hakgal
