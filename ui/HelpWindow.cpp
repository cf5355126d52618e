// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HelpWindow.h"

#include "ui/Card.h"

#include <QAction>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>

namespace hakgal {

namespace help {

namespace {

QString read(const QString &page, const QString &language)
{
    static const QRegularExpression name(QStringLiteral("^[a-z]+(-[a-z]+)*$"));
    if (!name.match(page).hasMatch())
        return {};
    QFile file(QStringLiteral(":/hakgal/help/%1/%2.md").arg(language, page));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

QStringList pages(const QString &language)
{
    QStringList all{QLatin1String(kContents)};
    for (const QString &page : links(text(all.front(), language))) {
        if (!all.contains(page))
            all << page;
    }
    return all;
}

QString text(const QString &page, const QString &language)
{
    const QString written = read(page, language);
    return written.isEmpty() ? read(page, QStringLiteral("en")) : written;
}

QString title(const QString &text)
{
    return text.startsWith(QLatin1String("# ")) ? text.section(u'\n', 0, 0).mid(2).trimmed() : QString();
}

QStringList links(const QString &text)
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)]*)\\)"));
    QStringList all;
    for (const QRegularExpressionMatch &match : link.globalMatch(text))
        all << (match.captured(1).endsWith(QLatin1String(".md")) ? match.captured(1).chopped(3)
                                                                 : match.captured(1));
    return all;
}

} // namespace help

namespace {

/// Loads nothing, whatever a page may say.
class HelpText : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

} // namespace

HelpWindow::HelpWindow(const Theme &theme, const QString &language, QWidget *parent)
    : QWidget(parent, Qt::Window),
      m_theme(theme),
      m_language(language),
      m_list(new QListWidget(this)),
      m_text(new HelpText(this)),
      m_backButton(new QPushButton(tr("&Back"), this))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Help"));
    resize(920, 680);
    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setAccessibleName(tr("Help pages"));
    m_list->setFixedWidth(208);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const QString &page : help::pages(language)) {
        auto *item = new QListWidgetItem(help::title(help::text(page, language)), m_list);
        item->setData(Qt::UserRole, page);
        item->setSizeHint({0, layout::kRow});
    }
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Help"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(16);
    m_backButton->setObjectName(QStringLiteral("helpBack"));

    auto *left = new QVBoxLayout;
    left->setSpacing(layout::kGap);
    left->addWidget(m_list, 1);
    left->addWidget(m_backButton);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    row->setSpacing(layout::kGap);
    row->addLayout(left);
    row->addWidget(m_text, 1);

    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        const QString target = link.toString(); // none with a scheme or a folder is a page
        showPage(target.endsWith(QLatin1String(".md")) ? target.chopped(3) : target);
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            go(item->data(Qt::UserRole).toString());
    });
    connect(m_backButton, &QPushButton::clicked, this, [this] {
        if (m_past.size() < 2)
            return;
        m_past.removeLast();
        showPage(m_past.takeLast());
    });
    connect(&theme, &Theme::changed, this, &HelpWindow::render);
    auto *close = new QAction(tr("Close"), this);
    close->setShortcut(Qt::Key_Escape);
    connect(close, &QAction::triggered, this, &QWidget::close);
    addAction(close);
    auto *back = new QAction(tr("Back"), this);
    back->setShortcuts(QKeySequence::Back);
    connect(back, &QAction::triggered, m_backButton, &QPushButton::click);
    addAction(back);
    showPage(QLatin1String(help::kContents));
}

QString HelpWindow::page() const
{
    return m_past.isEmpty() ? QString() : m_past.last();
}

bool HelpWindow::showPage(const QString &page)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() != page)
            continue;
        m_list->setCurrentRow(row);
        go(page);
        return true;
    }
    return false;
}

void HelpWindow::go(const QString &page)
{
    if (page == this->page())
        return;
    m_past << page;
    m_backButton->setEnabled(m_past.size() > 1);
    render();
}

/// Markdown comes with sizes of its own; here they are those of the window.
void HelpWindow::render()
{
    QTextDocument *document = m_text->document();
    document->setDefaultFont(Theme::font(TextStyle::Body));
    document->setMarkdown(help::text(page(), m_language),
                          QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                              QTextDocument::MarkdownNoHTML);
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        format.setLineHeight(140, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(level > 1 ? 16 : block.textList() ? 2 : 4);
        format.setBottomMargin(level == 1 ? 8 : 4);
        cursor.setBlockFormat(format);
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            QTextCharFormat text = fragment.charFormat();
            text.clearProperty(QTextFormat::FontSizeAdjustment);
            const bool code = text.fontFixedPitch();
            const QFont font = Theme::font(level == 1  ? TextStyle::Title
                                           : level > 1 ? TextStyle::Strong
                                           : code      ? TextStyle::Monospace
                                                       : TextStyle::Body);
            text.setFontFamilies(font.families());
            text.setProperty(QTextFormat::FontPixelSize, font.pixelSize());
            if (level > 0)
                text.setFontWeight(font.weight());
            if (text.isAnchor())
                text.setForeground(m_theme.colors().accent);
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.setCharFormat(text);
        }
    }
    m_text->moveCursor(QTextCursor::Start);
    setWindowTitle(tr("Help: %1").arg(help::title(help::text(page(), m_language))));
}

} // namespace hakgal
