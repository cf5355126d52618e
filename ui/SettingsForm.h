// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/Result.h"
#include "ui/Theme.h"

#include <QObject>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;
class QWidget;

namespace hakgal {

class Card;

/// The editors of all settings, in cards. Knows for each field what is in force and what is typed, and shows
/// beside it that it was changed and what is wrong with it. GUI thread.
class SettingsForm : public QObject
{
    Q_OBJECT
public:
    /// Makes its cards below `parent` and adds them to `column`.
    SettingsForm(const Theme &theme, QWidget *parent, QVBoxLayout *column);
    ~SettingsForm() override;

    /// What is in force. Fields that were edited keep what was typed.
    void setInForce(const Settings &settings);
    /// Fills every field; what is in force stays.
    void fill(const Settings &settings);
    /// What is typed; a field that was not edited gives back exactly what is in force.
    Settings typed() const;
    /// How many fields were edited.
    int edited() const;
    /// Whether validate() finds nothing in typed().
    bool valid() const { return m_valid; }
    const Settings &inForce() const { return m_inForce; }

    /// The wheel turns a choice only where it has the focus; elsewhere it scrolls the page.
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Something was typed, or what is in force changed.
    void changed();

private:
    struct Field;
    struct Row;
    struct Number;

    Card *addCard(const QString &title);
    Row addRow(Card *card, const QString &title, const QString &help);
    template<typename T>
    void addField(const Row &row, const char *key, T Settings::*member, QWidget *editor,
                  std::function<T()> get, std::function<void(const T &)> set);
    template<typename T>
    void addNumber(Row &row, const char *key, T Settings::*member, const Number &number);
    void addLimits(Card *card, const QString &title, const QString &help, const char *warningKey,
                   double Settings::*warning, const char *criticalKey, double Settings::*critical,
                   const QString &unit, bool above);
    QLineEdit *addLine(const Row &row, const char *key, const QString &name);
    void addList(Card *card, const char *key, QStringList Settings::*member, const QString &title,
                 const QString &help);

    void addPath(Card *card, const char *key, QString Settings::*member, const QString &title,
                 const QString &help);
    void addSchedule(Card *card, const char *key, QString Settings::*member, const QString &title,
                     const QString &help);

    void addCheckBox(Card *card, const char *key, bool Settings::*member, const QString &title,
                     const QString &help);
    /// One of a few words of the settings file, each with what it is called here.
    void addChoice(Card *card, const char *key, QString Settings::*member, const QString &title,
                   const QString &help, const std::vector<std::pair<QString, QString>> &words);
    void addText(Card *card, const char *key, QString Settings::*member, const QString &title,
                 const QString &help, const QString &example = {});

    void addDatabase();
    void addMeasuring();
    void addAlerts();
    void addEndpoint();
    void addMaintenance();
    void addWindow();
    void addNotifications();
    void browse(QLineEdit *path);
    void check();

    const Theme &m_theme;
    QWidget *m_parent;
    QVBoxLayout *m_column;
    Settings m_inForce;
    std::vector<std::unique_ptr<Field>> m_fields;
    bool m_valid = true;
    bool m_quiet = false; ///< fields are being filled one after another
};

} // namespace hakgal
