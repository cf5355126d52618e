// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SettingsForm.h"

#include "core/config/SettingsFile.h"
#include "core/maintenance/Schedule.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"
#include "ui/CheckBox.h"
#include "ui/FileDialog.h"
#include "ui/NumberBox.h"
#include "ui/SettingsFormRows.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace hakgal {

namespace {

constexpr int kNumberWidth = 116;

/// The hairline between two settings.
class Separator : public QWidget
{
public:
    Separator(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), m_theme.colors().border); }

private:
    const Theme &m_theme;
};

QStringList splitList(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    const QStringList parts = text.split(between, Qt::SkipEmptyParts);
    // The settings file says "none" for an empty list; here it may be typed.
    return parts == QStringList{QStringLiteral("none")} ? QStringList() : parts;
}

void setInvalid(QWidget *editor, bool invalid)
{
    if (editor->property("invalid").toBool() == invalid)
        return;
    editor->setProperty("invalid", invalid);
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

} // namespace

SettingsForm::SettingsForm(const Theme &theme, QWidget *parent, QVBoxLayout *column)
    : QObject(parent), m_theme(theme), m_parent(parent), m_column(column)
{
    addDatabase();
    addMeasuring();
    addAlerts();
    addEndpoint();
    addMaintenance();
    addWindow();
    addNotifications();
    for (const auto &field : m_fields)
        field->setInForce(m_inForce);
    check();
}

SettingsForm::~SettingsForm() = default;

Card *SettingsForm::addCard(const QString &title)
{
    auto *card = new Card(m_theme, title, m_parent);
    m_column->addWidget(card);
    return card;
}

SettingsForm::Row SettingsForm::addRow(Card *card, const QString &title, const QString &help)
{
    if (card->body()->count() > 0)
        card->body()->addWidget(new Separator(m_theme, card));
    Row row;
    row.explanation = help;
    row.mark = new QLabel(card);
    Theme::style(row.mark, TextStyle::Small, Tone::Accent);
    row.mark->setFixedWidth(layout::kMark);
    row.mark->setToolTip(Theme::toolTip(tr("Changed, but not applied yet")));
    row.title = new QLabel(title, card);
    Theme::style(row.title, TextStyle::Body);
    row.help = new QLabel(help, card);
    Theme::style(row.help, TextStyle::Small, Tone::Muted);
    row.help->setWordWrap(true);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(row.title);
    words->addWidget(row.help);
    row.editors = new QHBoxLayout;
    row.editors->setSpacing(2 * layout::kStep);
    auto *line = new QHBoxLayout;
    line->setSpacing(0);
    line->addWidget(row.mark, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    line->addSpacing(layout::kMargin);
    line->addLayout(row.editors);
    row.lines = new QVBoxLayout;
    row.lines->setContentsMargins(0, 2 * layout::kStep, 0, 2 * layout::kStep);
    row.lines->setSpacing(layout::kStep);
    row.lines->addLayout(line);
    card->body()->addLayout(row.lines);
    return row;
}

template<typename T>
void SettingsForm::addNumber(Row &row, const char *key, T Settings::*member, const Number &number)
{
    QWidget *card = row.title->parentWidget();
    const SettingRange range = settingRange(key);
    auto *box = new NumberBox(card);
    box->setDecimals(number.decimals);
    box->setRange(range.min, range.max);
    box->setSingleStep(number.step);
    box->setSuffix(number.unit.isEmpty() ? QString() : QLatin1Char(' ') + number.unit);
    box->setSpecialValueText(number.atZero);
    box->setFixedWidth(layout::scaled(kNumberWidth));
    box->setMinimumHeight(layout::kControl - 2);
    box->setAccessibleName(number.name);
    if (!number.before.isEmpty()) {
        auto *before = new QLabel(number.before, card);
        Theme::style(before, TextStyle::Small, Tone::Muted);
        before->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        before->setMinimumWidth(number.beforeWidth);
        row.editors->addWidget(before);
    }
    row.editors->addWidget(box);

    row.defaults << box->worded(double(Settings().*member));
    const QString defaults = row.defaults.join(QStringLiteral("\u00a0/\u00a0"));
    row.help->setText(row.explanation + QLatin1Char(' ') +
                      (number.atZero.isEmpty()
                           ? tr("From %1 to %2, by default %3.")
                                 .arg(box->worded(range.min), box->worded(range.max), defaults)
                           : tr("Up to %1, 0 is off; by default %2.").arg(box->worded(range.max), defaults)));
    addField<T>(
        row, key, member, box, [box] { return T(box->value()); },
        [box](const T &value) { box->setValue(double(value)); });
    connect(box, &QDoubleSpinBox::valueChanged, this, &SettingsForm::check);
}

void SettingsForm::addLimits(Card *card, const QString &title, const QString &help, const char *warningKey,
                             double Settings::*warning, const char *criticalKey, double Settings::*critical,
                             const QString &unit, bool above)
{
    Row row = addRow(card, title, help);
    const int decimals = unit == QLatin1String("ms") ? 2 : 1;
    const auto widest = [](const QString &one, const QString &other) {
        QLabel label(one);
        Theme::style(&label, TextStyle::Small, Tone::Muted);
        const int width = label.sizeHint().width();
        label.setText(other);
        return std::max(width, label.sizeHint().width());
    };
    addNumber(row, warningKey, warning,
              {above ? tr("warn above") : tr("warn below"),
               above ? tr("Warn when %1 is above").arg(title) : tr("Warn when %1 is below").arg(title),
               unit,
               decimals,
               1,
               {},
               widest(tr("warn above"), tr("warn below"))});
    row.editors->addSpacing(2 * layout::kStep);
    addNumber(
        row, criticalKey, critical,
        {above ? tr("critical above") : tr("critical below"),
         above ? tr("Critical when %1 is above").arg(title) : tr("Critical when %1 is below").arg(title),
         unit,
         decimals,
         1,
         {},
         widest(tr("critical above"), tr("critical below"))});
}

QLineEdit *SettingsForm::addLine(const Row &row, const char *key, const QString &name)
{
    auto *line = new QLineEdit(row.title->parentWidget());
    line->setObjectName(QLatin1String(key));
    line->setAccessibleName(name);
    line->setMinimumWidth(layout::scaled(300));
    row.editors->addWidget(line, 1);
    connect(line, &QLineEdit::textChanged, this, &SettingsForm::check);
    return line;
}

void SettingsForm::addList(Card *card, const char *key, QStringList Settings::*member, const QString &title,
                           const QString &help)
{
    const Row row = addRow(card, title, help);
    QLineEdit *line = addLine(row, key, title);
    addField<QStringList>(
        row, key, member, line, [line] { return splitList(line->text()); },
        [line](const QStringList &value) { line->setText(value.join(QStringLiteral(", "))); });
}

void SettingsForm::addCheckBox(Card *card, const char *key, bool Settings::*member, const QString &title,
                               const QString &help)
{
    const Row row = addRow(card, title, help);
    auto *box = new CheckBox(m_theme, {}, card);
    box->setAccessibleName(title);
    row.editors->addWidget(box);
    addField<bool>(
        row, key, member, box, [box] { return box->isChecked(); },
        [box](const bool &on) { box->setChecked(on); });
    connect(box, &QCheckBox::toggled, this, &SettingsForm::check);
}

void SettingsForm::addDatabase()
{
    Card *card = addCard(tr("Knowledge base"));
    const Row row = addRow(card, tr("Database file"), tr("The SQLite file that is watched."));
    QLineEdit *line = addLine(row, "database_path", tr("Database file"));
    line->setPlaceholderText(tr("None chosen yet"));
    auto *button = new QPushButton(tr("&Browse…"), card);
    button->setObjectName(QStringLiteral("browseDatabase"));
    row.editors->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, line] { browse(line); });
    addField<QString>(
        row, "database_path", &Settings::databasePath, line,
        [line] { return QDir::fromNativeSeparators(line->text().trimmed()); },
        [line](const QString &path) { line->setText(QDir::toNativeSeparators(path)); });
}

void SettingsForm::addMeasuring()
{
    Card *card = addCard(tr("Measuring"));
    Row interval = addRow(card, tr("Measure every"), tr("The time between two measurements."));
    addNumber(interval, "monitoring_interval", &Settings::monitoringInterval,
              {{}, tr("Measure every"), tr("s"), 1, 0.1});
    Row cache = addRow(card, tr("Cache of the probe queries"),
                       tr("Page cache of the connection that runs them. It is memory of this program."));
    addNumber(cache, "probe_cache_mb", &Settings::probeCacheMb,
              {{}, tr("Cache of the probe queries"), tr("MB")});
    Row samples = addRow(card, tr("Latencies in the percentiles"),
                         tr("How many of the newest probe queries p50, p95 and the maximum are made from."));
    addNumber(samples, "max_query_samples", &Settings::maxQuerySamples,
              {{}, tr("Latencies in the percentiles"), {}, 0, 100});
    Row entries = addRow(card, tr("Entries of the history interface"),
                         tr("The most that one answer of /api/metrics/history holds."));
    addNumber(entries, "max_history_size", &Settings::maxHistorySize,
              {{}, tr("Entries of the history interface"), {}, 0, 100});
}

void SettingsForm::addAlerts()
{
    Card *card = addCard(tr("Alerts"));
    addLimits(card, tr("Query p95"), tr("The slowest of 20 probe queries."),
              "alert_thresholds/query_latency_ms", &Settings::queryLatencyMs,
              "alert_thresholds/critical_query_latency_ms", &Settings::criticalQueryLatencyMs, tr("ms"),
              true);
    addLimits(card, tr("Cache hit"), tr("Of the probe queries' page requests, over the last minute."),
              "alert_thresholds/cache_hit_rate_percent", &Settings::cacheHitRatePercent,
              "alert_thresholds/critical_cache_hit_rate_percent", &Settings::criticalCacheHitRatePercent,
              QStringLiteral("%"), false);
    addLimits(card, tr("CPU"), tr("All cores together."), "alert_thresholds/cpu_percent",
              &Settings::cpuPercent, "alert_thresholds/critical_cpu_percent", &Settings::criticalCpuPercent,
              QStringLiteral("%"), true);
    addLimits(card, tr("Memory"), tr("Physical memory in use."), "alert_thresholds/memory_percent",
              &Settings::memoryPercent, "alert_thresholds/critical_memory_percent",
              &Settings::criticalMemoryPercent, QStringLiteral("%"), true);
    addLimits(card, tr("Disk"), tr("The volume that holds the knowledge base."),
              "alert_thresholds/disk_percent", &Settings::diskPercent,
              "alert_thresholds/critical_disk_percent", &Settings::criticalDiskPercent, QStringLiteral("%"),
              true);
    Row wal = addRow(card, tr("WAL size"), tr("The log of changes not yet copied into the database."));
    addNumber(wal, "alert_thresholds/wal_size_mb", &Settings::walSizeMb,
              {tr("warn above"), tr("Warn when WAL size is above"), tr("MB"), 1, 1, tr("off")});
    Row stalled = addRow(card, tr("Facts not growing"), tr("No new fact for this long."));
    addNumber(stalled, "alert_thresholds/facts_stalled_minutes", &Settings::factsStalledMinutes,
              {tr("warn after"), tr("Warn when the facts have not grown for"), tr("min"), 1, 1, tr("off")});
    Row hold = addRow(card, tr("Measurements before an alert"),
                      tr("So many in a row must be beyond a limit before an alert is raised."));
    addNumber(hold, "alert_thresholds/hold_ticks", &Settings::holdTicks,
              {{}, tr("Measurements before an alert"), {}});
}

void SettingsForm::addEndpoint()
{
    Card *card = addCard(tr("Endpoint"));
    addList(card, "listen", &Settings::listen, tr("Addresses"),
            tr("Where Prometheus and scripts ask, separated by commas. Empty: no endpoint."));
    addList(card, "allowed_hosts", &Settings::allowedHosts, tr("Allowed hosts"),
            tr("Further host names that a request may be addressed to, separated by commas."));
    addPath(card, "endpoint/tls_certificate", &Settings::tlsCertificate, tr("TLS certificate"),
            tr("PEM file. Addresses beyond this computer are served only with certificate, key and token."));
    addPath(card, "endpoint/tls_key", &Settings::tlsKey, tr("TLS key"),
            tr("PEM file without a pass phrase, which others may not read."));
    addPath(
        card, "endpoint/token_file", &Settings::tokenFile, tr("Token file"),
        tr("One line of at least 16 characters, which clients send as bearer token. Only its owner may read "
           "it."));
    addCheckBox(card, "legacy_metric_names", &Settings::legacyMetricNames,
                tr("Metric names of the former exporter"),
                tr("Offers them besides the present ones, for dashboards that still ask for them."));
}

void SettingsForm::addPath(Card *card, const char *key, QString Settings::*member, const QString &title,
                           const QString &help)
{
    const Row row = addRow(card, title, help);
    QLineEdit *line = addLine(row, key, title);
    line->setPlaceholderText(tr("None"));
    auto *button = new QPushButton(tr("Browse…"), card);
    button->setObjectName(QLatin1String(key) + QLatin1String(".browse"));
    button->setAccessibleName(tr("Browse for: %1").arg(line->accessibleName()));
    row.editors->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, line] {
        const QString chosen = FileDialog::open(
            m_parent, tr("Choose a file"), FileDialog::folderOf(QDir::fromNativeSeparators(line->text())),
            tr("All files (*)"));
        if (!chosen.isEmpty())
            line->setText(QDir::toNativeSeparators(chosen));
    });
    addField<QString>(
        row, key, member, line, [line] { return QDir::fromNativeSeparators(line->text().trimmed()); },
        [line](const QString &path) { line->setText(QDir::toNativeSeparators(path)); });
}

void SettingsForm::addMaintenance()
{
    Card *card = addCard(tr("Backups and maintenance"));
    const Row folder = addRow(card, tr("Folder of the backups"),
                              tr("Best on another drive. Empty: a folder of this program."));
    QLineEdit *line = addLine(folder, "backup/directory", tr("Folder of the backups"));
    line->setPlaceholderText(tr("A folder of this program"));
    auto *button = new QPushButton(tr("Brows&e…"), card);
    button->setObjectName(QStringLiteral("browseBackups"));
    folder.editors->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, line] {
        const QString chosen = FileDialog::folder(m_parent, tr("Choose a folder for backups"),
                                                  QDir::fromNativeSeparators(line->text()));
        if (!chosen.isEmpty())
            line->setText(QDir::toNativeSeparators(chosen));
    });
    addField<QString>(
        folder, "backup/directory", &Settings::backupDirectory, line,
        [line] { return QDir::fromNativeSeparators(line->text().trimmed()); },
        [line](const QString &path) { line->setText(QDir::toNativeSeparators(path)); });
    Row keep =
        addRow(card, tr("Backups to keep"), tr("Older ones are removed; the last good one always stays."));
    addNumber(keep, "backup/keep", &Settings::backupKeep, {{}, tr("Backups to keep"), {}});
    addSchedule(
        card, "backup/schedule", &Settings::backupSchedule, tr("Back up"),
        tr("Runs while this program is open; what was missed is caught up once. For example: every 6h, "
           "daily 03:15, weekly sunday 04:00, off."));
    addSchedule(card, "backup/check_schedule", &Settings::checkSchedule, tr("Check the integrity in full"),
                tr("Reads the whole file. Takes the same words."));
    addSchedule(card, "backup/optimize_schedule", &Settings::optimizeSchedule, tr("Optimize"),
                tr("Programs that write may have to wait for seconds meanwhile. Takes the same words."));
    Row memory = addRow(card, tr("Memory of jobs"), tr("The most that SQLite may take for one of them."));
    addNumber(memory, "backup/memory_limit_mb", &Settings::memoryLimitMb,
              {{}, tr("Memory of jobs"), tr("MB"), 0, 64});
}

void SettingsForm::addWindow()
{
    Card *card = addCard(tr("Window"));
    // Each language by its own name, so that whoever cannot read the others finds it.
    addChoice(card, "language", &Settings::language, tr("Language"),
              tr("What the window and hakgalctl speak, from their next start on."),
              {{QStringLiteral("system"), tr("System language")},
               {QStringLiteral("en"), QStringLiteral("English")},
               {QStringLiteral("de"), QStringLiteral("Deutsch")}});
    addCheckBox(card, "notify/close_to_tray", &Settings::closeToTray,
                tr("Closing the window keeps it running"),
                tr("In the tray, where the desktop has one; Quit in its menu ends the program."));
}

void SettingsForm::addSchedule(Card *card, const char *key, QString Settings::*member, const QString &title,
                               const QString &help)
{
    const Row row = addRow(card, title, help);
    QLineEdit *line = addLine(row, key, title);
    // As the file has it, so that "Daily 3:15" is no change of "daily 03:15".
    const auto usual = [line] {
        const auto schedule = Schedule::parse(line->text());
        if (!schedule)
            return line->text().trimmed();
        return schedule->off() ? QString() : schedule->text();
    };
    addField<QString>(row, key, member, line, usual, [line](const QString &text) {
        line->setText(text.isEmpty() ? QStringLiteral("off") : text);
    });
}

void SettingsForm::browse(QLineEdit *path)
{
    const QString file = FileDialog::open(m_parent, tr("Choose a knowledge base"),
                                          FileDialog::folderOf(QDir::fromNativeSeparators(path->text())),
                                          tr("Knowledge bases (*.db *.sqlite *.sqlite3);;All files (*)"));
    if (!file.isEmpty())
        path->setText(QDir::toNativeSeparators(file));
}

void SettingsForm::setInForce(const Settings &settings)
{
    m_quiet = true;
    m_inForce = settings;
    for (const auto &field : m_fields) {
        Settings typedNow = settings;
        const bool edited = field->edited();
        if (edited)
            field->take(typedNow);
        field->setInForce(settings);
        if (edited)
            field->fill(typedNow);
    }
    m_quiet = false;
    check();
}

void SettingsForm::fill(const Settings &settings)
{
    m_quiet = true;
    for (const auto &field : m_fields)
        field->fill(settings);
    m_quiet = false;
    check();
}

Settings SettingsForm::typed() const
{
    Settings settings = m_inForce;
    for (const auto &field : m_fields)
        field->take(settings);
    return settings;
}

int SettingsForm::edited() const
{
    return int(std::count_if(m_fields.begin(), m_fields.end(), [](const auto &f) { return f->edited(); }));
}

void SettingsForm::check()
{
    if (m_quiet)
        return;
    const std::vector<Error> errors = validate(typed());
    m_valid = errors.empty();
    for (const auto &field : m_fields) {
        field->mark->setText({});
        const auto wrong = std::find_if(errors.begin(), errors.end(), [&](const Error &error) {
            return error.args.value(0) == field->key;
        });
        QString message;
        if (wrong != errors.end()) {
            if (field->key == QLatin1String("alert_thresholds/critical_cache_hit_rate_percent"))
                message = tr("The critical limit must be below the limit of the warning.");
            else if (field->key.contains(QLatin1String("critical_")))
                message = tr("The critical limit must be above the limit of the warning.");
            else
                message = tr("Expected here: %1.")
                              .arg(Catalogue(Catalogue::Language::User).phrase(wrong->args.mid(2)));
        }
        field->message->setText(message);
        field->message->setVisible(!message.isEmpty());
        setInvalid(field->editor, !message.isEmpty());
    }
    for (const auto &field : m_fields) { // two fields may share a mark
        if (field->edited())
            field->mark->setText(QStringLiteral("●"));
    }
    Q_EMIT changed();
}

} // namespace hakgal
