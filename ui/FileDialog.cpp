// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FileDialog.h"

#include "ui/ComboBox.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QFileIconProvider>
#include <QHeaderView>
#include <QPainter>
#include <QStandardPaths>
#include <QStyle>
#include <QTreeView>

namespace hakgal {

namespace {

/// Icons and type names from stat() alone. Asked by the thread that lists folders: the icons are made before.
class NamesOnly : public QFileIconProvider
{
public:
    NamesOnly()
        : m_computer(QApplication::style()->standardIcon(QStyle::SP_ComputerIcon)),
          m_drive(QApplication::style()->standardIcon(QStyle::SP_DriveHDIcon)),
          m_folder(QApplication::style()->standardIcon(QStyle::SP_DirIcon)),
          m_file(QApplication::style()->standardIcon(QStyle::SP_FileIcon))
    {
    }

    QIcon icon(IconType type) const override
    {
        switch (type) {
        case Computer:
        case Desktop:
            return m_computer;
        case Drive:
            return m_drive;
        case Folder:
        case Network:
        case Trashcan:
            return m_folder;
        case File:
            break;
        }
        return m_file;
    }
    QIcon icon(const QFileInfo &info) const override { return info.isDir() ? m_folder : m_file; }
    QString type(const QFileInfo &info) const override
    {
        return info.isDir() ? FileDialog::tr("Folder") : FileDialog::tr("File");
    }

private:
    QIcon m_computer;
    QIcon m_drive;
    QIcon m_folder;
    QIcon m_file;
};

/// The arrow of a list that folds out, which the style sheet leaves away.
class Arrow : public QWidget
{
public:
    explicit Arrow(QComboBox *box) : QWidget(box)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        box->installEventFilter(this);
        fit();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            fit();
        return QWidget::eventFilter(watched, event);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        ComboBox::drawArrow(painter, rect(), palette().color(QPalette::ButtonText));
    }

private:
    void fit()
    {
        const QWidget *box = parentWidget();
        const int x = box->layoutDirection() == Qt::LeftToRight ? box->width() - ComboBox::kArrowWidth : 0;
        setGeometry(x, 0, ComboBox::kArrowWidth, box->height());
    }
};

QString &lastFolder()
{
    static QString folder;
    return folder;
}

} // namespace

FileDialog::FileDialog(QWidget *parent, const QString &title, const QString &folder, const QString &filter)
    : QFileDialog(parent, title)
{
#ifndef Q_OS_WIN
    setOption(DontUseNativeDialog);
#endif
    static NamesOnly icons;  // outlives every dialog and its thread
    setIconProvider(&icons); // before any folder is looked at
    setNameFilter(filter);
    setDirectory(folder);
    // None of these in the system's dialog.
    for (QComboBox *box : findChildren<QComboBox *>())
        new Arrow(box);
    if (auto *tree = findChild<QTreeView *>(QStringLiteral("treeView"))) {
        tree->header()->setStretchLastSection(false);
        tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
        tree->header()->setSectionResizeMode(0, QHeaderView::Stretch); // the name takes what is left
    }
    resize(QSize(layout::scaled(760), layout::scaled(500)));
    connect(this, &QDialog::accepted, this, [this] { lastFolder() = directory().absolutePath(); });
}

QString FileDialog::folderOf(const QString &file)
{
    const QFileInfo info(file);
    if (!file.isEmpty() && info.isAbsolute() && QFileInfo(info.absolutePath()).isDir())
        return info.absolutePath();
    if (lastFolder().isEmpty() || !QFileInfo(lastFolder()).isDir()) {
        const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        lastFolder() = QFileInfo(documents).isDir() ? documents : QDir::homePath();
    }
    return lastFolder();
}

QString FileDialog::open(QWidget *parent, const QString &title, const QString &folder, const QString &filter)
{
    FileDialog dialog(parent, title, folder, filter);
    dialog.setFileMode(ExistingFile);
    return dialog.exec() == Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString FileDialog::folder(QWidget *parent, const QString &title, const QString &present)
{
    FileDialog dialog(parent, title, present, {});
    dialog.setFileMode(Directory);
    dialog.setOption(ShowDirsOnly);
    return dialog.exec() == Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString FileDialog::save(QWidget *parent, const QString &title, const QString &suggestion,
                         const QString &filter)
{
    const QFileInfo file(suggestion);
    FileDialog dialog(parent, title, folderOf(suggestion), filter);
    dialog.setAcceptMode(AcceptSave);
    dialog.setFileMode(AnyFile);
    dialog.setDefaultSuffix(file.suffix());
    dialog.selectFile(file.fileName());
    return dialog.exec() == Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace hakgal
