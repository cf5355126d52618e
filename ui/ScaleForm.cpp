// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ScaleForm.h"

#include "ui/CheckBox.h"
#include "ui/FoldingRow.h"
#include "ui/NumberBox.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <cmath>

namespace hakgal {

ScaleForm::ScaleForm(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, tr("What to measure"), parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_facts(new NumberBox(this)),
      m_seconds(new NumberBox(this)),
      m_seed(new NumberBox(this)),
      m_synthetic(new CheckBox(theme, tr("&Made-up facts"), this)),
      m_needs(new QLabel(this))
{
    setObjectName(QStringLiteral("scaleForm"));
    auto *words = new QLabel(
        tr("Grows a private copy of the knowledge base with facts like your own, and measures on the way how "
           "fast facts are stored and found. The knowledge base itself is only read, once, and the copy is "
           "removed afterwards."),
        this);
    Theme::style(words, TextStyle::Body, Tone::Muted);
    words->setWordWrap(true);
    m_needs->setObjectName(QStringLiteral("scaleNeeds"));
    Theme::style(m_needs, TextStyle::Body);
    m_needs->setWordWrap(true);
    body()->setSpacing(2 * layout::kStep);
    body()->addWidget(words);
    body()->addWidget(makeNumbers());
    body()->addWidget(makePatterns());
    body()->addWidget(m_needs);
    showNeeds(std::nullopt, {});
}

QWidget *ScaleForm::makeNumbers()
{
    auto *folding = new FoldingRow(this);
    QWidget *row = nullptr;
    QHBoxLayout *line = nullptr;
    const auto begin = [&](int stretch) {
        row = new QWidget(folding);
        line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(2 * layout::kStep);
        folding->addPart(row, stretch);
    };
    begin(0);
    const auto add = [&](const QString &label, NumberBox *box, const char *name, double least, double most,
                         double value, int width, const QString &accessible) {
        auto *words = new QLabel(label, row);
        Theme::style(words, TextStyle::Body, Tone::Muted);
        words->setBuddy(box);
        box->setObjectName(QLatin1String(name));
        box->setDecimals(0);
        box->setRange(least, most);
        box->setValue(value);
        box->setFixedWidth(layout::scaled(width));
        box->setAccessibleName(accessible);
        line->addWidget(words);
        line->addWidget(box);
        m_editors.push_back(box);
        connect(box, &QDoubleSpinBox::valueChanged, this, &ScaleForm::changed);
    };
    const ScaleOptions usual;
    add(tr("F&acts"), m_facts, "scaleFacts", double(ScaleOptions::kLeastFacts),
        double(ScaleOptions::kMostFacts), double(usual.facts), 120, tr("Number of facts to grow to"));
    m_facts->setSingleStep(100'000);
    for (const qint64 preset : {100'000, 1'000'000}) {
        auto *button = new QPushButton(m_catalogue.format().count(preset), row);
        button->setObjectName(QStringLiteral("scaleFacts.%1").arg(preset));
        button->setAccessibleName(tr("Grow to %1 facts").arg(m_catalogue.format().count(preset)));
        line->addWidget(button);
        m_editors.push_back(button);
        connect(button, &QPushButton::clicked, this, [this, preset] { m_facts->setValue(double(preset)); });
    }
    line->addSpacing(layout::kGap);
    line->addStretch(1);
    begin(1);
    add(tr("Time for &queries"), m_seconds, "scaleSeconds", ScaleOptions::kLeastSeconds,
        ScaleOptions::kMostSeconds, usual.seconds, 80, tr("Time for queries, over all sizes, in seconds"));
    m_seconds->setSuffix(tr(" s"));
    line->addSpacing(layout::kGap);
    add(tr("See&d"), m_seed, "scaleSeed", 0, double(ScaleOptions::kMostSeed), double(usual.seed), 120,
        tr("Seed: the same one makes the same facts"));
    m_seed->setGroupSeparatorShown(false);
    m_seed->setToolTip(
        Theme::toolTip(tr("The same seed makes the same facts, so that runs can be compared.")));
    line->addStretch(1);
    return folding;
}

QWidget *ScaleForm::makePatterns()
{
    auto *folding = new FoldingRow(this);
    auto *row = new QWidget(folding);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(3 * layout::kStep);
    auto *words = new QLabel(tr("Queries"), row);
    Theme::style(words, TextStyle::Body, Tone::Muted);
    line->addWidget(words);
    for (const ScalePattern pattern : kScalePatterns) {
        auto *box = new CheckBox(m_theme, m_catalogue.scalePattern(pattern), row);
        box->setObjectName(QStringLiteral("scalePattern.") + QLatin1String(patternName(pattern)));
        box->setChecked(true);
        line->addWidget(box);
        m_patterns.emplace_back(pattern, box);
        m_editors.push_back(box);
        connect(box, &QCheckBox::toggled, this, &ScaleForm::changed);
    }
    line->addStretch(1);
    m_synthetic->setObjectName(QStringLiteral("scaleSynthetic"));
    m_synthetic->setToolTip(Theme::toolTip(
        tr("Measures an empty base that is filled with made-up facts, in place of a copy of yours.")));
    folding->addPart(row, 1);
    folding->addPart(m_synthetic);
    m_editors.push_back(m_synthetic);
    connect(m_synthetic, &QCheckBox::toggled, this, &ScaleForm::changed);
    return folding;
}

ScaleOptions ScaleForm::options() const
{
    ScaleOptions options;
    options.facts = qint64(m_facts->value());
    options.seconds = m_seconds->value();
    options.seed = qint64(m_seed->value());
    options.patterns.clear();
    for (const auto &[pattern, box] : m_patterns) {
        if (box->isChecked())
            options.patterns.push_back(pattern);
    }
    return options;
}

bool ScaleForm::synthetic() const
{
    return !m_base || m_synthetic->isChecked();
}

QStringList ScaleForm::arguments() const
{
    const ScaleOptions chosen = options();
    QStringList arguments{QStringLiteral("--facts"),   QString::number(chosen.facts),
                          QStringLiteral("--seconds"), QString::number(chosen.seconds),
                          QStringLiteral("--seed"),    QString::number(chosen.seed)};
    QStringList names;
    for (const ScalePattern pattern : chosen.patterns)
        names += QLatin1String(patternName(pattern));
    arguments += {QStringLiteral("--patterns"), names.join(u',')};
    if (synthetic())
        arguments += QStringLiteral("--synthetic");
    return arguments;
}

void ScaleForm::setBase(bool there)
{
    m_base = there;
    m_synthetic->setVisible(there);
}

void ScaleForm::suggestFor(qint64 ownFacts)
{
    if (!m_base || options().facts >= ownFacts + ScaleOptions::kLeastGrowth)
        return;
    qint64 round = ScaleOptions::kLeastFacts;
    for (const int factor : {1, 2, 5})
        for (qint64 facts = factor * ScaleOptions::kLeastFacts; facts <= ScaleOptions::kMostFacts;
             facts *= 10)
            if (facts >= 2 * ownFacts && (round < 2 * ownFacts || facts < round))
                round = facts;
    m_facts->setValue(double(round < 2 * ownFacts ? ScaleOptions::kMostFacts : round));
}

void ScaleForm::showNeeds(const std::optional<ScaleNeeds> &needs, const QString &why)
{
    const Format &format = m_catalogue.format();
    Tone tone = Tone::Normal;
    QString words;
    if (!why.isEmpty()) {
        words = why;
        tone = Tone::Warning;
    } else if (!needs) {
        words = tr("Looking at what it will need…");
        tone = Tone::Muted;
    } else {
        const QString disk = format.bytes(double(needs->diskBytes));
        if (!needs->fits()) {
            words = tr("It needs about %1 of disk, and there are only %2 free.")
                        .arg(disk, format.bytes(double(needs->freeBytes)));
            tone = Tone::Warning;
        } else {
            const QString time = format.duration(std::max(1.0, std::ceil(needs->seconds)));
            words = needs->freeBytes < 0
                        ? tr("It needs about %1 of disk for a while, and about %2.").arg(disk, time)
                        : tr("It needs about %1 of disk for a while (%2 are free), and about %3.")
                              .arg(disk, format.bytes(double(needs->freeBytes)), time);
            words += u' ' + (needs->fromLastRun ? tr("The time is told from the last run.")
                                                : tr("The time is a guess until it has run once."));
        }
    }
    Theme::style(m_needs, TextStyle::Body, tone);
    if (m_needs->text() != words)
        m_needs->setText(words);
}

void ScaleForm::setLocked(bool locked)
{
    for (QWidget *editor : m_editors)
        editor->setEnabled(!locked);
}

} // namespace hakgal
