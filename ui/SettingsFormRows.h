// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of SettingsForm, for the files that its parts are written in.
#pragma once

#include "ui/SettingsForm.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace hakgal {

/// One setting: its editor and how its value goes in and out.
struct SettingsForm::Field
{
    QLatin1String key;
    QWidget *editor;
    QLabel *mark;
    QLabel *message;
    std::function<void(const Settings &)> setInForce; ///< fills the editor too
    std::function<void(const Settings &)> fill;
    std::function<bool()> edited;
    std::function<void(Settings &)> take;
};

/// One line of a card: words on the left, editors on the right, messages below.
struct SettingsForm::Row
{
    QLabel *title;
    QLabel *help;
    QString explanation;
    QStringList defaults; ///< of the numbers in it
    QHBoxLayout *editors;
    QVBoxLayout *lines;
    QLabel *mark;
};

/// How a number is edited.
struct SettingsForm::Number
{
    QString before = {}; ///< words before the editor: "warn above"
    QString name = {};   ///< whole name for a screen reader
    QString unit = {};
    int decimals = 0;
    double step = 1;
    QString atZero = {}; ///< word for 0, such as "off"; empty: 0 is a number
    int beforeWidth = 0; ///< least width of the words before it, so that editors stand below each other
};

template<typename T>
void SettingsForm::addField(const Row &row, const char *key, T Settings::*member, QWidget *editor,
                            std::function<T()> get, std::function<void(const T &)> set)
{
    auto *message = new QLabel(editor->parentWidget());
    Theme::style(message, TextStyle::Small, Tone::Critical);
    message->setObjectName(QLatin1String(key) + QLatin1String(".message"));
    message->setWordWrap(true);
    message->setAlignment(Qt::AlignRight);
    message->hide();
    row.lines->addWidget(message);
    editor->setObjectName(QLatin1String(key));
    editor->setToolTip(Theme::toolTip(tr("In the settings file: %1").arg(QLatin1String(key))));
    row.title->setBuddy(editor);

    // An editor may show less than the value has (digits): only what someone typed is taken from it.
    struct Value
    {
        T inForce;
        T shown;
    };
    auto value = std::make_shared<Value>();
    auto field = std::make_unique<Field>();
    field->key = QLatin1String(key);
    field->editor = editor;
    field->mark = row.mark;
    field->message = message;
    field->setInForce = [=](const Settings &settings) {
        value->inForce = settings.*member;
        set(value->inForce);
        value->shown = get();
    };
    field->fill = [=](const Settings &settings) { set(settings.*member); };
    field->edited = [=] { return get() != value->shown; };
    field->take = [=](Settings &settings) {
        const T now = get();
        settings.*member = now == value->shown ? value->inForce : now;
    };
    m_fields.push_back(std::move(field));
}

} // namespace hakgal
