// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"
#include "ui/Card.h"

#include <QImage>

#include <functional>

namespace hakgal {

/// A card with a chart that can be taken away, by its context menu and by keys: the picture copied or saved,
/// the values that are drawn copied. The keyboard reaches it, so that its description is read out. GUI
/// thread.
class ChartCard : public Card
{
    Q_OBJECT
public:
    /// The base that a file must not be written over, and what says why one could not be written. Before
    /// that nothing is saved.
    void setSaving(const Catalogue &catalogue, std::function<QString()> database);

    /// The values that are drawn: a line of headings, then one a point, a tab between cells; times in ISO
    /// 8601, numbers in the C locale. Empty where nothing is drawn.
    virtual QString values() const = 0;

    /// The card as it is shown, in twice the resolution.
    QImage picture() const;

protected:
    ChartCard(const Theme &theme, const QString &title, QWidget *parent);

    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

    void paintEvent(QPaintEvent *event) override;

private:
    void saveAsked(const Catalogue &catalogue, const QString &database);

    const Theme &m_theme;
    mutable bool m_posing = false; ///< for its picture, without the mark of the focus
};

} // namespace hakgal
