// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/OptimizeSentences.h"

#include <QCoreApplication>

namespace hakgal {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hakgal", text);
}

} // namespace

QString stepSentence(OptimizeStep step)
{
    switch (step) {
    case OptimizeStep::Check:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Checking the knowledge base"));
    case OptimizeStep::Backup:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Making a backup"));
    case OptimizeStep::Wal:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Switching to a write-ahead log"));
    case OptimizeStep::Indices:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Creating indices; programs that write wait meanwhile"));
    case OptimizeStep::Analyze:
    case OptimizeStep::Pragma:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Refreshing the query planner's statistics"));
    case OptimizeStep::Reindex:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Rebuilding faulty indices"));
    case OptimizeStep::Vacuum:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Compacting the file; programs that write wait meanwhile"));
    case OptimizeStep::Incremental:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Giving back free pages"));
    case OptimizeStep::Checkpoint:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Folding in the write-ahead log"));
    case OptimizeStep::Verify:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Verifying the result"));
    }
    return {};
}

QString committingSentence()
{
    return tr(QT_TRANSLATE_NOOP("hakgal", "Finishing; this cannot be cancelled"));
}

QString foldingSentence()
{
    return tr(QT_TRANSLATE_NOOP("hakgal", "Folding in the write-ahead log; this cannot be cancelled"));
}

} // namespace hakgal
