// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Engine.h"
#include "app/Output.h"
#include "app/SettingsWatch.h"
#include "app/verbs/Verbs.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace hakgal {

int runServe(const Invocation &invocation, Output &output)
{
    {
        Engine engine(invocation.settingsPath); // leaves in order before the report
        std::vector<ListenerState> told;
        QObject::connect(&engine, &Engine::endpointChanged, qApp, [&](const EndpointState &state) {
            for (const ListenerState &listener : state.listeners) {
                if (std::find(told.begin(), told.end(), listener) != told.end())
                    continue;
                if (listener.listening)
                    output.note(QCoreApplication::translate("hakgal", "Serving %1://%2/metrics")
                                    .arg(listener.tls ? QStringLiteral("https") : QStringLiteral("http"),
                                         output.catalogue().listenerAddress(listener)));
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
        // A changed settings file holds at once, but for the base: another program of ours that opens another
        // one notes it there, and must not drag this one along.
        SettingsWatch watch(invocation.settingsPath);
        QObject::connect(&watch, &SettingsWatch::changed, qApp, [&](Settings settings) {
            settings.databasePath = invocation.settings.databasePath;
            engine.apply(settings);
            output.note(QCoreApplication::translate("hakgal", "The settings file was changed and taken up."));
        });
        QObject::connect(&watch, &SettingsWatch::rejected, qApp, [&](const std::vector<Error> &errors) {
            output.note(output.catalogue().error(errors.front()));
            output.note(QCoreApplication::translate("hakgal", "The settings stay as they were."));
        });
        engine.apply(invocation.settings);
        if (invocation.settings.databasePath.isEmpty())
            output.note(output.catalogue().error({ErrorCode::NothingConfigured, {}, {}, 0}));
        QCoreApplication::exec();
    }
    return output.done();
}

} // namespace hakgal
