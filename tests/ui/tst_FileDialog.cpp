// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FileDialog.h"

#include <QApplication>
#include <QFileSystemModel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#ifdef Q_OS_LINUX
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstring>
#endif

using namespace hakgal;

class tst_FileDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listingAFolderOpensNoFileInIt()
    {
#ifndef Q_OS_LINUX
        QSKIP("Linux tells which files are opened");
#else
        QTemporaryDir folder;
        // Names whose type cannot be told from the name: those would be opened.
        const QStringList names{QStringLiteral("facts.db"), QStringLiteral("facts.unknown"),
                                QStringLiteral("facts")};
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("SQLite format 3");
        }
        const int watch = inotify_init1(IN_NONBLOCK);
        QVERIFY(watch >= 0);
        QVERIFY(inotify_add_watch(watch, QFile::encodeName(folder.path()).constData(), IN_OPEN) >= 0);
        const auto opened = [watch] {
            QStringList files;
            alignas(inotify_event) std::array<char, 4096> buffer;
            for (ssize_t got; (got = read(watch, buffer.data(), buffer.size())) > 0;) {
                for (ssize_t at = 0; at < got;) {
                    inotify_event event;
                    std::memcpy(&event, buffer.data() + at, sizeof event);
                    if (event.len > 0)
                        files += QString::fromUtf8(buffer.data() + at + sizeof event);
                    at += ssize_t(sizeof event + event.len);
                }
            }
            return files;
        };
        {
            QFile probe(folder.filePath(names.first()));
            QVERIFY(probe.open(QIODevice::ReadOnly));
            QCOMPARE(opened(), names.mid(0, 1)); // the watch works
        }

        FileDialog dialog(nullptr, QStringLiteral("Open"), folder.path(), QStringLiteral("All files (*)"));
        dialog.setViewMode(QFileDialog::Detail);
        dialog.show();
        auto *tree = dialog.findChild<QTreeView *>(QStringLiteral("treeView"));
        QVERIFY(tree);
        QTRY_COMPARE(tree->model()->rowCount(tree->rootIndex()), 3);
        // The type column is filled in by a thread after the names.
        for (int row = 0; row < 3; ++row)
            QTRY_VERIFY(!tree->model()->index(row, 2, tree->rootIndex()).data().toString().isEmpty());
        for (const QString &name : names) {
            dialog.selectFile(name);
            QCoreApplication::processEvents();
        }
        dialog.hide();
        QCOMPARE(opened(), QStringList());
        ::close(watch);
#endif
    }

    void aNameWithoutSuffixGetsOneBeforeTheDialogAsksWhetherToReplaceTheFile()
    {
#ifdef Q_OS_WIN
        QSKIP("There it is the system's dialog");
#else
        QTemporaryDir folder;
        bool asked = false;
        QTimer user;
        user.setInterval(10);
        connect(&user, &QTimer::timeout, this, [&asked] {
            QWidget *front = QApplication::activeModalWidget();
            if (auto *question = qobject_cast<QMessageBox *>(front)) {
                asked = true;
                question->button(QMessageBox::Yes)->click();
            } else if (auto *dialog = qobject_cast<FileDialog *>(front)) {
                dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))
                    ->setText(QStringLiteral("facts"));
                // Queued: the question holds up whoever accepts.
                QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
            }
        });
        user.start();
        const auto save = [&folder] {
            return FileDialog::save(nullptr, QStringLiteral("Save"),
                                    folder.filePath(QStringLiteral("new.csv")),
                                    QStringLiteral("CSV (*.csv)"));
        };
        const QString path = folder.filePath(QStringLiteral("facts.csv"));
        QCOMPARE(save(), path);
        QVERIFY(!asked);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(save(), path);
        QVERIFY(asked);
#endif
    }

    void withoutAFolderItBeginsWhereSomethingWasChosenLast()
    {
        QTemporaryDir folder;
        QDir(folder.path()).mkdir(QStringLiteral("chosen"));
        const QString chosen = folder.filePath(QStringLiteral("chosen"));
        QCOMPARE(FileDialog::folderOf(folder.filePath(QStringLiteral("kb.db"))), folder.path());
        {
            FileDialog dialog(nullptr, QStringLiteral("Save"), chosen, {});
            dialog.setAcceptMode(QFileDialog::AcceptSave);
            dialog.selectFile(QStringLiteral("new.csv"));
            QMetaObject::invokeMethod(&dialog, "accept");
        }
        for (const QString &none :
             {QString(), QStringLiteral("table.csv"), QStringLiteral("/not/there/kb.db")})
            QCOMPARE(FileDialog::folderOf(none), chosen);
        QVERIFY(QDir(folder.path()).rmdir(QStringLiteral("chosen")));
        QVERIFY(QFileInfo(FileDialog::folderOf({})).isDir());
        QVERIFY(FileDialog::folderOf({}) != chosen);
    }
};

QTEST_MAIN(tst_FileDialog)
#include "tst_FileDialog.moc"
