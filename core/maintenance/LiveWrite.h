// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

#include <functional>

namespace hakgal {

/// The part of Swap that writes new content into a live base, beside others who have it open. As Swap.
class LiveWrite
{
public:
    struct Request
    {
        QString live;    ///< resolved
        QString content; ///< the file that prepare makes
        int tries = 3;
        std::function<Result<void>(int number, bool locked)> prepare;
        bool finishLocked = false;
    };
    /// Begins the step "swap" when the content is there. Returns the bytes that stay in the WAL.
    static Result<qint64> run(const Request &request, JobContext &context);
};

} // namespace hakgal
