// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/CommandLine.h"
#include "app/Output.h"
#include "core/maintenance/Lease.h"

#include <QJsonObject>

namespace hakgal {

/// The lease for a job of this verb, with SQLite's memory bounded as the settings say, and with what earlier
/// jobs left half done settled.
Result<Lease> beginJob(const Invocation &invocation, Output &output);

/// A row in the journal. Where it cannot be kept the job is not touched by that; it is said.
void noteInJournal(const Invocation &invocation, Output &output, const QJsonObject &details);

/// For a job that failed after beginJob(): output.failed(), and a row in the journal (see Journal).
int jobFailed(const Invocation &invocation, Output &output, const Error &error);

/// Whether there is a terminal with a person at it.
bool canAsk(const Invocation &invocation);

/// Asks on a terminal whether to go on. True without asking with --yes; false elsewhere.
bool confirmed(const Invocation &invocation, Output &output, const QString &question);

/// A count that may not be known: null then.
QJsonValue countOrNull(qint64 count);

} // namespace hakgal
