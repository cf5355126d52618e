// SPDX-License-Identifier: GPL-3.0-or-later
#include "MadeUp.h"
#include "Pictures.h"
#include "ui/MainWindow.h"
#include "ui/Theme.h"

#include <QTest>

using namespace hakgal;

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picturesForEyes()
    {
        Theme theme(ThemeMode::Dark);
        MainWindow window(theme, Catalogue(Catalogue::Language::English), QString());
        window.setMarkers({{madeup::at(171).wallMs, QStringLiteral("Optimize")}});
        window.show();
        for (int t = 0; t < 300; ++t)
            window.showSnapshot(madeup::shared(madeup::healthy(t)));
        savePictures(window, theme, QStringLiteral("overview"));
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
