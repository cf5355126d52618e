// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace hakgal {

/// A file dialog that only looks at names. Ordinary ones (Qt's own, and GTK's in our process) open each file
/// of the folder to guess its type; a close of the watched base by anything but SQLite would drop the locks
/// our process holds on it. On Windows, where locks do not work so, it is the system's dialog.
class FileDialog : public QFileDialog
{
    Q_OBJECT
public:
    FileDialog(QWidget *parent, const QString &title, const QString &folder, const QString &filter);

    /// The folder of this file; where it is none that there is, the last one that something was chosen in, at
    /// first that of documents. Never the program's working folder, which says nothing to a person.
    static QString folderOf(const QString &file);

    /// Asks and waits; the chosen file, empty where cancelled.
    static QString open(QWidget *parent, const QString &title, const QString &folder, const QString &filter);
    static QString folder(QWidget *parent, const QString &title, const QString &present);
    /// The name gets the suffix of the suggestion where it has none; the dialog asks before a file is
    /// replaced.
    static QString save(QWidget *parent, const QString &title, const QString &suggestion,
                        const QString &filter);
};

} // namespace hakgal
