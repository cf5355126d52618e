// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"
#include "ui/EndpointText.h"
#include "ui/Page.h"

class QComboBox;
class QGridLayout;
class QPlainTextEdit;
class QPushButton;

namespace hakgal {

class Card;
class FittedTable;
class PageHeader;
class ScrapeTableModel;
class Theme;

/// The endpoint as other programs meet it: each address with its state, what to give to Prometheus and
/// Grafana, and who asked lately. It shows what the snapshots tell and asks nobody. The files that it saves
/// are those shipped below :/hakgal/prometheus and :/hakgal/grafana. While hidden it does no work. GUI
/// thread.
class EndpointPage : public Page
{
    Q_OBJECT
public:
    /// A file that is shipped for another program.
    enum class Shipped { Prometheus, Rules, Alertmanager, Dashboard };

    EndpointPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void setDatabase(const QString &path) override;
    void applySettings(const Settings &settings) override;
    void showSnapshot(const SnapshotPtr &snapshot) override;

    /// Writes the file; the configuration of Prometheus with the chosen address. Never over the watched base
    /// or its sidecars.
    Result<void> save(Shipped which, const QString &path) const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    Card *makeAddresses();
    Card *makePrometheus();
    Card *makeScrapes();
    void addFile(QGridLayout *grid, Shipped which, const QString &name, const QString &words);
    void refresh();
    void showAddresses();
    void showChoice();
    void showSnippet();
    void showScrapes();
    void copyUrl(int row) const;
    void openUrl(int row) const;
    void saveAsked(Shipped which);
    const ListenerState *chosen() const;

    const Theme &m_theme;
    Catalogue m_catalogue;
    EndpointText m_words;
    ScrapeTableModel *m_scrapes;

    PageHeader *m_header;
    Card *m_addressCard = nullptr;
    QWidget *m_addresses = nullptr; ///< made anew when the listeners change
    Card *m_prometheusCard = nullptr;
    QComboBox *m_choice = nullptr;
    QPlainTextEdit *m_snippet = nullptr;
    QPushButton *m_copy = nullptr;
    Card *m_scrapeCard = nullptr;
    FittedTable *m_table = nullptr;

    QString m_database;
    bool m_endpointOff = false; ///< by the settings
    SnapshotPtr m_snapshot;
    std::vector<ListenerState> m_shown; ///< what m_addresses was made of
};

} // namespace hakgal
