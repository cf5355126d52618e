// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"

namespace hakgal {

/// What a running Optimize says of itself.
QString stepSentence(OptimizeStep step);
QString committingSentence();
QString foldingSentence();

} // namespace hakgal
