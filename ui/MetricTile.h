// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/OverviewText.h"
#include "ui/Spoken.h"
#include "ui/Theme.h"

#include <QWidget>

namespace hakgal {

/// One figure with its name above and a note below. Paints itself; repaints only when something changed.
/// Its description for assistive tools is the value, the note and what the tooltip says.
class MetricTile : public QWidget, public Spoken
{
    Q_OBJECT
    Q_PROPERTY(QString value READ value)
    Q_PROPERTY(QString note READ note)
public:
    MetricTile(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setContent(const TileContent &content);
    const TileContent &content() const { return m_content; }

    QString value() const { return m_content.value; }
    QString note() const { return m_content.notes.value(0); }

    QAccessible::Role spokenRole() const override { return QAccessible::StaticText; }
    QString spokenValue() const override { return value(); }
    QString spokenDescription() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString words() const;

    const Theme &m_theme;
    QString m_name;
    TileContent m_content;
};

} // namespace hakgal
