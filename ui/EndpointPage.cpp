// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EndpointPage.h"

#include "ui/Card.h"
#include "ui/ComboBox.h"
#include "ui/FileDialog.h"
#include "ui/FittedTable.h"
#include "ui/MessageBox.h"
#include "ui/PageHeader.h"
#include "ui/PageScroll.h"
#include "ui/ReportRowDelegate.h"
#include "ui/SavedFile.h"
#include "ui/ScrapeTableModel.h"
#include "ui/TabOrder.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

#include <cmath>

namespace hakgal {

namespace {

using Shipped = EndpointPage::Shipped;

struct ShippedFile
{
    const char *resource;
    const char *name; ///< suggested, and of the button
    const char *filter;
};

const ShippedFile &shipped(Shipped which)
{
    static constexpr ShippedFile kFiles[] = {
        {":/hakgal/prometheus/prometheus.yml", "prometheus.yml", "YAML (*.yml *.yaml)"},
        {":/hakgal/prometheus/hakgal.rules.yml", "hakgal.rules.yml", "YAML (*.yml *.yaml)"},
        {":/hakgal/prometheus/alertmanager.yml", "alertmanager.yml", "YAML (*.yml *.yaml)"},
        {":/hakgal/grafana/hakgal-system-metrics.json", "hakgal-system-metrics.json", "JSON (*.json)"},
    };
    return kFiles[std::size_t(which)];
}

} // namespace

EndpointPage::EndpointPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Page(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_words(catalogue),
      m_scrapes(new ScrapeTableModel(catalogue, this)),
      m_header(new PageHeader(tr("Endpoint"), this))
{
    setObjectName(QStringLiteral("endpointPage"));
    auto *settings = new QPushButton(tr("Change &addresses…"), this);
    settings->setObjectName(QStringLiteral("endpointSettings"));
    settings->setToolTip(Theme::toolTip(tr("Leads to the settings of the endpoint.")));
    m_header->addAction(settings);
    connect(settings, &QPushButton::clicked, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("settings")); });

    auto *scroll = new PageScroll(this);
    scroll->column()->addWidget(makeAddresses());
    scroll->column()->addWidget(makePrometheus());
    scroll->column()->addWidget(makeScrapes());
    scroll->column()->addStretch(1);

    auto *head = new QVBoxLayout;
    head->setContentsMargins(layout::kMargin, 16, layout::kMargin, 0);
    head->addWidget(m_header);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(layout::kGap);
    all->addLayout(head);
    all->addWidget(scroll, 1);
}

Card *EndpointPage::makeAddresses()
{
    m_addressCard = new Card(m_theme, tr("Addresses"), this);
    m_addressCard->setObjectName(QStringLiteral("addressCard"));
    return m_addressCard;
}

Card *EndpointPage::makePrometheus()
{
    m_prometheusCard = new Card(m_theme, tr("For Prometheus and Grafana"), this);
    m_prometheusCard->setObjectName(QStringLiteral("prometheusCard"));
    m_choice = new ComboBox(m_theme, m_prometheusCard);
    m_choice->setObjectName(QStringLiteral("scrapeAddress"));
    m_choice->setAccessibleName(tr("The address that Prometheus asks"));
    m_choice->setToolTip(Theme::toolTip(m_choice->accessibleName()));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_choice->setFixedHeight(layout::kControl - 2);
    m_copy = new QPushButton(tr("&Copy"), m_prometheusCard);
    m_copy->setObjectName(QStringLiteral("copySnippet"));
    m_copy->setToolTip(Theme::toolTip(tr("Copies the lines for prometheus.yml.")));
    m_prometheusCard->addToHeader(m_choice);
    m_prometheusCard->addToHeader(m_copy);

    m_snippet = new QPlainTextEdit(m_prometheusCard);
    m_snippet->setObjectName(QStringLiteral("scrapeSnippet"));
    m_snippet->setAccessibleName(tr("Lines for prometheus.yml"));
    m_snippet->setReadOnly(true);
    m_snippet->setFont(Theme::font(TextStyle::Monospace));
    m_snippet->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_snippet->setTabChangesFocus(true);
    m_snippet->setPlaceholderText(tr("No address is served."));

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(layout::kGap);
    grid->setVerticalSpacing(layout::kStep);
    grid->setColumnStretch(0, 1);
    addFile(grid, Shipped::Prometheus, tr("&Scrape configuration"),
            tr("A whole prometheus.yml with the lines at the left."));
    addFile(grid, Shipped::Rules, tr("Alerting &rules"), tr("Prometheus loads them from beside that file."));
    addFile(grid, Shipped::Alertmanager, tr("A&lertmanager example"),
            tr("Mail and Slack; put your addresses in."));
    addFile(grid, Shipped::Dashboard, tr("&Grafana dashboard"),
            tr("In Grafana: Dashboards, New, Import, and choose your Prometheus."));

    auto *row = new QHBoxLayout;
    row->setSpacing(2 * layout::kGap);
    row->addWidget(m_snippet, 1);
    row->addLayout(grid, 1);
    m_prometheusCard->body()->addLayout(row);
    showSnippet();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &EndpointPage::showSnippet);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_snippet->toPlainText()); });
    return m_prometheusCard;
}

void EndpointPage::addFile(QGridLayout *grid, Shipped which, const QString &name, const QString &words)
{
    const int row = grid->rowCount();
    auto *what = new QLabel(words, m_prometheusCard);
    Theme::style(what, TextStyle::Body, Tone::Muted);
    what->setWordWrap(true);
    auto *save = new QPushButton(name + QStringLiteral("…"), m_prometheusCard);
    save->setObjectName(QStringLiteral("save.") + QLatin1String(shipped(which).name));
    save->setAccessibleDescription(words);
    save->setToolTip(Theme::toolTip(tr("Saves %1.").arg(QLatin1String(shipped(which).name))));
    grid->addWidget(what, row, 0);
    grid->addWidget(save, row, 1);
    connect(save, &QPushButton::clicked, this, [this, which] { saveAsked(which); });
}

Card *EndpointPage::makeScrapes()
{
    m_scrapeCard = new Card(m_theme, tr("Last scrapes"), this);
    m_scrapeCard->setObjectName(QStringLiteral("scrapeCard"));
    m_table = new FittedTable(m_scrapeCard);
    m_table->setObjectName(QStringLiteral("scrapeTable"));
    m_table->setAccessibleName(tr("Last scrapes"));
    m_table->setModel(m_scrapes);
    m_table->setItemDelegate(new ReportRowDelegate(m_theme, m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(ScrapeTableModel::ProgramColumn, QHeaderView::Stretch);
    const QFont font = Theme::font(TextStyle::Body);
    const auto width = [&](const QString &longest) {
        return int(std::ceil(tabular::width(font, longest))) + 28;
    };
    constexpr qint64 kWide = 1'761'999'999'000; // a date with many wide digits
    header->resizeSection(ScrapeTableModel::TimeColumn, width(m_catalogue.format().dateTime(kWide)));
    header->resizeSection(ScrapeTableModel::AddressColumn, width(QStringLiteral("192.168.100.200")));
    header->resizeSection(ScrapeTableModel::StatusColumn, width(tr("Nothing measured yet (%1)").arg(503)));
    header->resizeSection(ScrapeTableModel::TookColumn, width(m_catalogue.format().latency(0.0999)));
    header->resizeSection(ScrapeTableModel::SizeColumn, width(m_catalogue.format().bytes(99'900)));
    m_scrapeCard->body()->addWidget(m_table);
    return m_scrapeCard;
}

void EndpointPage::setDatabase(const QString &path)
{
    m_database = path;
}

void EndpointPage::applySettings(const Settings &settings)
{
    m_endpointOff = settings.listen.isEmpty();
    refresh();
}

void EndpointPage::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    refresh();
}

void EndpointPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void EndpointPage::refresh()
{
    if (!isVisible())
        return;
    showAddresses();
    showScrapes();
}

void EndpointPage::showAddresses()
{
    const std::vector<ListenerState> listeners =
        m_snapshot ? m_snapshot->endpoint.listeners : std::vector<ListenerState>();
    const auto served = std::count_if(listeners.begin(), listeners.end(),
                                      [](const ListenerState &one) { return one.listening; });
    m_header->setCaption(listeners.empty() ? QString()
                                           : tr("%1 of %2 served")
                                                 .arg(m_catalogue.format().count(served),
                                                      m_catalogue.format().count(qint64(listeners.size()))));
    if (listeners.empty())
        m_addressCard->setEmptyText(m_endpointOff
                                        ? tr("The endpoint is switched off: the setting of its addresses is "
                                             "empty. Add 127.0.0.1:8000 there to switch it on.")
                                        : tr("The addresses are being opened…"));
    else
        m_addressCard->setEmptyText({});
    if (listeners == m_shown)
        return;
    m_shown = listeners;

    delete m_addresses;
    m_addresses = new QWidget(m_addressCard);
    auto *grid = new QGridLayout(m_addresses);
    grid->setContentsMargins(8, 0, 0, 0);
    grid->setHorizontalSpacing(layout::kGap);
    grid->setVerticalSpacing(layout::kStep);
    grid->setColumnStretch(2, 1);
    for (int row = 0; row < int(m_shown.size()); ++row) {
        const ListenerState &listener = m_shown[size_t(row)];
        const QString url = m_words.url(listener);
        auto *state = new QLabel((listener.listening ? QStringLiteral("● ") : QStringLiteral("▲ ")) +
                                     m_words.word(listener),
                                 m_addresses);
        Theme::style(state, TextStyle::Strong, listener.listening ? Tone::Good : Tone::Warning);
        state->setAccessibleName(m_words.word(listener));
        state->setObjectName(QStringLiteral("addressState.%1").arg(row));
        auto *address = new QLabel(url.isEmpty() ? m_catalogue.listenerAddress(listener) : url, m_addresses);
        Theme::style(address, TextStyle::Monospace);
        address->setObjectName(QStringLiteral("address.%1").arg(row));
        address->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *words = new QLabel(m_words.sentence(listener), m_addresses);
        Theme::style(words, TextStyle::Body, Tone::Muted);
        words->setObjectName(QStringLiteral("addressWords.%1").arg(row));
        words->setWordWrap(true);
        auto *copy = new QPushButton(tr("Copy"), m_addresses);
        copy->setObjectName(QStringLiteral("copyAddress.%1").arg(row));
        copy->setAccessibleName(tr("Copy %1").arg(address->text()));
        copy->setToolTip(Theme::toolTip(tr("Copies the address of the metrics.")));
        copy->setEnabled(!url.isEmpty());
        auto *open = new QPushButton(tr("Open"), m_addresses);
        open->setObjectName(QStringLiteral("openAddress.%1").arg(row));
        open->setAccessibleName(tr("Open %1").arg(address->text()));
        open->setEnabled(listener.listening && !listener.tls);
        open->setToolTip(Theme::toolTip(listener.tls
                                            ? tr("A browser does not send the token, so it would be refused.")
                                            : tr("Opens the status page in the browser.")));
        grid->addWidget(state, row, 0);
        grid->addWidget(address, row, 1);
        grid->addWidget(words, row, 2);
        grid->addWidget(copy, row, 3);
        grid->addWidget(open, row, 4);
        connect(copy, &QPushButton::clicked, this, [this, row] { copyUrl(row); });
        connect(open, &QPushButton::clicked, this, [this, row] { openUrl(row); });
    }
    m_addressCard->body()->addWidget(m_addresses);
    tabAsRead(this);
    showChoice();
}

/// The addresses that are served, or all where none is; the chosen one stays.
void EndpointPage::showChoice()
{
    const QString before = m_choice->currentText();
    const bool any = std::any_of(m_shown.begin(), m_shown.end(),
                                 [](const ListenerState &listener) { return listener.listening; });
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (int row = 0; row < int(m_shown.size()); ++row) {
            const ListenerState &listener = m_shown[size_t(row)];
            if (!m_words.url(listener).isEmpty() && (listener.listening || !any))
                m_choice->addItem(m_words.url(listener), row);
        }
        m_choice->setCurrentIndex(std::max(0, m_choice->findText(before)));
    }
    m_prometheusCard->setCaption(any || m_shown.empty() ? QString() : tr("no address is served now"));
    showSnippet();
}

const ListenerState *EndpointPage::chosen() const
{
    const QVariant row = m_choice->currentData();
    return row.isValid() ? &m_shown[size_t(row.toInt())] : nullptr;
}

void EndpointPage::showSnippet()
{
    const ListenerState *listener = chosen();
    m_snippet->setPlainText(listener ? scrapeConfig(*listener, QSysInfo::machineHostName()) : QString());
    m_copy->setEnabled(listener != nullptr);
    m_choice->setVisible(listener != nullptr);
}

void EndpointPage::showScrapes()
{
    if (!m_snapshot)
        return;
    const EndpointState &endpoint = m_snapshot->endpoint;
    m_scrapes->setScrapes(endpoint.recent);
    m_scrapeCard->setCaption(endpoint.scrapes > 0 ? m_words.traffic(endpoint) : QString());
    QString empty;
    if (endpoint.recent.empty())
        empty = endpoint.listeners.empty()
                    ? tr("Nothing can ask while no address is served.")
                    : tr("Nothing has asked yet. Copy the lines above into prometheus.yml and restart "
                         "Prometheus; what it asks stands here within seconds.");
    m_scrapeCard->setEmptyText(empty);
}

void EndpointPage::copyUrl(int row) const
{
    QGuiApplication::clipboard()->setText(m_words.url(m_shown[size_t(row)]) + QStringLiteral("/metrics"));
}

void EndpointPage::openUrl(int row) const
{
    QDesktopServices::openUrl(QUrl(m_words.url(m_shown[size_t(row)]) + u'/'));
}

Result<void> EndpointPage::save(Shipped which, const QString &path) const
{
    const QString resource = QLatin1String(shipped(which).resource);
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::ReadFailed, {resource}, file.errorString()};
    QByteArray bytes = file.readAll();
    if (which == Shipped::Prometheus && chosen())
        bytes = prometheusFile(bytes, m_snippet->toPlainText());
    return saveFile(path, m_database, bytes);
}

void EndpointPage::saveAsked(Shipped which)
{
    const ShippedFile &file = shipped(which);
    const QString name = QLatin1String(file.name);
    const QString path = FileDialog::save(this, tr("Save %1").arg(name), name, QLatin1String(file.filter));
    if (path.isEmpty())
        return;
    const Result<void> written = save(which, path);
    if (written) {
        m_prometheusCard->setCaption(tr("saved %1").arg(plainName(QDir::toNativeSeparators(path))));
        return;
    }
    showMessage(this, QMessageBox::Warning, tr("Save %1").arg(name), m_catalogue.error(written.error()));
}

} // namespace hakgal
