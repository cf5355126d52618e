// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Motion.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProgressBar>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

class tst_Motion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifdef Q_OS_WIN
        QSKIP("what Windows says is its user's business");
#endif
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    }

    void theDesktopsFilesSayWhetherThingsMove_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("reduced");
        const QString kde = QStringLiteral("kdeglobals");
        const QString gtk = QStringLiteral("gtk-4.0/settings.ini");
        QTest::newRow("nothing is said") << QString() << QByteArray() << false;
        QTest::newRow("KDE, instant") << kde << QByteArray("[KDE]\nAnimationDurationFactor=0\n") << true;
        QTest::newRow("KDE, slower") << kde << QByteArray("[KDE]\nAnimationDurationFactor=1.5\n") << false;
        QTest::newRow("KDE, nonsense") << kde << QByteArray("[KDE]\nAnimationDurationFactor=\n") << false;
        QTest::newRow("GTK, off") << gtk << QByteArray("[Settings]\ngtk-enable-animations=false\n") << true;
        QTest::newRow("GTK, 0") << gtk << QByteArray("[Settings]\ngtk-enable-animations=0\n") << true;
        QTest::newRow("GTK, on") << gtk << QByteArray("[Settings]\ngtk-enable-animations=true\n") << false;
        QTest::newRow("GTK 3, off") << QStringLiteral("gtk-3.0/settings.ini")
                                    << QByteArray("[Settings]\ngtk-enable-animations=False\n") << true;
    }

    void theDesktopsFilesSayWhetherThingsMove()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(bool, reduced);
        const QTemporaryDir folder;
        qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
        if (!file.isEmpty()) {
            QFile written(folder.filePath(file));
            QVERIFY(QDir().mkpath(QFileInfo(written).path()) && written.open(QIODevice::WriteOnly));
            written.write(text);
        }
        motion::followDesktop();
        QCOMPARE(motion::reduced(), reduced);
    }

    void aBarWithoutAnEndStandsStillWhereNothingShallMove()
    {
        QProgressBar bar;
        motion::setReduced(false);
        motion::showBusy(&bar);
        QCOMPARE(bar.maximum(), 0); // it moves
        motion::setReduced(true);
        motion::showBusy(&bar);
        QCOMPARE(bar.maximum(), 1);
        QCOMPARE(bar.value(), 0);
    }

    void menusAppearAtOnceWhereNothingShallMove()
    {
        QApplication::setEffectEnabled(Qt::UI_FadeMenu, true);
        motion::setReduced(true);
        QVERIFY(!QApplication::isEffectEnabled(Qt::UI_FadeMenu));
        QVERIFY(!QApplication::isEffectEnabled(Qt::UI_AnimateCombo));
    }
};

QTEST_MAIN(tst_Motion)
#include "tst_Motion.moc"
