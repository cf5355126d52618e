// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Spoken.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace hakgal {

namespace {

class SpokenInterface : public QAccessibleWidget
{
public:
    SpokenInterface(QWidget *widget, const Spoken &spoken) : QAccessibleWidget(widget, spoken.spokenRole()) {}

    QString text(QAccessible::Text kind) const override
    {
        // Looked for each time: a widget that is just being destroyed is none of ours any more.
        const auto *spoken = dynamic_cast<const Spoken *>(object());
        if (spoken && kind == QAccessible::Value)
            return spoken->spokenValue();
        if (spoken && kind == QAccessible::Description)
            return spoken->spokenDescription();
        return QAccessibleWidget::text(kind);
    }
};

/// Asked for every object, once for each of its classes; the first one settles it.
QAccessibleInterface *spokenInterface(const QString &, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    const auto *spoken = dynamic_cast<const Spoken *>(object);
    return spoken ? new SpokenInterface(static_cast<QWidget *>(object), *spoken) : nullptr;
}

} // namespace

Spoken::Spoken()
{
    static const bool installed = [] {
        QAccessible::installFactory(&spokenInterface);
        return true;
    }();
    Q_UNUSED(installed);
}

void Spoken::announce(QWidget *self)
{
    QAccessibleEvent told(self, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

} // namespace hakgal
