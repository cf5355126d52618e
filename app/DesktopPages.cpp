// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Desktop that connects single pages with what answers them.
#include "app/Desktop.h"
#include "core/config/Autostart.h"
#include "core/config/NotifySettings.h"
#include "core/monitor/WorkerThread.h"
#include "core/notify/Secrets.h"
#include "core/store/FactsReader.h"
#include "ui/AutostartCard.h"
#include "ui/FactsPage.h"
#include "ui/HistoryPage.h"
#include "ui/NotifyCard.h"
#include "ui/ReportWriter.h"
#include "ui/SettingsPage.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace hakgal {

void Desktop::connectPage(Page *page)
{
    // What the other pages ask goes through the window.
    if (auto *facts = qobject_cast<FactsPage *>(page))
        connectFacts(facts);
    if (auto *history = qobject_cast<HistoryPage *>(page))
        connectHistory(history);
    if (auto *settings = qobject_cast<SettingsPage *>(page)) {
        connectNotifications(settings->notifications());
        connectAutostart(settings->autostart());
    }
}

void Desktop::connectFacts(FactsPage *page)
{
    FactsReader *reader = m_engine.facts();
    connect(reader, &FactsReader::found, page, &FactsPage::showRows);
    connect(reader, &FactsReader::counted, page, &FactsPage::showCount);
    connect(reader, &FactsReader::progressed, page, &FactsPage::showProgress);
    connect(reader, &FactsReader::failed, page, &FactsPage::showFailure);
    connect(reader, &FactsReader::described, page, &FactsPage::showDetails);
    // First, and called from here: what the other thread reads now is interrupted, and the question that
    // follows is known to be the newest.
    connect(page, &FactsPage::searchRequested, this,
            [reader](const FactsRequest &request) { reader->supersede(request.token); });
    connect(page, &FactsPage::searchRequested, reader, &FactsReader::search);
    connect(page, &FactsPage::describeRequested, reader, &FactsReader::describe);
    connect(page, &FactsPage::searchCancelled, this, [reader](int token) { reader->supersede(token); });
}

void Desktop::connectNotifications(NotifyCard *card)
{
    for (const Delivery &delivery : m_deliveries)
        card->addDelivery(delivery);
    connect(&m_engine, &Engine::notified, card, &NotifyCard::addDelivery);
    connect(card, &NotifyCard::testRequested, &m_engine, &Engine::testNotification);

    const auto read = [this] { return Secrets::read(secretsPath(m_settings, m_file.path())); };
    const auto tell = [card](const Result<Secrets> &secrets) {
        if (secrets)
            card->setStored(!secrets->webhookUrl.isEmpty(), !secrets->mailPassword.isEmpty(), std::nullopt);
        else
            card->setStored(false, false, secrets.error());
    };
    const auto keep = [this, read, tell, card](QString Secrets::*member, const QString &value) {
        Result<Secrets> secrets = read();
        if (!secrets) {
            tell(secrets);
            return;
        }
        const Secrets before = *secrets;
        (*secrets).*member = value;
        if (const auto written = secrets->write(secretsPath(m_settings, m_file.path())); !written) {
            card->setStored(!before.webhookUrl.isEmpty(), !before.mailPassword.isEmpty(), written.error());
            return;
        }
        tell(secrets);
        m_engine.apply(m_settings); // what waited for it is tried again
    };
    connect(card, &NotifyCard::webhookTyped, this,
            [keep](const QString &url) { keep(&Secrets::webhookUrl, url); });
    connect(card, &NotifyCard::passwordTyped, this,
            [keep](const QString &password) { keep(&Secrets::mailPassword, password); });
    tell(read());
}

void Desktop::connectAutostart(AutostartCard *card)
{
    QStringList command{QCoreApplication::applicationFilePath(), QStringLiteral("--hidden")};
    if (m_file.path() != SettingsFile::defaultPath())
        command << QStringLiteral("--config") << QFileInfo(m_file.path()).absoluteFilePath();
    const auto show = [card, command](const std::optional<Error> &error) {
        card->showState(autostart::state(command), error);
    };
    connect(card, &AutostartCard::switched, this, [command, show](bool on) {
        const Result<void> done = autostart::set(command, on);
        show(done ? std::nullopt : std::optional(done.error()));
    });
    show(std::nullopt);
}

void Desktop::connectHistory(HistoryPage *page)
{
    HistoryReader *reader = m_engine.historyReader();
    connect(page, &HistoryPage::viewRequested, reader, &HistoryReader::read);
    connect(page, &HistoryPage::sizesRequested, reader, &HistoryReader::measureSizes);
    connect(page, &HistoryPage::forecastRequested, reader, &HistoryReader::forecast);
    connect(page, &HistoryPage::exportRequested, reader, &HistoryReader::exportCsv);
    connect(page, &HistoryPage::exportCancelRequested, reader, &HistoryReader::cancelExport);
    connect(reader, &HistoryReader::viewReady, page, &HistoryPage::showView);
    connect(reader, &HistoryReader::sizesMeasured, page, &HistoryPage::showSizes);
    connect(reader, &HistoryReader::forecastReady, page, &HistoryPage::showForecasts);
    connect(reader, &HistoryReader::exportProgress, page, &HistoryPage::showExportProgress);
    connect(reader, &HistoryReader::exported, page, &HistoryPage::showExported);

    auto *writer = new ReportWriter(Catalogue(Catalogue::Language::User));
    m_reportThread = std::make_unique<WorkerThread>(QStringLiteral("report"), writer);
    connect(page, &HistoryPage::auditRequested, &m_engine, &Engine::findAudit);
    connect(&m_engine, &Engine::auditFound, page, &HistoryPage::showAudit);
    connect(page, &HistoryPage::reportRequested, writer, &ReportWriter::write);
    connect(writer, &ReportWriter::written, page, &HistoryPage::showReportWritten);
}

} // namespace hakgal
