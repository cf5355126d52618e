// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AboutDialog.h"

#include "core/config/BuildInfo.h"
#include "core/text/DiagnosticsText.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFontMetrics>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

#include <algorithm>

namespace hakgal {

namespace {

/// What the program is made of; the file is the one in :/hakgal/licenses.
struct Part
{
    const char *name;
    const char *licence;
    const char *file;
};
constexpr Part kParts[] = {
    {"HAK/GAL Optimizer", "GPL-3.0-or-later", "gpl-3"},
    {"Qt", "GPL-3.0", "qt"},
    {"SQLite", QT_TRANSLATE_NOOP("hakgal", "public domain"), "sqlite"},
    {"prometheus-cpp", "MIT", "prometheus-cpp"},
    {"libcurl", "curl", "curl"},
    {"zlib", "Zlib", "zlib"},
};

QString licenceText(const QString &file)
{
    QFile text(QStringLiteral(":/hakgal/licenses/%1.txt").arg(file));
    return text.open(QIODevice::ReadOnly) ? QString::fromUtf8(text.readAll()) : QString();
}

} // namespace

AboutDialog::AboutDialog(const QString &diagnostics, QWidget *parent)
    : QDialog(parent), m_parts(new QListWidget(this)), m_licence(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(tr("About HAK/GAL Optimizer"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    column->setSpacing(layout::kGap);
    addVersions(column);
    addLicences(column);

    auto *close = new QPushButton(tr("&Close"), this);
    close->setDefault(true);
    auto *copy = new QPushButton(tr("Copy &diagnostics"), this);
    copy->setObjectName(QStringLiteral("copyDiagnostics"));
    copy->setToolTip(Theme::toolTip(
        tr("Versions, settings and the last state as plain text, without secrets, paths or facts.")));
    copy->setAutoDefault(false);
    auto *done = new QLabel(this);
    done->setObjectName(QStringLiteral("diagnosticsCopied"));
    Theme::style(done, TextStyle::Small, Tone::Good);
    auto *foot = new QHBoxLayout;
    foot->addWidget(done, 1);
    foot->addWidget(copy);
    foot->addWidget(close);
    column->addLayout(foot);
    connect(copy, &QPushButton::clicked, this, [diagnostics, done] {
        QApplication::clipboard()->setText(diagnostics);
        done->setText(tr("Copied. Look through it before you send it to anybody."));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    // A licence is typed in lines of 80 letters; beside it stand its name, a frame and a scroll bar.
    const int letters = QFontMetrics(m_licence->font()).horizontalAdvance(QString(80, u'0'));
    resize(2 * layout::kMargin + m_parts->width() + layout::kGap + letters + 2 * layout::kMargin,
           layout::scaled(620));
}

void AboutDialog::addVersions(QVBoxLayout *column)
{
    const BuildInfo &build = buildInfo();
    auto *head = new QHBoxLayout;
    head->setSpacing(layout::kGap);
    auto *icon = new QLabel(this);
    icon->setPixmap(QApplication::windowIcon().pixmap(48, 48));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *name = new QLabel(QStringLiteral("HAK/GAL Optimizer %1").arg(build.version), this);
    name->setObjectName(QStringLiteral("aboutName"));
    Theme::style(name, TextStyle::Title);
    auto *what =
        new QLabel(tr("Watches, tunes and repairs a knowledge base in SQLite while other programs use "
                      "it. Free software under the GNU General Public License, version 3 or later; it "
                      "comes without any warranty."),
                   this);
    Theme::style(what, TextStyle::Body, Tone::Muted);
    what->setWordWrap(true);
    words->addWidget(name);
    words->addWidget(what);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    column->addLayout(head);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(layout::kGap);
    grid->setVerticalSpacing(layout::kStep);
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString &title, const QString &value, const char *objectName) {
        auto *left = new QLabel(title, this);
        Theme::style(left, TextStyle::Body, Tone::Muted);
        auto *right = new QLabel(value, this);
        Theme::style(right, TextStyle::Body);
        right->setObjectName(QLatin1String(objectName));
        right->setAccessibleName(title + QStringLiteral(": ") + value);
        right->setWordWrap(true);
        right->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const int row = grid->rowCount();
        grid->addWidget(left, row, 0, Qt::AlignTop);
        grid->addWidget(right, row, 1);
    };
    add(tr("Revision"), build.revision, "aboutRevision");
    add(tr("Qt"), build.qtVersion, "aboutQt");
    add(tr("SQLite"),
        build.walResetDefect ? tr("%1. It can lose commits when one program checkpoints while another "
                                  "writes; this program never "
                                  "checkpoints beside others.")
                                   .arg(build.sqliteVersion)
                             : build.sqliteVersion,
        "aboutSqlite");
    add(tr("Compiler"), compilerName(), "aboutCompiler");
    add(tr("System"),
        QStringLiteral("%1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
        "aboutSystem");
    column->addLayout(grid);
}

void AboutDialog::addLicences(QVBoxLayout *column)
{
    auto *title = new QLabel(tr("Licences"), this);
    Theme::style(title, TextStyle::Strong);
    column->addWidget(title);
    m_parts->setObjectName(QStringLiteral("licenceParts"));
    m_parts->setAccessibleName(tr("What the program is made of"));
    m_licence->setObjectName(QStringLiteral("licenceText"));
    m_licence->setAccessibleName(tr("Text of the licence"));
    m_licence->setReadOnly(true);
    m_licence->setTabChangesFocus(true);
    m_licence->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_licence->setFont(Theme::font(TextStyle::Monospace));
    int widest = 0;
    for (const Part &part : kParts) {
        const QString licence = QApplication::translate("hakgal", part.licence);
        const QString words = QStringLiteral("%1 · %2").arg(QLatin1String(part.name), licence);
        widest = std::max(widest, m_parts->fontMetrics().horizontalAdvance(words));
        auto *item = new QListWidgetItem(words, m_parts);
        item->setSizeHint({0, layout::kRow});
        item->setData(Qt::UserRole, QLatin1String(part.file));
    }
    connect(m_parts, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        m_licence->setPlainText(licenceText(item->data(Qt::UserRole).toString()));
    });
    m_parts->setCurrentRow(0);
    // Room beside the words for their padding and a scroll bar.
    m_parts->setFixedWidth(widest + 6 * layout::kGap);
    auto *row = new QHBoxLayout;
    row->setSpacing(layout::kGap);
    row->addWidget(m_parts);
    row->addWidget(m_licence, 1);
    column->addLayout(row, 1);
}

} // namespace hakgal
