// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hakgal {

struct Invocation;
class Output;

// The verbs of hakgalctl, one file each. They return the exit code.
int runBackup(const Invocation &invocation, Output &output);
int runCreate(const Invocation &invocation, Output &output);
int runDiagnose(const Invocation &invocation, Output &output);
int runExport(const Invocation &invocation, Output &output);
int runFind(const Invocation &invocation, Output &output);
int runImport(const Invocation &invocation, Output &output);
int runMcp(const Invocation &invocation, Output &output);
int runNotifyTest(const Invocation &invocation, Output &output);
int runOptimize(const Invocation &invocation, Output &output);
int runRepair(const Invocation &invocation, Output &output);
int runRestore(const Invocation &invocation, Output &output);
int runSalvage(const Invocation &invocation, Output &output);
int runScaleTest(const Invocation &invocation, Output &output);
int runServe(const Invocation &invocation, Output &output);
int runStatus(const Invocation &invocation, Output &output);

} // namespace hakgal
