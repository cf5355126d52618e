// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Snapshots.h"
#include "ui/Theme.h"
#include "ui/Tray.h"

#include <QImage>
#include <QSystemTrayIcon>
#include <QTest>

using namespace hakgal;

class tst_Tray : public QObject
{
    Q_OBJECT
    const Catalogue m_words{Catalogue::Language::English};

private Q_SLOTS:
    void eachAlertIsToldAtBothEndsFromTheSeverityOn_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QStringList>("titles");
        QTest::newRow("everything") << int(Severity::Info)
                                    << QStringList{QStringLiteral("Critical: CPU above 95 %"),
                                                   QStringLiteral("Resolved: Disk nearly full: above 90 %")};
        QTest::newRow("critical") << int(Severity::Critical)
                                  << QStringList{QStringLiteral("Critical: CPU above 95 %")};
    }
    void eachAlertIsToldAtBothEndsFromTheSeverityOn()
    {
        QFETCH(int, from);
        QFETCH(QStringList, titles);
        Snapshot snapshot = test::fullSnapshot();
        Alert disk = test::firingAlert(snapshot, RuleId::Disk, Severity::Warning, 85, 90);
        disk.endedMs = snapshot.sample.at.wallMs;
        snapshot.events = {{AlertEvent::Kind::Raised,
                            test::firingAlert(snapshot, RuleId::CpuCritical, Severity::Critical, 97, 95)},
                           {AlertEvent::Kind::Resolved, disk}};
        QStringList told;
        for (const Tray::Message &message : Tray::messagesOf(snapshot, Severity(from), m_words)) {
            told += message.title;
            QVERIFY(!message.text.isEmpty());
        }
        QCOMPARE(told, titles);
        snapshot.events.clear(); // it goes on firing: nothing more to say
        QVERIFY(Tray::messagesOf(snapshot, Severity(from), m_words).empty());
    }

    void severalMessagesAreOneForTheIconWhichWouldShowOnlyTheLast()
    {
        const Tray::Message cpu{QStringLiteral("Critical: CPU above 95 %"), QStringLiteral("99 %"),
                                Severity::Critical, RuleId::CpuCritical};
        const Tray::Message disk{QStringLiteral("Resolved: Disk nearly full"), QStringLiteral("80 %"),
                                 Severity::Info, RuleId::Disk};
        QCOMPARE(Tray::together({disk}), disk);
        const Tray::Message both = Tray::together({disk, cpu});
        QCOMPARE(both.text, disk.title + u'\n' + cpu.title);
        QCOMPARE(both.severity, Severity::Critical);
        QVERIFY2(both.title.startsWith(u'2'), qPrintable(both.title));
    }

    void statusesDifferInShapeAndNotOnlyInColour()
    {
        Theme theme;
        const auto mask = [&theme](Status status) {
            const QImage image = Tray::iconOf(status, theme)
                                     .pixmap(QSize(64, 64), 1.0)
                                     .toImage()
                                     .convertToFormat(QImage::Format_ARGB32);
            QVector<bool> opaque;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    opaque += qAlpha(image.pixel(x, y)) > 127;
            }
            return opaque;
        };
        QVERIFY(mask(Status::Operational) != mask(Status::Degraded));
        QVERIFY(mask(Status::Degraded) != mask(Status::Poor));
        QVERIFY(mask(Status::Operational) != mask(Status::Poor));
    }

    void withoutATrayNothingIsShownAndNothingFails()
    {
        if (QSystemTrayIcon::isSystemTrayAvailable())
            QSKIP("this desktop has a tray");
        Theme theme;
        Tray tray(theme, m_words);
        QVERIFY(!tray.isShown());
        tray.applySettings(Settings());
        tray.showSnapshot(std::make_shared<const Snapshot>(test::fullSnapshot()));
        QVERIFY(!tray.isShown());
    }
};

QTEST_MAIN(tst_Tray)
#include "tst_Tray.moc"
