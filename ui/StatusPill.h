// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"

#include <QAbstractButton>

#include <vector>

namespace hakgal {

class Theme;

/// The status as a word on its colour. Pointing at it tells the reasons, pressing it lists them; choosing one
/// tells it by reasonChosen().
class StatusPill : public QAbstractButton
{
    Q_OBJECT
public:
    StatusPill(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void showSnapshot(const Snapshot &snapshot);
    /// What else is known to be wrong, in sentences, and how bad it is at least; kept until told anew. These
    /// reasons cannot be chosen.
    void addReasons(Status atLeast, const QStringList &words);

    QSize sizeHint() const override;

Q_SIGNALS:
    void reasonChosen(const hakgal::StatusReason &reason);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void listReasons();
    void refresh();
    Status shownStatus() const;

    const Theme &m_theme;
    Catalogue m_catalogue;
    Status m_status = Status::Poor;
    bool m_known = false;
    std::vector<StatusReason> m_reasons;
    QStringList m_words; ///< of the reasons, in their order
    Status m_atLeast = Status::Operational;
    QStringList m_moreWords;
};

} // namespace hakgal
