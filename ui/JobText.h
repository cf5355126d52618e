// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/JobRunner.h"
#include "core/maintenance/Lease.h"
#include "core/text/Catalogue.h"
#include "ui/JobStepModel.h"

namespace hakgal {

/// The words of the window about jobs. `verb` is one of hakgalctl's; for one that is not known here the words
/// are general. Pure.
class JobText
{
public:
    explicit JobText(const Catalogue &catalogue) : m_catalogue(catalogue) {}

    QString name(const QString &verb) const;  ///< "Optimize"; also of the marker in the charts
    QString title(const QString &verb) const; ///< "Optimizing"
    /// The steps as far as they are known before the job tells them.
    std::vector<JobStepModel::Step> steps(const QString &verb) const;
    /// What a cancel leaves behind; stands beside the button.
    QString cancelNote(const QString &verb) const;
    /// How it ended, in one to three sentences.
    QString outcome(const QString &verb, const JobReport &report) const;

    /// Why no other job can be started: ours runs.
    QString busy(const QString &verb) const;
    /// Why no job can be started: that of another program runs.
    QString busy(const Lease::Owner &owner) const;
    /// One short line for the foot of the rail.
    QString footer(const QString &verb, const JobProgress &progress) const;

    QString seconds(double seconds) const;                            ///< < 0.1 s; 34.1 s; 2 min 10 s
    QString timing(double elapsed, std::optional<double> left) const; ///< 1.3 s · about 2 s left

private:
    Catalogue m_catalogue;
};

} // namespace hakgal
