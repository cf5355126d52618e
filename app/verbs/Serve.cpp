// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Engine.h"
#include "app/Output.h"
#include "app/verbs/Verbs.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace hakgal {

int runServe(const Invocation &invocation, Output &output)
{
    {
        Engine engine; // leaves in order before the report
        std::vector<ListenerState> told;
        QObject::connect(&engine, &Engine::endpointChanged, qApp, [&](const EndpointState &state) {
            for (const ListenerState &listener : state.listeners) {
                if (std::find(told.begin(), told.end(), listener) != told.end())
                    continue;
                if (listener.listening)
                    output.note(QCoreApplication::translate("hakgal", "Serving http://%1/metrics")
                                    .arg(output.catalogue().listenerAddress(listener)));
                else
                    output.note(output.catalogue().listener(listener));
            }
            told = state.listeners;
        });
        DatabaseState::Reach reach = DatabaseState::Reach::None;
        QObject::connect(&engine, &Engine::snapshotReady, qApp, [&](const SnapshotPtr &snapshot) {
            const DatabaseState &state = snapshot->sample.database;
            if (state.reach == reach)
                return;
            reach = state.reach;
            if (reach == DatabaseState::Reach::Unreachable)
                output.note(output.catalogue().error(state.error));
            else if (reach == DatabaseState::Reach::Reachable)
                output.note(QCoreApplication::translate("hakgal", "Watching %1").arg(state.path));
        });
        engine.apply(invocation.settings);
        if (invocation.settings.databasePath.isEmpty())
            output.note(output.catalogue().error({ErrorCode::NothingConfigured, {}, {}, 0}));
        QCoreApplication::exec();
    }
    return output.done();
}

} // namespace hakgal
