// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/verbs/Verbs.h"
#include "core/maintenance/transfer/FactImporter.h"

#include <QCoreApplication>
#include <QDir>

namespace hakgal {

int runCreate(const Invocation &invocation, Output &output)
{
    const QString path = QDir::cleanPath(QDir::fromNativeSeparators(invocation.operands.front()));
    if (auto made = createBase(path); !made)
        return output.failed(made.error());
    output.set(QStringLiteral("file"), path);
    output.line(QCoreApplication::translate("hakgal", "Made an empty knowledge base: %1")
                    .arg(QDir::toNativeSeparators(path)));
    return output.done();
}

} // namespace hakgal
